import type { Tx } from '../../platform/database/bureau.ts'
import type { Column } from '../columns/column.ts'
import { columns } from '../columns/for-public.ts'
import { documentAddress } from '../documents/address.ts'
import { type PublishedDocument, publishedDocument, publishedDocumentsAfter } from '../documents/for-public.ts'
import type { EntryType, SearchEntry } from './entry.ts'
import { plainText } from './plain-text.ts'
import { putSearchEntries, removeSearchEntries } from './put.ts'
import { deleteEntries } from './store.ts'

/** Something attached to a document, its text with a form feed between pages. */
export interface AttachedText {
  id: number
  name: string
  text: string
}

const longestPart = 60_000

const byName: readonly [RegExp, EntryType][] = [
  [/预警|提示/, 'warning'],
  [/事故/, 'accident'],
  [/预案/, 'plan'],
  [/预算|决算|财政/, 'finance'],
  [/解读/, 'interpretation'],
  [/通知|公告|公示/, 'notice'],
]

/** What a document of this column is for those who look for it. */
export function typeInColumn({ name, type }: Pick<Column, 'name' | 'type'>): EntryType {
  const named = byName.find(([words]) => words.test(name))?.[1]
  if (named) return named
  if (type === '政策文件') return 'policy'
  if (type === '政策解读') return 'interpretation'
  return type === '工作动态' || type === '回应关切' ? 'news' : 'page'
}

/** A document and every page of its attachments, as entries of the index. */
export function entriesOfDocument(
  document: PublishedDocument,
  column: Pick<Column, 'id' | 'name' | 'type' | 'slug'>,
  attached: readonly AttachedText[],
): SearchEntry[] {
  const { id, title, documentNumber, source, publishedAt } = document
  const shared = {
    recordId: id,
    type: typeInColumn(column),
    columnId: column.id,
    title,
    documentNumber,
    valid: null,
    organ: source,
    hasAttachment: attached.length > 0,
    publishedAt,
    address: documentAddress(column.slug, publishedAt, id),
  }
  const body = [document.summary ?? '', plainText(document.body)].filter((text) => text !== '').join('\n')
  return [
    { ...shared, kind: 'document', part: '', attachment: null, body },
    ...attached.flatMap(({ id, name, text }) =>
      pagesOf(text).map(
        ({ page, piece, body }): SearchEntry => ({
          ...shared,
          kind: 'attachment',
          part: `${id}/${page ?? 0}/${piece}`,
          attachment: { name, page },
          body,
        }),
      ),
    ),
  ]
}

/** Page by page where the text knows its pages; a page beyond all measure in pieces. An attachment without text has one. */
function pagesOf(text: string): { page: number | null; piece: number; body: string }[] {
  const pages = text.split('\f')
  const told = pages.flatMap((page, place) => {
    const words = page.trim()
    const pieces = Math.max(words === '' ? 0 : 1, Math.ceil(words.length / longestPart))
    return Array.from({ length: pieces }, (_, piece) => ({
      page: pages.length > 1 ? place + 1 : null,
      piece,
      body: words.slice(piece * longestPart, (piece + 1) * longestPart),
    }))
  })
  return told.length > 0 ? told : [{ page: null, piece: 0, body: '' }]
}

/** Called in the transaction that publishes or corrects a document: what is public is found from the same moment on. */
export async function indexDocument(tx: Tx, id: number, attached: readonly AttachedText[] = []): Promise<void> {
  const document = await publishedDocument(tx, id)
  const column = (await columns(tx)).find((one) => one.id === document?.columnId)
  if (!document || !column) return unindexDocument(tx, id)
  const entries = entriesOfDocument(document, column, attached)
  await putSearchEntries(tx, entries)
  // Pages of attachments the document had before.
  const parts = entries.filter(({ kind }) => kind === 'attachment').map(({ part }) => part)
  await deleteEntries(tx, 'attachment', id, parts)
}

/** Called in the transaction that withdraws it. */
export async function unindexDocument(tx: Tx, id: number): Promise<void> {
  await removeSearchEntries(tx, 'document', id)
  await removeSearchEntries(tx, 'attachment', id)
}

/** Some of the published documents after `id`, indexed anew; the id of the last of them, null when there is none. */
export async function indexDocumentsAfter(
  tx: Tx,
  id: number,
  limit: number,
): Promise<{ last: number; count: number } | null> {
  const documents = await publishedDocumentsAfter(tx, id, limit)
  const byId = new Map((await columns(tx)).map((column) => [column.id, column]))
  await putSearchEntries(
    tx,
    documents.flatMap((document) => {
      const column = byId.get(document.columnId)
      return column ? entriesOfDocument(document, column, []) : []
    }),
  )
  const last = documents.at(-1)
  return last ? { last: last.id, count: documents.length } : null
}
