import { sql } from 'kysely'
import type { CalendarDate } from '../../law/calendar-date.ts'
import type { Tx } from '../../platform/database/bureau.ts'
import type { TopicDetails, TopicItem, TopicStanding } from './topic.ts'

export async function lockTopic(
  tx: Tx,
  id: number,
): Promise<{ slug: string; standing: TopicStanding; openedOn: CalendarDate | null; version: number } | null> {
  const row = await tx
    .selectFrom('topic')
    .select(['slug', 'standing', 'openedOn', 'version'])
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  return row ? { ...row, standing: row.standing as TopicStanding } : null
}

export async function topicWithSlug(tx: Tx, slug: string): Promise<number | null> {
  return (await tx.selectFrom('topic').select('id').where('slug', '=', slug).executeTakeFirst())?.id ?? null
}

/** Those of the items that are there. */
export async function itemsThere(tx: Tx, items: readonly TopicItem[]): Promise<number> {
  const documents = items.flatMap((item) => ('documentId' in item ? [item.documentId] : []))
  const columns = items.flatMap((item) => ('columnId' in item ? [item.columnId] : []))
  const count = sql<number>`count(*)::int`.as('count')
  const found = await tx
    .selectFrom('document')
    .select(count)
    .where(sql<boolean>`id = any(${documents})`)
    .executeTakeFirstOrThrow()
  const standing = await tx
    .selectFrom('siteColumn')
    .select(count)
    .where(sql<boolean>`id = any(${columns})`)
    .executeTakeFirstOrThrow()
  return found.count + standing.count
}

export async function insertTopic(tx: Tx, { items, ...details }: TopicDetails): Promise<number> {
  const { id } = await tx
    .insertInto('topic')
    .values({ ...details, standing: 'draft' })
    .returning('id')
    .executeTakeFirstOrThrow()
  await saveItems(tx, id, items)
  return id
}

export async function saveTopic(
  tx: Tx,
  id: number,
  change: {
    title?: string
    intro?: string
    standing?: TopicStanding
    openedOn?: CalendarDate
    closedOn?: CalendarDate | null
  },
): Promise<void> {
  await tx
    .updateTable('topic')
    .set({ ...change, version: sql`version + 1` })
    .where('id', '=', id)
    .execute()
}

export async function saveItems(tx: Tx, topicId: number, items: readonly TopicItem[]): Promise<void> {
  await tx.deleteFrom('topicItem').where('topicId', '=', topicId).execute()
  if (items.length === 0) return
  await tx
    .insertInto('topicItem')
    .values(items.map((item, position) => ({ topicId, position, ...item })))
    .execute()
}
