import type { CalendarDate } from '../../law/calendar-date.ts'
import { whyNotAskCorrection } from '../../law/requests/clock.ts'
import { workingDaysAfter } from '../../law/working-days/calendar.ts'
import type { Clock } from '../../platform/clock.ts'
import type { Tx } from '../../platform/database/bureau.ts'
import type { Actor } from '../staff/actor.ts'
import { advance, type OpenedRequest, openRequest } from './advance.ts'

export type CorrectionRefusal = NonNullable<ReturnType<typeof whyNotAskCorrection>> | 'nothing-named'

/** Tells the applicant once, within seven working days, everything that must be corrected (art. 30). */
export async function askForCorrection(
  tx: Tx,
  { id, version, items, workingDays }: { id: number; version: number; items: string; workingDays: number },
  by: Actor,
  clock: Clock,
): Promise<{ answerBy: CalendarDate } | { refused: CorrectionRefusal }> {
  const opened = await openRequest(tx, { id, version, act: 'ask-for-correction' }, by)
  const today = clock.today()
  const refused = whyNotAskCorrection(opened.events, today, opened.calendar)
  if (refused) return { refused }
  if (items.trim() === '') return { refused: 'nothing-named' }
  const { on: answerBy } = workingDaysAfter(today, workingDays, opened.calendar)
  await advance(
    tx,
    opened,
    {
      kind: 'correction asked for',
      state: 'awaiting-correction',
      event: { kind: 'correction-asked', on: today, answerBy },
      note: items.trim(),
    },
    by,
    clock,
  )
  return { answerBy }
}

/** The corrected request arrived: the reply period starts from zero on that day (art. 30). */
export async function receiveCorrection(
  tx: Tx,
  { id, version, receivedOn, note }: { id: number; version: number; receivedOn: CalendarDate; note: string },
  by: Actor,
  clock: Clock,
): Promise<{ dueOn: CalendarDate | null } | { refused: 'not-asked-for' | 'in-the-future' | 'before-the-notice' }> {
  const opened = await openRequest(tx, { id, version, act: 'receive-correction' }, by)
  return takeCorrection(tx, opened, { receivedOn, note }, by, clock)
}

/** The same for a request that is opened already: by the office, or by the applicant on the portal. */
export async function takeCorrection(
  tx: Tx,
  opened: OpenedRequest,
  { receivedOn, note, files }: { receivedOn: CalendarDate; note: string; files?: readonly string[] },
  by: Actor,
  clock: Clock,
): Promise<{ dueOn: CalendarDate | null } | { refused: 'not-asked-for' | 'in-the-future' | 'before-the-notice' }> {
  if (opened.request.state !== 'awaiting-correction') return { refused: 'not-asked-for' }
  if (receivedOn > clock.today()) return { refused: 'in-the-future' }
  const asked = opened.events.findLast((event) => event.kind === 'correction-asked')
  if (asked && receivedOn < asked.on) return { refused: 'before-the-notice' }
  const { dueOn } = await advance(
    tx,
    opened,
    {
      kind: 'correction received',
      state: 'in-handling',
      event: { kind: 'correction-received', on: receivedOn },
      note,
      ...(files ? { told: { files } } : {}),
    },
    by,
    clock,
  )
  return { dueOn }
}
