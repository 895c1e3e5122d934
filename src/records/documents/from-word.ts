import type { Clock } from '../../platform/clock.ts'
import type { Tx } from '../../platform/database/bureau.ts'
import { cleanMarkup } from '../../platform/markup/clean.ts'
import { type DocxPicture, type DocxWarning, docxToMarkup } from '../../platform/markup/docx/to-markup.ts'
import type { DocxRefusal } from '../../platform/markup/docx/unpack.ts'
import { type Actor, mustBeAllowed } from '../staff/actor.ts'
import { addPictures, type FileRead, largestFile, readFile } from './attach.ts'
import type { DocumentText } from './document.ts'
import { mayDoToDocuments } from './permissions.ts'
import { draftDocument, reviseDocument, type TextProblem } from './write.ts'

/** A Word document read: its text has the pictures at places that are not their own yet. */
export interface WordRead {
  title: string | null
  documentNumber: string | null
  html: string
  pictures: { place: string; alt: string | null; file: FileRead }[]
  warnings: DocxWarning[]
}

const placeOf = ({ name }: DocxPicture) => `/fujian/new/${name}`

/** Reads a .docx. Before the transaction: pictures are looked into one by one. */
export async function readWordFile(content: Buffer): Promise<WordRead | { refused: DocxRefusal }> {
  if (content.length > largestFile) return { refused: 'too-large' }
  const read = await docxToMarkup(content, placeOf)
  if ('refused' in read) return read
  const pictures: WordRead['pictures'] = []
  let others = 0
  for (const picture of read.pictures) {
    const file = await readFile(Buffer.from(picture.bytes), picture.name)
    if ('refused' in file) others++
    else pictures.push({ place: placeOf(picture), alt: picture.alt, file })
  }
  const told = read.warnings.find(({ kind }) => kind === 'pictures-in-other-formats')
  const rest = read.warnings.filter((warning) => warning !== told)
  const left = others + (told?.count ?? 0)
  const { title, documentNumber, html } = read
  return {
    title,
    documentNumber,
    html,
    pictures,
    warnings: left > 0 ? [...rest, { kind: 'pictures-in-other-formats', count: left }] : rest,
  }
}

/**
 * Adds the pictures of a Word document to a draft and gives the text with the pictures at their places. The text itself is
 * for somebody to read before it is saved. `html`: markup of the subset.
 */
export async function importWord(
  tx: Tx,
  { id, version, word }: { id: number; version: number; word: WordRead },
  by: Actor,
  clock: Clock,
): Promise<{ version: number; html: string } | { refused: 'not-a-draft' | 'no-correction' }> {
  mustBeAllowed(by, 'import a text into a document', mayDoToDocuments.write)
  if (word.pictures.length === 0) return { version, html: withPictures(word, []) }
  const outcome = await addPictures(tx, { id, version, pictures: word.pictures }, by, clock)
  return 'refused' in outcome ? outcome : { version: outcome.version, html: withPictures(word, outcome.ids) }
}

/** Begins a draft with what a Word document says. */
export async function draftFromWord(
  tx: Tx,
  { text, word }: { text: DocumentText; word: WordRead },
  by: Actor,
  clock: Clock,
): Promise<{ id: number } | { problems: TextProblem[] }> {
  const drafted = await draftDocument(tx, { ...text, body: word.html }, by, clock)
  if ('problems' in drafted || word.pictures.length === 0) return drafted
  const { id } = drafted
  const imported = await importWord(tx, { id, version: 1, word }, by, clock)
  if ('refused' in imported) throw new Error('a document drafted a moment ago takes pictures')
  const { version, html } = imported
  const revised = await reviseDocument(tx, { id, version, text: { ...text, body: html } }, by, clock)
  if (!('version' in revised)) throw new Error('a text that was drafted can be saved again')
  return drafted
}

function withPictures({ html, pictures }: WordRead, ids: readonly number[]): string {
  const placed = pictures.reduce(
    (text, { place, file }, at) =>
      text.replaceAll(`"${place}"`, `"/fujian/${ids[at]}/${encodeURIComponent(file.name)}"`),
    html,
  )
  // A picture nobody can be shown leaves no empty frame.
  return cleanMarkup(placed.replace(/<img [^>]*src="\/fujian\/new\/[^>]*>/g, ''))
}
