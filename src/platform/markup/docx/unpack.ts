import { unzipSync } from 'fflate'

export type DocxRefusal = 'empty' | 'old-word' | 'password' | 'not-word' | 'broken' | 'too-large'

/** 200 MB unpacked: a document of a bureau with its photographs has a tenth of it. */
const mostBytes = 200 * 1024 * 1024
/** 40 MB of text with its formatting is some two thousand pages. */
const mostText = 40 * 1024 * 1024
const mostParts = 5_000

const startsWith = (bytes: Uint8Array, ...start: number[]) => start.every((byte, at) => bytes[at] === byte)

/** Says by its content what a file is, and unpacks it within bounds that what it claims of itself cannot raise. */
export function unpackDocx(bytes: Uint8Array): Record<string, Uint8Array> | { refused: DocxRefusal } {
  if (bytes.length === 0) return { refused: 'empty' }
  if (startsWith(bytes, 0xd0, 0xcf, 0x11, 0xe0)) {
    const encrypted = Buffer.from('EncryptedPackage', 'utf16le')
    return {
      refused: Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).includes(encrypted) ? 'password' : 'old-word',
    }
  }
  if (!startsWith(bytes, 0x50, 0x4b, 0x03, 0x04)) return { refused: 'not-word' }
  let total = 0
  let parts = 0
  let tooLarge = false
  let parted: Record<string, Uint8Array>
  try {
    // A part is unpacked into a buffer of the size it claims, and not beyond: claims that add up to little cost little.
    parted = unzipSync(bytes, {
      filter: ({ name, originalSize }) => {
        total += originalSize
        parts += 1
        if (total > mostBytes || parts > mostParts || (name.endsWith('.xml') && originalSize > mostText))
          tooLarge = true
        return !tooLarge && !name.endsWith('/')
      },
    })
  } catch {
    return { refused: 'broken' }
  }
  if (tooLarge) return { refused: 'too-large' }
  if (!parted['[Content_Types].xml'] || !parted['word/document.xml']) return { refused: 'not-word' }
  return parted
}
