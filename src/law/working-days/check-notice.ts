import { type CalendarDate, dayNumber, daysBetween, isCalendarDate, weekdayOf, yearOf } from '../calendar-date.ts'
import type { HolidayNotice } from './calendar.ts'

export interface NoticeProblem {
  rule:
    | 'no-number'
    | 'no-year'
    | 'known-too-late'
    | 'nothing-off'
    | 'no-name'
    | 'not-a-day'
    | 'ends-before-it-begins'
    | 'too-long'
    | 'outside-the-year'
    | 'off-twice'
    | 'works-on-a-weekday'
    | 'works-twice'
    | 'works-and-off'
  /** Chinese, for the administrator who types the notice in */
  message: string
  days: readonly string[]
}

/** Longest run of days off ever arranged is nine days; a much longer one is a slip of the pen. */
const longestHoliday = 15

/** Everything that is wrong with a notice before it is loaded; empty when it may be used. */
export function checkNotice(notice: HolidayNotice): NoticeProblem[] {
  const { number, year, knownOn, off, work } = notice
  const problems: NoticeProblem[] = []
  const found = (rule: NoticeProblem['rule'], message: string, days: readonly string[] = []) =>
    problems.push({ rule, message, days })

  if (number.trim() === '') found('no-number', '请填写通知的文号')
  if (!Number.isInteger(year) || year < 2000 || year > 2200) found('no-year', `“${year}”不是通知所安排的年份`)
  const notDays = [knownOn, ...off.flatMap(({ from, to }) => [from, to]), ...work].filter((day) => !isCalendarDate(day))
  for (const day of new Set(notDays)) found('not-a-day', `“${day}”不是日期，请写成 2027-01-01`, [day])
  // Nothing below can be asked of days that do not exist.
  if (notDays.length > 0) return problems

  if (yearOf(knownOn) > year) found('known-too-late', `公布日期${knownOn}晚于所安排的${year}年`, [knownOn])
  if (off.length === 0) found('nothing-off', '请至少填写一个放假区间')
  // New Year may begin in the last days of the year before, and its make-up day may lie there.
  const inYear = (day: CalendarDate) => yearOf(day) === year || (yearOf(day) === year - 1 && day.slice(5) >= '12-20')

  const offDays = new Map<number, string>()
  for (const { from, to, name } of off) {
    if (name.trim() === '') found('no-name', `${from}起的放假区间没有写节日名称`, [from])
    if (to < from) {
      found('ends-before-it-begins', `${name}放假止于${to}，早于开始的${from}`, [from, to])
      continue
    }
    if (daysBetween(from, to) >= longestHoliday) {
      found('too-long', `${name}放假从${from}到${to}，超过${longestHoliday}天，请核对`, [from, to])
      continue
    }
    const outside = [from, to].filter((day) => !inYear(day))
    if (outside.length > 0) found('outside-the-year', `${name}放假的${outside.join('、')}不在${year}年`, outside)
    for (let at = dayNumber(from); at <= dayNumber(to); at++) {
      const other = offDays.get(at)
      if (other !== undefined) found('off-twice', `${name}与${other}的放假日期重复`, [from, to])
      offDays.set(at, name)
      if (other !== undefined) break
    }
  }

  const seen = new Set<string>()
  for (const day of work) {
    if (seen.has(day)) found('works-twice', `上班日${day}填写了两次`, [day])
    seen.add(day)
    if (!inYear(day)) found('outside-the-year', `上班日${day}不在${year}年`, [day])
    if (weekdayOf(day) <= 5) found('works-on-a-weekday', `上班日${day}不是周末，调休上班日应为星期六或星期日`, [day])
    if (offDays.has(dayNumber(day))) found('works-and-off', `${day}既列为上班日，又在放假区间内`, [day])
  }
  return problems
}
