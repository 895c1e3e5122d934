import type { CalendarDate } from '../../law/calendar-date.ts'
import type { Tx } from '../../platform/database/bureau.ts'

export interface PublicTopic {
  id: number
  slug: string
  title: string
  intro: string
  standing: 'open' | 'closed'
  openedOn: CalendarDate
  closedOn: CalendarDate | null
  /** in the order the office gave them */
  items: { documentId: number | null; columnId: number | null }[]
}

/** Topics that are or were open, open ones first, then the newest. */
export async function topics(tx: Tx): Promise<PublicTopic[]> {
  const rows = await tx
    .selectFrom('publicTopic')
    .select(['id', 'slug', 'title', 'intro', 'standing', 'openedOn', 'closedOn'])
    .orderBy('standing', 'desc')
    .orderBy('openedOn', 'desc')
    .orderBy('id', 'desc')
    .execute()
  const items = await tx
    .selectFrom('publicTopicItem')
    .select(['topicId', 'documentId', 'columnId'])
    .orderBy('position')
    .execute()
  return rows.map((row) => ({
    ...(row as Omit<PublicTopic, 'items'>),
    items: items
      .filter(({ topicId }) => topicId === row.id)
      .map(({ documentId, columnId }) => ({ documentId, columnId })),
  }))
}
