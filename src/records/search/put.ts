import { yearOf } from '../../law/calendar-date.ts'
import { dayInChina } from '../../platform/clock.ts'
import type { Tx } from '../../platform/database/bureau.ts'
import type { EntryKind, SearchEntry } from './entry.ts'
import { textVector, titleVector } from './lexemes.ts'
import { numberKey } from './number.ts'
import { soundedOf } from './pinyin.ts'
import { segmentText } from './segment.ts'
import { deleteEntries, insertVocabulary, lockIndexForOne, ownWordList, unknownWords, upsertEntries } from './store.ts'

/** Writes what is public into the index, in the transaction that makes it public. An entry that is there is replaced. */
export async function putSearchEntry(tx: Tx, entry: SearchEntry): Promise<void> {
  await putSearchEntries(tx, [entry])
}

export async function putSearchEntries(tx: Tx, entries: readonly SearchEntry[]): Promise<void> {
  if (entries.length === 0) return
  await lockIndexForOne(tx)
  const own = await ownWordList(tx)
  const words = new Set<string>()
  const indexed = entries.map((entry) => {
    const title = segmentText([entry.title, entry.documentNumber ?? ''].join(' '), own)
    const text = segmentText(entry.body, own)
    for (const word of [...title.words.keys(), ...text.words.keys()]) words.add(word)
    return {
      ...entry,
      // PostgreSQL's text has no such character; damaged PDF files do.
      body: entry.body.replaceAll('\0', ''),
      numberKey: entry.documentNumber === null ? null : numberKey(entry.documentNumber),
      year: yearOf(dayInChina(entry.publishedAt)),
      titleWords: titleVector(title),
      words: textVector(title, text),
    }
  })
  await upsertEntries(tx, indexed)
  // In one order, so that two publications never wait for each other.
  const spoken = [...words].filter((word) => /^\p{Script=Han}{2,12}$/u.test(word)).sort()
  const unknown = await unknownWords(tx, spoken)
  await insertVocabulary(
    tx,
    unknown.sort().map((word) => ({ word, ...soundedOf(word) })),
  )
}

/** Takes all of a record's entries of one kind out of the index. */
export async function removeSearchEntries(tx: Tx, kind: EntryKind, recordId: number): Promise<void> {
  await lockIndexForOne(tx)
  await deleteEntries(tx, kind, recordId)
}
