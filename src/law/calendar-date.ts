/** A day without a time, written `YYYY-MM-DD`. Plain comparison (`<`, `===`) is comparison by day. */
export type CalendarDate = string & { readonly __calendarDate: true }

const shape = /^\d{4}-\d{2}-\d{2}$/
const names = ['星期一', '星期二', '星期三', '星期四', '星期五', '星期六', '星期日'] as const

/** The text as a day. Throws a RangeError on a day that does not exist. */
export function calendarDate(text: string): CalendarDate {
  if (!isCalendarDate(text)) throw new RangeError(`not a day: ${JSON.stringify(text)}`)
  return text
}

export function isCalendarDate(text: string): text is CalendarDate {
  if (!shape.test(text)) return false
  const [year, month, day] = numbersIn(text)
  return year >= 1 && month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month)
}

export function addDays(day: CalendarDate, n: number): CalendarDate {
  return dayOfNumber(dayNumber(day) + n)
}

/** How many days `b` lies after `a`; negative when it lies before. */
export function daysBetween(a: CalendarDate, b: CalendarDate): number {
  return dayNumber(b) - dayNumber(a)
}

export function earlierOf(a: CalendarDate, b: CalendarDate): CalendarDate {
  return daysBetween(a, b) < 0 ? b : a
}

export function laterOf(a: CalendarDate, b: CalendarDate): CalendarDate {
  return daysBetween(a, b) < 0 ? a : b
}

/** The same day `n` months later, or the last day of that month where it is shorter. */
export function addMonths(day: CalendarDate, n: number): CalendarDate {
  const [year, month, date] = numbersIn(day)
  const months = year * 12 + (month - 1) + n
  const toYear = Math.floor(months / 12)
  const toMonth = months - toYear * 12 + 1
  return written(toYear, toMonth, Math.min(date, daysInMonth(toYear, toMonth)))
}

export function addYears(day: CalendarDate, n: number): CalendarDate {
  return addMonths(day, 12 * n)
}

/** 1 Monday … 7 Sunday */
export function weekdayOf(day: CalendarDate): number {
  return weekdayOfNumber(dayNumber(day))
}

export function yearOf(day: CalendarDate): number {
  return numbersIn(day)[0]
}

/** The month of a day, `YYYY-MM`. */
export function monthOf(day: CalendarDate): string {
  return day.slice(0, 7)
}

export function firstDayOf(year: number): CalendarDate {
  return written(year, 1, 1)
}

export function lastDayOf(year: number): CalendarDate {
  return written(year, 12, 31)
}

/** 星期三 */
export function dayName(day: CalendarDate): string {
  return names[weekdayOf(day) - 1] as string
}

/** Days since 1 January 1970; the inverse of `dayOfNumber`. Counting in a calendar is done on these. */
export function dayNumber(day: CalendarDate): number {
  const [year, month, date] = numbersIn(day)
  // March is month 0, so that the leap day is the last of its year and month lengths follow one formula.
  const marchYear = month <= 2 ? year - 1 : year
  const era = Math.floor(marchYear / 400)
  const yearOfEra = marchYear - era * 400
  const dayOfYear = Math.floor((153 * ((month + 9) % 12) + 2) / 5) + date - 1
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear
  return era * 146_097 + dayOfEra - 719_468
}

export function dayOfNumber(n: number): CalendarDate {
  const shifted = n + 719_468
  const era = Math.floor(shifted / 146_097)
  const dayOfEra = shifted - era * 146_097
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365,
  )
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100))
  const marchMonth = Math.floor((5 * dayOfYear + 2) / 153)
  const month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
  return written(year, month, dayOfYear - Math.floor((153 * marchMonth + 2) / 5) + 1)
}

/** 1 Monday … 7 Sunday */
export function weekdayOfNumber(n: number): number {
  // 1 January 1970 was a Thursday.
  return ((((n + 3) % 7) + 7) % 7) + 1
}

function daysInMonth(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31
}

function numbersIn(text: string): [year: number, month: number, day: number] {
  const digit = (at: number) => text.charCodeAt(at) - 48
  return [
    digit(0) * 1000 + digit(1) * 100 + digit(2) * 10 + digit(3),
    digit(5) * 10 + digit(6),
    digit(8) * 10 + digit(9),
  ]
}

function written(year: number, month: number, day: number): CalendarDate {
  if (!(Number.isInteger(month) && year >= 1 && year <= 9999))
    throw new RangeError(`not in the years 1 to 9999: ${year}`)
  const two = (n: number) => (n < 10 ? `0${n}` : `${n}`)
  return `${String(year).padStart(4, '0')}-${two(month)}-${two(day)}` as CalendarDate
}
