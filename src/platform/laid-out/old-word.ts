import { CannotRead } from '../files/inspection.ts'
import { plainText } from '../files/plain-text.ts'
import { streamsOf } from './compound.ts'
import { type PlacedText, PlacedTextBuilder } from './placed-text.ts'

// Word 97 to 2003 ([MS-DOC]). The text lies in pieces; whether a cell mark ends a cell or a row, which cells are merged and
// what was deleted is told by the properties of paragraphs and letters, kept on pages of 512 bytes.

export class OlderThanWord97 extends Error {}

export function layOutOldWord(bytes: Uint8Array): PlacedText {
  const streams = streamsOf(bytes)
  const main = buffered(streams.get('WordDocument')?.())
  if (main.length < 898 || main.readUInt16LE(0) !== 0xa5ec) throw new OlderThanWord97()
  if (main.readUInt16LE(2) < 0xc1) throw new OlderThanWord97()
  const flags = main.readUInt16LE(10)
  if (flags & 0x0100) throw new CannotRead('password')
  const table = buffered(streams.get(flags & 0x0200 ? '1Table' : '0Table')?.())
  const data = buffered(streams.get('Data')?.())
  try {
    return read(main, table, data)
  } catch (error) {
    if (error instanceof RangeError) throw new CannotRead('corrupt')
    throw error
  }
}

/** Some four thousand pages. */
const mostLetters = 4_000_000

const buffered = (bytes: Uint8Array = new Uint8Array(0)) =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)

interface Letters {
  text: string
  /** where each letter lies in the main stream */
  at: Uint32Array
}

function read(main: Buffer, table: Buffer, data: Buffer): PlacedText {
  const letters = lettersIn(main, table)
  const tables = runsOf(main, table, 0x102, (page, at) => inTable(page, at, data))
  const unseen = runsOf(main, table, 0xfa, isUnseen)
  const [body, ...others] = [0x4c, 0x50, 0x54, 0x58, 0x5c, 0x60, 0x64].map((at) => main.readInt32LE(at))
  const boxes = others.pop() ?? 0
  const before = [body ?? 0, ...others].reduce((sum, length) => sum + Math.max(0, length), 0)
  const text = new PlacedTextBuilder()
  const line = writeStory(letters, 0, body ?? 0, tables, unseen, text, 0)
  if (boxes > 0) writeStory(letters, before, before + boxes, tables, unseen, text, line)
  return text.done()
}

/** The piece table: 2.8.35 Pcdt, 2.9.177 Pcd. */
function lettersIn(main: Buffer, table: Buffer): Letters {
  let at = main.readUInt32LE(0x1a2)
  const end = at + main.readUInt32LE(0x1a6)
  while (at < end && table[at] === 1) at += 3 + table.readUInt16LE(at + 1)
  if (table[at] !== 2) throw new CannotRead('corrupt')
  const length = table.readUInt32LE(at + 1)
  const pieces = Math.floor((length - 4) / 12)
  const plc = table.subarray(at + 5, at + 5 + length)
  const texts: string[] = []
  const places: number[] = []
  for (let piece = 0; piece < pieces; piece += 1) {
    const count = plc.readUInt32LE(piece * 4 + 4) - plc.readUInt32LE(piece * 4)
    const fc = plc.readUInt32LE((pieces + 1) * 4 + piece * 8 + 2)
    const packed = (fc & 0x40000000) !== 0
    const from = packed ? (fc & 0x3fffffff) >>> 1 : fc & 0x3fffffff
    const width = packed ? 1 : 2
    if (places.length + count > mostLetters) throw new CannotRead('too-large')
    if (count < 0 || from + count * width > main.length) throw new CannotRead('corrupt')
    const bytes = main.subarray(from, from + count * width)
    texts.push(packed ? new TextDecoder('windows-1252').decode(bytes) : bytes.toString('utf16le'))
    for (let letter = 0; letter < count; letter += 1) places.push(from + letter * width)
  }
  return { text: texts.join(''), at: Uint32Array.from(places) }
}

interface Run<Told> {
  from: number
  to: number
  told: Told
}

/** What the pages of properties listed at `listAt` of the head say, run by run: only runs of which something is said. */
function runsOf<Told>(
  main: Buffer,
  table: Buffer,
  listAt: number,
  tell: (page: Buffer, entry: number) => Told | null,
): Run<Told>[] {
  const paragraphs = listAt === 0x102
  const from = main.readUInt32LE(listAt)
  const count = Math.min(Math.floor((main.readUInt32LE(listAt + 4) - 4) / 8), main.length >> 9)
  const runs: Run<Told>[] = []
  for (let number = 0; number < count; number += 1) {
    const start = (table.readUInt32LE(from + (count + 1) * 4 + number * 4) & 0x3fffff) * 512
    const page = main.subarray(start, start + 512)
    if (page.length < 512) continue
    const entries = page[511] ?? 0
    for (let entry = 0; entry < entries; entry += 1) {
      const offset = (page[(entries + 1) * 4 + entry * (paragraphs ? 13 : 1)] ?? 0) * 2
      if (offset === 0) continue
      const told = tell(page, offset)
      if (told !== null) runs.push({ from: page.readUInt32LE(entry * 4), to: page.readUInt32LE(entry * 4 + 4), told })
    }
  }
  return runs.sort((a, b) => a.from - b.from)
}

