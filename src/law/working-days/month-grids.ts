import { addDays, type CalendarDate, monthOf, weekdayOf } from '../calendar-date.ts'

export interface MonthGrid {
  /** YYYY-MM */
  month: string
  /** Monday to Sunday; null where the week reaches into another month */
  weeks: (CalendarDate | null)[][]
}

/** The weeks some days lie in, month by month, from Monday to Sunday. */
export function monthGrids(days: readonly CalendarDate[]): MonthGrid[] {
  const months = [...new Set(days.map((day) => monthOf(day)))].sort()
  return months.map((month) => {
    const firstDay = `${month}-01` as CalendarDate
    const cells: (CalendarDate | null)[] = Array.from({ length: weekdayOf(firstDay) - 1 }, () => null)
    for (let day = firstDay; monthOf(day) === month; day = addDays(day, 1)) cells.push(day)
    while (cells.length % 7 !== 0) cells.push(null)
    const weeks = Array.from({ length: cells.length / 7 }, (_, week) => cells.slice(week * 7, week * 7 + 7))
    const shown = new Set(days)
    return { month, weeks: weeks.filter((week) => week.some((day) => day !== null && shown.has(day))) }
  })
}
