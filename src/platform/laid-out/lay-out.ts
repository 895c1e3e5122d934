import { CannotRead, type Unreadable } from '../files/inspection.ts'
import { decodeText, kindOf } from '../files/kind.ts'
import { layOutOldWord, OlderThanWord97 } from './old-word.ts'
import { layOutPdf, NoTextInPdf } from './pdf.ts'
import type { PlacedText } from './placed-text.ts'
import { layOutSheets } from './sheet.ts'
import { layOutWord } from './word.ts'
import { textOfWordXml } from './word-xml.ts'

/** Why the words of a file cannot be had. `scanned`: a PDF of pictures. `old-word`: of before Word 97. */
export type NotLaidOut =
  | Exclude<Unreadable, 'old-office' | 'unknown-kind'>
  | 'scanned'
  | 'picture'
  | 'old-word'
  | 'old-excel'
  | 'slides'
  | 'ofd'
  | 'rtf'
  | 'web-archive'
  | 'archive'
  | 'unknown'

/**
 * The words of a file with their places, tables as rows of cells. What it is, is told by its content, not by its name. Null
 * for a file that is text itself (a page, JSON). Never throws for what is in a file.
 */
export async function layOut(bytes: Uint8Array): Promise<PlacedText | { not: NotLaidOut } | null> {
  try {
    return await read(bytes)
  } catch (error) {
    if (error instanceof CannotRead) return { not: named(error.why) }
    if (error instanceof NoTextInPdf) return { not: 'scanned' }
    if (error instanceof OlderThanWord97) return { not: 'old-word' }
    return { not: 'corrupt' }
  }
}

const named = (why: Unreadable): NotLaidOut => (why === 'old-office' || why === 'unknown-kind' ? 'unknown' : why)

async function read(bytes: Uint8Array): Promise<PlacedText | { not: NotLaidOut } | null> {
  const { kind, archive, unreadable } = kindOf(bytes)
  switch (kind) {
    case 'docx':
      return archive ? layOutWord(archive) : { not: 'corrupt' }
    case 'xlsx':
      return archive ? layOutSheets(archive) : { not: 'corrupt' }
    case 'doc':
      return layOutOldWord(bytes)
    case 'pdf':
      return layOutPdf(bytes)
    case 'text':
      return ofText(bytes)
    case 'pptx':
    case 'ppt':
      return { not: 'slides' }
    case 'xls':
      return { not: 'old-excel' }
    case 'ofd':
      return { not: 'ofd' }
    case 'zip':
      return { not: unreadable && unreadable !== 'unknown-kind' ? named(unreadable) : 'archive' }
    case 'unknown':
      if (unreadable === 'password' || unreadable === 'empty') return { not: unreadable }
      if (isPacked(bytes)) return { not: 'archive' }
      // An office file without the stream that tells which is what is left of one.
      if (isCompound(bytes)) return { not: 'corrupt' }
      // Text with a stray character in it may still be text to whoever reads it next.
      return null
    default:
      return { not: 'picture' }
  }
}

const beginnings: readonly (readonly number[])[] = [
  [0x52, 0x61, 0x72, 0x21],
  [0x1f, 0x8b],
  [0x37, 0x7a, 0xbc, 0xaf],
]
const begins = (bytes: Uint8Array, start: readonly number[]) => start.every((byte, place) => bytes[place] === byte)
/** RAR, gzip, 7z */
const isPacked = (bytes: Uint8Array) => beginnings.some((start) => begins(bytes, start))
const isCompound = (bytes: Uint8Array) => begins(bytes, [0xd0, 0xcf, 0x11, 0xe0])

/** Word saves its documents as text in other clothes, too, and their names say .doc all the same. */
function ofText(bytes: Uint8Array): PlacedText | { not: NotLaidOut } | null {
  const head = decodeText(bytes.subarray(0, 2000)).trimStart()
  if (head.startsWith('{\\rtf')) return { not: 'rtf' }
  if (/^MIME-Version:/i.test(head)) return { not: 'web-archive' }
  if (/<\w+:wordDocument\b|<pkg:package\b/.test(head)) return textOfWordXml(decodeText(bytes))
  return null
}
