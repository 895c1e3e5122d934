import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { calendarDate } from '../calendar-date.ts'
import { crossCheck, type ReportToCheck } from './cross-checks.ts'
import type { ReportCells } from './formats.ts'
import { reportRules } from './rules.ts'
import { allCells, partColumns, resultRows, summed } from './tables.ts'

type WithTables = '2019' | '2021'
const yearOfFormat = { '2019': 2020, '2021': 2024 } as const

/** A report that adds up: what came in besides the results is what was carried out. */
const consistent = fc.constantFrom<WithTables>('2019', '2021').chain((vintage) => {
  const rows = [...resultRows(vintage), 'carriedOut']
  const cells = rows.flatMap((row) => partColumns.map((column) => `${row}.${column}`))
  const counts = (names: readonly string[]) =>
    fc.array(fc.oneof({ weight: 3, arbitrary: fc.constant(0) }, { weight: 1, arbitrary: fc.nat(400) }), {
      minLength: names.length,
      maxLength: names.length,
    })
  const { disclosure, remedies } = allCells(vintage)
  return fc
    .tuple(counts(cells), counts(remedies), counts(disclosure), fc.nat(1000))
    .map(([results, remedyCounts, disclosureCounts, share]) => {
      const named = (names: readonly string[], values: readonly number[]) =>
        Object.fromEntries(names.map((name, place) => [name, values[place] ?? 0]))
      const requests = named(cells, results)
      for (const column of partColumns) {
        const came = rows.reduce((all, row) => all + (requests[`${row}.${column}`] ?? 0), 0)
        requests[`carriedIn.${column}`] = Math.floor((came * share) / 1000)
        requests[`new.${column}`] = came - (requests[`carriedIn.${column}`] ?? 0)
      }
      const counted = named(disclosure, disclosureCounts)
      if (vintage === '2019') {
        for (const row of ['rules', 'normative']) counted[`${row}.total`] = (counted[`${row}.published`] ?? 0) + 1
        counted['services.decisions'] = (counted['services.itemsLastYear'] ?? 0) + (counted['services.change'] ?? 0) + 1
      }
      return {
        vintage,
        cells: summed(vintage, { disclosure: counted, requests, remedies: named(remedies, remedyCounts) }),
      }
    })
})

test('a report that adds up has no findings', () => {
  fc.assert(
    fc.property(consistent, ({ vintage, cells }) => {
      const { findings, passed } = crossCheck({ vintage, year: yearOfFormat[vintage], cells })
      expect(findings).toEqual([])
      expect(passed.map(({ rule }) => rule)).toEqual(
        expect.arrayContaining(['C-01', 'C-02', 'C-03', 'C-04', 'C-05', 'C-06']),
      )
    }),
  )
})

test('one changed cell of tables 3 and 4 is always found', () => {
  fc.assert(
    fc.property(consistent, fc.nat(), fc.integer({ min: 1, max: 500 }), ({ vintage, cells }, which, by) => {
      const changeable = (['requests', 'remedies'] as const).flatMap((table) =>
        Object.keys(cells[table] ?? {}).map((cell) => ({ table, cell })),
      )
      const { table, cell } = changeable[which % changeable.length] ?? { table: 'requests', cell: '' }
      const changed: ReportCells = { ...cells, [table]: { ...cells[table], [cell]: (cells[table]?.[cell] ?? 0) + by } }
      const { findings } = crossCheck({ vintage, year: yearOfFormat[vintage], cells: changed })
      expect(findings.filter(({ verdict }) => verdict === 'mismatch').length).toBeGreaterThan(0)
    }),
  )
})

const zeros = (vintage: WithTables) => summed(vintage, { disclosure: {}, requests: {}, remedies: {} })
const report = (changes: Partial<ReportCells> & Partial<ReportToCheck>): ReportToCheck => {
  const vintage = (changes.vintage ?? '2021') as WithTables
  const base = zeros(vintage)
  const { disclosure, requests, remedies, ...rest } = changes
  return {
    vintage,
    year: 2024,
    cells: {
      disclosure: disclosure === null ? null : { ...base.disclosure, ...disclosure },
      requests: requests === null ? null : { ...base.requests, ...requests },
      remedies: remedies === null ? null : { ...base.remedies, ...remedies },
    },
    ...rest,
  }
}
const found = (to: ReportToCheck) => crossCheck(to).findings.map(({ rule, verdict }) => `${rule} ${verdict}`)

