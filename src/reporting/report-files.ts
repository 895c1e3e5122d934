import ExcelJS from 'exceljs'
import type { CalendarDate } from '../law/calendar-date.ts'
import { type DisclosureColumn, formats, type Headed, type ReportCells } from '../law/reports/formats.ts'
import { type Heading, mergedHeadings, unitBeside } from '../law/reports/headings.ts'
import { plainParagraph, plainRuns } from '../platform/markup/plain.ts'
import type { Block, Cell } from '../platform/markup/tree.ts'
import { dateInWords, type OfficialDocument, typesetMediaTypes, withoutParts } from '../platform/typeset/document.ts'
import type { Typesetter } from '../platform/typeset/typesetter.ts'
import type { Narrative } from '../records/reports/report.ts'
import { figuresByName, plainText, resolved } from './narrative.ts'

// An annual report as files: one model, written as an official document (PDF and Word) and as a workbook.

export interface ReportForFiles {
  bureau: string
  year: number
  vintage: '2019' | '2021'
  cells: ReportCells & { others?: Record<string, number> }
  /** with figures as {{names}} */
  narrative: Narrative
  /** the day under the signature; null for a draft */
  signedOn: CalendarDate | null
  /** the day the file is made */
  madeOn: CalendarDate
}

export const reportFormats = ['docx', 'pdf', 'xlsx'] as const
type ReportFileFormat = (typeof reportFormats)[number]

export const isReportFormat = (format: string): format is ReportFileFormat =>
  (reportFormats as readonly string[]).includes(format)

export const reportMediaTypes: Record<ReportFileFormat, string> = {
  ...typesetMediaTypes,
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
}

const titleOf = ({ bureau, year }: ReportForFiles) => `${bureau}${year}年政府信息公开工作年度报告`

const periodOf = ({ year }: ReportForFiles) => `统计期限：${year}年1月1日至${year}年12月31日`

/** The report in one of its forms. Takes its time: belongs after the end of the transaction. */
export async function reportFile(
  report: ReportForFiles,
  format: ReportFileFormat,
  typesetter: Typesetter,
): Promise<Buffer> {
  return format === 'xlsx'
    ? reportAsWorkbook(report)
    : Buffer.from(await typesetter.typeset(format, reportAsDocument(report), new Map()))
}

// ── The model ──

interface GridCell {
  text: string
  /** a figure; null where there is none */
  value?: number | null
  /** beside the figure, where no heading says it */
  unit?: string | null
  header: boolean
  rowspan: number
  colspan: number
}

interface Grid {
  caption: string
  head: GridCell[][]
  body: GridCell[][]
}

interface Section {
  title: string
  paragraphs: string[]
  grids: Grid[]
}

function sectionsOf(report: ReportForFiles): Section[] {
  const { vintage, cells, narrative } = report
  const format = formats[vintage]
  const figures = figuresByName(cells, cells.others ?? {})
  const words = (text: string) =>
    plainText(resolved(text, figures))
      .split(/\r?\n/)
      .filter((line) => line.trim() !== '')
  const grids: Record<string, Grid[]> = {
    二: format.disclosure.map(({ heading, columns, rows }) =>
      gridOf(
        { caption: heading, corner: '信息内容', rows, columns },
        (row, column) => cells.disclosure?.[`${row}.${column}`],
      ),
    ),
    三: [gridOf({ caption: '', ...format.requests }, (row, column) => cells.requests?.[`${row}.${column}`])],
    四: [
      gridOf(
        { caption: '', corner: '', rows: null, columns: format.remedies },
        (_, column) => cells.remedies?.[column],
      ),
    ],
  }
  const texts: Record<string, string> = { 一: narrative.overall, 五: narrative.problems, 六: narrative.other }
  return format.sections.map(({ number, title }) => ({
    title: `${number}、${title}`,
    paragraphs: words(texts[number] ?? ''),
    grids: grids[number] ?? [],
  }))
}

function gridOf(
  {
    caption,
    corner,
    rows,
    columns,
  }: { caption: string; corner: string; rows: readonly Headed[] | null; columns: readonly DisclosureColumn[] },
  figureAt: (row: string, column: string) => number | null | undefined,
): Grid {
  const [over, beside] = [mergedHeadings(columns), rows ? mergedHeadings(rows) : []]
  const [levels, labels] = [depthOf(over), depthOf(beside)]
  const head = Array.from({ length: levels }, (_, level): GridCell[] => [
    ...(level === 0 && labels > 0 ? [{ text: corner, header: true, rowspan: levels, colspan: labels }] : []),
    ...over
      .filter((one) => one.level === level)
      .map((one) => ({ text: one.text, header: true, rowspan: one.levels, colspan: one.reach })),
  ])
  const body = (rows ?? [null]).map((row, line): GridCell[] => [
    ...beside
      .filter(({ from }) => from === line)
      .map((one) => ({ text: one.text, header: true, rowspan: one.reach, colspan: one.levels })),
    ...columns.map((column) => {
      const value = figureAt(row?.id ?? '', column.id) ?? null
      const unit = unitBeside(column)
      const text = value === null ? '' : `${value}${unit ?? ''}`
      return { text, value, unit, header: false, rowspan: 1, colspan: 1 }
    }),
  ])
  return { caption, head, body }
}

