import type { CalendarDate } from '../../law/calendar-date.ts'
import { replyClock } from '../../law/requests/clock.ts'
import type { Clock } from '../../platform/clock.ts'
import type { Tx } from '../../platform/database/bureau.ts'
import { workingCalendar } from '../calendars/working-calendar.ts'
import { recordAct } from '../journal/record.ts'
import type { Actor } from '../staff/actor.ts'
import { lockOpenStories, saveRequest } from './store.ts'

export interface MovedDeadline {
  id: number
  number: string
  from: CalendarDate | null
  to: CalendarDate | null
}

/** Works out the due day of every open request again, after the calendar changed. Both days stay in the journal. */
export async function recountDeadlines(tx: Tx, by: Actor, clock: Clock): Promise<MovedDeadline[]> {
  const calendar = await workingCalendar(tx)
  const moved: MovedDeadline[] = []
  for (const { id, number, dueOn, dueProvisional, events } of await lockOpenStories(tx)) {
    const { dueOn: to, provisional } = replyClock(events, calendar, clock.today())
    if (to === null || (to === dueOn && provisional === dueProvisional)) continue
    await saveRequest(tx, id, { dueOn: to, dueProvisional: provisional })
    if (to !== dueOn) moved.push({ id, number, from: dueOn, to })
  }
  await recordAct(
    tx,
    ...moved.map(({ id, from, to }) => ({
      kind: 'deadline recounted',
      subject: `request ${id}`,
      by,
      at: clock.now(),
      change: { dueOn: { from, to } },
    })),
  )
  return moved
}
