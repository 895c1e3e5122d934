import { CannotRead } from '../files/inspection.ts'
import { openPdf, pdfjs } from '../files/pdf.ts'
import { type Box, seenPage } from '../files/pdf-painted.ts'
import { plainText } from '../files/plain-text.ts'
import { type PlacedText, PlacedTextBuilder } from './placed-text.ts'
import { type Grid, gridsOf } from './ruled-grid.ts'

export class NoTextInPdf extends Error {}

const mostPages = 400

/** The text of a PDF by lines, and its tables by the rules that are drawn around their cells. */
export async function layOutPdf(bytes: Uint8Array): Promise<PlacedText> {
  const document = await openPdf(bytes).catch((error: Error) => {
    throw new CannotRead(error.name === 'PasswordException' ? 'password' : 'corrupt')
  })
  const text = new PlacedTextBuilder()
  let found = false
  try {
    if (document.numPages > mostPages) throw new CannotRead('too-large')
    const { OPS } = await pdfjs()
    for (let number = 1; number <= document.numPages; number += 1) {
      const page = await document.getPage(number)
      const { letters, rules } = await seenPage(page, OPS, await document.getOptionalContentConfig())
      if (letters.some((one) => one.text.trim() !== '')) found = true
      writePage(letters.map(upright), gridsOf(rules), number, text)
      page.cleanup()
    }
  } finally {
    await document.loadingTask.destroy()
  }
  if (!found) throw new NoTextInPdf()
  return text.done()
}

interface Letter {
  text: string
  left: number
  right: number
  /** upwards, as pages of PDF are measured */
  bottom: number
  top: number
  size: number
}

const upright = ({
  text,
  box: [left, bottom, right, top],
  size,
}: {
  text: string
  box: Box
  size: number
}): Letter => ({
  text: plainText(text),
  left,
  right,
  bottom,
  top,
  size,
})
const middle = ({ bottom, top }: Letter) => (bottom + top) / 2
const centre = ({ left, right }: Letter) => (left + right) / 2

interface Line {
  top: number
  size: number
  left: number
  right: number
  text: string
  pieces: Piece[]
}

/** Letters with no wide gap between them. */
interface Piece {
  text: string
  left: number
  right: number
}

function writePage(letters: readonly Letter[], grids: readonly Grid[], page: number, into: PlacedTextBuilder): void {
  const inGrid = new Map<Grid, Letter[]>(grids.map((grid) => [grid, []]))
  const loose: Letter[] = []
  for (const letter of letters) {
    const grid = grids.find(({ box: [x0, y0, x1, y1] }) => {
      const [x, y] = [centre(letter), middle(letter)]
      return x >= x0 && x <= x1 && y >= y0 && y <= y1
    })
    if (grid) inGrid.get(grid)?.push(letter)
    else loose.push(letter)
  }
  const blocks = paragraphs(withoutPageNumber(withColumns(linesOf(loose))))
  for (const [grid, own] of inGrid) {
    if (own.some(({ text }) => text.trim() !== ''))
      blocks.push({ top: grid.box[3], rows: rowsOf(grid, own).map((row) => [row]) })
  }
  let line = 0
  for (const { rows } of blocks.sort((a, b) => b.top - a.top)) {
    for (const row of rows) {
      for (const part of row) {
        line += 1
        into.place({ line, page })
        into.write(part)
      }
      into.write('\n')
    }
  }
}

/** Each cell of a table is said once, in the row in which it begins. */
function rowsOf(grid: Grid, letters: readonly Letter[]): string[] {
  const inside = grid.cells.map(() => [] as Letter[])
  for (const letter of letters) inside[grid.cellAt(centre(letter), middle(letter))]?.push(letter)
  const rows = new Map<number, string>()
  for (const [number, { row }] of grid.cells.entries()) {
    const words = linesOf(inside[number] ?? [])
      .map(({ text }) => text.trim())
      .join('')
    rows.set(row, `${rows.get(row) ?? ''}\t${words}`)
  }
  return [...rows].sort(([a], [b]) => a - b).map(([, text]) => text)
}

/** Letters that stand on one height, from left to right. A letter higher or lower by half its size is of another line. */
function linesOf(letters: readonly Letter[]): Line[] {
  const lines: { y: number; size: number; letters: Letter[] }[] = []
  for (const letter of [...letters].sort((a, b) => middle(b) - middle(a))) {
    const last = lines.at(-1)
    if (last && last.y - middle(letter) < Math.max(last.size, letter.size) * 0.5) last.letters.push(letter)
    else lines.push({ y: middle(letter), size: letter.size, letters: [letter] })
  }
  return lines.map(({ letters: own }) => lineOf(own.sort((a, b) => a.left - b.left)))
}

