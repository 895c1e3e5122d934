import { letterForms } from '../../law/requests/letters.ts'
import { dayInChina } from '../../platform/clock.ts'
import type { Tx } from '../../platform/database/bureau.ts'
import { plainParagraph } from '../../platform/markup/plain.ts'
import { dateInWords, typesetMediaTypes, withoutParts } from '../../platform/typeset/document.ts'
import type { Format, OfficialDocument, Typesetter } from '../../platform/typeset/typesetter.ts'
import { thisBureau } from '../bureaus/for-public.ts'
import { type LetterInFull, letterInFull } from './for-staff.ts'

export interface LetterFile {
  name: string
  mediaType: string
  issued: boolean
  /** sets it; belongs after the end of the transaction */
  content(typesetter: Typesetter): Promise<Buffer>
}

/** A letter in official layout. One that is not issued yet is marked on every page as a draft. Null: no such letter. */
export async function letterFile(tx: Tx, letterId: number, format: Format): Promise<LetterFile | null> {
  const letter = await letterInFull(tx, letterId)
  if (!letter) return null
  const { name: bureauName } = await thisBureau(tx)
  const document = officialLetter(letter, bureauName)
  return {
    name: `${letter.number ?? `${letterForms[letter.kind].title}（草稿）`}.${format}`,
    mediaType: typesetMediaTypes[format],
    issued: letter.state === 'issued',
    content: async (typesetter) => Buffer.from(await typesetter.typeset(format, document, new Map())),
  }
}

function officialLetter(letter: LetterInFull, bureauName: string): OfficialDocument {
  const last = letter.versions.at(-1)
  if (!last) throw new Error(`letter ${letter.id} has no text`)
  const lines = last.body
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
  // The addressee stands at the head, the organ that signs at the foot.
  const addressees = lines[0] && /[:：]$/.test(lines[0]) ? lines[0] : null
  const signed = lines.at(-1) === bureauName
  const body = lines.slice(addressees === null ? 0 : 1, signed ? -1 : undefined)
  return {
    ...withoutParts,
    issuers: [bureauName],
    documentNumber: letter.number,
    title: `${bureauName}${letterForms[letter.kind].title}`,
    addressees,
    body: body.map(plainParagraph),
    signers: [bureauName],
    date: letter.issuedOn ? dateInWords(letter.issuedOn) : null,
    madeOn: letter.issuedOn ?? dayInChina(last.writtenAt),
    watermark: letter.state === 'issued' ? null : '草稿',
  }
}
