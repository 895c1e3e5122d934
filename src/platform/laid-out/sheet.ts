import { CannotRead } from '../files/inspection.ts'
import { relationsOf } from '../files/office.ts'
import { cellText, columnOf, isTrue, letters, sharedStrings } from '../files/sheet.ts'
import { readXml } from '../files/xml.ts'
import { type Archive, textOf } from '../files/zip.ts'
import { type PlacedText, PlacedTextBuilder } from './placed-text.ts'

const mostCells = 400_000
const mostMerged = 10_000
const longestPart = 40_000_000
const widest = 400

/** The sheets of a workbook that are shown, one below the other. Cells covered by a merged one are left out, empty ones kept. */
export function layOutSheets(archive: Archive): PlacedText {
  const text = new PlacedTextBuilder()
  const shared = sharedStrings(part(archive, 'xl/sharedStrings.xml'))
  const { days, units } = numberStyles(part(archive, 'xl/styles.xml'))
  const relations = new Map(relationsOf(archive, 'xl/workbook.xml').map((one) => [one.id, one.target]))
  const workbook = part(archive, 'xl/workbook.xml')
  const from1904 = /<(?:\w+:)?workbookPr\b[^>]*\bdate1904="(?:1|true)"/.test(workbook)
  const budget = { left: mostCells }
  readXml(workbook, {
    open: (element, { name = '', state, id = '' }) => {
      if (element !== 'sheet' || state === 'hidden' || state === 'veryHidden') return
      const sheet = readSheet(part(archive, relations.get(id) ?? ''))
      writeSheet(sheet, name, text, budget, (cell) => {
        const day = days.has(cell.style) && cell.type !== 's' ? dayOf(Number(cell.value), from1904) : null
        const shown = day ?? tidied(cellText(cell, shared), cell.type)
        return cell.type === '' || cell.type === 'n' ? `${shown}${(shown && units.get(cell.style)) ?? ''}` : shown
      })
    },
  })
  return text.done()
}

function part(archive: Archive, name: string): string {
  const xml = textOf(archive, name) ?? ''
  if (xml.length > longestPart) throw new CannotRead('too-large')
  return xml
}

interface SheetCell {
  type: string
  style: number
  value: string
  inline: string
}

interface Read {
  rows: { number: number; cells: Map<number, SheetCell> }[]
  merged: [left: number, top: number, right: number, bottom: number][]
  hiddenColumns: [from: number, to: number][]
}

function readSheet(xml: string): Read {
  const read: Read = { rows: [], merged: [], hiddenColumns: [] }
  let hidden = false
  let row: Read['rows'][number] = { number: 0, cells: new Map() }
  let column = 0
  let cell: SheetCell | null = null
  let inside: 'v' | 't' | null = null
  let phonetic = 0
  readXml(xml, {
    open: (element, a) => {
      switch (element) {
        case 'col':
          if (isTrue(a['hidden']) || a['width'] === '0') read.hiddenColumns.push([Number(a['min']), Number(a['max'])])
          break
        case 'row':
          row = { number: a['r'] ? Number(a['r']) : row.number + 1, cells: new Map() }
          column = 0
          hidden = isTrue(a['hidden']) || a['ht'] === '0'
          break
        case 'c':
          column = a['r'] ? columnOf(a['r']) : column + 1
          cell = { type: a['t'] ?? '', style: Number(a['s'] ?? 0), value: '', inline: '' }
          break
        case 'v':
        case 't':
          inside = element
          break
        case 'rPh':
          phonetic += 1
          break
        case 'mergeCell': {
          const [first = '', last = first] = (a['ref'] ?? '').split(':')
          if (read.merged.length >= mostMerged) throw new CannotRead('too-large')
          read.merged.push([columnOf(first), rowOf(first), columnOf(last), rowOf(last)])
          break
        }
      }
    },
    text: (words) => {
      if (!cell || phonetic > 0) return
      if (inside === 'v') cell.value += words
      if (inside === 't') cell.inline += words
    },
    close: (element) => {
      if (element === 'v' || element === 't') inside = null
      if (element === 'rPh') phonetic -= 1
      if (element === 'c' && cell) {
        if (cell.value !== '' || cell.inline !== '') row.cells.set(column, cell)
        cell = null
      }
      if (element === 'row' && !hidden && row.cells.size > 0) {
        read.rows.push(row)
      }
    },
  })
  return read
}

