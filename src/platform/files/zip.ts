import { crc32, inflateRawSync } from 'node:zlib'
import { CannotRead } from './inspection.ts'

// Reads by the list at the end of the archive and believes nothing it says: what is unpacked is measured and its checksum
// compared, so that neither a bomb nor a falsified length gets through.

const mostEntries = 10_000
const mostOfOne = 128 * 1024 * 1024
const mostOfAll = 384 * 1024 * 1024

export interface ZipEntry {
  name: string
  /** unpacks it: throws CannotRead */
  read(): Uint8Array
}

export type Archive = ReadonlyMap<string, ZipEntry>

export function openZip(bytes: Uint8Array): Archive {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const end = endOfList(view)
  const count = view.getUint16(end + 10, true)
  let place = view.getUint32(end + 16, true)
  if (count > mostEntries || place === 0xffffffff) throw new CannotRead('too-large')
  const budget = { left: mostOfAll }
  const entries = new Map<string, ZipEntry>()
  for (let entry = 0; entry < count; entry += 1) {
    if (place + 46 > bytes.length || view.getUint32(place, true) !== 0x02014b50) throw new CannotRead('corrupt')
    const [flags, method] = [view.getUint16(place + 8, true), view.getUint16(place + 10, true)]
    const sum = view.getUint32(place + 16, true)
    const packed = view.getUint32(place + 20, true)
    const size = view.getUint32(place + 24, true)
    const [nameLength, extra, remark] = [28, 30, 32].map((at) => view.getUint16(place + at, true)) as [
      number,
      number,
      number,
    ]
    const local = view.getUint32(place + 42, true)
    const name = new TextDecoder(flags & 0x800 ? 'utf-8' : 'gb18030').decode(
      bytes.subarray(place + 46, place + 46 + nameLength),
    )
    place += 46 + nameLength + extra + remark
    if (flags & 1) throw new CannotRead('password')
    if (entries.has(name)) throw new CannotRead('corrupt')
    entries.set(name, { name, read: () => unpack(bytes, view, { method, sum, packed, size, local }, budget) })
  }
  return entries
}

function endOfList(view: DataView): number {
  for (let place = view.byteLength - 22; place >= 0 && place > view.byteLength - 70_000; place -= 1) {
    if (view.getUint32(place, true) === 0x06054b50) return place
  }
  throw new CannotRead('corrupt')
}

function unpack(
  bytes: Uint8Array,
  view: DataView,
  entry: { method: number; sum: number; packed: number; size: number; local: number },
  budget: { left: number },
): Uint8Array {
  const { method, sum, packed, size, local } = entry
  if (size > mostOfOne || size > budget.left) throw new CannotRead('too-large')
  if (local + 30 > bytes.length || view.getUint32(local, true) !== 0x04034b50) throw new CannotRead('corrupt')
  const from = local + 30 + view.getUint16(local + 26, true) + view.getUint16(local + 28, true)
  if (from + packed > bytes.length) throw new CannotRead('corrupt')
  const data = bytes.subarray(from, from + packed)
  const content = method === 0 ? data : method === 8 ? inflated(data, size) : null
  if (!content || content.length !== size || crc32(content) !== sum) throw new CannotRead('corrupt')
  budget.left -= size
  return content
}

function inflated(data: Uint8Array, size: number): Uint8Array {
  try {
    return inflateRawSync(data, { maxOutputLength: Math.max(1, size) })
  } catch {
    throw new CannotRead('corrupt')
  }
}

/** The text of an entry; null when there is none of this name. */
export function textOf(archive: Archive, name: string): string | null {
  const entry = archive.get(name)
  return entry ? new TextDecoder().decode(entry.read()) : null
}