function runAt<Told>(runs: readonly Run<Told>[], at: number): Told | null {
  let [low, high] = [0, runs.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((runs[middle] as Run<Told>).from <= at) low = middle + 1
    else high = middle
  }
  const run = runs[low - 1]
  return run && at < run.to ? run.told : null
}

/** How many bytes follow a property of this kind (2.2.5.1). */
const operandSizes = [1, 1, 2, 4, 2, 2, 0, 3]

function eachProperty(list: Buffer, visit: (code: number, operand: Buffer) => void): void {
  let at = 0
  while (at + 2 < list.length) {
    const code = list.readUInt16LE(at)
    at += 2
    let size = operandSizes[code >> 13] ?? 0
    if (code === 0xd608) size = list.readUInt16LE(at) + 1
    else if (code >> 13 === 6) size = (list[at] ?? 0) + 1
    visit(code, list.subarray(at, at + size))
    at += size
  }
}

/** Of a paragraph that stands in a table. */
interface InTable {
  endsRow: boolean
  /** at the end of a row: by their order, whether a cell is covered by the one above or before it */
  covered: boolean[]
}

function inTable(page: Buffer, offset: number, data: Buffer): InTable | null {
  const length = page[offset] ?? 0
  const [from, size] = length > 0 ? [offset + 1, length * 2 - 1] : [offset + 2, (page[offset + 1] ?? 0) * 2]
  // The style comes first.
  const own = page.subarray(from + 2, Math.min(512, from + size))
  const row: InTable = { endsRow: false, covered: [] }
  let inside = false
  let elsewhere = false
  const visit = (code: number, operand: Buffer) => {
    if (code === 0x2417 && operand[0] === 1) row.endsRow = true
    else if (code === 0x2416 && operand[0] === 1) inside = true
    else if (code === 0xd608) row.covered = coveredIn(operand)
    else if (code === 0xd62b && operand.length >= 3) row.covered[operand[1] ?? 0] = operand[2] === 1
    else if (code === 0x6646 && operand.length === 4 && !elsewhere) {
      const at = operand.readUInt32LE(0)
      elsewhere = true
      if (at + 2 <= data.length) eachProperty(data.subarray(at + 2, at + 2 + data.readUInt16LE(at)), visit)
    }
  }
  eachProperty(own, visit)
  return inside || row.endsRow ? row : null
}

/** 2.9.328 TDefTableOperand: the edges of the cells, then 20 bytes for each. */
function coveredIn(operand: Buffer): boolean[] {
  const cells = operand[2] ?? 0
  const first = 3 + (cells + 1) * 2
  return Array.from({ length: cells }, (_, cell) => {
    const at = first + cell * 20
    if (at + 2 > operand.length) return false
    const flags = operand.readUInt16LE(at)
    return (flags & 3) === 1 || ((flags >> 5) & 3) === 1
  })
}

/** Deleted with changes tracked, or hidden. */
function isUnseen(page: Buffer, offset: number): true | null {
  let unseen = false
  eachProperty(page.subarray(offset + 1, Math.min(512, offset + 1 + (page[offset] ?? 0))), (code, operand) => {
    if ((code === 0x0800 || code === 0x083c) && operand[0] === 1) unseen = true
  })
  return unseen ? true : null
}

const cellMark = 0x07

function writeStory(
  { text, at }: Letters,
  from: number,
  to: number,
  tables: readonly Run<InTable>[],
  unseen: readonly Run<true>[],
  into: PlacedTextBuilder,
  linesBefore: number,
): number {
  let line = linesBefore
  let words = ''
  let cells: string[] = []
  const fields: boolean[] = []
  const say = (piece: string) => {
    line += 1
    into.place({ line })
    into.write(`${piece}\n`)
  }
  for (let place = from; place < Math.min(to, text.length); place += 1) {
    const code = text.charCodeAt(place)
    const byte = at[place] ?? 0
    if (code === cellMark) {
      const row = runAt(tables, byte)
      if (!row?.endsRow) {
        cells.push(plainText(words))
        words = ''
        continue
      }
      say(cells.map((cell, number) => (row.covered[number] ? '' : `\t${cell.replace(/[\n\t]/g, ' ')}`)).join(''))
      cells = []
      words = ''
    } else if (code === 0x13) fields.push(true)
    else if (code === 0x14) {
      if (fields.length > 0) fields[fields.length - 1] = false
    } else if (code === 0x15) fields.pop()
    else if (fields.includes(true) || runAt(unseen, byte)) continue
    else if (code === 0x0d || code === 0x0c || code === 0x0b) {
      words += '\n'
      if (code === 0x0b || cells.length > 0 || runAt(tables, byte)) continue
      for (const one of words.slice(0, -1).split('\n')) say(plainText(one))
      words = ''
    } else if (code === 9) words += ' '
    else if (code === 0x1e) words += '-'
    else if (code >= 32) words += text[place]
  }
  if (words.trim() !== '') say(plainText(words))
  return line
}
