import { CannotRead } from '../files/inspection.ts'
import { type Archive, textOf } from '../files/zip.ts'
import { writeOutNumbers } from '../markup/docx/numbering.ts'
import type { PlacedText } from './placed-text.ts'
import { textOfWordXml } from './word-xml.ts'

/** 40 million characters of text with its formatting are some two thousand pages. */
const longest = 40_000_000

/** The body of a .docx, with the numbers Word counts written out. */
export function layOutWord(archive: Archive): PlacedText {
  const document = textOf(archive, 'word/document.xml')
  if (document === null) throw new CannotRead('corrupt')
  if (document.length > longest) throw new CannotRead('too-large')
  const numbering = textOf(archive, 'word/numbering.xml')
  return textOfWordXml(
    numbering === null ? document : writeOutNumbers(document, numbering, textOf(archive, 'word/styles.xml') ?? ''),
  )
}
