import type { Column } from '../records/columns/column.ts'
import { type PublishedInList, publishedIn } from '../records/documents/for-public.ts'
import { subjects } from '../records/pages/subjects.ts'
import type { NavEntry } from './frame.ts'
import type { ListOfColumn } from './home.page.tsx'
import { type ListRow, newUntil } from './parts/list-rows.tsx'
import { pageOf, paths } from './paths.ts'
import type { Visiting } from './visit.ts'

export const pageSize = 20

/**
 * A new document moves every row of its lists one on. So that publishing costs the same however much was published
 * before, only the first pages of a list are kept; what stands further back is made when somebody asks.
 */
export const pagesKept = 5

/** The addresses of the pages of a list that are kept. */
export function addressesOf(url: string, total: number): string[] {
  const pages = Math.min(pagesKept, Math.max(1, Math.ceil(total / pageSize)))
  return Array.from({ length: pages }, (_, place) => pageOf(url, place + 1))
}

/** The page asked for: 1 unless it is a whole number. */
export function pageAsked(query: unknown): number {
  const page = Number((query as Record<string, unknown>)['page'] ?? 1)
  return Number.isInteger(page) && page >= 1 && page <= 100_000 ? page : 1
}

/** A column and all below it. */
export function withBelow(tree: readonly Column[], column: Column): Column[] {
  return [column, ...tree.filter(({ parentId }) => parentId === column.id).flatMap((child) => withBelow(tree, child))]
}

/** The columns above one, from the first level down, as entries to go back to. */
export function above(tree: readonly Column[], column: Column): NavEntry[] {
  const parent = tree.find(({ id }) => id === column.parentId)
  return parent ? [...above(tree, parent), entryOf(parent)] : []
}

export function entryOf({ name, slug }: Column): NavEntry {
  return { name, href: slug === 'zwgk' ? paths.disclosure : paths.column(slug) }
}

export function rowsOf(documents: readonly PublishedInList[], tree: readonly Column[]): ListRow[] {
  const slugs = new Map(tree.map(({ id, slug }) => [id, slug]))
  return documents.map((document) => ({
    title: document.title,
    href: paths.document(slugs.get(document.columnId) ?? '', document),
    publishedAt: document.publishedAt,
    documentNumber: document.documentNumber,
  }))
}

/** The rows of a list that marks what is new: the page is true until the first of them no longer is. */
export function markedRows(
  { columns: tree, frame, until }: Pick<Visiting, 'columns' | 'frame' | 'until'>,
  documents: readonly PublishedInList[],
): ListRow[] {
  const rows = rowsOf(documents, tree)
  const end = newUntil(rows, frame.visit.generatedAt)
  if (end) until(end)
  return rows
}

/** The newest of a column and all below it, as a list of the home page. */
export async function newestOf(visiting: Visiting, slug: string, size: number): Promise<ListOfColumn | null> {
  const { tx, columns: tree, shows } = visiting
  const column = tree.find((one) => one.slug === slug)
  if (!column) return null
  const ids = withBelow(tree, column).map(({ id }) => id)
  shows(...ids.map(subjects.column))
  const { documents } = await publishedIn(tx, ids, { page: 1, size })
  return { ...entryOf(column), rows: markedRows(visiting, documents) }
}
