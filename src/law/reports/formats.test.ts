import { expect, test } from 'vitest'
import { formats, vintageOf } from './formats.ts'
import { mergedHeadings } from './headings.ts'
import { allCells, cellLabel, summed } from './tables.ts'

test.each([
  [2018, 'pre-2019'],
  [2019, '2019'],
  [2020, '2019'],
  [2021, '2021'],
  [2026, '2021'],
])('a report on %i is written in the format %s', (year, vintage) => {
  expect(vintageOf(year)).toBe(vintage)
})

test.each([
  ['2019', 6 + 6 + 6 + 2 + 2, 23 * 7],
  ['2021', 6 + 1 + 2 + 1, 25 * 7],
] as const)('the format of %s has %i, %i and 15 cells, each once', (vintage, disclosure, requests) => {
  const cells = allCells(vintage)
  expect([cells.disclosure.length, cells.requests.length, cells.remedies.length]).toEqual([disclosure, requests, 15])
  for (const table of Object.values(cells)) expect(new Set(table).size).toBe(table.length)
})

test('the format of 2019 knows services and procurement, that of 2021 three kinds of other handling', () => {
  expect(allCells('2019').disclosure).toContain('services.decisions')
  expect(allCells('2019').disclosure).toContain('procurement.amount')
  expect(allCells('2021').disclosure.filter((cell) => /services|procurement/.test(cell))).toEqual([])
  expect(allCells('2019').requests).toContain('other.natural')
  expect(allCells('2021').requests).toContain('other3.total')
})

test('the header of table 3 has three levels and reaches over all seven columns', () => {
  const headings = mergedHeadings(formats['2021'].requests.columns)
  expect(headings.filter(({ level }) => level === 0)).toMatchObject([{ text: '申请人情况', reach: 7, levels: 1 }])
  expect(headings.filter(({ level }) => level === 1)).toMatchObject([
    { text: '自然人', reach: 1, levels: 2, id: 'natural' },
    { text: '法人或其他组织', reach: 5, levels: 1, id: null },
    { text: '总计', reach: 1, levels: 2, id: 'total' },
  ])
  expect(headings.filter(({ level }) => level === 2)).toHaveLength(5)
})

test.each(['2019', '2021'] as const)('the row headings of table 3 of %s cover every row on every level', (vintage) => {
  const { rows } = formats[vintage].requests
  const covered = rows.map(() => 0)
  for (const { from, reach, levels } of mergedHeadings(rows)) {
    for (let row = from; row < from + reach; row += 1) covered[row] = (covered[row] ?? 0) + levels
  }
  expect(covered).toEqual(rows.map(() => 3))
})

test('the results of a year are one heading over all the rows between carried in and carried out', () => {
  const results = mergedHeadings(formats['2021'].requests.rows).filter(({ text }) => text === '三、本年度办理结果')
  expect(results).toMatchObject([{ reach: 22, from: 2 }])
})

test('a figure has the name the form gives it', () => {
  expect(cellLabel('2021', 'licences.decisions')).toBe('行政许可 本年处理决定数量')
  expect(cellLabel('2019', 'normative.made')).toBe('规范性文件 本年新制作数量')
  expect(cellLabel('2021', 'requests.deny1.total')).toBe('（三）不予公开 1.属于国家秘密 总计')
  expect(cellLabel('2021', 'remedies.direct.upheld')).toBe('行政诉讼 未经复议直接起诉 结果维持')
  expect(cellLabel('2021', 'documents.published')).toBe('documents.published')
})

test('the sums of the form are worked out and what was not counted is zero', () => {
  const { disclosure, requests, remedies } = summed('2021', {
    disclosure: { 'licences.decisions': 867 },
    requests: {
      'new.natural': 3,
      'new.business': 1,
      'granted.natural': 2,
      'deny5.business': 1,
      'carriedOut.natural': 1,
    },
    remedies: { 'direct.upheld': 2, 'direct.pending': 1 },
  })
  expect(disclosure).toMatchObject({ 'licences.decisions': 867, 'fees.amount': 0 })
  expect(requests).toMatchObject({
    'new.total': 4,
    'total.natural': 2,
    'total.business': 1,
    'total.total': 3,
    'carriedOut.total': 1,
    'unable1.legal': 0,
  })
  expect(remedies).toMatchObject({ 'direct.total': 3, 'after.total': 0 })
})
