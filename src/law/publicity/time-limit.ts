import type { CalendarDate } from '../calendar-date.ts'
import { calendarDate } from '../calendar-date.ts'
import type { Citation } from '../citation.ts'
import { type Dated, inForce } from '../dated.ts'
import { type WorkingCalendar, workingDaysAfter } from '../working-days/calendar.ts'

const publication: Dated<{ workingDays: number }> = [
  {
    from: calendarDate('2019-05-15'),
    workingDays: 20,
    cite: { law: '政府信息公开条例', article: '第二十六条', year: 2019 },
  },
  {
    from: calendarDate('2008-05-01'),
    workingDays: 20,
    cite: { law: '政府信息公开条例', article: '第十八条', year: 2007 },
  },
]

/** The day by which information formed or changed on a day must be public: 20 working days, the day itself not counted. */
export function publicationLimit(
  formedOn: CalendarDate,
  calendar: WorkingCalendar,
): { on: CalendarDate; provisional: boolean; cite: Citation } {
  const { workingDays, cite } = inForce(publication, formedOn)
  const { on, provisional } = workingDaysAfter(formedOn, workingDays, calendar)
  return { on, provisional, cite }
}
