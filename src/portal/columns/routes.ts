import { createElement } from 'react'
import {
  filesOfPublished,
  publishedDocument,
  publishedIn,
  withdrawnDocument,
} from '../../records/documents/for-public.ts'
import { publicRelations, publicStanding } from '../../records/normative/for-public.ts'
import { DocumentPage } from '../documents/document.page.tsx'
import { feedAsked } from '../feeds/places.ts'
import { sentAsFeed } from '../feeds/routes.ts'
import { columnFeed } from '../feeds/sources.tsx'
import { above, entryOf, pageAsked, pageSize, rowsOf, withBelow } from '../lists.ts'
import type { Open } from '../visit.ts'
import { ColumnPage } from './column.page.tsx'

export function columnRoutes(open: Open): void {
  open('GET', '/:slug/', async (visiting) => {
    const { tx, http, columns: tree, frame } = visiting
    const { slug } = http.params as { slug: string }
    const column = tree.find((one) => one.slug === slug)
    if (!column) return { failure: { status: 404 } }
    const format = feedAsked(http.query)
    if (format) return sentAsFeed(visiting, { ...(await columnFeed(visiting, column)), self: frame.visit.url }, format)
    const page = pageAsked(http.query)
    const ids = withBelow(tree, column).map(({ id }) => id)
    const { documents, total } = await publishedIn(tx, ids, { page, size: pageSize })
    const pages = Math.max(1, Math.ceil(total / pageSize))
    if (page > pages) return { failure: { status: 404 } }
    const newest = page === 1 ? documents[0] : (await publishedIn(tx, ids, { page: 1, size: 1 })).documents[0]
    return createElement(ColumnPage, {
      frame,
      column,
      above: above(tree, column),
      below: tree.filter(({ parentId }) => parentId === column.id).map(entryOf),
      rows: rowsOf(documents),
      total,
      lastPublishedAt: newest?.publishedAt ?? null,
      page,
      pages,
    })
  })

  open('GET', '/:slug/:month/:file', async ({ tx, http, columns: tree, frame, clock }) => {
    const { file } = http.params as { file: string }
    const id = /^(\d{1,15})\.html$/.exec(file)?.[1]
    if (!id) return { failure: { status: 404 } }
    const document = await publishedDocument(tx, Number(id))
    const column = tree.find((one) => one.id === document?.columnId)
    if (!document || !column) {
      const withdrawn = await withdrawnDocument(tx, Number(id))
      return { failure: withdrawn ? { status: 410, ...withdrawn } : { status: 404 } }
    }
    // The one address a document has: another column or month leads there.
    if (http.url.split('?')[0] !== document.address) return { goTo: document.address }
    const { documents } = await publishedIn(tx, [column.id], { page: 1, size: 6 })
    return createElement(DocumentPage, {
      frame,
      document,
      files: await filesOfPublished(tx, document.id),
      force: await publicStanding(tx, document.id, clock.today()),
      relations: await publicRelations(tx, document.id),
      today: clock.today(),
      column,
      above: above(tree, column),
      more: rowsOf(documents.filter((other) => other.id !== document.id)).slice(0, 5),
    })
  })
}
