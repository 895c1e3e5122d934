import type { Tx } from '../platform/database/bureau.ts'
import type { Column } from '../records/columns/column.ts'
import { type PublishedInList, publishedIn } from '../records/documents/for-public.ts'
import type { NavEntry } from './frame.ts'
import type { ListOfColumn } from './home.page.tsx'
import type { ListRow } from './parts/list-rows.tsx'
import { paths } from './paths.ts'

export const pageSize = 20

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

export function rowsOf(documents: readonly PublishedInList[]): ListRow[] {
  return documents.map(({ title, address, publishedAt, documentNumber }) => ({
    title,
    href: address,
    publishedAt,
    documentNumber,
  }))
}

/** The newest of a column and all below it, as a list of the home page. */
export async function newestOf(
  tx: Tx,
  tree: readonly Column[],
  slug: string,
  size: number,
): Promise<ListOfColumn | null> {
  const column = tree.find((one) => one.slug === slug)
  if (!column) return null
  const ids = withBelow(tree, column).map(({ id }) => id)
  const { documents } = await publishedIn(tx, ids, { page: 1, size })
  return { ...entryOf(column), rows: rowsOf(documents) }
}
