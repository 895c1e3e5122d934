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

const whole = [
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
] as const

export async function publishedDocument(tx: Tx, id: number): Promise<PublishedDocument | null> {
  const row = await tx.selectFrom('publicDocument').select(whole).where('id', '=', id).executeTakeFirst()
  return row ? (row as PublishedDocument) : null
}

/** The next published documents after an id, in the order of their ids. */
export async function publishedDocumentsAfter(tx: Tx, id: number, limit: number): Promise<PublishedDocument[]> {
  const rows = await tx
    .selectFrom('publicDocument')
    .select(whole)
    .where('id', '>', id)
    .orderBy('id')
    .limit(limit)
    .execute()
  return rows as PublishedDocument[]
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
