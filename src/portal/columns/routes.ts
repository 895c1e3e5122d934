import { createElement } from 'react'
import {
  publishedAddresses,
  publishedBeside,
  publishedDocument,
  publishedIn,
  withdrawnAddresses,
  withdrawnDocument,
} from '../../records/documents/for-public.ts'
import { subjects } from '../../records/pages/subjects.ts'
import { DocumentPage } from '../documents/document.page.tsx'
import { above, addressesOf, entryOf, markedRows, pageAsked, pageSize, pagesKept, rowsOf, withBelow } from '../lists.ts'
import { paths } from '../paths.ts'
import type { Open, Outcome, Visiting } from '../visit.ts'
import { ColumnPage } from './column.page.tsx'

export function columnRoutes(open: Open): void {
  const list = async (visiting: Visiting): Promise<Outcome> => {
    const { tx, http, columns: tree, frame, shows } = visiting
    const { slug } = http.params as { slug: string }
    const column = tree.find((one) => one.slug === slug)
    if (!column) return { failure: { status: 404 } }
    const page = pageAsked(http.query)
    const ids = withBelow(tree, column).map(({ id }) => id)
    const { documents, total } = await publishedIn(tx, ids, { page, size: pageSize })
    const pages = Math.max(1, Math.ceil(total / pageSize))
    if (page > pages) return { failure: { status: 404 } }
    if (page <= pagesKept) shows(...ids.map(subjects.column))
    const newest = page === 1 ? documents[0] : (await publishedIn(tx, ids, { page: 1, size: 1 })).documents[0]
    return createElement(ColumnPage, {
      frame,
      column,
      above: above(tree, column),
      below: tree.filter(({ parentId }) => parentId === column.id).map(entryOf),
      rows: markedRows(visiting, documents),
      total,
      lastPublishedAt: newest?.publishedAt ?? null,
      page,
      pages,
    })
  }
  open('GET', '/:slug/', list, {
    every: async ({ tx, columns: tree }) => {
      const urls: string[] = []
      for (const column of tree) {
        const ids = withBelow(tree, column).map(({ id }) => id)
        const { total } = await publishedIn(tx, ids, { page: 1, size: 1 })
        urls.push(...addressesOf(paths.column(column.slug), total))
      }
      return urls
    },
  })

  const article = async ({ tx, http, columns: tree, frame, shows }: Visiting): Promise<Outcome> => {
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
    const address = paths.document(column.slug, document)
    if (http.url.split('?')[0] !== address) return { goTo: address }
    const beside = await publishedBeside(tx, document)
    shows(
      subjects.document(document.id),
      subjects.beside(document.id),
      ...beside.map(({ id }) => subjects.document(id)),
    )
    return createElement(DocumentPage, {
      frame,
      document,
      column,
      above: above(tree, column),
      more: rowsOf(beside, tree),
    })
  }
  const addressIn = (tree: Visiting['columns']) => {
    const slugs = new Map(tree.map(({ id, slug }) => [id, slug]))
    return (document: { id: number; columnId: number; publishedAt: Date }) =>
      paths.document(slugs.get(document.columnId) ?? '', document)
  }
  open('GET', '/:slug/:month/:file', article, {
    every: async ({ tx, columns: tree }) => (await publishedAddresses(tx)).map(addressIn(tree)),
    gone: async ({ tx, columns: tree }) =>
      (await withdrawnAddresses(tx)).map((document) => ({
        url: addressIn(tree)(document),
        subjects: [subjects.document(document.id)],
      })),
  })
}
