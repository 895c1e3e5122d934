import { strToU8, zip } from 'fflate'

// Tables as files for other people's programs. Reading and marking workbooks is the business of spreadsheets.ts.

export type TableCell = string | number | null

export interface Table {
  title: string
  headings: readonly string[]
  rows: readonly (readonly TableCell[])[]
}

/** What a spreadsheet program would run as a formula, when it stands at the beginning of a cell of a CSV file. */
const formula = /^[=+\-@\t\r]/

function csvCell(cell: TableCell): string {
  if (cell === null) return ''
  if (typeof cell === 'number') return String(cell)
  const text = formula.test(cell) ? `'${cell}` : cell
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

/** CSV (RFC 4180) in UTF-8 with a byte order mark, without which Excel takes Chinese for something else. */
export function csvFile({ headings, rows }: Table): Buffer {
  const lines = [headings, ...rows].map((cells) => cells.map(csvCell).join(','))
  return Buffer.from(`\uFEFF${lines.join('\r\n')}\r\n`, 'utf8')
}

// Characters that XML has no way to write.
// biome-ignore lint/suspicious/noControlCharactersInRegex: those are the ones
const unwritable = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g
const xmlText = (text: string) =>
  text.replace(unwritable, '').replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')

function columnName(place: number): string {
  const before = Math.floor(place / 26)
  return `${before > 0 ? columnName(before - 1) : ''}${String.fromCharCode(65 + (place % 26))}`
}

function xlsxCell(cell: TableCell, row: number, place: number, style: number): string {
  if (cell === null) return ''
  const at = `${columnName(place)}${row}`
  // A text is a text whatever it begins with: only <f> is a formula.
  return typeof cell === 'number'
    ? `<c r="${at}"><v>${cell}</v></c>`
    : `<c r="${at}" t="inlineStr"${style > 0 ? ` s="${style}"` : ''}><is><t xml:space="preserve">${xmlText(cell)}</t></is></c>`
}

const declared = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const packaged = 'http://schemas.openxmlformats.org/package/2006'
const spreadsheetType = 'application/vnd.openxmlformats-officedocument.spreadsheetml'

/** One sheet, its headings bold and frozen (ECMA-376). Written by hand: a library holds every cell as an object. */
export function xlsxFile({ title, headings, rows }: Table): Promise<Buffer> {
  const line = (cells: readonly TableCell[], row: number, style = 0) =>
    `<row r="${row}">${cells.map((cell, place) => xlsxCell(cell, row, place, style)).join('')}</row>`
  const widths = headings.map(
    (heading, place) =>
      `<col min="${place + 1}" max="${place + 1}" width="${Math.min(60, Math.max(14, heading.length * 2.2))}" customWidth="1"/>`,
  )
  const name = xmlText(title.replace(/[[\]:*?/\\]/g, '').slice(0, 31)).replaceAll('"', '&quot;')
  const parts = {
    '[Content_Types].xml': `${declared}<Types xmlns="${packaged}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${spreadsheetType}.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="${spreadsheetType}.worksheet+xml"/><Override PartName="/xl/styles.xml" ContentType="${spreadsheetType}.styles+xml"/></Types>`,
    '_rels/.rels': `${declared}<Relationships xmlns="${packaged}/relationships"><Relationship Id="rId1" Type="${office}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    'xl/workbook.xml': `${declared}<workbook xmlns="${main}" xmlns:r="${office}"><sheets><sheet name="${name}" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `${declared}<Relationships xmlns="${packaged}/relationships"><Relationship Id="rId1" Type="${office}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="${office}/styles" Target="styles.xml"/></Relationships>`,
    'xl/styles.xml': `${declared}<styleSheet xmlns="${main}"><fonts count="2"><font><sz val="11"/></font><font><b/><sz val="11"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="2"><xf xfId="0"/><xf xfId="0" fontId="1" applyFont="1"/></cellXfs></styleSheet>`,
    'xl/worksheets/sheet1.xml': `${declared}<worksheet xmlns="${main}"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><cols>${widths.join('')}</cols><sheetData>${line(headings, 1, 1)}${rows.map((cells, place) => line(cells, place + 2)).join('')}</sheetData></worksheet>`,
  }
  const bytes = Object.fromEntries(Object.entries(parts).map(([path, text]) => [path, strToU8(text)]))
  return new Promise((resolve, reject) => {
    // Packed by a worker: the server goes on answering.
    zip(bytes, { level: 6, mtime: new Date('2000-01-01T00:00:00Z') }, (error, packed) =>
      error ? reject(error) : resolve(Buffer.from(packed.buffer, packed.byteOffset, packed.byteLength)),
    )
  })
}
