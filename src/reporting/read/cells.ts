import { blank, digit, kinds } from './fold.ts'
import type { Page } from './page.ts'

/** A cell, or what is left of one: a figure, or nothing where a figure was due. */
export interface Cell {
  /** offsets in the published text */
  at: number
  end: number
  /** the digits before the decimal point, blanks and thousands separators taken out; empty for an empty cell */
  digits: string
  /** the point and what follows it */
  fraction: string
  /** 增 and + are 1, 减 and − are -1, 0 where nothing is said */
  sign: -1 | 0 | 1
  unit: '元' | '万元' | null
}

/** How the cells of a table are kept apart: by marks of their own, or by nothing but the figures themselves. */
export type Separation = 'marked' | 'unmarked'

const tab = 9
const newline = 10
const pipe = 124
const zero = 48
const nine = 57
const point = 46
const comma = 44
const minus = 45
const plus = 43
const code = (character: string) => character.charCodeAt(0)
const more = code('增')
const less = code('减')
const less2 = code('減')
const yuan = code('元')
const tenThousand = code('万')
const enumeration = code('、')
const nothing = new Set(['/', '-', '无', '--', '—'].map((mark) => mark.charCodeAt(0)))

export function separationOf({ codes }: Page, from: number, to: number, rows: number): Separation {
  let marks = 0
  for (let at = from; at < to; at += 1) if (codes[at] === tab || codes[at] === pipe) marks += 1
  return marks >= rows ? 'marked' : 'unmarked'
}

export function cellsBetween(page: Page, from: number, to: number, separation: Separation): Cell[] {
  return separation === 'marked' ? markedCells(page, from, to) : runsOfDigits(page, from, to)
}

/** Cells between `|`, tabs and line ends. What holds more than figures is a label and is left out. */
function markedCells({ codes }: Page, from: number, to: number): Cell[] {
  const cells: Cell[] = []
  let start = from
  // The mark that opened the cell; a cell opened by a line end may be nothing but the edge of the table.
  let opened = newline
  for (let at = from; at <= to; at += 1) {
    const closes = at === to ? newline : (codes[at] as number)
    if (closes !== tab && closes !== newline && closes !== pipe) continue
    const inside = opened === tab || (opened === pipe && closes !== newline)
    readCell(codes, start, at, inside && at < to, cells)
    start = at + 1
    opened = closes
  }
  return cells
}

function readCell(codes: Uint16Array, from: number, to: number, emptyCounts: boolean, into: Cell[]): void {
  let start = from
  let end = to
  while (start < end && kinds[codes[start] as number] === blank) start += 1
  while (end > start && kinds[codes[end - 1] as number] === blank) end -= 1
  if (start === end) {
    if (emptyCounts) into.push({ at: from, end: to, digits: '', fraction: '', sign: 0, unit: null })
    return
  }
  if (isPageNumber(codes, start, end)) return
  if (end - start <= 2 && nothing.has(codes[start] as number) && (end - start === 1 || codes[end - 1] === minus)) {
    into.push({ at: start, end, digits: '', fraction: '', sign: 0, unit: null })
    return
  }
  const read: Cell[] = []
  let at = start
  while (at < end) {
    const next = readFigure(codes, at, end, read)
    if (next < 0) return
    at = next
    while (at < end && kinds[codes[at] as number] === blank) at += 1
  }
  into.push(...read)
}

/** Reads one figure with its sign and unit; -1 when there is something else. */
function readFigure(codes: Uint16Array, from: number, to: number, into: Cell[]): number {
  let at = from
  let sign: Cell['sign'] = 0
  const first = codes[at] as number
  if (first === more || first === plus) sign = 1
  else if (first === less || first === less2 || first === minus) sign = -1
  if (sign !== 0) {
    at += 1
    while (at < to && kinds[codes[at] as number] === blank) at += 1
  }
  const { end, digits, fraction } = readDigits(codes, at, to)
  if (digits === '') return -1
  at = end
  let unit: Cell['unit'] = null
  while (at < to && kinds[codes[at] as number] === blank) at += 1
  if (codes[at] === tenThousand && codes[at + 1] === yuan && at + 1 < to) {
    unit = '万元'
    at += 2
  } else if (codes[at] === yuan && at < to) {
    unit = '元'
    at += 1
  } else if (at < to && measures.has(codes[at] as number)) at += 1
  else at = end
  into.push({ at: from, end, digits, fraction, sign, unit })
  return at
}

