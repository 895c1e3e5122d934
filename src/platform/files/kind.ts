import { CannotRead, type FileKind, type Unreadable } from './inspection.ts'
import { type Archive, openZip } from './zip.ts'

/** What a file is by its content: its name and what a browser says of it prove nothing. */
export interface Known {
  kind: FileKind
  archive?: Archive
  unreadable?: Unreadable
}

const begins = (bytes: Uint8Array, ...start: number[]) => start.every((byte, place) => bytes[place] === byte)
const ascii = (bytes: Uint8Array, from: number, to: number) => String.fromCharCode(...bytes.subarray(from, to))

export function kindOf(bytes: Uint8Array): Known {
  if (bytes.length === 0) return { kind: 'unknown', unreadable: 'empty' }
  if (begins(bytes, 0x50, 0x4b, 0x03, 0x04)) return kindOfZip(bytes)
  if (begins(bytes, 0xd0, 0xcf, 0x11, 0xe0)) return kindOfCompound(bytes)
  // Some programs write a few bytes before the head of a PDF, and every reader lets them pass.
  if (ascii(bytes, 0, 1024).includes('%PDF-')) return { kind: 'pdf' }
  if (begins(bytes, 0xff, 0xd8, 0xff)) return { kind: 'jpeg' }
  if (begins(bytes, 0x89, 0x50, 0x4e, 0x47)) return { kind: 'png' }
  if (ascii(bytes, 0, 4) === 'GIF8') return { kind: 'gif' }
  if (ascii(bytes, 0, 4) === 'RIFF' && ascii(bytes, 8, 12) === 'WEBP') return { kind: 'webp' }
  if (ascii(bytes, 0, 2) === 'BM' && bytes.length > 54) return { kind: 'bmp' }
  return isText(bytes) ? { kind: 'text' } : { kind: 'unknown', unreadable: 'unknown-kind' }
}

function kindOfZip(bytes: Uint8Array): Known {
  try {
    const archive = openZip(bytes)
    const kind: FileKind = archive.has('word/document.xml')
      ? 'docx'
      : archive.has('xl/workbook.xml')
        ? 'xlsx'
        : archive.has('ppt/presentation.xml')
          ? 'pptx'
          : archive.has('OFD.xml')
            ? 'ofd'
            : 'zip'
    // What is in an archive would have to be published one by one.
    return kind === 'zip' ? { kind, unreadable: 'unknown-kind' } : { kind, archive }
  } catch (error) {
    if (error instanceof CannotRead) return { kind: 'zip', unreadable: error.why }
    throw error
  }
}

/** The old office formats, and the new ones under a password, are a small file system whose names are UTF-16. */
function kindOfCompound(bytes: Uint8Array): Known {
  const has = (name: string) =>
    Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).includes(Buffer.from(name, 'utf16le'))
  if (has('EncryptedPackage')) return { kind: 'unknown', unreadable: 'password' }
  if (has('WordDocument')) return { kind: 'doc', unreadable: 'old-office' }
  if (has('Workbook') || has('Book')) return { kind: 'xls', unreadable: 'old-office' }
  if (has('PowerPoint Document')) return { kind: 'ppt', unreadable: 'old-office' }
  return { kind: 'unknown', unreadable: 'unknown-kind' }
}

function isText(bytes: Uint8Array): boolean {
  if (begins(bytes, 0xff, 0xfe) || begins(bytes, 0xfe, 0xff)) return true
  return !bytes.subarray(0, 8000).some((byte) => byte < 9 || (byte > 13 && byte < 32 && byte !== 27))
}

/** A text file as Chinese offices write them: UTF-8, UTF-16 with its mark, or GB 18030. */
export function decodeText(bytes: Uint8Array): string {
  if (begins(bytes, 0xff, 0xfe)) return new TextDecoder('utf-16le').decode(bytes)
  if (begins(bytes, 0xfe, 0xff)) return new TextDecoder('utf-16be').decode(bytes)
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return new TextDecoder('gb18030').decode(bytes)
  }
}

const endings: Partial<Record<FileKind, readonly string[]>> = {
  docx: ['docx', 'docm', 'dotx'],
  xlsx: ['xlsx', 'xlsm', 'xltx'],
  pptx: ['pptx', 'pptm', 'ppsx'],
  jpeg: ['jpg', 'jpeg'],
  text: ['txt', 'csv', 'md', 'json', 'xml', 'html', 'htm', 'tsv', 'log'],
}

export function endingFits(name: string, kind: FileKind): boolean {
  const ending = /\.([A-Za-z0-9]+)$/.exec(name)?.[1]?.toLowerCase() ?? ''
  return (endings[kind] ?? [kind]).includes(ending)
}
