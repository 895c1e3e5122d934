import type { CalendarDate } from '../../law/calendar-date.ts'
import type { Clock } from '../../platform/clock.ts'
import type { Tx } from '../../platform/database/bureau.ts'
import type { Actor } from '../staff/actor.ts'
import { advance, openRequest } from './advance.ts'

export type Consulted = 'third-party' | 'co-maker' | 'organ'

/**
 * Asks a third party (art. 32), a co-maker (art. 34) or another organ in writing. The reply period stands still.
 * Silence means opposite things: a silent third party leaves the decision to the office, a silent co-maker agrees.
 */
export async function consult(
  tx: Tx,
  {
    id,
    version,
    whom,
    name,
    deliveredOn,
  }: { id: number; version: number; whom: Consulted; name: string; deliveredOn: CalendarDate | null },
  by: Actor,
  clock: Clock,
): Promise<{ enquiry: string } | { refused: 'not-in-handling' | 'nobody-named' }> {
  const opened = await openRequest(tx, { id, version, act: 'consult' }, by)
  if (!['in-handling', 'consulting'].includes(opened.request.state)) return { refused: 'not-in-handling' }
  if (name.trim() === '') return { refused: 'nobody-named' }
  const enquiry = `enquiry ${opened.events.filter((event) => event.kind.endsWith('-asked')).length + 1}`
  await advance(
    tx,
    opened,
    {
      kind: `${whom} consulted`,
      state: 'consulting',
      event: { kind: `${whom}-asked`, on: clock.today(), enquiry, ...(deliveredOn ? { deliveredOn } : {}) },
      note: name.trim(),
    },
    by,
    clock,
  )
  return { enquiry }
}

/** An opinion arrived. When no enquiry is open any more, the period goes on. */
export async function receiveOpinion(
  tx: Tx,
  {
    id,
    version,
    enquiry,
    receivedOn,
    answer,
    note,
  }: {
    id: number
    version: number
    enquiry: string
    receivedOn: CalendarDate
    answer: 'agrees' | 'objects' | 'answered'
    note: string
  },
  by: Actor,
  clock: Clock,
): Promise<{ dueOn: CalendarDate | null } | { refused: 'no-such-enquiry' | 'in-the-future' | 'before-it-was-asked' }> {
  const opened = await openRequest(tx, { id, version, act: 'receive-opinion' }, by)
  const asked = opened.events.find((event) => 'enquiry' in event && event.enquiry === enquiry)
  const answered = opened.events.some(
    (event) => 'enquiry' in event && event.enquiry === enquiry && event.kind.endsWith('-answered'),
  )
  if (!asked || answered) return { refused: 'no-such-enquiry' }
  if (receivedOn > clock.today()) return { refused: 'in-the-future' }
  if (receivedOn < asked.on) return { refused: 'before-it-was-asked' }
  const whom = asked.kind.replace(/-asked$/, '') as Consulted
  const open = opened.events.filter((event) => /^(third-party|co-maker|organ)-asked$/.test(event.kind)).length
  const closed = opened.events.filter((event) => /^(third-party|co-maker|organ)-answered$/.test(event.kind)).length
  const { dueOn } = await advance(
    tx,
    opened,
    {
      kind: `${whom} answered`,
      state: open - closed > 1 ? 'consulting' : 'in-handling',
      event: { kind: `${whom}-answered`, on: receivedOn, enquiry, answer },
      note,
    },
    by,
    clock,
  )
  return { dueOn }
}
