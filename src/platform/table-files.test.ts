import { describe, expect, test } from 'vitest'
import { readSheet } from './spreadsheets.ts'
import { csvFile, xlsxFile } from './table-files.ts'

const table = {
  title: '行政处罚[2026]',
  headings: ['文号', '名称', '金额'],
  rows: [
    ['青应急罚〔2026〕1号', '=HYPERLINK("http://elsewhere.example")', 1000.5],
    ['+1', '-2+3', null],
    ['@SUM(A1)', '含,逗号和"引号"\n换行', -12],
    ['\t=1', 'A&B <c>\u0001', 0],
  ] as const,
}

describe('a table as CSV', () => {
  const text = csvFile(table).toString('utf8')

  test('begins with the mark by which Excel knows UTF-8, and ends its lines as RFC 4180 says', () => {
    expect(text.startsWith('\uFEFF文号,名称,金额\r\n')).toBe(true)
    expect(text.endsWith('\r\n')).toBe(true)
  })

  test.each(['=HYPERLINK', '+1', '-2+3', '@SUM', '\t=1'])('does not let a spreadsheet program run %s', (begins) => {
    expect(text).toContain(`'${begins}`)
  })

  test('keeps numbers as numbers, also below nought', () => {
    expect(text).toContain(',1000.5\r\n')
    expect(text).toContain(',-12\r\n')
    expect(text).not.toContain("'-12")
  })

  test('keeps commas, quotes and line breaks inside a cell', () => {
    expect(text).toContain('"含,逗号和""引号""\n换行"')
  })
})

test('a table as XLSX is read back cell by cell, and nothing in it is a formula', async () => {
  const bytes = await xlsxFile(table)
  const sheet = await readSheet(bytes)
  expect(sheet.headings).toEqual(['文号', '名称', '金额'])
  expect(sheet.rows.map(({ cells }) => cells)).toEqual([
    ['青应急罚〔2026〕1号', '=HYPERLINK("http://elsewhere.example")', 1000.5],
    ['+1', '-2+3', null],
    ['@SUM(A1)', '含,逗号和"引号"\n换行', -12],
    ['\t=1', 'A&B <c>', 0],
  ])
  expect(bytes.includes('<f>')).toBe(false)
})

test('columns beyond Z have two letters', async () => {
  const headings = Array.from({ length: 30 }, (_, place) => `列${place + 1}`)
  const { headings: read } = await readSheet(await xlsxFile({ title: '宽表', headings, rows: [] }))
  expect(read).toEqual(headings)
})