describe('what is missing', () => {
  test('a missing table is unknown, and nothing is said of its sums', () => {
    const result = crossCheck(report({ disclosure: null, requests: null, remedies: null }))
    expect(result.findings.map(({ rule, verdict, values: { table } }) => [rule, verdict, table])).toEqual([
      ['C-06', 'unknown', 'disclosure'],
      ['C-06', 'unknown', 'requests'],
      ['C-06', 'unknown', 'remedies'],
    ])
    expect(result.passed).toEqual([])
  })

  test('a cell that was not read makes its sums unknown, not wrong', () => {
    expect(
      found(
        report({
          requests: {
            'new.natural': null,
            'new.total': 7,
            'granted.natural': 7,
            'granted.total': 7,
            'total.natural': 7,
            'total.total': 7,
          },
        }),
      ),
    ).toEqual(['C-05 unknown'])
  })

  test('a report before the common form has no tables to ask for', () => {
    expect(
      crossCheck({ vintage: 'pre-2019', year: 2018, cells: { disclosure: null, requests: null, remedies: null } }),
    ).toEqual({ findings: [], passed: [] })
  })

  test('the single row of 2019 in a table of 2021 is asked about, and its sums hold', () => {
    const { requests } = zeros('2019')
    expect(
      found({
        ...report({}),
        cells: {
          ...zeros('2021'),
          requests: {
            ...requests,
            'other.natural': 2,
            'other.total': 2,
            'new.natural': 2,
            'new.total': 2,
            'total.natural': 2,
            'total.total': 2,
          },
        },
      }),
    ).toEqual(['C-06 doubt'])
  })
})

describe('figures that cannot be', () => {
  test.each([
    [report({ disclosure: { 'licences.decisions': -1 } }), 'C-05 mismatch', 'fewer than none'],
    [report({ disclosure: { 'licences.decisions': 1.5 } }), 'C-05 mismatch', 'half a licence'],
  ])('%#', (to, expected) => {
    expect(found(to)).toEqual([expected])
  })

  test('money may have decimals, and a change of 2019 may be negative', () => {
    expect(found(report({ disclosure: { 'fees.amount': 24252.311082 } }))).toEqual([])
    expect(found(report({ vintage: '2019', year: 2019, disclosure: { 'fees.change': -3 } }))).toEqual([])
  })
})

describe('the day of publication', () => {
  test.each([
    [2018, '2019-03-04', 'department', []],
    [2019, '2020-03-04', 'department', ['C-09 mismatch']],
    [2021, '2022-01-31', 'department', []],
    [2023, '2024-03-08', 'county', ['C-09 mismatch']],
    [2023, '2024-03-08', 'city', []],
    [2023, '2024-03-08', 'government', ['C-09 doubt']],
    [2023, '2024-04-01', 'government', ['C-09 mismatch']],
  ] as const)('the report on %i, public on %s, of a %s', (year, on, bodyLevel, expected) => {
    const cells: ReportCells = { disclosure: null, requests: null, remedies: null }
    expect(found({ vintage: 'pre-2019', year, cells, publishedOn: calendarDate(on), bodyLevel })).toEqual(expected)
  })
})

