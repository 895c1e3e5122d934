export type TopicStanding = 'draft' | 'open' | 'closed'

/** One thing a topic gathers: a document, or whatever is published in a column. */
export type TopicItem = { documentId: number } | { columnId: number }

export interface TopicDetails {
  slug: string
  title: string
  intro: string
  items: readonly TopicItem[]
}
