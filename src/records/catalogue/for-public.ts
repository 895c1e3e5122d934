import { sql } from 'kysely'
import type { CalendarDate } from '../../law/calendar-date.ts'
import type { Tx } from '../../platform/database/bureau.ts'
import type { CatalogueVersion, Entry, Matter } from './catalogue.ts'

/** Every published version, newest first. */
export async function catalogueVersions(tx: Tx): Promise<CatalogueVersion[]> {
  const rows = await tx
    .selectFrom('publicCatalogueVersion')
    .select(['no', 'note', 'publishedAt', 'entries', 'hash'])
    .orderBy('no', 'desc')
    .execute()
  return rows.map(({ hash, ...row }) => ({
    ...(row as Omit<CatalogueVersion, 'hash'>),
    hash: (hash as Buffer).toString('hex'),
  }))
}

export async function mattersOf(tx: Tx, no: number): Promise<Matter[] | null> {
  const row = await tx.selectFrom('publicCatalogueVersion').select('matters').where('no', '=', no).executeTakeFirst()
  return row ? (row.matters as unknown as Matter[]) : null
}

/** Entries of a version in the order they were made; with `columnId`, only those of one column. */
export async function entriesOf(
  tx: Tx,
  no: number,
  { columnId, page, size }: { columnId?: number; page: number; size: number },
): Promise<{ entries: Entry[]; total: number }> {
  let within = tx.selectFrom('publicCatalogueEntry').where('versionNo', '=', no)
  if (columnId !== undefined) within = within.where('columnId', '=', columnId)
  const { total } = await within.select(sql<number>`count(*)::int`.as('total')).executeTakeFirstOrThrow()
  const rows = await within
    .select(['documentId', 'columnId', 'indexNumber as index', 'name', 'summary', 'createdOn'])
    .orderBy('documentId')
    .limit(size)
    .offset((page - 1) * size)
    .execute()
  return { total, entries: rows as Entry[] }
}

/** How many entries of a version stand in each column. */
export async function entriesByColumn(tx: Tx, no: number): Promise<Map<number, number>> {
  const rows = await tx
    .selectFrom('publicCatalogueEntry')
    .select(['columnId', sql<number>`count(*)::int`.as('count')])
    .where('versionNo', '=', no)
    .groupBy('columnId')
    .execute()
  return new Map(rows.map(({ columnId, count }) => [columnId as number, count]))
}

export interface ChangedEntry {
  documentId: number
  kind: 'added' | 'removed' | 'changed'
  index: string
  name: string
  /** as the earlier version had it, where it says otherwise */
  before: { index: string; name: string; summary: string; createdOn: CalendarDate } | null
  after: { index: string; name: string; summary: string; createdOn: CalendarDate } | null
}

/** Which entries a later version has, has not, or has otherwise; the first `most` of them, and how many there are. */
export async function changedEntries(
  tx: Tx,
  { earlier, later, most }: { earlier: number; later: number; most: number },
): Promise<{ changes: ChangedEntry[]; total: number }> {
  const fields = (name: string) =>
    sql.raw(
      `case when ${name}.document_id is null then null else json_build_object('index', ${name}.index_number, 'name', ${name}.name, 'summary', ${name}.summary, 'createdOn', ${name}.created_on) end`,
    )
  const { rows } = await sql<{
    documentId: number
    before: ChangedEntry['before']
    after: ChangedEntry['after']
    total: number
  }>`
    select coalesce(b.document_id, a.document_id) as document_id, ${fields('b')} as before, ${fields('a')} as after,
      count(*) over ()::int as total
    from (select * from public_catalogue_entry where version_no = ${earlier}) b
    full join (select * from public_catalogue_entry where version_no = ${later}) a on a.document_id = b.document_id
    where b.document_id is null or a.document_id is null
      or (b.index_number, b.name, b.summary, b.created_on) is distinct from (a.index_number, a.name, a.summary, a.created_on)
    order by 1 limit ${most}`.execute(tx)
  return {
    total: rows[0]?.total ?? 0,
    changes: rows.map(({ documentId, before, after }) => ({
      documentId,
      kind: before === null ? 'added' : after === null ? 'removed' : 'changed',
      index: (after ?? before)?.index ?? '',
      name: (after ?? before)?.name ?? '',
      before,
      after,
    })),
  }
}
