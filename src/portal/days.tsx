import { type CalendarDate, dayName } from '../law/calendar-date.ts'
import { dayInChina, minuteInChina } from '../platform/clock.ts'

/** 2026年12月18日 */
export function dayText(day: CalendarDate): string {
  const [year, month, date] = day.split('-').map(Number)
  return `${year}年${month}月${date}日`
}

/** 12月18日 */
export function shortDayText(day: CalendarDate): string {
  const [, month, date] = day.split('-').map(Number)
  return `${month}月${date}日`
}

/** A sentence of the law's calculations with its days as people read them. */
export function daysInWords(text: string): string {
  return text.replace(/\d{4}-\d{2}-\d{2}/g, (day) => dayText(day as CalendarDate))
}

export function Day({ on, weekday = false }: { on: CalendarDate; weekday?: boolean }) {
  return (
    <time dateTime={on}>
      {dayText(on)}
      {weekday && <span className="unbroken">（{dayName(on)}）</span>}
    </time>
  )
}

/** The day of an instant, as lists print it: 2026-11-20 */
export function DayOf({ at }: { at: Date }) {
  return <time dateTime={minuteInChina(at)}>{dayInChina(at)}</time>
}

/** 2026-11-20 09:30, the same text as in the meta tag PubDate */
export function Minute({ at }: { at: Date }) {
  const text = minuteInChina(at)
  return <time dateTime={text}>{text}</time>
}
