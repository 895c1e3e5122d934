import type { CalendarDate } from '../../law/calendar-date.ts'
import { type WhyNot, whyNot } from '../../law/requests/next-step.ts'
import type { Clock } from '../../platform/clock.ts'
import type { Tx } from '../../platform/database/bureau.ts'
import type { Actor } from '../staff/actor.ts'
import { advance, openRequest } from './advance.ts'

export type ReasonsRefusal = WhyNot | 'not-in-handling' | 'no-reason' | 'in-the-future'

/** Number or frequency is clearly unreasonable: the applicant is asked why. The clock goes on (art. 35). */
export async function askForReasons(
  tx: Tx,
  { id, version, facts }: { id: number; version: number; facts: string },
  by: Actor,
  clock: Clock,
): Promise<{ asked: true } | { refused: ReasonsRefusal }> {
  const opened = await openRequest(tx, { id, version, act: 'ask-for-reasons' }, by)
  const today = clock.today()
  if (opened.request.state !== 'in-handling') return { refused: 'not-in-handling' }
  const refused = whyNot('ask-for-reasons', opened.events, today, opened.calendar)
  if (refused) return { refused }
  if (facts.trim() === '') return { refused: 'no-reason' }
  const event = { kind: 'reasons-asked', on: today } as const
  await advance(tx, opened, { kind: 'reasons asked for', event, note: facts.trim() }, by, clock)
  return { asked: true }
}

/** What the applicant says, and what the office thinks of it. Unreasonable: the request is not processed (不予处理). */
export async function receiveReasons(
  tx: Tx,
  {
    id,
    version,
    receivedOn,
    reasonable,
    note,
  }: { id: number; version: number; receivedOn: CalendarDate; reasonable: boolean; note: string },
  by: Actor,
  clock: Clock,
): Promise<{ received: true } | { refused: ReasonsRefusal }> {
  const opened = await openRequest(tx, { id, version, act: 'receive-reasons' }, by)
  const refused = whyNot('receive-reasons', opened.events, clock.today(), opened.calendar)
  if (refused) return { refused }
  if (receivedOn > clock.today()) return { refused: 'in-the-future' }
  if (note.trim() === '') return { refused: 'no-reason' }
  const event = { kind: 'reasons-received', on: receivedOn, reasonable } as const
  await advance(tx, opened, { kind: 'reasons received', event, note: note.trim() }, by, clock)
  return { received: true }
}

/** Reasons were given, but the request cannot be answered in time: a later day is set and told to the applicant (art. 35). */
export async function delayReply(
  tx: Tx,
  { id, version, until, reason }: { id: number; version: number; until: CalendarDate; reason: string },
  by: Actor,
  clock: Clock,
): Promise<{ dueOn: CalendarDate | null } | { refused: ReasonsRefusal | 'not-later' }> {
  const opened = await openRequest(tx, { id, version, act: 'delay' }, by)
  const today = clock.today()
  const refused = whyNot('delay', opened.events, today, opened.calendar)
  if (refused) return { refused }
  if (reason.trim() === '') return { refused: 'no-reason' }
  if (until <= (opened.request.dueOn ?? today)) return { refused: 'not-later' }
  const event = { kind: 'delayed', on: today, until } as const
  const { dueOn } = await advance(tx, opened, { kind: 'reply delayed', event, note: reason.trim() }, by, clock)
  return { dueOn }
}
