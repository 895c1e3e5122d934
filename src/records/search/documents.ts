import type { CalendarDate } from '../../law/calendar-date.ts'
import type { DocumentKind } from '../../law/publicity/checks.ts'
import type { NormativeStatus } from '../../law/publicity/normative.ts'
import type { Tx } from '../../platform/database/bureau.ts'
import { textOfMarkup } from '../../platform/markup/to-text.ts'
import {
  type AttachedText,
  type PublishedDocument,
  publishedDocument,
  publishedDocumentsAfter,
  textsOfFiles,
} from '../documents/for-public.ts'
import { publicStanding, publicStatuses } from '../normative/for-public.ts'
import type { EntryType, SearchEntry, Validity } from './entry.ts'
import { putSearchEntries, removeSearchEntries } from './put.ts'
import { deleteEntries, indexedValidities } from './store.ts'

const longestPart = 60_000

/** What a document is for those who look for it. */
const typeOf: Record<DocumentKind, EntryType> = {
  news: 'news',
  notice: 'notice',
  policy: 'policy',
  normative: 'policy',
  rule: 'policy',
  interpretation: 'interpretation',
  plan: 'plan',
  finance: 'finance',
  warning: 'warning',
  'accident-report': 'accident',
  leadership: 'page',
  topic: 'news',
  media: 'news',
  meeting: 'news',
}

const validityOf: Record<NormativeStatus, Validity> = {
  'not-yet': 'not-yet',
  'in-force': 'in-force',
  amended: 'amended',
  repealed: 'repealed',
  lapsed: 'expired',
}

/** A document and every page of its attachments, as entries of the index. */
export function entriesOfDocument(
  document: PublishedDocument,
  attached: readonly AttachedText[],
  status: NormativeStatus | null,
): SearchEntry[] {
  const { id, kind, columnId, title, documentNumber, source, publishedAt, address } = document
  const shared = {
    recordId: id,
    type: typeOf[kind],
    columnId,
    title,
    documentNumber,
    valid: status && validityOf[status],
    organ: source,
    hasAttachment: attached.length > 0,
    publishedAt,
    address,
  }
  const body = [document.summary ?? '', textOfMarkup(document.body)].filter((text) => text !== '').join('\n')
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

/** Called in the transaction that publishes, corrects or withdraws: what is public is found, and nothing else. */
export async function indexDocument(tx: Tx, id: number, today: CalendarDate): Promise<void> {
  const document = await publishedDocument(tx, id)
  if (!document) {
    await removeSearchEntries(tx, 'document', id)
    await removeSearchEntries(tx, 'attachment', id)
    return
  }
  const attached = (await textsOfFiles(tx, [id])).get(id) ?? []
  const force = await publicStanding(tx, id, today)
  const entries = entriesOfDocument(document, attached, force?.standing.status ?? null)
  await putSearchEntries(tx, entries)
  // Pages of attachments the document had before.
  const parts = entries.filter(({ kind }) => kind === 'attachment').map(({ part }) => part)
  await deleteEntries(tx, 'attachment', id, parts)
}

/** Some of the published documents after `id`, indexed anew; the id of the last of them, null when there is none. */
export async function indexDocumentsAfter(
  tx: Tx,
  id: number,
  { limit, today }: { limit: number; today: CalendarDate },
): Promise<{ last: number; count: number } | null> {
  const documents = await publishedDocumentsAfter(tx, id, limit)
  const ids = documents.map((document) => document.id)
  const [attached, statuses] = [await textsOfFiles(tx, ids), await publicStatuses(tx, today, ids)]
  await putSearchEntries(
    tx,
    documents.flatMap((document) =>
      entriesOfDocument(document, attached.get(document.id) ?? [], statuses.get(document.id) ?? null),
    ),
  )
  const last = documents.at(-1)
  return last ? { last: last.id, count: documents.length } : null
}

/** Documents come into force and lapse on their days, without anybody's act; how many did since this was asked last. */
export async function indexForceOfToday(tx: Tx, today: CalendarDate): Promise<number> {
  const indexed = await indexedValidities(tx)
  let changed = 0
  for (const [id, status] of await publicStatuses(tx, today)) {
    if (indexed.get(id) === validityOf[status]) continue
    await indexDocument(tx, id, today)
    changed += 1
  }
  return changed
}
