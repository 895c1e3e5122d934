import type { CalendarDate } from './calendar-date.ts'
import type { Citation } from './citation.ts'

/** A value the law changed, newest first. A row holds from its first day until the row above it begins. */
export type Dated<T> = readonly DatedRow<T>[]
export type DatedRow<T> = T & { from: CalendarDate; cite: Citation }

/** The row in force on a day. Throws a RangeError when the day lies before the first row. */
export function inForce<T>(table: Dated<T>, on: CalendarDate): DatedRow<T> {
  const row = table.find(({ from }) => from <= on)
  if (!row) throw new RangeError(`nothing was in force on ${on}; the first row begins on ${table.at(-1)?.from}`)
  return row
}
