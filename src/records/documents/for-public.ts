import { sql } from 'kysely'
import type { CalendarDate } from '../../law/calendar-date.ts'
import type { Tx } from '../../platform/database/bureau.ts'
import { type Subject, subjects } from '../pages/subjects.ts'

export interface PublishedInList {
  id: number
  columnId: number
  title: string
  documentNumber: string | null
  formedOn: CalendarDate
  publishedAt: Date
}

/** What the address of a document is made of. */
export type Addressed = Pick<PublishedInList, 'id' | 'columnId' | 'publishedAt'>

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

/** How many documents a page of a document names on either side of it. */
const [NEWER, OLDER] = [2, 3]

/** What was published in the column of a document just after and just before it, newest first. */
export async function publishedBeside(tx: Tx, document: Addressed): Promise<PublishedInList[]> {
  return around(tx, document, { newer: NEWER, older: OLDER })
}

async function around(
  tx: Tx,
  { id, columnId, publishedAt }: Addressed,
  { newer, older }: { newer: number; older: number },
): Promise<PublishedInList[]> {
  const inColumn = tx
    .selectFrom('publicDocument')
    .select(['id', 'columnId', 'title', 'documentNumber', 'formedOn', 'publishedAt'])
    .where('columnId', '=', columnId)
    .where('id', '<>', id)
  const after = inColumn
    .where(sql<boolean>`(published_at, id) > (${publishedAt}, ${id})`)
    .orderBy('publishedAt')
    .orderBy('id')
    .limit(newer)
  const before = inColumn
    .where(sql<boolean>`(published_at, id) < (${publishedAt}, ${id})`)
    .orderBy('publishedAt', 'desc')
    .orderBy('id', 'desc')
    .limit(older)
  const rows = await tx
    .selectFrom(after.as('after'))
    .selectAll()
    .unionAll(tx.selectFrom(before.as('before')).selectAll())
    .orderBy('publishedAt', 'desc')
    .orderBy('id', 'desc')
    .execute()
  return rows as PublishedInList[]
}

/** Everything pages show that is another after this document became public, was corrected or was taken down. */
export async function subjectsOf(tx: Tx, document: Addressed): Promise<Subject[]> {
  // It is named by as many older ones as name newer ones, and the other way round.
  const naming = await around(tx, document, { newer: OLDER, older: NEWER })
  return [
    subjects.document(document.id),
    subjects.column(document.columnId),
    subjects.documentCount,
    ...naming.map(({ id }) => subjects.beside(id)),
  ]
}

export async function publishedAddresses(tx: Tx): Promise<Addressed[]> {
  const rows = await tx.selectFrom('publicDocument').select(['id', 'columnId', 'publishedAt']).orderBy('id').execute()
  return rows as Addressed[]
}

/** Where documents stood that were taken down. */
export async function withdrawnAddresses(tx: Tx): Promise<Addressed[]> {
  const rows = await tx
    .selectFrom('document')
    .select(['id', 'columnId', 'publishedAt'])
    .where('state', '=', 'withdrawn')
    .where('publishedAt', 'is not', null)
    .orderBy('id')
    .execute()
  return rows as Addressed[]
}
