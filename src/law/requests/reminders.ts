import type { CalendarDate } from '../calendar-date.ts'
import type { WorkingCalendar } from '../working-days/calendar.ts'
import { type Limit, replyClock } from './clock.ts'
import type { ClockEvent } from './events.ts'
import { houseRules } from './house-rules.ts'
import { internalDueOn } from './simulate.ts'

export interface Reminder {
  what: 'legal' | 'internal' | Limit['what']
  dueOn: CalendarDate
  /** negative once it is over */
  leftWorkingDays: number
}

/** The office need do nothing once the others' time is over: the law says what their silence means. */
const overOnce: readonly Reminder['what'][] = ['third-party', 'co-maker']

/** What the handler of a request should be told on a day. Of the legal and the internal day only the more urgent one. */
export function remindersOf(
  events: readonly ClockEvent[],
  { calendar, internalDaysBefore }: { calendar: WorkingCalendar; internalDaysBefore: number },
  today: CalendarDate,
): Reminder[] {
  const { state, dueOn, limits } = replyClock(events, calendar, today)
  if (state === 'not-started' || state === 'stopped') return []
  const left = (on: CalendarDate) =>
    on >= today ? calendar.countBetween(today, on) : 0 - calendar.countBetween(on, today)
  const found: Reminder[] = []
  if (state === 'running' && dueOn !== null) {
    const internal = internalDueOn(dueOn, internalDaysBefore, calendar)
    const [legalLeft, internalLeft] = [left(dueOn), left(internal)]
    if (legalLeft <= houseRules.remindOfLegal.workingDays) {
      found.push({ what: 'legal', dueOn, leftWorkingDays: legalLeft })
    } else if (internalLeft <= houseRules.remindOfOther.workingDays) {
      found.push({ what: 'internal', dueOn: internal, leftWorkingDays: internalLeft })
    }
  }
  for (const { what, dueOn: on } of limits) {
    const days = left(on)
    if (days > houseRules.remindOfOther.workingDays || (overOnce.includes(what) && days < -1)) continue
    found.push({ what, dueOn: on, leftWorkingDays: days })
  }
  return found
}
