import type { CalendarDate } from '../../law/calendar-date.ts'
import { replyClock } from '../../law/requests/clock.ts'
import type { WorkingCalendar } from '../../law/working-days/calendar.ts'
import type { Clock } from '../../platform/clock.ts'
import type { Tx } from '../../platform/database/bureau.ts'
import { recordAct } from '../journal/record.ts'
import type { Actor } from '../staff/actor.ts'
import { insertMoved, openStories, saveDueDays } from './store.ts'

export interface MovedDeadline {
  id: number
  number: string
  title: string
  from: CalendarDate | null
  to: CalendarDate
}

/** Which open requests another calendar gives another due day. Changes nothing. */
export async function movedUnder(
  tx: Tx,
  calendar: WorkingCalendar,
  clock: Clock,
): Promise<{ open: number; moved: MovedDeadline[] }> {
  const { open, changed } = await replayed(tx, calendar, clock, { lock: false })
  return { open, moved: changed.filter(({ from, to }) => from !== to) }
}

/** Works out the due day of every open request again, after a notice changed the calendar. Both days are kept. */
export async function recountDeadlines(
  tx: Tx,
  { notice, calendar }: { notice: string; calendar: WorkingCalendar },
  by: Actor,
  clock: Clock,
): Promise<MovedDeadline[]> {
  const { changed } = await replayed(tx, calendar, clock, { lock: true })
  const moved = changed.filter(({ from, to }) => from !== to)
  if (changed.length > 0) await saveDueDays(tx, changed)
  if (moved.length > 0) await insertMoved(tx, notice, moved, clock.now())
  await recordAct(
    tx,
    ...moved.map(({ id, from, to }) => ({
      kind: 'deadline recounted',
      subject: `request ${id}`,
      by,
      at: clock.now(),
      change: { dueOn: { from, to }, notice },
    })),
  )
  return moved
}

/** The clock of every open request under a calendar: whose due day, or whether it is provisional, is not as it was. */
async function replayed(tx: Tx, calendar: WorkingCalendar, clock: Clock, how: { lock: boolean }) {
  const stories = await openStories(tx, how)
  const changed: (MovedDeadline & { provisional: boolean })[] = []
  for (const { id, number, title, dueOn: from, dueProvisional, events } of stories) {
    const { dueOn: to, provisional } = replyClock(events, calendar, clock.today())
    if (to === null || (to === from && provisional === dueProvisional)) continue
    changed.push({ id, number, title, from, to, provisional })
  }
  return { open: stories.length, changed }
}
