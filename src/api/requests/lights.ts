import type { CalendarDate } from '../../law/calendar-date.ts'
import { type WorkingCalendar, workingDaysBetween } from '../../law/working-days/calendar.ts'
import type { RequestState } from '../../records/requests/request.ts'

const standingStill: readonly RequestState[] = ['awaiting-correction', 'consulting', 'awaiting-fee']
const answered: readonly RequestState[] = ['closed']

/** What the deadline lights of a list need, from the due day the last event fixed. */
export function withLights<Row extends { state: RequestState; dueOn: CalendarDate | null; extended: boolean }>(
  row: Row,
  calendar: WorkingCalendar,
  today: CalendarDate,
): Row & { leftWorkingDays: number | null; paused: boolean } {
  const paused = standingStill.includes(row.state)
  const { dueOn } = row
  const counts = dueOn !== null && !paused && !answered.includes(row.state)
  return { ...row, leftWorkingDays: counts ? leftBetween(today, dueOn, calendar) : null, paused }
}

/** Working days from today to a day; negative once it is over. */
export function leftBetween(today: CalendarDate, on: CalendarDate, calendar: WorkingCalendar): number {
  return on >= today ? workingDaysBetween(today, on, calendar) : 0 - workingDaysBetween(on, today, calendar)
}
