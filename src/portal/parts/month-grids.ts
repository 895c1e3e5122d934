import { addDays, type CalendarDate, monthOf, weekdayOf } from '../../law/calendar-date.ts'
import type { ExplainedDay } from '../../law/working-days/calendar.ts'

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

/** In a cell of the calendar: at most three characters, so that it fits a phone. */
export const shortKind: Record<ExplainedDay['kind'], string> = {
  'day-zero': '收到',
  working: '',
  'swapped-working': '调休',
  weekend: '周末',
  holiday: '放假',
  paused: '暂停',
  waiting: '等待',
  restart: '重算',
}

/** In the table and the legend. */
export const fullKind: Record<ExplainedDay['kind'], string> = {
  'day-zero': '收到之日（第0日）',
  working: '工作日',
  'swapped-working': '调休上班',
  weekend: '周末',
  holiday: '法定节假日',
  paused: '依法暂停计时',
  waiting: '等待您',
  restart: '重新起算（第0日）',
}
