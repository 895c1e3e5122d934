import { createElement } from 'react'
import { withBelow } from '../../records/columns/column.ts'
import { nilStatements } from '../../records/columns/for-public.ts'
import {
  filesOfPublished,
  listPublished,
  publishedDocument,
  publishedIn,
  publishedYears,
  withdrawnDocument,
} from '../../records/documents/for-public.ts'
import { publicRelations, publicStanding } from '../../records/normative/for-public.ts'
import { DocumentPage } from '../documents/document.page.tsx'
import { feedAsked } from '../feeds/places.ts'
import { sentAsFeed } from '../feeds/routes.ts'
import { columnFeed } from '../feeds/sources.tsx'
import {
  above,
  currentOf,
  entryOf,
  hrefOf,
  listed,
  pageAsked,
  rowsOf,
  sizeAsked,
  textAsked,
  yearAsked,
} from '../lists.ts'
import { pageOf, paths } from '../paths.ts'
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
    const [, query] = http.url.split('?')
    const address = hrefOf(currentOf(tree, column))
    if (address !== paths.column(slug)) return { goTo: query ? `${address}?${query}` : address }
    const [page, per] = [pageAsked(http.query), sizeAsked(http.query)]
    const asked = { text: textAsked(http.query, 'q'), year: yearAsked(http.query) }
    const ids = withBelow(tree, column).map(({ id }) => id)
    const filter = { ...(asked.text ? { text: asked.text } : {}), ...(asked.year ? { year: asked.year } : {}) }
    const { documents, total } = await listPublished(tx, ids, { ...filter, page, size: per })
    const pages = Math.max(1, Math.ceil(total / per))
    if (page > pages) return { goTo: pageOf(frame.visit.url, pages) }
    const newest = (await publishedIn(tx, ids, { page: 1, size: 1 })).documents[0]
    return createElement(ColumnPage, {
      ...{ frame, column, total, page, pages, per, asked },
      above: above(tree, column),
      below: listed(tree)
        .filter(({ parentId }) => parentId === column.id)
        .map(entryOf),
      rows: rowsOf(documents),
      years: await publishedYears(tx, ids),
      nil: (await nilStatements(tx)).find(({ columnId }) => columnId === column.id) ?? null,
      lastPublishedAt: newest?.publishedAt ?? null,
    })
  })

  open('GET', '/:slug/:month/:file', async ({ tx, http, columns: tree, frame, clock }) => {
    const { file } = http.params as { file: string }
    const id = /^(\d{1,15})\.html$/.exec(file)?.[1]
    if (!id) return { failure: { status: 404 } }
    const document = await publishedDocument(tx, Number(id))
    const first = tree.find((one) => one.id === document?.columnId)
    if (!document || !first) {
      const withdrawn = await withdrawnDocument(tx, Number(id))
      return { failure: withdrawn ? { status: 410, ...withdrawn } : { status: 404 } }
    }
    // The one address a document has: another column or month leads there.
    if (http.url.split('?')[0] !== document.address) return { goTo: document.address }
    const column = currentOf(tree, first)
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
