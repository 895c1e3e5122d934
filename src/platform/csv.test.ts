import { expect, test } from 'vitest'
import { readCsv } from './csv.ts'
import { csvFile } from './table-files.ts'

test('reads what is written, quotes, commas and line breaks in cells included', () => {
  const rows = [
    ['甲', 'a "b", c'],
    ['两\n行', ''],
  ]
  const sheet = readCsv(csvFile({ title: '表', headings: ['名称', '说明'], rows }))
  expect(sheet).toEqual({
    headings: ['名称', '说明'],
    rows: [
      { row: 2, cells: rows[0] },
      { row: 3, cells: rows[1] },
    ],
  })
})

test('reads GB 18030, and passes blank rows over without losing count', () => {
  const bytes = Uint8Array.from([0xb1, 0xe0, 0xba, 0xc5, 0x0d, 0x0a, 0x2c, 0x0d, 0x0a, 0x31, 0x0d, 0x0a])
  expect(readCsv(bytes)).toEqual({ headings: ['编号'], rows: [{ row: 3, cells: ['1'] }] })
})
