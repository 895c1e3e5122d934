import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { calendarDate } from '../../law/calendar-date.ts'
import { allCells, partColumns, resultRows, summed } from '../../law/reports/tables.ts'
import { type InventedReport, type Layout, layouts, unambiguous } from './layouts.ts'
import { readReport } from './read-report.ts'

const count = fc.oneof(
  { weight: 4, arbitrary: fc.constant(0) },
  { weight: 2, arbitrary: fc.nat(30) },
  { weight: 1, arbitrary: fc.nat(120_000) },
)

const someReport = fc.constantFrom('2019' as const, '2021' as const).chain((vintage) => {
  const rows = [...resultRows(vintage), 'carriedOut']
  const cells = rows.flatMap((row) => partColumns.map((column) => `${row}.${column}`))
  const { disclosure, remedies } = allCells(vintage)
  const counts = (names: readonly string[]) =>
    fc
      .array(count, { minLength: names.length, maxLength: names.length })
      .map((values) => Object.fromEntries(names.map((name, place) => [name, values[place] ?? 0])))
  return fc
    .tuple(counts(cells), counts(remedies), counts(disclosure), fc.nat(1_000_000))
    .map(([results, remedyCounts, disclosureCounts, hundredths]): InventedReport => {
      const requests = { ...results }
      for (const column of partColumns) {
        requests[`new.${column}`] = rows.reduce((all, row) => all + (results[`${row}.${column}`] ?? 0), 0)
      }
      const money = vintage === '2021' ? 'fees.amount' : 'procurement.amount'
      const year = vintage === '2021' ? 2023 : 2019
      return {
        bureau: '临澜市应急管理局',
        year,
        vintage,
        cells: summed(vintage, {
          disclosure: { ...disclosureCounts, [money]: hundredths / 100 },
          requests,
          remedies: remedyCounts,
        }),
        overall: [`${year}年，本局按时发布应急预警和事故调查结果，没有遗漏。`],
        problems: ['栏目更新不够及时，来年由专人逐月检查。'],
        other: ['本年度没有收取信息处理费。'],
        signedOn: calendarDate(`${year + 1}-01-20`),
      }
    })
})

const read = (report: InventedReport, layout: Layout) => readReport(layouts[layout](report))

describe.each(unambiguous)('a report written as %s', (layout) => {
  test('gives its figures back', () => {
    fc.assert(
      fc.property(someReport, (report) => {
        fc.pre(layout !== 'json' || report.vintage === '2021')
        const { outline, vintage, cells } = read(report, layout)
        expect(outline).toMatchObject({ kind: 'annual-report', year: report.year })
        expect(vintage).toBe(report.vintage)
        expect(cells).toEqual(report.cells)
      }),
      { numRuns: 40 },
    )
  })
})

describe.each(['glued', 'glued-with-blanks'] as const)('a report written as %s', (layout) => {
  test('gives back its figures or nothing, and never another figure', () => {
    fc.assert(
      fc.property(someReport, (report) => {
        const { outline, cells, tables } = read(report, layout)
        expect(outline).toMatchObject({ kind: 'annual-report', year: report.year, bureau: report.bureau })
        for (const table of ['disclosure', 'requests', 'remedies'] as const) {
          let unread = 0
          for (const [cell, value] of Object.entries(cells[table] ?? {})) {
            if (value === null) unread += 1
            else expect([cell, value]).toEqual([cell, report.cells[table]?.[cell]])
          }
          expect(Object.keys(cells[table] ?? {})).toEqual(Object.keys(report.cells[table] ?? {}))
          if (unread > 0) expect(tables[table]?.damages.length).toBeGreaterThan(0)
        }
      }),
      { numRuns: 40 },
    )
  })
})

test('a report of few requests is read whole although its cells ran together', () => {
  const cells = summed('2021', {
    disclosure: { 'licences.decisions': 2293 },
    requests: {
      'new.natural': 64,
      'new.legal': 2,
      'new.other': 4,
      'granted.natural': 60,
      'unable1.other': 4,
      'granted.legal': 2,
      'carriedOut.natural': 4,
    },
    remedies: { 'reconsideration.upheld': 12, 'direct.other': 3 },
  })
  const [report] = fc.sample(someReport, { numRuns: 1, seed: 7 })
  const { cells: found } = read({ ...(report as InventedReport), year: 2023, vintage: '2021', cells }, 'glued')
  expect(found.requests).toEqual(cells.requests)
  expect(found.remedies).toEqual(cells.remedies)
})

test('an empty form has no tables, and a heading without a table has none either', () => {
  const [report] = fc.sample(someReport, { numRuns: 1, seed: 11 })
  const empty = { ...(report as InventedReport), cells: { disclosure: null, requests: null, remedies: null } }
  for (const layout of unambiguous.filter((one) => one !== 'json')) {
    expect([layout, readReport(layouts[layout](empty)).cells]).toEqual([
      layout,
      { disclosure: null, requests: null, remedies: null },
    ])
  }
})
