import ExcelJS from 'exceljs'
import type { CalendarDate } from '../src/law/calendar-date.ts'
import { widthsOf } from '../src/platform/markup/grid.ts'
import { readMarkup } from '../src/platform/markup/read.ts'
import { textOfBlock, textOfBlocks } from '../src/platform/markup/to-text.ts'
import type { Block, Cell, Table } from '../src/platform/markup/tree.ts'
import type { Format, Typesetter } from '../src/platform/typeset/typesetter.ts'

// A page as files: Word and PDF in official layout, a workbook.

function parted(page: string): { title: string; body: Block[] } {
  return {
    title: /<h1>(.*?)<\/h1>/s.exec(page)?.[1] ?? '',
    body: readMarkup(/<div class="content">(.*)<\/div>/s.exec(page)?.[1] ?? '').map((block) =>
      block.is === 'table' ? filled(block) : block,
    ),
  }
}

/** The last cell of a row that is too short reaches to the edge, as it does on paper. */
function filled(table: Table): Table {
  const rows = [...table.head, ...table.body]
  const widths = widthsOf(rows)
  const widest = Math.max(...widths)
  const wide = (cells: Cell[], row: number) =>
    cells.map((cell, place) =>
      place === cells.length - 1 ? { ...cell, colspan: cell.colspan + widest - (widths[row] ?? widest) } : cell,
    )
  return { ...table, head: table.head.map(wide), body: table.body.map((row, at) => wide(row, at + table.head.length)) }
}

export function asDocument(
  typesetter: Typesetter,
  page: string,
  format: Format,
  madeOn: CalendarDate,
): Promise<Uint8Array> {
  const document = {
    ...parted(page),
    withRedHead: false,
    issuers: [],
    documentNumber: null,
    subtitle: null,
    addressees: null,
    attachments: [],
    signers: [],
    date: null,
    notes: null,
    annexes: [],
    copyTo: null,
    printer: null,
    printed: null,
    madeOn,
    watermark: null,
    foot: null,
  }
  return typesetter.typeset(format, document, new Map())
}

/** Each table begins a sheet of its own, with what follows it below. */
export async function asWorkbook(page: string): Promise<Uint8Array> {
  const { title, body } = parted(page)
  const workbook = new ExcelJS.Workbook()
  let sheet = workbook.addWorksheet('正文')
  let row = 1
  sheet.getCell(row, 1).value = title
  for (const block of body) {
    if (block.is === 'table') {
      sheet = workbook.addWorksheet(`表${workbook.worksheets.length + 1}`)
      row = writeTable(sheet, block)
    } else {
      row += 1
      sheet.getCell(row, 1).value = textOfBlock(block)
    }
  }
  return new Uint8Array(await workbook.xlsx.writeBuffer())
}

/** Gives the last row. */
function writeTable(sheet: ExcelJS.Worksheet, { head, body }: Table): number {
  const rows = [...head, ...body]
  const taken = new Set<string>()
  for (const [above, cells] of rows.entries()) {
    let column = 1
    for (const { blocks, colspan, rowspan } of cells) {
      while (taken.has(`${above} ${column}`)) column += 1
      const words = textOfBlocks(blocks).trim()
      sheet.getCell(above + 1, column).value = /^-?\d+(?:\.\d+)?$/.test(words) ? Number(words) : words || null
      if (colspan > 1 || rowspan > 1) sheet.mergeCells(above + 1, column, above + rowspan, column + colspan - 1)
      for (let down = 0; down < rowspan; down += 1)
        for (let across = 0; across < colspan; across += 1) taken.add(`${above + down} ${column + across}`)
    }
  }
  return rows.length
}
