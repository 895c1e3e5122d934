import type { CalendarDate } from '../../law/calendar-date.ts'
import { calendarOf, type HolidayNotice, type WorkingCalendar } from '../../law/working-days/calendar.ts'
import { stateCouncilNotices } from '../../law/working-days/notices.ts'
import type { Tx } from '../../platform/database/bureau.ts'
import { loadedNotices } from './store.ts'

const shipped = calendarOf(stateCouncilNotices)

/** Every notice the bureau works with: those shipped with the law and those its administrator loaded. */
export async function noticesOf(tx: Tx): Promise<readonly HolidayNotice[]> {
  const loaded = await loadedNotices(tx)
  return loaded.length === 0 ? stateCouncilNotices : [...stateCouncilNotices, ...loaded]
}

/** The bureau's working calendar; with `knownOn`, as it was known on that day. */
export async function workingCalendar(tx: Tx, knownOn?: CalendarDate): Promise<WorkingCalendar> {
  const notices = await noticesOf(tx)
  if (notices === stateCouncilNotices && knownOn === undefined) return shipped
  return calendarOf(notices, knownOn)
}
