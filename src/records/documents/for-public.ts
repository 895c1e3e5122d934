import { sql } from 'kysely'
import type { CalendarDate } from '../../law/calendar-date.ts'
import type { Tx } from '../../platform/database/bureau.ts'

export interface PublishedInList {
  id: number
  columnId: number
  title: string
  documentNumber: string | null
  formedOn: CalendarDate
  publishedAt: Date
}

export interface PublishedDocument extends PublishedInList {
  body: string
  source: string
  summary: string | null
  indexNumber: string | null
  version: number
  changedAt: Date
}

/** The newest published documents of some columns, newest first, with their number. */
export async function publishedIn(
  tx: Tx,
  columnIds: readonly number[],
  { page, size }: { page: number; size: number },
): Promise<{ documents: PublishedInList[]; total: number }> {
  if (columnIds.length === 0) return { documents: [], total: 0 }
  const within = tx.selectFrom('publicDocument').where('columnId', 'in', [...columnIds])
  const { total } = await within.select(sql<number>`count(*)::int`.as('total')).executeTakeFirstOrThrow()
  const rows = await within
    .select(['id', 'columnId', 'title', 'documentNumber', 'formedOn', 'publishedAt'])
    .orderBy('publishedAt', 'desc')
    .orderBy('id', 'desc')
    .limit(size)
    .offset((page - 1) * size)
    .execute()
  return { total, documents: rows as PublishedInList[] }
}

export async function publishedDocument(tx: Tx, id: number): Promise<PublishedDocument | null> {
  const row = await tx
    .selectFrom('publicDocument')
    .select([
      'id',
      'columnId',
      'title',
      'documentNumber',
      'formedOn',
      'publishedAt',
      'body',
      'source',
      'summary',
      'indexNumber',
      'version',
      'changedAt',
    ])
    .where('id', '=', id)
    .executeTakeFirst()
  return row ? (row as PublishedDocument) : null
}

/** A document that was taken down: its title is gone with it, only the day and the reason are told. */
export async function withdrawnDocument(tx: Tx, id: number): Promise<{ withdrawnAt: Date; reason: string } | null> {
  const row = await tx
    .selectFrom('document')
    .select(['withdrawnAt', 'withdrawReason'])
    .where('id', '=', id)
    .where('state', '=', 'withdrawn')
    .executeTakeFirst()
  return row?.withdrawnAt && row.withdrawReason ? { withdrawnAt: row.withdrawnAt, reason: row.withdrawReason } : null
}

export async function publishedSince(tx: Tx, day: CalendarDate): Promise<number> {
  const { count } = await tx
    .selectFrom('publicDocument')
    .select(sql<number>`count(*)::int`.as('count'))
    .where(sql<boolean>`published_at >= ${`${day}T00:00:00+08:00`}`)
    .executeTakeFirstOrThrow()
  return count
}

/** How many public documents each column holds itself, and when the newest came. */
export async function publishedByColumn(tx: Tx): Promise<Map<number, { count: number; lastAt: Date }>> {
  const rows = await tx
    .selectFrom('publicDocument')
    .select(['columnId', sql<number>`count(*)::int`.as('count'), sql<Date>`max(published_at)`.as('lastAt')])
    .groupBy('columnId')
    .execute()
  return new Map(rows.map(({ columnId, count, lastAt }) => [columnId as number, { count, lastAt }]))
}

export interface ListFilter {
  /** words of the title */
  text?: string
  year?: number
  /** parts of a document number: 青应急发〔2026〕58号 */
  numberWord?: string
  numberYear?: string
  numberSerial?: string
  sort?: 'published' | 'formed' | 'number'
}

const within = (text: string) => `%${text.replace(/[\\%_]/g, '\\$&')}%`

function filtered(tx: Tx, columnIds: readonly number[], filter: ListFilter) {
  let query = tx.selectFrom('publicDocument').where('columnId', 'in', [...columnIds])
  for (const word of filter.text?.split(/\s+/).filter(Boolean) ?? [])
    query = query.where('title', 'ilike', within(word))
  if (filter.year)
    query = query.where(sql<boolean>`extract(year from published_at at time zone 'Asia/Shanghai') = ${filter.year}`)
  if (filter.numberWord) query = query.where('documentNumber', 'like', within(filter.numberWord))
  if (filter.numberYear) query = query.where('documentNumber', 'like', within(`〔${filter.numberYear}〕`))
  if (filter.numberSerial) query = query.where('documentNumber', 'like', within(`〕${filter.numberSerial}号`))
  return query
}

export interface ListedDocument extends PublishedInList {
  indexNumber: string | null
  source: string
}

/** The public documents of some columns that a filter lets through, in the order asked for. */
export async function listPublished(
  tx: Tx,
  columnIds: readonly number[],
  { page, size, ...filter }: ListFilter & { page: number; size: number },
): Promise<{ documents: ListedDocument[]; total: number }> {
  if (columnIds.length === 0) return { documents: [], total: 0 }
  const query = filtered(tx, columnIds, filter)
  const { total } = await query.select(sql<number>`count(*)::int`.as('total')).executeTakeFirstOrThrow()
  const order = { published: 'publishedAt', formed: 'formedOn', number: 'documentNumber' } as const
  const rows = await query
    .select(['id', 'columnId', 'title', 'documentNumber', 'formedOn', 'publishedAt', 'indexNumber', 'source'])
    .orderBy(order[filter.sort ?? 'published'], (column) => column.desc().nullsLast())
    .orderBy('id', 'desc')
    .limit(size)
    .offset((page - 1) * size)
    .execute()
  return { total, documents: rows as ListedDocument[] }
}

/** The years in which something of these columns was published, newest first, each with its number. */
export async function publishedYears(tx: Tx, columnIds: readonly number[]): Promise<{ year: number; count: number }[]> {
  if (columnIds.length === 0) return []
  const rows = await filtered(tx, columnIds, {})
    .select([
      sql<number>`extract(year from published_at at time zone 'Asia/Shanghai')::int`.as('year'),
      sql<number>`count(*)::int`.as('count'),
    ])
    .groupBy(sql`1`)
    .orderBy(sql`1 desc`)
    .execute()
  return rows
}

/** Documents by their ids, those that are public, in no order. */
export async function publishedByIds(tx: Tx, ids: readonly number[]): Promise<PublishedInList[]> {
  if (ids.length === 0) return []
  const rows = await tx
    .selectFrom('publicDocument')
    .select(['id', 'columnId', 'title', 'documentNumber', 'formedOn', 'publishedAt'])
    .where(sql<boolean>`id = any(${[...ids]})`)
    .execute()
  return rows as PublishedInList[]
}
