import ExcelJS from 'exceljs'

// The only module that knows the spreadsheet library: it can be exchanged here.

export class NotASpreadsheet extends Error {
  readonly is: 'empty' | 'old-excel' | 'text' | 'other' | 'broken' | 'too-many-rows'
  constructor(is: NotASpreadsheet['is']) {
    super(`not a spreadsheet: ${is}`)
    this.is = is
  }
}

export type Cell = string | number | boolean | Date | null

export interface Sheet {
  headings: string[]
  /** `row` is the number the spreadsheet program shows */
  rows: { row: number; cells: Cell[] }[]
}

const mostRows = 100_000

/** Says by its first bytes what a file is: its name and declared type prove nothing. */
function sniff(bytes: Uint8Array): NotASpreadsheet['is'] | 'xlsx' {
  if (bytes.length === 0) return 'empty'
  if (bytes[0] === 0x50 && bytes[1] === 0x4b && bytes[2] === 0x03 && bytes[3] === 0x04) return 'xlsx'
  if (bytes[0] === 0xd0 && bytes[1] === 0xcf && bytes[2] === 0x11 && bytes[3] === 0xe0) return 'old-excel'
  return bytes.subarray(0, 1000).includes(0) ? 'other' : 'text'
}

async function open(bytes: Uint8Array): Promise<{ workbook: ExcelJS.Workbook; sheet: ExcelJS.Worksheet }> {
  const is = sniff(bytes)
  if (is !== 'xlsx') throw new NotASpreadsheet(is)
  const workbook = new ExcelJS.Workbook()
  try {
    await workbook.xlsx.load(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength) as ArrayBuffer)
  } catch {
    throw new NotASpreadsheet('broken')
  }
  const sheet = workbook.worksheets[0]
  if (!sheet || sheet.rowCount === 0) throw new NotASpreadsheet('empty')
  if (sheet.rowCount > mostRows) throw new NotASpreadsheet('too-many-rows')
  return { workbook, sheet }
}

function plain(value: ExcelJS.CellValue): Cell {
  if (value === null || value === undefined) return null
  if (value instanceof Date || typeof value !== 'object') return value
  if ('richText' in value) return value.richText.map((run) => run.text).join('')
  if ('result' in value) return plain(value.result as ExcelJS.CellValue)
  if ('text' in value) return plain(value.text as ExcelJS.CellValue)
  return null
}

/** The first sheet of an .xlsx file: the first row as headings, then every row that is not blank. Throws {@link NotASpreadsheet}. */
export async function readSheet(bytes: Uint8Array): Promise<Sheet> {
  const { sheet } = await open(bytes)
  const width = sheet.columnCount
  const cellsOf = (row: ExcelJS.Row) => Array.from({ length: width }, (_, place) => plain(row.getCell(place + 1).value))
  const headings = cellsOf(sheet.getRow(1)).map((cell) => String(cell ?? '').trim())
  const rows: Sheet['rows'] = []
  sheet.eachRow((row, number) => {
    if (number === 1) return
    const cells = cellsOf(row)
    if (cells.some((cell) => cell !== null && String(cell).trim() !== '')) rows.push({ row: number, cells })
  })
  return { headings, rows }
}

export interface Heading {
  name: string
  required: boolean
  choices?: readonly string[]
  /** a day column keeps its cells as dates */
  day?: boolean
}

/** An empty sheet to fill in: headings frozen, required ones marked, choices as drop-down lists. */
export async function templateSheet(title: string, headings: readonly Heading[]): Promise<Buffer> {
  const workbook = new ExcelJS.Workbook()
  const sheet = workbook.addWorksheet(title.slice(0, 31), { views: [{ state: 'frozen', ySplit: 1 }] })
  sheet.columns = headings.map(({ name }) => ({ header: name, width: Math.max(14, name.length * 2.2) }))
  headings.forEach((heading, place) => {
    const head = sheet.getRow(1).getCell(place + 1)
    head.font = { bold: true, color: { argb: heading.required ? 'FFB3141C' : 'FF1B1F24' } }
    head.note = heading.required ? '必填' : '可不填'
    for (let row = 2; row <= 501; row += 1) {
      const cell = sheet.getRow(row).getCell(place + 1)
      if (heading.day) cell.numFmt = 'yyyy-mm-dd'
      if (heading.choices) {
        cell.dataValidation = { type: 'list', allowBlank: true, formulae: [`"${heading.choices.join(',')}"`] }
      }
    }
  })
  return Buffer.from(await workbook.xlsx.writeBuffer())
}

/** The same file with every wrong cell coloured, and what is wrong in a column of its own at the end of the row. */
export async function markedSheet(
  bytes: Uint8Array,
  problems: readonly { row: number; heading: string; message: string }[],
): Promise<Buffer> {
  const { workbook, sheet } = await open(bytes)
  const width = sheet.columnCount
  const places = new Map<string, number>()
  for (let place = 1; place <= width; place += 1) {
    places.set(String(plain(sheet.getRow(1).getCell(place).value) ?? '').trim(), place)
  }
  const head = sheet.getRow(1).getCell(width + 1)
  head.value = '错误说明'
  head.font = { bold: true, color: { argb: 'FFB3141C' } }
  sheet.getColumn(width + 1).width = 60
  for (const { row, heading, message } of problems) {
    const note = sheet.getRow(row).getCell(width + 1)
    note.value = [note.value, message].filter(Boolean).join('；')
    const place = places.get(heading)
    if (place) {
      sheet.getRow(row).getCell(place).fill = { type: 'pattern', pattern: 'solid', fgColor: { argb: 'FFFADCDD' } }
    }
  }
  return Buffer.from(await workbook.xlsx.writeBuffer())
}

