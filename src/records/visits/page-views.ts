import type { CalendarDate } from '../../law/calendar-date.ts'

/** How often a page was read on a day. */
export interface PageViews {
  day: CalendarDate
  address: string
  count: number
}
