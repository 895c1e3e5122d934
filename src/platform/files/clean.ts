import { NotASpreadsheet, visibleCopy } from '../spreadsheets.ts'
import { cleanPicture } from './clean-picture.ts'
import { cleanWord } from './clean-word.ts'
import { inspectFile } from './inspect.ts'
import { CannotRead, type FileInspection, type FileKind, type Hidden } from './inspection.ts'
import { kindOf } from './kind.ts'

/** The kinds a clean copy is made of. */
export const cleanedKinds: readonly FileKind[] = ['docx', 'xlsx', 'jpeg', 'png']

/** Why a file is not cleaned. Other kinds than these four have to be made anew from their source, a PDF above all. */
export type CleaningRefusal = 'unreadable' | 'not-this-kind' | 'has-charts'

export interface Cleaned {
  bytes: Uint8Array
  /** how it looks now: the proof */
  inspection: FileInspection
  /** what was in it before and is not any more */
  removed: Hidden[]
}

/**
 * A copy without what nobody sees. Word: comments, hidden text, properties, tracked changes accepted. Excel: the visible cells
 * of the visible sheets in a new workbook. JPEG and PNG: the picture alone. What could not be taken out is still in
 * `inspection.hidden`.
 */
export async function cleanFile(bytes: Uint8Array, name: string): Promise<Cleaned | { refused: CleaningRefusal }> {
  const before = await inspectFile(bytes, name)
  if (before.unreadable) return { refused: 'unreadable' }
  const cleaned = await rewritten(bytes, before)
  if ('refused' in cleaned) return cleaned
  const inspection = await inspectFile(cleaned.bytes, name)
  if (inspection.unreadable) return { refused: 'unreadable' }
  const left = new Set(inspection.hidden.map(keyOf))
  return { bytes: cleaned.bytes, inspection, removed: before.hidden.filter((one) => !left.has(keyOf(one))) }
}

const keyOf = ({ what, place, text }: Hidden) => `${what}\u0000${place}\u0000${text}`

async function rewritten(
  bytes: Uint8Array,
  { kind }: FileInspection,
): Promise<{ bytes: Uint8Array } | { refused: CleaningRefusal }> {
  const { archive } = kindOf(bytes)
  try {
    if (kind === 'docx' && archive) return { bytes: cleanWord(archive) }
    if (kind === 'xlsx' && archive) {
      // The library that rebuilds the workbook knows no charts: better told than lost.
      if ([...archive.keys()].some((part) => /^xl\/charts\//.test(part))) return { refused: 'has-charts' }
      return { bytes: await visibleCopy(bytes, cleanPicture) }
    }
    if (kind === 'jpeg' || kind === 'png') return { bytes: cleanPicture(bytes) }
    return { refused: 'not-this-kind' }
  } catch (error) {
    if (error instanceof CannotRead || error instanceof NotASpreadsheet) return { refused: 'unreadable' }
    throw error
  }
}
