import { sql } from 'kysely'
import type { CalendarDate } from '../../law/calendar-date.ts'
import type { Tx } from '../../platform/database/bureau.ts'
import type { Entry, Matter } from './catalogue.ts'

/** Longest summary the catalogue takes from a text that has none of its own. */
const longestSummary = 120

/** What public documents of these columns would stand in the catalogue. A field nobody filled in is an empty text. */
export async function entriesIn(tx: Tx, columnIds: readonly number[]): Promise<Entry[]> {
  if (columnIds.length === 0) return []
  const rows = await tx
    .selectFrom('publicDocument')
    .select(['id', 'columnId', 'title', 'formedOn'])
    .select(sql<string>`coalesce(index_number, '')`.as('index'))
    .select(
      sql<string>`coalesce(nullif(btrim(summary), ''), left(btrim(regexp_replace(regexp_replace(body, '<[^>]*>', ' ', 'g'), '\\s+', ' ', 'g')), ${longestSummary}::int))`.as(
        'summary',
      ),
    )
    .where('columnId', 'in', [...columnIds])
    .orderBy('id')
    .execute()
  return rows.map(({ id, columnId, title, formedOn, index, summary }) => ({
    documentId: id as number,
    columnId: columnId as number,
    index,
    name: title as string,
    summary,
    createdOn: formedOn as CalendarDate,
  }))
}

/** The number of the last version, 0 before the first; nobody else publishes until this transaction has ended. */
export async function lockLastNo(tx: Tx): Promise<number> {
  await sql`select pg_advisory_xact_lock(${tx.bureauId}, 9001)`.execute(tx)
  const { no } = await tx
    .selectFrom('catalogueVersion')
    .select(sql<number>`coalesce(max(no), 0)`.as('no'))
    .executeTakeFirstOrThrow()
  return no
}

const rowsAtOnce = 1_000

export async function insertVersion(
  tx: Tx,
  version: { no: number; note: string; hash: Buffer; publishedAt: Date; publishedBy: number },
  matters: readonly Matter[],
  entries: readonly Entry[],
): Promise<void> {
  await tx
    .insertInto('catalogueVersion')
    .values({ ...version, matters: JSON.stringify(matters), entries: entries.length })
    .execute()
  for (let from = 0; from < entries.length; from += rowsAtOnce) {
    await tx
      .insertInto('catalogueEntry')
      .values(
        entries.slice(from, from + rowsAtOnce).map(({ index, ...entry }) => ({
          ...entry,
          indexNumber: index,
          versionNo: version.no,
        })),
      )
      .execute()
  }
}

export async function saveIndexRule(
  tx: Tx,
  rule: { pattern: string; creditCode: string | null },
  changedAt: Date,
): Promise<void> {
  await tx
    .insertInto('indexRule')
    .values({ ...rule, changedAt })
    .onConflict((conflict) => conflict.column('bureauId').doUpdateSet({ ...rule, changedAt }))
    .execute()
}
