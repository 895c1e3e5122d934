/** What a file is when it is not text, or why it cannot be read. */
export type Unreadable = 'empty' | 'too-large' | 'pdf' | 'word' | 'archive' | 'picture' | 'binary'

/** 32 MB: a report has a hundredth of it. */
export const largestFile = 32 * 1024 * 1024

/**
 * The text in a file: UTF-8 or UTF-16 by its mark, else UTF-8, else GB 18030 (which contains GBK and GB 2312), as Chinese
 * government pages use them. Page markup and JSON are text.
 */
export function decode(bytes: Uint8Array): { text: string } | { unreadable: Unreadable } {
  if (bytes.length === 0) return { unreadable: 'empty' }
  if (bytes.length > largestFile) return { unreadable: 'too-large' }
  const kind = knownKind(bytes)
  if (kind) return { unreadable: kind }
  const marked = byMark(bytes)
  if (marked) return checked(new TextDecoder(marked).decode(bytes))
  if (bytes.subarray(0, 4096).includes(0)) return { unreadable: 'binary' }
  try {
    return checked(utf8.decode(bytes))
  } catch {
    return checked(new TextDecoder('gb18030').decode(bytes))
  }
}

/** The same judgement on text that was decoded by somebody else. */
export function checked(text: string): { text: string } | { unreadable: Unreadable } {
  if (text.length > largestFile) return { unreadable: 'too-large' }
  const sample = text.length > 1024 ? text.slice(0, 1024) : text
  let strange = 0
  let seen = 0
  for (let at = 0; at < sample.length; at += 1) {
    const code = sample.charCodeAt(at)
    if (code > 32) seen += 1
    // Control characters and private use do not occur in text; U+FFFD is what could not be decoded.
    if ((code < 32 && code !== 9 && code !== 10 && code !== 12 && code !== 13) || (code >= 0xe000 && code <= 0xf8ff)) {
      strange += 1
    } else if (code === 0xfffd) strange += 0.25
  }
  if (seen === 0 && text.trim() === '') return { unreadable: 'empty' }
  return strange > sample.length / 10 ? { unreadable: 'binary' } : { text }
}

const utf8 = new TextDecoder('utf-8', { fatal: true })

function byMark(bytes: Uint8Array): string | null {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le'
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be'
  return null
}

const signatures: readonly { bytes: readonly number[]; kind: Unreadable }[] = [
  { bytes: [0x25, 0x50, 0x44, 0x46], kind: 'pdf' },
  { bytes: [0xd0, 0xcf, 0x11, 0xe0], kind: 'word' },
  { bytes: [0x50, 0x4b, 0x03, 0x04], kind: 'archive' },
  { bytes: [0x52, 0x61, 0x72, 0x21], kind: 'archive' },
  { bytes: [0x1f, 0x8b], kind: 'archive' },
  { bytes: [0x89, 0x50, 0x4e, 0x47], kind: 'picture' },
  { bytes: [0xff, 0xd8, 0xff], kind: 'picture' },
  { bytes: [0x47, 0x49, 0x46, 0x38], kind: 'picture' },
]

function knownKind(bytes: Uint8Array): Unreadable | null {
  return signatures.find((one) => one.bytes.every((byte, place) => bytes[place] === byte))?.kind ?? null
}
