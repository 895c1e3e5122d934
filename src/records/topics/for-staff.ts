import type { CalendarDate } from '../../law/calendar-date.ts'
import type { Tx } from '../../platform/database/bureau.ts'
import type { TopicStanding } from './topic.ts'

export interface TopicForStaff {
  id: number
  slug: string
  title: string
  intro: string
  standing: TopicStanding
  openedOn: CalendarDate | null
  closedOn: CalendarDate | null
  version: number
  items: { documentId: number | null; columnId: number | null; title: string }[]
}

export async function topicsForStaff(tx: Tx): Promise<TopicForStaff[]> {
  const rows = await tx.selectFrom('topic').selectAll().orderBy('id', 'desc').execute()
  const items = await tx
    .selectFrom('topicItem')
    .leftJoin('document', (join) =>
      join.onRef('document.id', '=', 'topicItem.documentId').onRef('document.bureauId', '=', 'topicItem.bureauId'),
    )
    .leftJoin('siteColumn', (join) =>
      join.onRef('siteColumn.id', '=', 'topicItem.columnId').onRef('siteColumn.bureauId', '=', 'topicItem.bureauId'),
    )
    .select(['topicItem.topicId', 'topicItem.documentId', 'topicItem.columnId'])
    .select(['document.title', 'siteColumn.name'])
    .orderBy('topicItem.position')
    .execute()
  return rows.map(({ bureauId: _, ...row }) => ({
    ...row,
    standing: row.standing as TopicStanding,
    items: items
      .filter(({ topicId }) => topicId === row.id)
      .map(({ documentId, columnId, title, name }) => ({ documentId, columnId, title: title ?? name ?? '' })),
  }))
}
