import { createElement } from 'react'
import { withBelow } from '../../records/columns/column.ts'
import { publishedByIds, publishedIn } from '../../records/documents/for-public.ts'
import { topics } from '../../records/topics/for-public.ts'
import { currentOf, entryOf, rowsOf } from '../lists.ts'
import { paths } from '../paths.ts'
import { itself, type Open, shared } from '../visit.ts'
import { TopicPage, TopicsPage } from './topic.page.tsx'

const newest = 10

export function topicRoutes(open: Open): void {
  open(
    'GET',
    paths.topics,
    async ({ tx, frame }) => createElement(TopicsPage, { frame, topics: await topics(tx) }),
    itself(paths.topics),
  )

  open(
    'GET',
    paths.topic(':topic'),
    async (visiting) => {
      const { tx, http, columns: tree, frame } = visiting
      const { topic: slug } = http.params as { topic: string }
      const topic = (await topics(tx)).find((one) => one.slug === slug)
      if (!topic) return { failure: { status: 404 } }
      const ids = topic.items.flatMap(({ documentId }) => documentId ?? [])
      const found = await publishedByIds(tx, ids)
      const inOrder = ids.flatMap((id) => found.find((document) => document.id === id) ?? [])
      const columns = []
      for (const { columnId } of topic.items) {
        const given = tree.find(({ id }) => id === columnId)
        if (!given) continue
        const column = currentOf(tree, given)
        const within = withBelow(tree, column).map(({ id }) => id)
        const { documents } = await publishedIn(tx, within, { page: 1, size: newest })
        columns.push({ ...entryOf(column), rows: rowsOf(visiting, documents) })
      }
      return createElement(TopicPage, { frame, topic, chosen: rowsOf(visiting, inOrder), columns })
    },
    shared(async ({ tx }) => (await topics(tx)).map(({ slug }) => paths.topic(slug))),
  )
}
