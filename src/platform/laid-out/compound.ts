import { CannotRead } from '../files/inspection.ts'

// The small file system in old office files ([MS-CFB]). Every chain is followed within the number of sectors there are, so
// that one which leads back into itself ends.

const endOfChain = 0xfffffffe
const largestSector = 0xfffffffa

/** The streams of a compound file by their names, those of its inner folders left out. */
export function streamsOf(bytes: Uint8Array): ReadonlyMap<string, () => Uint8Array> {
  if (bytes.length < 512) throw new CannotRead('corrupt')
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const shift = view.getUint16(30, true)
  const miniShift = view.getUint16(32, true)
  if ((shift !== 9 && shift !== 12) || miniShift !== 6) throw new CannotRead('corrupt')
  const size = 1 << shift
  const most = Math.ceil(bytes.length / size)
  const sector = (number: number): Uint8Array => {
    const from = (number + 1) * size
    if (number > largestSector || from >= bytes.length) throw new CannotRead('corrupt')
    return bytes.subarray(from, Math.min(from + size, bytes.length))
  }
  const numbersIn = (data: Uint8Array): number[] => {
    const part = new DataView(data.buffer, data.byteOffset, data.byteLength)
    return Array.from({ length: data.length >> 2 }, (_, place) => part.getUint32(place * 4, true))
  }

  const tableSectors = Array.from({ length: 109 }, (_, place) => view.getUint32(76 + place * 4, true))
  let more = view.getUint32(68, true)
  for (let steps = 0; more < largestSector; steps += 1) {
    if (steps > most) throw new CannotRead('corrupt')
    const numbers = numbersIn(sector(more))
    more = numbers.pop() ?? endOfChain
    tableSectors.push(...numbers)
  }
  const next: number[] = []
  for (const number of tableSectors)
    if (number <= largestSector) for (const one of numbersIn(sector(number))) next.push(one)

  const chain = (
    first: number,
    following: readonly number[],
    length: number,
    piece: (number: number) => Uint8Array,
  ) => {
    const pieces: Uint8Array[] = []
    let [at, read] = [first, 0]
    for (let steps = 0; at <= largestSector && read < length; steps += 1) {
      if (steps > following.length) throw new CannotRead('corrupt')
      const data = piece(at)
      pieces.push(data)
      read += data.length
      at = following[at] ?? endOfChain
    }
    const all = Buffer.concat(pieces)
    return all.subarray(0, Math.min(all.length, length))
  }
  const whole = (first: number, length = bytes.length) => chain(first, next, length, sector)

  const directory = whole(view.getUint32(48, true))
  const streams = new Map<string, () => Uint8Array>()
  const miniNext = numbersIn(whole(view.getUint32(60, true)))
  let mini: Uint8Array | null = null
  const smallest = view.getUint32(56, true)
  for (let at = 0; at + 128 <= directory.length; at += 128) {
    const kind = directory[at + 66]
    const nameLength = directory.readUInt16LE(at + 64)
    const name = directory.toString('utf16le', at, at + Math.max(0, Math.min(64, nameLength) - 2))
    const first = directory.readUInt32LE(at + 116)
    const length = directory.readUInt32LE(at + 120)
    if (kind === 5) mini = whole(first, length)
    if (kind !== 2 || streams.has(name)) continue
    streams.set(name, () => {
      if (length >= smallest) return whole(first, length)
      const small = mini ?? new Uint8Array(0)
      return chain(first, miniNext, length, (number) => small.subarray(number * 64, number * 64 + 64))
    })
  }
  return streams
}