function depthOf(headings: readonly Heading[]): number {
  return Math.max(0, ...headings.map(({ level, levels }) => level + levels))
}

// ── PDF and Word ──

/** The report in the layout of official documents; typeset as PDF or Word. */
function reportAsDocument(report: ReportForFiles): OfficialDocument {
  const { bureau, signedOn, madeOn } = report
  return {
    ...withoutParts,
    issuers: [bureau],
    title: titleOf(report),
    subtitle: periodOf(report),
    body: sectionsOf(report).flatMap(({ title, paragraphs, grids }): Block[] => [
      { is: 'heading', level: 2, align: null, inlines: plainRuns(title) },
      ...paragraphs.map(plainParagraph),
      ...grids.map(tableOf),
    ]),
    signers: [bureau],
    date: signedOn && dateInWords(signedOn),
    madeOn: signedOn ?? madeOn,
    watermark: signedOn ? null : '草稿',
  }
}

function tableOf({ caption, head, body }: Grid): Block {
  const cell = ({ text, header, rowspan, colspan }: GridCell, scope: Cell['scope']): Cell => ({
    ...{ header, rowspan, colspan },
    scope: header ? scope : null,
    align: header ? null : 'center',
    blocks: [plainParagraph(text)],
  })
  return {
    is: 'table',
    caption: caption === '' ? [] : plainRuns(caption),
    head: head.map((cells) => cells.map((one) => cell(one, one.colspan > 1 ? 'colgroup' : 'col'))),
    body: body.map((cells) => cells.map((one) => cell(one, one.rowspan > 1 ? 'rowgroup' : 'row'))),
  }
}

// ── The workbook ──

const labelWidth = 28

/** A sheet for each table, with its merged headings and its figures as numbers, after a sheet with the words. */
async function reportAsWorkbook(report: ReportForFiles): Promise<Buffer> {
  const workbook = new ExcelJS.Workbook()
  workbook.creator = report.bureau
  workbook.lastModifiedBy = report.bureau
  // The same report gives the same file.
  workbook.created = new Date(`${report.signedOn ?? report.madeOn}T00:00:00Z`)
  workbook.modified = workbook.created
  const sections = sectionsOf(report)
  const words = workbook.addWorksheet('正文')
  words.getColumn(1).width = 100
  words.addRow([titleOf(report)]).font = { bold: true, size: 14 }
  words.addRow([periodOf(report)])
  for (const { title, paragraphs, grids } of sections) {
    words.addRow([title]).font = { bold: true }
    for (const text of paragraphs) words.addRow([text]).alignment = { wrapText: true, vertical: 'top' }
    if (grids.length > 0) words.addRow([`见工作表“${sheetName(title)}”`])
  }
  words.addRow([report.bureau]).alignment = { horizontal: 'right' }
  if (report.signedOn) words.addRow([dateInWords(report.signedOn)]).alignment = { horizontal: 'right' }
  for (const { title, grids } of sections) {
    if (grids.length === 0) continue
    const sheet = workbook.addWorksheet(sheetName(title))
    let top = 1
    sheet.getCell(top, 1).value = sheetName(title)
    sheet.getCell(top, 1).font = { bold: true }
    top += 1
    for (const grid of grids) {
      if (grid.caption !== '') {
        sheet.getCell(top, 1).value = grid.caption
        top += 1
      }
      top = placed(sheet, grid, top) + 1
    }
  }
  return Buffer.from(await workbook.xlsx.writeBuffer())
}

/** Without its number, which stands in the sheet with the words. */
const sheetName = (title: string) => title.slice(2, 33)

/** Puts a grid into a sheet from a row on; gives the row after it. */
function placed(sheet: ExcelJS.Worksheet, { head, body }: Grid, top: number): number {
  const taken = new Set<string>()
  const thin = { style: 'thin' } as const
  const border = { top: thin, left: thin, bottom: thin, right: thin }
  const lines = [...head, ...body]
  for (const [line, cells] of lines.entries()) {
    let column = 1
    for (const { text, value, unit, header, rowspan, colspan } of cells) {
      while (taken.has(`${line} ${column}`)) column += 1
      const cell = sheet.getCell(top + line, column)
      cell.value = header ? text : (value ?? null)
      if (unit) cell.numFmt = `General"${unit}"`
      cell.border = border
      cell.alignment = {
        wrapText: true,
        vertical: 'middle',
        horizontal: line < head.length || !header ? 'center' : 'left',
      }
      if (header) cell.font = { bold: line < head.length }
      for (let down = 0; down < rowspan; down += 1) {
        for (let right = 0; right < colspan; right += 1) taken.add(`${line + down} ${column + right}`)
      }
      if (rowspan > 1 || colspan > 1) {
        sheet.mergeCells(top + line, column, top + line + rowspan - 1, column + colspan - 1)
      }
      if (header && line >= head.length) {
        const shown = sheet.getColumn(column)
        shown.width = Math.max(shown.width ?? 0, labelWidth)
      }
      column += colspan
    }
  }
  return top + lines.length
}
