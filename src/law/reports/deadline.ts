import { type CalendarDate, calendarDate, firstDayOf } from '../calendar-date.ts'
import { type Dated, type DatedRow, inForce } from '../dated.ts'

/** Whose report it is. `government`: that of a government whose level is not known. */
export type BodyLevel = 'department' | 'county' | 'city' | 'province' | 'government'

/** Month and day of the year after the year reported on. */
type Limits = Record<BodyLevel, string>

const newYear = '01-31'
const formatDays = { department: newYear, county: '02-20', city: '03-10', province: '03-31', government: '03-31' }

const limits: Dated<{ limits: Limits }> = [
  {
    from: calendarDate('2021-09-26'),
    limits: formatDays,
    cite: { law: '政府信息公开工作年度报告格式（国办公开办函〔2021〕30号）', article: '二（一）、（二）' },
  },
  {
    from: calendarDate('2019-05-15'),
    // Article 49 knows departments and the offices in charge of disclosure, whatever their level.
    limits: { ...formatDays, county: '03-31', city: '03-31' },
    cite: { law: '政府信息公开条例', article: '第四十九条', year: 2019 },
  },
  {
    from: calendarDate('2008-05-01'),
    limits: { department: '03-31', county: '03-31', city: '03-31', province: '03-31', government: '03-31' },
    cite: { law: '政府信息公开条例', article: '第三十一条', year: 2007 },
  },
]

/**
 * The last day on which the report on `year` may be published; null for years before there was a duty. It does not move
 * over a weekend. The rule is that of the day on which the year reported on was over.
 */
export function reportDueOn(
  year: number,
  level: BodyLevel,
): { on: CalendarDate; cite: DatedRow<unknown>['cite'] } | null {
  const over = firstDayOf(year + 1)
  if (over < (limits.at(-1)?.from ?? over)) return null
  const { limits: days, cite } = inForce(limits, over)
  return { on: calendarDate(`${year + 1}-${days[level]}`), cite }
}
