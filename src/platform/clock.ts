import { type CalendarDate, calendarDate } from '../law/calendar-date.ts'

const chinaDay = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai' })

/** The clock every verb is handed. `today` is the day in China, whatever zone the machine is set to. */
export interface Clock {
  now(): Date
  today(): CalendarDate
}

export const systemClock: Clock = {
  now: () => new Date(),
  today: () => dayInChina(new Date()),
}

/** A clock that stands on one day (at noon in China): rehearsals, tests, the demonstration's past years. */
export function clockAt(day: CalendarDate): Clock {
  const noon = new Date(`${day}T12:00:00+08:00`)
  return { now: () => new Date(noon), today: () => day }
}

export function dayInChina(instant: Date): CalendarDate {
  return calendarDate(chinaDay.format(instant))
}

const chinaMinute = new Intl.DateTimeFormat('sv-SE', {
  timeZone: 'Asia/Shanghai',
  dateStyle: 'short',
  timeStyle: 'short',
})

/** `2026-11-24 09:30`, China time: the form the website meta tags ask for. */
export function minuteInChina(instant: Date): string {
  return chinaMinute.format(instant)
}

/** The next midnight in China, which has had one time zone without summer time since 1992. */
export function endOfDayInChina(instant: Date): Date {
  const [day, ahead] = [24 * 3600_000, 8 * 3600_000]
  return new Date(Math.floor((instant.getTime() + ahead) / day) * day + day - ahead)
}