const rowOf = (reference: string) => Number(/\d+$/.exec(reference)?.[0] ?? 0)

function writeSheet(
  { rows, merged, hiddenColumns }: Read,
  sheet: string,
  text: PlacedTextBuilder,
  budget: { left: number },
  say: (cell: SheetCell) => string,
): void {
  const isHidden = (column: number) => hiddenColumns.some(([from, to]) => column >= from && column <= to)
  // What is far out to the right is no part of a table.
  const width = Math.min(widest, Math.max(0, ...rows.map(({ cells }) => Math.max(0, ...cells.keys()))))
  for (const { number, cells } of rows) {
    const across = merged.filter(([, top, , bottom]) => top <= number && bottom >= number)
    const isCovered = (column: number) =>
      across.some(([left, top, right]) => column >= left && column <= right && !(column === left && number === top))
    for (let column = 1; column <= width; column += 1) {
      if (isHidden(column) || isCovered(column)) continue
      budget.left -= 1
      if (budget.left < 0) throw new CannotRead('too-large')
      const cell = cells.get(column)
      text.place({ line: number, sheet, cell: `${letters(column)}${number}` })
      text.write(`\t${cell ? say(cell).replace(/[\t\n\r]+/g, ' ') : ''}`)
    }
    text.write('\n')
  }
}

/** What was calculated is kept in binary: 4068.2000000000003 is shown as 4068.2. */
function tidied(text: string, type: string): string {
  if ((type !== '' && type !== 'n') || !/^-?\d*\.\d{9,}$/.test(text)) return text
  return String(Number(Number(text).toPrecision(12)))
}

// The number as it is, with a unit after it; a format that shows it in thousands or by parts is left alone.
const withUnit = /^(?:General|[#0,]*0(?:\.[0#]+)?)\s*"?(万?元)"?$/

/**
 * The cell formats that show a number as a day (ECMA-376 part 1, 18.8.30, those of East Asia included), and those that
 * show a unit of money after it.
 */
function numberStyles(xml: string): { days: Set<number>; units: Map<number, string> } {
  const days = new Set<string>()
  const unitOf = new Map<string, string>()
  const units = new Map<number, string>()
  for (const [from, to] of [
    [14, 17],
    [22, 22],
    [27, 31],
    [36, 36],
    [50, 54],
    [57, 58],
  ] as const)
    for (let id = from; id <= to; id += 1) days.add(String(id))
  const styles = new Set<number>()
  let inFormats = false
  let format = 0
  readXml(xml, {
    open: (name, a) => {
      const code = (a['formatCode'] ?? '').replace(/"[^"]*"|\[[^\]]*\]/g, '')
      if (name === 'numFmt' && /y/i.test(code) && /[md]/i.test(code)) days.add(a['numFmtId'] ?? '')
      const unit = name === 'numFmt' && withUnit.exec((a['formatCode'] ?? '').split(';')[0] ?? '')?.[1]
      if (unit) unitOf.set(a['numFmtId'] ?? '', unit)
      if (name === 'cellXfs') inFormats = true
      if (inFormats && name === 'xf') {
        if (days.has(a['numFmtId'] ?? '')) styles.add(format)
        const unit = unitOf.get(a['numFmtId'] ?? '')
        if (unit) units.set(format, unit)
        format += 1
      }
    },
    close: (name) => {
      if (name === 'cellXfs') inFormats = false
    },
  })
  return { days: styles, units }
}

function dayOf(serial: number, from1904: boolean): string | null {
  if (!Number.isFinite(serial) || serial < 61 || serial > 200_000) return null
  const day = new Date(
    Date.UTC(from1904 ? 1904 : 1899, from1904 ? 0 : 11, from1904 ? 1 : 30) + Math.floor(serial) * 86_400_000,
  )
  return `${day.getUTCFullYear()}年${day.getUTCMonth() + 1}月${day.getUTCDate()}日`
}
