import { CannotRead, type FileInspection, type FileKind } from './inspection.ts'
import { decodeText, endingFits, kindOf } from './kind.ts'
import { readOfd } from './ofd.ts'
import { hiddenInPackage } from './office.ts'
import { readPdf } from './pdf.ts'
import { hiddenInPicture } from './picture.ts'
import { plainText } from './plain-text.ts'
import { readWorkbook } from './sheet.ts'
import { readSlides, readWord } from './word.ts'
import type { Archive } from './zip.ts'

const mostBytes = 200 * 1024 * 1024
const deepest = 2

/**
 * Looks into a file: what it is by its content, what a reader sees of it, and what else is in it. Never throws for what is
 * in a file; one that cannot be read says why.
 */
export function inspectFile(bytes: Uint8Array, name: string): Promise<FileInspection> {
  return inspectAt(bytes, name, 0)
}

async function inspectAt(bytes: Uint8Array, name: string, depth: number): Promise<FileInspection> {
  const { kind, archive, unreadable } = kindOf(bytes)
  const inspection: FileInspection = {
    name,
    kind,
    fits: endingFits(name, kind),
    unreadable: unreadable ?? (bytes.length > mostBytes ? 'too-large' : null),
    parts: [],
    tables: [],
    hidden: [],
    pages: null,
    withoutText: false,
  }
  if (inspection.unreadable) return inspection
  const inside = async (embedded: Uint8Array, embeddedName: string) =>
    depth >= deepest ? '' : textOfAll(await inspectAt(embedded, embeddedName, depth + 1))
  try {
    return { ...inspection, ...(await read(bytes, kind, archive, inside)) }
  } catch (error) {
    return { ...inspection, unreadable: error instanceof CannotRead ? error.why : 'corrupt' }
  }
}

type Inside = (bytes: Uint8Array, name: string) => Promise<string>

async function read(
  bytes: Uint8Array,
  kind: FileKind,
  archive: Archive | undefined,
  inside: Inside,
): Promise<Partial<FileInspection>> {
  switch (kind) {
    case 'docx':
    case 'xlsx':
    case 'pptx': {
      if (!archive) throw new CannotRead('corrupt')
      const found = kind === 'docx' ? readWord(archive) : kind === 'xlsx' ? readWorkbook(archive) : readSlides(archive)
      return { ...found, hidden: [...found.hidden, ...(await hiddenInPackage(archive, inside))] }
    }
    case 'ofd':
      if (!archive) throw new CannotRead('corrupt')
      return readOfd(archive)
    case 'pdf':
      return readPdf(bytes, inside)
    case 'text':
      return { parts: [{ place: '文本', text: plainText(decodeText(bytes)) }] }
    default:
      return { hidden: await hiddenInPicture(bytes), withoutText: true }
  }
}

/** Everything a file says, seen or not, for the file it lies in. */
function textOfAll({ parts, hidden }: FileInspection): string {
  return [...parts.map(({ text }) => text), ...hidden.map(({ text }) => text)].join('\n')
}
