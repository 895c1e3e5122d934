import type { CalendarDate } from '../../law/calendar-date.ts'
import { type WhyNot, whyNot } from '../../law/requests/next-step.ts'
import type { Clock } from '../../platform/clock.ts'
import type { Tx } from '../../platform/database/bureau.ts'
import type { Actor } from '../staff/actor.ts'
import { advance, openRequest } from './advance.ts'

export type FeeRefusal = WhyNot | 'not-in-handling' | 'no-amount' | 'in-the-future'

/** Sends the notice of the processing fee; the period waits for the payment (国办函〔2020〕109号, art. 6). Amount in yuan. */
export async function chargeFee(
  tx: Tx,
  {
    id,
    version,
    amount,
    deliveredOn,
    note,
  }: { id: number; version: number; amount: number; deliveredOn: CalendarDate; note: string },
  by: Actor,
  clock: Clock,
): Promise<{ noticed: true } | { refused: FeeRefusal }> {
  const opened = await openRequest(tx, { id, version, act: 'charge-fee' }, by)
  if (opened.request.state !== 'in-handling') return { refused: 'not-in-handling' }
  const refused = whyNot('charge-fee', opened.events, clock.today(), opened.calendar)
  if (refused) return { refused }
  if (!(amount > 0)) return { refused: 'no-amount' }
  if (deliveredOn > clock.today()) return { refused: 'in-the-future' }
  await advance(
    tx,
    opened,
    {
      kind: 'fee notice sent',
      state: 'awaiting-fee',
      event: { kind: 'fee-noticed', on: clock.today(), deliveredOn, amount },
      note,
    },
    by,
    clock,
  )
  return { noticed: true }
}

/** The fee was paid in full: the period starts from zero, counted from the next day. */
export async function receivePayment(
  tx: Tx,
  { id, version, paidOn }: { id: number; version: number; paidOn: CalendarDate },
  by: Actor,
  clock: Clock,
): Promise<{ dueOn: CalendarDate | null } | { refused: 'no-notice' | 'in-the-future' | 'before-the-notice' }> {
  const opened = await openRequest(tx, { id, version, act: 'receive-payment' }, by)
  if (opened.request.state !== 'awaiting-fee') return { refused: 'no-notice' }
  if (paidOn > clock.today()) return { refused: 'in-the-future' }
  const noticed = opened.events.findLast((event) => event.kind === 'fee-noticed')
  if (noticed && paidOn < noticed.on) return { refused: 'before-the-notice' }
  const { dueOn } = await advance(
    tx,
    opened,
    { kind: 'fee paid', state: 'in-handling', event: { kind: 'fee-paid', on: paidOn } },
    by,
    clock,
  )
  return { dueOn }
}
