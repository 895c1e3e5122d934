import exifr from 'exifr'
import type { Hidden } from './inspection.ts'

/** What the tags of a picture are called; the rest of them say nothing of people. */
const tagNames: Record<string, string> = {
  Make: '相机厂商',
  Model: '相机型号',
  Artist: '作者',
  Copyright: '版权',
  OwnerName: '相机主人',
  CameraOwnerName: '相机主人',
  BodySerialNumber: '机身序列号',
  SerialNumber: '机身序列号',
  ImageDescription: '说明',
  UserComment: '备注',
  XPAuthor: '作者',
  XPComment: '备注',
  XPTitle: '标题',
  DateTimeOriginal: '拍摄时间',
  Software: '软件',
  creator: '作者',
  description: '说明',
  title: '标题',
  Author: '作者',
  Comment: '备注',
  Description: '说明',
  HostComputer: '计算机',
  byline: '作者',
  caption: '说明',
}

/** Position, camera, author, comments and what stands after the end of a JPEG, PNG or other picture. */
export async function hiddenInPicture(bytes: Uint8Array): Promise<Hidden[]> {
  const hidden: Hidden[] = []
  const tags = await exifr
    .parse(bytes, {
      tiff: true,
      exif: true,
      gps: true,
      xmp: true,
      iptc: true,
      ihdr: true,
      icc: false,
      mergeOutput: true,
    })
    .catch(() => null)
  if (tags) {
    const { latitude, longitude } = tags as { latitude?: number; longitude?: number }
    if (latitude !== undefined && longitude !== undefined && !Number.isNaN(latitude)) {
      hidden.push({ what: 'gps', place: '拍摄位置', text: `${latitude.toFixed(6)}, ${longitude.toFixed(6)}` })
    }
    for (const [tag, value] of Object.entries(tags as Record<string, unknown>)) {
      const name = tagNames[tag]
      const text =
        value instanceof Date ? value.toISOString() : typeof value === 'object' ? wordsOf(value) : String(value)
      if (name && text.trim() !== '') hidden.push({ what: 'metadata', place: name, text: text.trim() })
    }
    if (await hasThumbnail(bytes))
      hidden.push({ what: 'metadata', place: '缩略图', text: '可能是裁剪或遮盖之前的画面' })
  }
  for (const { place, text } of remarksIn(bytes)) hidden.push({ what: 'metadata', place, text })
  const after = bytesAfterEnd(bytes)
  if (after > 0) hidden.push({ what: 'earlier-revision', place: '图片结尾之后', text: `${after} 字节多余的内容` })
  return hidden
}

function wordsOf(value: unknown): string {
  if (value instanceof Uint8Array) return new TextDecoder('utf-16le').decode(value).replaceAll('\u0000', '')
  if (Array.isArray(value)) return value.map(String).join('，')
  const text = (value as { value?: unknown } | null)?.value
  return typeof text === 'string' ? text : ''
}

async function hasThumbnail(bytes: Uint8Array): Promise<boolean> {
  return (await exifr.thumbnail(bytes).catch(() => undefined)) !== undefined
}

/** Comments of a JPEG, text chunks of a PNG. */
function remarksIn(bytes: Uint8Array): { place: string; text: string }[] {
  const remarks: { place: string; text: string }[] = []
  for (const { marker, from, to } of jpegSegments(bytes)) {
    if (marker === 0xfe) remarks.push({ place: '备注', text: new TextDecoder().decode(bytes.subarray(from, to)) })
  }
  for (const { type, from, to } of pngChunks(bytes)) {
    if (type !== 'tEXt' && type !== 'iTXt') continue
    const [keyword = '', ...rest] = new TextDecoder().decode(bytes.subarray(from, to)).split('\u0000')
    if (keyword.startsWith('XML:')) continue
    remarks.push({ place: `备注·${keyword}`, text: rest.join(' ').trim() })
  }
  return remarks.filter(({ text }) => text !== '')
}

/** How many bytes stand after the end of the picture: a cropped picture saved over a larger one keeps the rest of it. */
function bytesAfterEnd(bytes: Uint8Array): number {
  const end =
    jpegSegments(bytes).find(({ marker }) => marker === 0xd9)?.to ??
    pngChunks(bytes).find(({ type }) => type === 'IEND')?.end
  return end === undefined ? 0 : bytes.length - end
}

export interface JpegSegment {
  marker: number
  /** where the segment begins, with its marker */
  start: number
  /** its content */
  from: number
  to: number
}

/** The segments of a JPEG up to its end; what is drawn between them belongs to the segment before. Empty for anything else. */
export function jpegSegments(bytes: Uint8Array): JpegSegment[] {
  const segments: JpegSegment[] = []
  if (bytes[0] !== 0xff || bytes[1] !== 0xd8) return segments
  let place = 2
  while (place + 2 <= bytes.length) {
    if (bytes[place] !== 0xff) return segments
    const marker = bytes[place + 1] ?? 0
    if (marker === 0xff) {
      place += 1
      continue
    }
    if (marker === 0xd9) {
      segments.push({ marker, start: place, from: place + 2, to: place + 2 })
      return segments
    }
    const length = ((bytes[place + 2] ?? 0) << 8) | (bytes[place + 3] ?? 0)
    const to = place + 2 + length
    if (length < 2 || to > bytes.length) return segments
    let next = to
    // After the head of a scan come its data, up to a marker that is neither a stuffed byte nor a restart.
    if (marker === 0xda) {
      while (next + 1 < bytes.length) {
        const after = bytes[next + 1] ?? 0
        if (bytes[next] === 0xff && after !== 0 && !(after >= 0xd0 && after <= 0xd7)) break
        next += 1
      }
    }
    segments.push({ marker, start: place, from: place + 4, to: marker === 0xda ? next : to })
    place = next
  }
  return segments
}

export interface PngChunk {
  type: string
  start: number
  from: number
  to: number
  end: number
}

export function pngChunks(bytes: Uint8Array): PngChunk[] {
  const chunks: PngChunk[] = []
  if (bytes[0] !== 0x89 || bytes[1] !== 0x50) return chunks
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  let place = 8
  while (place + 12 <= bytes.length) {
    const length = view.getUint32(place)
    const type = String.fromCharCode(...bytes.subarray(place + 4, place + 8))
    const end = place + 12 + length
    if (end > bytes.length) break
    chunks.push({ type, start: place, from: place + 8, to: place + 8 + length, end })
    if (type === 'IEND') break
    place = end
  }
  return chunks
}