function lineOf(letters: readonly Letter[]): Line {
  const pieces: Line['pieces'] = []
  let before: Letter | null = null
  for (const letter of letters) {
    // Bold is made by some programs by painting a letter twice.
    if (before && before.text === letter.text && Math.abs(before.left - letter.left) < letter.size * 0.2) continue
    const last = pieces.at(-1)
    const gap = before ? letter.left - before.right : 0
    if (!last || gap > letter.size * (before && (isDigit(before) || isDigit(letter)) ? 0.4 : 1.2))
      pieces.push({ text: letter.text, left: letter.left, right: letter.right })
    else {
      last.text += `${gap > letter.size * 0.3 ? ' ' : ''}${letter.text}`
      last.right = Math.max(last.right, letter.right)
    }
    before = letter
  }
  const seen = pieces.filter(({ text }) => text.trim() !== '')
  return {
    top: Math.max(...letters.map(({ top }) => top)),
    size: Math.max(...letters.map(({ size }) => size)),
    left: letters[0]?.left ?? 0,
    right: Math.max(...letters.map(({ right }) => right)),
    text: seen.map(({ text }) => text).join(' '),
    pieces: seen,
  }
}

const isDigit = ({ text }: Letter) => /\d/.test(text)

const figure = /^[增减+-]?[\d,，.]+(?:万?元|[件项个])?$|^[/—-]{1,2}$/
const isFigure = ({ text }: Piece) => figure.test(text.trim())

/** The label of a row and the figures behind it: none where something else follows them, as in a sentence. */
function rowIn({ pieces }: Line): { label: string; figures: Piece[] } {
  const last = pieces.findLastIndex((piece) => !isFigure(piece))
  const figures = pieces.slice(last + 1)
  const labels = pieces.slice(0, last + 1)
  const label = labels.map(({ text }) => text).join(' ')
  return labels.some(isFigure) ? { label, figures: [] } : { label, figures }
}

/**
 * Rows of figures below each other, without rules: their columns are where the figures stand, and a column in which a row
 * has none is empty there.
 */
function withColumns(lines: readonly Line[]): Line[] {
  const rows = lines.map(rowIn)
  const isWide = (place: number) => (rows[place]?.figures.length ?? 0) >= 3
  const result = [...lines]
  for (let from = 0; from < lines.length; from += 1) {
    if (!isWide(from)) continue
    let to = from + 1
    // Between two rows stand at most the lines of a label that is broken.
    for (let next = to; next < lines.length && next - to < 4; next += 1) if (isWide(next)) to = next + 1
    const columns = columnsOf(rows.slice(from, to).flatMap(({ figures }) => (figures.length >= 3 ? figures : [])))
    for (let place = from; place < to; place += 1) {
      const { label, figures } = rows[place] as (typeof rows)[number]
      if (figures.length < 3) continue
      const cells = columns.map(([left, right]) => figures.filter((one) => one.left <= right && one.right >= left))
      // Where two figures share a column the columns are not what they seem.
      const texts = cells.every(({ length }) => length <= 1)
        ? cells.map(([one]) => one?.text ?? '')
        : figures.map(({ text }) => text)
      result[place] = { ...(lines[place] as Line), text: `${label}\t${texts.join('\t')}` }
    }
    from = to - 1
  }
  // A row of one or two figures stands beside its label.
  return result.map((line, place) => {
    const { label, figures } = rows[place] as (typeof rows)[number]
    if (label === '' || figures.length === 0 || figures.length > 2) return line
    return { ...line, text: `${label}\t${figures.map(({ text }) => text).join('\t')}` }
  })
}

/** From left to right, from where to where they reach. */
function columnsOf(figures: readonly Piece[]): [left: number, right: number][] {
  const columns: [number, number][] = []
  for (const { left, right } of [...figures].sort((a, b) => a.left - b.left)) {
    const last = columns.at(-1)
    if (last && left <= last[1]) last[1] = Math.max(last[1], right)
    else columns.push([left, right])
  }
  return columns
}

/** `3`, `- 3 -`, `第 3 页 共 5 页` alone in the first or the last line of a page */
const pageNumber = /^(?:[-—–－·\s]*\d{1,3}[-—–－·\s]*|第?\s*\d{1,3}\s*(?:页|\/)[\s，,]*(?:共?\s*\d{1,3}\s*页?)?)$/

function withoutPageNumber(lines: readonly Line[]): readonly Line[] {
  const isNumber = (line: Line | undefined) => line !== undefined && pageNumber.test(line.text.trim())
  return lines.slice(isNumber(lines[0]) ? 1 : 0, isNumber(lines.at(-1)) && lines.length > 1 ? -1 : undefined)
}

const ended = /[。；！？：;!?:]$/
const heading = /^(?:[一二三四五六七八九十]+、|[（(][一二三四五六七八九十]+[）)]|\d{1,2}[.．、])/

/** Lines that are full go on in the next one, where that is not indented: their words and numbers are made whole again. */
function paragraphs(lines: readonly Line[]): { top: number; rows: string[][] }[] {
  const right = Math.max(0, ...lines.map((line) => line.right))
  const left = Math.min(...lines.map((line) => line.left))
  const blocks: { top: number; rows: [string[]] }[] = []
  for (const [place, line] of lines.entries()) {
    const before = lines[place - 1]
    const goesOn =
      before &&
      !line.text.includes('\t') &&
      !before.text.includes('\t') &&
      before.right > right - before.size * 2 &&
      line.left < left + line.size &&
      before.top - line.top < line.size * 3 &&
      !(ended.test(before.text) && heading.test(line.text))
    if (goesOn) blocks.at(-1)?.rows[0].push(line.text)
    else blocks.push({ top: line.top, rows: [[line.text]] })
  }
  return blocks
}