describe('against the year before', () => {
  const last = (changes: Parameters<typeof report>[0]) => report(changes).cells
  test('what was carried out comes in again', () => {
    const lastYear = last({ requests: { 'carriedOut.natural': 2, 'carriedOut.total': 2 } })
    const thisYear = {
      'carriedIn.natural': 2,
      'carriedIn.total': 2,
      'granted.natural': 2,
      'granted.total': 2,
      'total.natural': 2,
      'total.total': 2,
    }
    expect(found(report({ requests: thisYear, lastYear }))).toEqual([])
    expect(found(report({ lastYear }))).toEqual(['C-20 doubt', 'C-20 doubt'])
  })

  test('documents in force are those of last year, with the new and without the repealed', () => {
    const lastYear = last({ disclosure: { 'normative.inForce': 665 } })
    const thisYear = { 'normative.issued': 88, 'normative.repealed': 55, 'normative.inForce': 698 }
    expect(found(report({ disclosure: thisYear, lastYear }))).toEqual([])
    expect(found(report({ disclosure: { ...thisYear, 'normative.inForce': 470 }, lastYear }))).toEqual(['C-21 doubt'])
  })

  test('a pending case does not disappear', () => {
    const lastYear = last({ remedies: { 'direct.pending': 2, 'direct.total': 2 } })
    expect(found(report({ lastYear }))).toEqual(['C-22 doubt'])
    expect(found(report({ remedies: { 'direct.upheld': 2, 'direct.total': 2 }, lastYear }))).toEqual([])
  })

  test('four times as many licences are asked about, three times are not', () => {
    const lastYear = last({ disclosure: { 'licences.decisions': 100 } })
    expect(found(report({ disclosure: { 'licences.decisions': 401 }, lastYear }))).toEqual(['C-23 doubt'])
    expect(found(report({ disclosure: { 'licences.decisions': 300 }, lastYear }))).toEqual([])
  })
})

describe('the table of 2019', () => {
  const items = (row: string, last: number, change: number, decisions: number) => ({
    [`${row}.itemsLastYear`]: last,
    [`${row}.change`]: change,
    [`${row}.decisions`]: decisions,
  })
  const of = (disclosure: Record<string, number>, rest: Partial<ReportToCheck> = {}) =>
    found(report({ vintage: '2019', year: 2019, disclosure, ...rest }))

  test('last year with the change gives the decisions in every line: they were taken for items', () => {
    expect(of({ ...items('licences', 120, 5, 125), ...items('penalties', 30, -4, 26) })).toEqual(['C-50 doubt'])
    expect(of({ ...items('licences', 120, 5, 125), ...items('penalties', 30, -4, 27) })).toEqual([])
    expect(of(items('licences', 120, 5, 125))).toEqual([])
    const nearly = {
      ...items('licences', 120, 5, 125),
      ...items('penalties', 30, -4, 26),
      ...items('services', 300, 7, 306),
    }
    expect(of(nearly)).toEqual(['C-50 doubt'])
  })

  test('more made public this year than there are in all', () => {
    expect(of({ 'normative.published': 3, 'normative.total': 2 })).toEqual(['C-51 doubt'])
  })

  test('an amount of money without its unit', () => {
    const disclosure = { 'procurement.projects': 2, 'procurement.amount': 90_000 }
    expect(of(disclosure, { procurementUnitStated: false })).toEqual(['C-52 doubt'])
    expect(of(disclosure, { procurementUnitStated: true })).toEqual([])
    expect(of(disclosure)).toEqual([])
  })
})

test('the parts of the report and its period', () => {
  const titles = [
    '总体情况',
    '主动公开政府信息情况',
    '收到和处理政府信息公开申请情况',
    '政府信息公开行政复议、行政诉讼情况',
    '存在的主要问题及改进情况',
    '其他需要报告的事项',
  ]
  expect(found(report({ sections: titles }))).toEqual([])
  expect(found(report({ sections: titles.slice(0, 5) }))).toEqual(['C-07 doubt'])
  expect(found(report({ sections: [...titles.slice(1), titles[0] ?? ''] }))).toEqual(['C-07 doubt'])
  const period = { from: calendarDate('2024-01-01'), to: calendarDate('2024-12-31') }
  expect(found(report({ period }))).toEqual([])
  expect(found(report({ period: { ...period, to: calendarDate('2024-11-30') } }))).toEqual(['C-08 doubt'])
})

test('every rule that can be found has its statement', () => {
  for (const { statement, cite } of Object.values(reportRules)) {
    expect(statement).not.toBe('')
    expect(cite.article).not.toBe('')
  }
})
