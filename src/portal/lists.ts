import type { Tx } from '../platform/database/bureau.ts'
import { type Column, organisationSlug, platformSlug, withBelow } from '../records/columns/column.ts'
import { type PublishedInList, publishedIn } from '../records/documents/for-public.ts'
import type { Frame, NavEntry } from './frame.ts'
import type { ListOfColumn } from './home.page.tsx'
import { type ListRow, newUntil } from './parts/list-rows.tsx'
import { pageOf, paths } from './paths.ts'

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

/** The columns above one, from the first level down, as entries to go back to. */
export function above(tree: readonly Column[], column: Column): NavEntry[] {
  const parent = tree.find(({ id }) => id === column.parentId)
  return parent ? [...above(tree, parent), entryOf(parent)] : []
}

/** The one address of a column: on the platform, among the organisation pages, or its own. */
export function hrefOf({ slug, type, part, isPart }: Pick<Column, 'slug' | 'type' | 'part' | 'isPart'>): string {
  if (type === '首页') return paths.home
  if (slug === platformSlug) return paths.disclosure
  if (slug === organisationSlug) return paths.organisation
  if (part === 'content') return isPart ? paths.content : paths.node(slug)
  if (isPart && part === 'guide') return paths.guide
  if (isPart && part === 'rules') return paths.rules
  if (isPart && part === 'reports') return paths.reports
  if (isPart && part === 'requests') return paths.requests
  return paths.column(slug)
}

export function entryOf(column: Column): NavEntry {
  return { name: column.name, href: hrefOf(column) }
}

/** Columns that stand in lists and navigation. */
export function listed(tree: readonly Column[]): Column[] {
  return tree.filter(({ standing, type }) => standing === 'open' && type !== '首页')
}

/** A column, or the one it was merged into. */
export function currentOf(tree: readonly Column[], column: Column): Column {
  const into = tree.find(({ id }) => id === column.mergedIntoId)
  return into ? currentOf(tree, into) : column
}

const sizes = [20, 50, 100] as const
export type PageSize = (typeof sizes)[number]
export const pageSizes: readonly PageSize[] = sizes

/** How many rows a page was asked to have; the usual number unless it is one of the choices. */
export function sizeAsked(query: unknown): PageSize {
  const asked = Number((query as Record<string, unknown>)['per'])
  return sizes.find((size) => size === asked) ?? sizes[0]
}

/** A parameter of the address as text without blanks around it; empty when it was not given once. */
export function textAsked(query: unknown, name: string): string {
  const asked = (query as Record<string, unknown>)[name]
  return typeof asked === 'string' ? asked.trim().slice(0, 100) : ''
}

export function yearAsked(query: unknown): number | undefined {
  const year = Number(textAsked(query, 'year'))
  return Number.isInteger(year) && year >= 1949 && year <= 2999 ? year : undefined
}

/** A page being made: when it was begun, and who is told until when it is true. */
interface InMaking {
  frame: Frame
  until(moment: Date): void
}

/** The rows of a list, which marks what is new: the page is true until the first of them no longer is. */
export function rowsOf({ frame, until }: InMaking, documents: readonly PublishedInList[]): ListRow[] {
  const rows = documents.map(({ title, address, publishedAt, documentNumber }) => ({
    title,
    href: address,
    publishedAt,
    documentNumber,
  }))
  const end = newUntil(rows, frame.visit.generatedAt)
  if (end) until(end)
  return rows
}

/** The newest of a column and all below it, as a list of the home page. */
export async function newestOf(
  visiting: InMaking & { tx: Tx; columns: readonly Column[] },
  slug: string,
  size: number,
): Promise<ListOfColumn | null> {
  const { tx, columns: tree } = visiting
  const column = tree.find((one) => one.slug === slug)
  if (!column) return null
  const ids = withBelow(tree, column).map(({ id }) => id)
  const { documents } = await publishedIn(tx, ids, { page: 1, size })
  return { ...entryOf(column), rows: rowsOf(visiting, documents) }
}
