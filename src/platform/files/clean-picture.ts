import { jpegSegments, pngChunks } from './picture.ts'

/** The picture as it was, byte for byte, without anything that only speaks about it. Other pictures come back unchanged. */
export function cleanPicture(bytes: Uint8Array): Uint8Array {
  if (bytes[0] === 0xff && bytes[1] === 0xd8) return cleanJpeg(bytes)
  return pngChunks(bytes).length > 0 ? cleanPng(bytes) : bytes
}

function cleanJpeg(bytes: Uint8Array): Uint8Array {
  const segments = jpegSegments(bytes)
  const orientation = segments
    .filter(({ marker }) => marker === 0xe1)
    .map(({ from, to }) => orientationIn(bytes.subarray(from, to)))
    .find((turned) => turned > 1)
  const kept: Uint8Array[] = [bytes.subarray(0, 2)]
  // Without it a photograph taken upright would lie on its side.
  if (orientation) kept.push(orientationSegment(orientation))
  for (const { marker, start, to } of segments) {
    // JFIF, colour profile and Adobe's transform belong to the picture; all other application segments and remarks do not.
    const speaksOnly = (marker >= 0xe1 && marker <= 0xef && marker !== 0xe2 && marker !== 0xee) || marker === 0xfe
    if (!speaksOnly) kept.push(bytes.subarray(start, to))
  }
  return joined(kept)
}

/** The orientation (1–8) in an EXIF segment; 1 when none is said. */
function orientationIn(segment: Uint8Array): number {
  if (String.fromCharCode(...segment.subarray(0, 4)) !== 'Exif' || segment.length < 20) return 1
  const view = new DataView(segment.buffer, segment.byteOffset + 6, segment.byteLength - 6)
  const little = view.getUint16(0) === 0x4949
  const first = view.getUint32(4, little)
  if (first + 2 > view.byteLength) return 1
  const count = view.getUint16(first, little)
  for (let entry = 0; entry < count; entry += 1) {
    const at = first + 2 + entry * 12
    if (at + 12 > view.byteLength) break
    if (view.getUint16(at, little) === 0x0112) return view.getUint16(at + 8, little)
  }
  return 1
}

function orientationSegment(orientation: number): Uint8Array {
  const head = [0xff, 0xe1, 0x00, 0x22, 0x45, 0x78, 0x69, 0x66, 0x00, 0x00, 0x4d, 0x4d, 0x00, 0x2a, 0, 0, 0, 8]
  return new Uint8Array([...head, 0x00, 0x01, 0x01, 0x12, 0x00, 0x03, 0, 0, 0, 1, 0x00, orientation, 0, 0, 0, 0, 0, 0])
}

const pictureChunks = new Set(
  'IHDR PLTE IDAT IEND tRNS gAMA cHRM sRGB iCCP sBIT bKGD pHYs hIST acTL fcTL fdAT cICP'.split(' '),
)

function cleanPng(bytes: Uint8Array): Uint8Array {
  const chunks = pngChunks(bytes).filter(({ type }) => pictureChunks.has(type))
  return joined([bytes.subarray(0, 8), ...chunks.map(({ start, end }) => bytes.subarray(start, end))])
}

function joined(pieces: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(pieces.reduce((length, piece) => length + piece.length, 0))
  let at = 0
  for (const piece of pieces) {
    whole.set(piece, at)
    at += piece.length
  }
  return whole
}
