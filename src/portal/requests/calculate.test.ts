import { expect, test } from 'vitest'
import { calendarDate } from '../../law/calendar-date.ts'
import { calendarOf } from '../../law/working-days/calendar.ts'
import { stateCouncilNotices } from '../../law/working-days/notices.ts'
import { calculate } from './calculate.ts'
import { parseCalculator } from './forms/calculator.ts'

const calendar = calendarOf(stateCouncilNotices)
const on = calendarDate

test.each([
  ['2026-03-02', '2026-03-11', '2026-03-30', '2026-04-28', '第三十一条第（一）项'],
  ['2025-09-25', '2025-10-11', '2025-10-29', '2025-11-26', '第三十一条第（一）项'],
  ['2026-05-09', '2026-05-19', '2026-06-05', '2026-07-06', '第三十一条第（一）项'],
])('handed in on %s: correction by %s, reply by %s, extended %s', (day, correctionBy, dueOn, extendedOn, article) => {
  const calculated = calculate({ channel: 'counter', on: on(day) }, calendar)
  expect(calculated.correctionBy?.on).toBe(correctionBy)
  expect(calculated.clock.dueOn).toBe(dueOn)
  expect(calculated.extended.on).toBe(extendedOn)
  expect(calculated.receipt.cite.article).toBe(article)
  expect(calculated.clock.days.at(-1)?.on).toBe(dueOn)
})

test('under the Regulation of 2007 a third party had no limit: the day is not known', () => {
  const calculated = calculate({ channel: 'counter', on: on('2018-03-05') }, calendar)
  expect(calculated).toMatchObject({ correctionBy: null, thirdParty: { on: null }, extended: { workingDays: 15 } })
})

test.each([
  ['2026年3月2日', '2026-03-02'],
  ['２０２６／３／２', '2026-03-02'],
  [' 2026-03-02 ', '2026-03-02'],
])('%s is a day', (typed, day) => {
  expect(parseCalculator({ channel: 'fax', on: typed }).values).toEqual({ channel: 'fax', on: day })
})

test.each([
  ['', '请填写日期'],
  ['2026-02-30', '没有这一天'],
  ['明天', '没有这一天'],
  ['2008-04-30', '2008年5月1日起施行'],
  ['9999-12-31', '日期太远'],
])('%s is refused, and stays as it was typed', (typed, message) => {
  const { problems, typed: kept } = parseCalculator({ channel: 'fax', on: typed })
  expect(problems.map((problem) => problem.message).join()).toContain(message)
  expect(kept.on).toBe(typed)
})
