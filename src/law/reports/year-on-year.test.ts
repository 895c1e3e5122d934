import { describe, expect, test } from 'vitest'
import { summed } from './tables.ts'
import { carryOverChain, type ReportOfYear, yearOnYear } from './year-on-year.ts'

const report = (
  year: number,
  requests: Record<string, number>,
  disclosure: Record<string, number> = {},
): ReportOfYear => {
  const vintage = year < 2021 ? '2019' : '2021'
  return { year, vintage, cells: summed(vintage, { disclosure, requests, remedies: {} }) }
}

describe('a report beside the one before', () => {
  test('shows the difference of figures both forms have, and names those only one has', () => {
    const { compared, onlyBefore, onlyNow } = yearOnYear(
      report(2020, { 'new.natural': 6 }, { 'licences.decisions': 40, 'procurement.projects': 3 }),
      report(2021, { 'new.natural': 4 }, { 'licences.decisions': 55, 'fees.amount': 2.5 }),
    )
    expect(compared.disclosure).toContainEqual({ name: 'licences.decisions', before: 40, now: 55, difference: 15 })
    expect(compared.requests).toContainEqual({ name: 'requests.new.total', before: 6, now: 4, difference: -2 })
    expect(onlyBefore).toEqual(
      expect.arrayContaining(['procurement.projects', 'normative.made', 'requests.other.total']),
    )
    expect(onlyNow).toEqual(expect.arrayContaining(['fees.amount', 'normative.issued', 'requests.other1.total']))
  })

  test('of a table that is missing nothing is subtracted, and amounts keep their decimals', () => {
    const [before, now] = [report(2021, {}, { 'fees.amount': 0.1 }), report(2022, {}, { 'fees.amount': 0.3 })]
    expect(yearOnYear(before, now).compared.disclosure.find(({ name }) => name === 'fees.amount')?.difference).toBe(0.2)
    const missing = yearOnYear(before, { ...now, cells: { ...now.cells, requests: null } })
    expect(missing.compared.requests[0]).toEqual({
      name: 'requests.new.total',
      before: 0,
      now: null,
      difference: null,
    })
    expect(missing.onlyBefore).toEqual([])
  })
})

describe('what is carried over', () => {
  test('arrives, or does not, in total and for each kind of applicant', () => {
    const chain = carryOverChain([
      report(2022, { 'carriedIn.natural': 1, 'carriedIn.business': 1 }),
      report(2021, { 'new.natural': 2, 'carriedOut.natural': 2 }),
    ])
    expect(chain.map(({ year, carriedIn, carriedOut }) => [year, carriedIn, carriedOut])).toEqual([
      [2021, 0, 2],
      [2022, 2, 0],
    ])
    expect(chain[1]?.fromBefore?.slice(0, 3)).toEqual([
      { applicants: 'total', out: 2, into: 2, agrees: true },
      { applicants: 'natural', out: 2, into: 1, agrees: false },
      { applicants: 'business', out: 0, into: 1, agrees: false },
    ])
    expect(chain[0]?.fromBefore).toBeNull()
  })

  test('is not known over a year without report', () => {
    const chain = carryOverChain([report(2019, {}), report(2021, {})])
    expect(chain.map(({ year, reported }) => [year, reported])).toEqual([
      [2019, true],
      [2020, false],
      [2021, true],
    ])
    expect(chain[2]?.fromBefore?.[0]).toEqual({ applicants: 'total', out: null, into: 0, agrees: null })
  })

  test('of no report there is no chain', () => {
    expect(carryOverChain([])).toEqual([])
  })
})
