import type { Tx } from '../../platform/database/bureau.ts'
import { type PublicEntryWords, publicEntryWords } from '../registers/for-public.ts'
import type { SearchEntry, Validity } from './entry.ts'
import { putSearchEntries, removeSearchEntries } from './put.ts'

/** What is named first in an entry's title after the matter itself: who holds the licence, who was punished. */
const parties = ['holder', 'punished', 'supplier']

function validityOf(ended: PublicEntryWords['ended']): Validity {
  if (ended === null) return 'in-force'
  return ended === 'repealed' ? 'repealed' : 'expired'
}

function entryOf(entry: PublicEntryWords): SearchEntry {
  const { id, kind, register, number, title, decidedOn, publishedAt, ended, words } = entry
  const party = words.find(({ name }) => parties.includes(name))?.text
  return {
    kind: 'register-entry',
    recordId: id,
    part: '',
    attachment: null,
    type: 'register',
    columnId: null,
    title: party ? `${title}：${party}` : title,
    documentNumber: number,
    valid: kind === 'normative-documents' ? validityOf(ended) : null,
    organ: null,
    hasAttachment: false,
    publishedAt: decidedOn ? new Date(`${decidedOn}T12:00:00+08:00`) : publishedAt,
    address: `/zwgk/taizhang/${kind}/${id}`,
    body: [register, ...words.map(({ label, text }) => `${label}：${text}`)].join('　'),
  }
}

/** Called in the transaction that enters or corrects them. Registers without public columns leave nothing to find. */
export async function indexRegisterEntries(tx: Tx, ids: readonly number[]): Promise<void> {
  const atOnce = 500
  for (let from = 0; from < ids.length; from += atOnce) {
    const entries = await publicEntryWords(tx, { ids: ids.slice(from, from + atOnce) })
    await putSearchEntries(tx, entries.map(entryOf))
  }
}

export async function unindexRegisterEntry(tx: Tx, id: number): Promise<void> {
  await removeSearchEntries(tx, 'register-entry', id)
}

export async function indexRegisterEntriesAfter(
  tx: Tx,
  id: number,
  limit: number,
): Promise<{ last: number; count: number } | null> {
  const entries = await publicEntryWords(tx, { after: id, limit })
  await putSearchEntries(tx, entries.map(entryOf))
  const last = entries.at(-1)
  return last ? { last: last.id, count: entries.length } : null
}