/**
 * A new workbook with the visible cells of the visible sheets and nothing else: values instead of formulas, no comments, no
 * names, no properties. Hidden rows and columns are gone, not only hidden. `cleanImage` is asked for each picture.
 */
export async function visibleCopy(
  bytes: Uint8Array,
  cleanImage: (bytes: Uint8Array) => Uint8Array,
): Promise<Uint8Array> {
  const { workbook } = await open(bytes)
  const copy = new ExcelJS.Workbook()
  // Left out, the library writes “Unknown”.
  copy.creator = ' '
  copy.lastModifiedBy = ' '
  for (const sheet of workbook.worksheets) {
    if (sheet.state !== 'visible') continue
    const rows = visible(sheet.rowCount, (row) => sheet.getRow(row).hidden || sheet.getRow(row).height === 0)
    const columns = visible(sheet.columnCount, (column) => sheet.getColumn(column).hidden === true)
    const target = copy.addWorksheet(sheet.name, { pageSetup: { ...sheet.pageSetup }, views: sheet.views ?? [] })
    for (const [column, place] of columns) {
      const { width } = sheet.getColumn(column)
      if (width) target.getColumn(place).width = width
    }
    for (const [row, place] of rows) {
      const source = sheet.getRow(row)
      if (source.height) target.getRow(place).height = source.height
      for (const [column, at] of columns) {
        const cell = source.getCell(column)
        if (cell.type === ExcelJS.ValueType.Null && !cell.style) continue
        const shown = target.getCell(place, at)
        shown.style = { ...cell.style }
        if (cell.type !== ExcelJS.ValueType.Merge && !isUnseen(cell)) shown.value = plain(cell.value)
      }
    }
    for (const range of mergesOf(sheet)) {
      const merged = within(range, rows, columns)
      if (merged) target.mergeCells(...merged)
    }
    for (const { imageId, range } of sheet.getImages()) {
      const image = workbook.getImage(Number(imageId))
      if (!image?.buffer) continue
      const buffer = Buffer.from(cleanImage(new Uint8Array(image.buffer as ArrayBuffer)))
      const id = copy.addImage({ extension: image.extension, buffer: buffer as unknown as ExcelJS.Buffer })
      const { tl, br, ext } = range as ExcelJS.ImageRange & ExcelJS.ImagePosition
      target.addImage(id, ext ? { tl, ext } : ({ tl, br } as ExcelJS.ImageRange))
    }
  }
  return new Uint8Array(await copy.xlsx.writeBuffer())
}

/** The rows or columns that are seen, with the place each will have. */
function visible(count: number, isHidden: (place: number) => boolean): Map<number, number> {
  const places = new Map<number, number>()
  for (let place = 1; place <= count; place += 1) if (!isHidden(place)) places.set(place, places.size + 1)
  return places
}

/** Formatted so that nothing is seen: `;;;`, or white on nothing. */
function isUnseen(cell: ExcelJS.Cell): boolean {
  const { numFmt, font, fill } = cell.style
  const white = /^FF?FFFFFF$/i.test(font?.color?.argb ?? '') || font?.color?.theme === 0
  return /^;;;/.test(numFmt ?? '') || (white && (!fill || (fill.type === 'pattern' && fill.pattern === 'none')))
}

function mergesOf(sheet: ExcelJS.Worksheet): string[] {
  return (sheet.model as { merges?: string[] }).merges ?? []
}

function within(
  range: string,
  rows: ReadonlyMap<number, number>,
  columns: ReadonlyMap<number, number>,
): [top: number, left: number, bottom: number, right: number] | null {
  const found = /^([A-Z]+)(\d+):([A-Z]+)(\d+)$/.exec(range)
  if (!found) return null
  const column = (letters: string) => [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0)
  const seen = (places: ReadonlyMap<number, number>, from: number, to: number) =>
    [...places].filter(([place]) => place >= from && place <= to).map(([, place]) => place)
  const [down, across] = [
    seen(rows, Number(found[2]), Number(found[4])),
    seen(columns, column(found[1] ?? ''), column(found[3] ?? '')),
  ]
  const [top, left, bottom, right] = [down[0], across[0], down.at(-1), across.at(-1)]
  if (top === undefined || left === undefined || bottom === undefined || right === undefined) return null
  return top === bottom && left === right ? null : [top, left, bottom, right]
}

/** A sheet with these rows: headings bold and frozen, days as dates, numbers as numbers. */
export async function filledSheet(
  title: string,
  headings: readonly string[],
  rows: readonly (readonly (string | number | Date | null)[])[],
): Promise<Buffer> {
  const workbook = new ExcelJS.Workbook()
  const sheet = workbook.addWorksheet(title.slice(0, 31), { views: [{ state: 'frozen', ySplit: 1 }] })
  sheet.columns = headings.map((header) => ({ header, width: Math.max(14, header.length * 2.2) }))
  sheet.getRow(1).font = { bold: true }
  for (const row of rows) {
    const added = sheet.addRow([...row])
    row.forEach((cell, place) => {
      if (cell instanceof Date) added.getCell(place + 1).numFmt = 'yyyy-mm-dd'
    })
  }
  return Buffer.from(await workbook.xlsx.writeBuffer())
}
