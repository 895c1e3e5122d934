import type { Place } from '../../platform/laid-out/placed-text.ts'
import { blank, digit, foldedWithKind, latin, other } from './fold.ts'

/** Words of the published text with the line they stand in, counted from 1; of a PDF the page, of a workbook the cell. */
export interface Quote extends Place {
  text: string
}

/** Where a line of the source begins in `raw`; for text taken out of markup or a file, where a piece of it does. */
export interface LineStart extends Place {
  at: number
}

/**
 * A published text made ready for reading. `dense` is the text with the blanks taken out (one is kept between two numbers),
 * so that words and labels broken over lines or cells are whole again; `at` leads from it back into `raw`.
 */
export interface Page {
  raw: string
  /** folded characters of `raw`, offset by offset */
  codes: Uint16Array
  dense: string
  at: Uint32Array
  /** where each run of digits begins in `dense` */
  numbers: readonly number[]
  /** where each line of `raw` begins */
  lines: readonly number[]
  starts: readonly LineStart[] | null
}

const newline = 10
const space = 32
const dot = 46

/** `starts` is given where `raw` was taken out of markup. */
export function pageOf(raw: string, starts?: readonly LineStart[]): Page {
  const length = raw.length
  const codes = new Uint16Array(length)
  // A blank is kept at most once for every character that is.
  if (scratch.length < length) scratch = new Uint16Array(length * 2)
  const dense = scratch
  const at = new Uint32Array(length + 1)
  const numbers: number[] = []
  const lines: number[] = [0]
  let end = 0
  let skipped = false
  let before = 0
  for (let offset = 0; offset < length; offset += 1) {
    const read = foldedWithKind[raw.charCodeAt(offset)] as number
    const code = read & 0xffff
    const kind = read >> 16
    codes[offset] = code
    if (kind === other) {
      dense[end] = code
      at[end] = offset
      end += 1
      before = code === dot && before === digit ? digit : other
      skipped = false
      continue
    }
    if (kind === blank) {
      if (code === newline) lines.push(offset + 1)
      skipped = true
      continue
    }
    if (skipped && (before === digit || before === latin)) {
      dense[end] = space
      at[end] = offset - 1
      end += 1
      before = blank
    }
    skipped = false
    if (kind === digit && before !== digit) numbers.push(end)
    dense[end] = code
    at[end] = offset
    end += 1
    before = kind
  }
  at[end] = length
  return { raw, codes, dense: text(dense, end), at, numbers, lines, starts: starts ?? null }
}

let scratch = new Uint16Array(0)

function text(codes: Uint16Array, length: number): string {
  return Buffer.from(codes.buffer, 0, length * 2).toString('utf16le')
}

export function lineOf(page: Page, offset: number): number {
  return startOf(page, offset).line
}

function startOf({ starts, lines }: Page, offset: number): LineStart {
  if (!starts) {
    const place = lastUpTo(lines.length, (middle) => (lines[middle] as number) <= offset)
    return { at: lines[place] as number, line: place + 1 }
  }
  return starts[lastUpTo(starts.length, (middle) => (starts[middle] as LineStart).at <= offset)] as LineStart
}

/** The last place of an ordered list that is still not too far. */
function lastUpTo(length: number, isUpTo: (place: number) => boolean): number {
  let low = 0
  let high = length - 1
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if (isUpTo(middle)) low = middle
    else high = middle - 1
  }
  return low
}

const longest = 160

/** What stands from `from` to `to` (places in `dense`), as published: one line of it, at most 160 characters. */
export function quoted(page: Page, from: number, to: number): Quote {
  const start = page.at[Math.max(0, from)] as number
  const last = page.at[Math.max(from, Math.min(to, page.dense.length) - 1)] as number
  let end = Math.min(last + 1, page.raw.length, start + longest)
  const lineEnd = page.raw.indexOf('\n', start)
  if (lineEnd >= 0 && lineEnd < end) end = lineEnd
  const words = page.raw.slice(start, end).trim()
  const { at: _, ...place } = startOf(page, start)
  // What was taken out of markup has blanks of its own.
  return { text: page.starts ? words.replace(/\s+/g, ' ') : words, ...place }
}

/** The sentence or the part of it around a place, as published. */
export function quotedAround(page: Page, from: number, to: number): Quote {
  const { dense } = page
  let start = from
  while (start > 0 && from - start < longest / 2 && !ends(dense.charCodeAt(start - 1))) start -= 1
  let end = to
  while (end < dense.length && end - to < 12 && !pauses(dense.charCodeAt(end))) end += 1
  // Stay in the line of the figure itself.
  const line = startOf(page, page.at[from] as number)
  while (start < from && (page.at[start] as number) < line.at) start += 1
  return quoted(page, start, end)
}

const fullStop = '。'.charCodeAt(0)

function ends(code: number): boolean {
  return code === fullStop || code === 59 || code === 33 || code === 63
}

function pauses(code: number): boolean {
  return ends(code) || code === 44 || code === 41 || code === 40 || code === 0x3001
}