const digitText = [...'0123456789']
const measures = new Set([...'件项个份部条起次宗'].map(code))

function readDigits(codes: Uint16Array, from: number, to: number): { end: number; digits: string; fraction: string } {
  let at = from
  let digits = ''
  while (at < to) {
    const one = codes[at] as number
    if (one >= zero && one <= nine) digits += digitText[one - zero]
    else if (!(one === comma && digits !== '' && isThousands(codes, at + 1, to))) break
    at += 1
  }
  let fraction = ''
  if (codes[at] === point && at + 1 < to && kinds[codes[at + 1] as number] === digit && digits !== '') {
    let end = at + 1
    while (end < to && kinds[codes[end] as number] === digit) end += 1
    fraction = String.fromCharCode(...codes.subarray(at, end))
    at = end
  }
  return { end: at, digits, fraction }
}

function isThousands(codes: Uint16Array, from: number, to: number): boolean {
  for (let place = 0; place < 3; place += 1) {
    if (from + place >= to || kinds[codes[from + place] as number] !== digit) return false
  }
  return from + 3 >= to || kinds[codes[from + 3] as number] !== digit
}

/** `- 3 -` alone in its line */
function isPageNumber(codes: Uint16Array, from: number, to: number): boolean {
  if (to - from < 3 || codes[from] !== minus || codes[to - 1] !== minus) return false
  for (let at = from + 1; at < to - 1; at += 1) {
    const one = codes[at] as number
    if (one !== minus && kinds[one] !== digit && kinds[one] !== blank) return false
  }
  return true
}

/** Runs of digits wherever they stand, without the item numbers of the labels that follow them (`00000002.其他…`). */
function runsOfDigits({ codes }: Page, from: number, to: number): Cell[] {
  const cells: Cell[] = []
  let at = from
  while (at < to) {
    const one = codes[at] as number
    if (kinds[one] !== digit) {
      at += 1
      continue
    }
    const before = at > from ? (codes[at - 1] as number) : newline
    const figure: Cell[] = []
    const signed = before === more || before === less || before === less2 || before === minus || before === plus
    const next = readFigure(codes, signed ? at - 1 : at, to, figure)
    const cell = figure[0] as Cell
    at = Math.max(next, at + 1)
    if (before === minus && (codes[cell.end] === minus || isPageLine(codes, cell.end, to))) continue
    if (cell.unit === null && cell.fraction === '' && numbersALabel(codes, cell.end, to)) {
      cell.digits = cell.digits.slice(0, -1)
      cell.end -= 1
      if (cell.digits === '') continue
    }
    cells.push(cell)
  }
  return cells
}

function isPageLine(codes: Uint16Array, from: number, to: number): boolean {
  let at = from
  while (at < to && codes[at] === 32) at += 1
  return codes[at] === minus
}

/** Whether the last digit before `at` is the number of a label: a point or 、 follows and then a word. */
function numbersALabel(codes: Uint16Array, at: number, to: number): boolean {
  const mark = codes[at]
  if (at >= to || (mark !== point && mark !== enumeration)) return false
  let next = at + 1
  while (next < to && codes[next] === 32) next += 1
  return next < to && (codes[next] as number) > 0x3400
}

/** The figure in a cell of its own; null in an empty one. */
export function figureIn(cell: Cell): number | null {
  if (cell.digits === '') return null
  const value = Number(cell.digits + cell.fraction)
  return cell.sign === -1 ? -value : value
}
