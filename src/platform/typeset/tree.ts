import { columnsOf } from '../markup/grid.ts'
import { textOfBlocks } from '../markup/to-text.ts'
import { type Block, type Cell, type Inline, type Table, textOfInlines } from '../markup/tree.ts'
import { page, sizes, widthOf } from './document.ts'

/** From this many columns a table lies on its side. */
export const wideFrom = 9

export const tableSize = (columns: number) => (columns <= 4 ? sizes.四号 : columns <= 7 ? sizes.小四 : sizes.五号)

/** What is short stands in the middle of its cell. */
export const isShort = ({ blocks }: Cell) => [...textOfBlocks(blocks)].length <= 10

/** Digits and brackets are a little wider than half a character, so one is left free. */
export const titlePerLine = Math.floor(((page.bodyWidth / 25.4) * 72) / sizes.二号) - 1

/** How a run is set: as the paragraph, or as the part of it that heads the rest. */
export type Face = 'body' | 'hei' | 'kai'

/** A paragraph that begins with its own heading: how many of its characters that is, and how they are set. */
export interface Lead {
  length: number
  face: Face
}

const first = /^[一二三四五六七八九十百]+、[^。；：\n]{2,40}。/
const second = /^[（(][一二三四五六七八九十百]+[）)][^。；：，\n]{2,40}。/
const article = /^第[零〇一二两三四五六七八九十百千\d]+条(?:之[一二三四五六七八九十]+)?(?=[\s\u3000【])/

/** 一、…。 is set in Hei, （一）…。 in Kai, as headings are, and the number of an article in Hei. */
export function leadOf(inlines: readonly Inline[]): Lead | null {
  const text = textOfInlines(inlines)
  const found = (pattern: RegExp, face: Face): Lead | null => {
    const length = pattern.exec(text)?.[0].length
    // A paragraph that is nothing but its lead is a sentence, unless it is an article.
    return length === undefined || length === text.length ? null : { length, face }
  }
  return found(first, 'hei') ?? found(second, 'kai') ?? found(article, 'hei')
}

/** The inlines with the lead in runs of its own that say how they are set. */
export function withLead(inlines: readonly Inline[]): (Inline & { face?: Face })[] {
  const lead = leadOf(inlines)
  if (!lead) return [...inlines]
  let left = lead.length
  return inlines.flatMap((one): (Inline & { face?: Face })[] => {
    if (left === 0 || one.is !== 'text') {
      left -= Math.min(left, textOfInlines([one]).length)
      return [one]
    }
    const head = one.text.slice(0, left)
    left -= head.length
    const rest = one.text.slice(head.length)
    return [{ ...one, text: head, face: lead.face }, ...(rest === '' ? [] : [{ ...one, text: rest }])]
  })
}

/** Points a cell leaves free to its left and right together. */
export const cellPadding = 8
/** What is longer may be read in lines. */
const unbroken = 8

/**
 * How wide the columns of a table are, in points; together they fill `width`. Every column has room for short words in one
 * line; what is left goes first to those that need least to hold their longest text in one line.
 */
export function columnWidths(table: Table, size: number, width: number): number[] {
  const columns = columnsOf(table)
  const longest = new Array<number>(columns).fill(2)
  for (const { column, cell } of placed([...table.head, ...table.body])) {
    if (cell.colspan > 1) continue
    longest[column] = Math.max(longest[column]!, ...textOfBlocks(cell.blocks).split('\n').map(widthOf))
  }
  const inPoints = (characters: number) => characters * size * 1.05 + cellPadding
  const widths = longest.map((one) => inPoints(Math.min(one, unbroken)))
  let spare = width - sum(widths)
  if (spare <= 0) return widths.map((one) => (one * width) / sum(widths))
  const needs = longest.map((one, column) => ({ column, points: inPoints(one) - widths[column]! }))
  needs.sort((a, b) => a.points - b.points)
  for (const [place, { column, points }] of needs.entries()) {
    const given = Math.min(points, spare / (columns - place))
    widths[column]! += given
    spare -= given
  }
  return widths.map((one) => one + (spare * one) / (width - spare))
}

const sum = (numbers: readonly number[]) => numbers.reduce((sum, one) => sum + one, 0)

/** Every cell with the column it begins in. */
export function placed(rows: readonly Cell[][]): { row: number; column: number; cell: Cell }[] {
  const taken = new Set<string>()
  return rows.flatMap((cells, row) => {
    let column = 0
    return cells.map((cell) => {
      while (taken.has(`${row} ${column}`)) column++
      const at = { row, column, cell }
      for (let below = row; below < row + cell.rowspan; below++) {
        for (let right = column; right < column + cell.colspan; right++) taken.add(`${below} ${right}`)
      }
      return at
    })
  })
}

export function picturesIn(blocks: readonly Block[]): string[] {
  return blocks.flatMap(picturesOf)
}

function picturesOf(block: Block): string[] {
  switch (block.is) {
    case 'heading':
    case 'paragraph':
      return block.inlines.flatMap((one) => (one.is === 'picture' ? [one.src] : []))
    case 'figure':
      return [block.picture.src]
    case 'list':
      return block.items.flatMap(picturesIn)
    case 'quote':
      return picturesIn(block.blocks)
    case 'table':
      return [...block.head, ...block.body].flat().flatMap((cell) => picturesIn(cell.blocks))
    case 'rule':
      return []
  }
}
