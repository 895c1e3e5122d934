import { expect, test } from 'vitest'
import { reportDueOn } from './deadline.ts'

test.each([
  // year, whose report, due, because
  [2018, 'department', '2019-03-31', 'the regulation of 2007 was still in force'],
  [2009, 'government', '2010-03-31', 'the regulation of 2007 knew one day for all'],
  [2019, 'department', '2020-01-31', 'article 49 of the regulation of 2019'],
  [2020, 'county', '2021-03-31', 'the format that steps the levels is of September 2021'],
  [2021, 'county', '2022-02-20', 'the format of 2021'],
  [2021, 'city', '2022-03-10', 'the format of 2021'],
  [2021, 'province', '2022-03-31', 'the format of 2021'],
  [2026, 'department', '2027-01-31', 'a Sunday, and the day does not move'],
] as const)('the report on %i of a %s is due on %s: %s', (year, level, due, _because) => {
  expect(reportDueOn(year, level)?.on).toBe(due)
})

test('there was no duty to report on 2006', () => {
  expect(reportDueOn(2006, 'department')).toBeNull()
})
