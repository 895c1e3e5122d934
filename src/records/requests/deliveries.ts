import type { CalendarDate } from '../../law/calendar-date.ts'
import type { Clock } from '../../platform/clock.ts'
import type { Tx } from '../../platform/database/bureau.ts'
import { sealed } from '../journal/entry.ts'
import type { Actor } from '../staff/actor.ts'
import { advance, openRequest } from './advance.ts'
import type { DeliveryWay } from './request.ts'
import { deliveriesOf, insertDelivery, saveDeliveryResult } from './store.ts'

/** The reply reached the applicant, or came back; the proof is kept. What it says of days counts for the remedies only. */
export async function proveDelivery(
  tx: Tx,
  {
    id,
    version,
    result,
    resultOn,
    evidence,
  }: { id: number; version: number; result: 'delivered' | 'returned'; resultOn: CalendarDate; evidence: string },
  by: Actor,
  clock: Clock,
): Promise<{ proved: true } | { refused: 'nothing-sent' | 'in-the-future' | 'before-it-was-sent' | 'no-evidence' }> {
  const opened = await openRequest(tx, { id, version, act: 'prove-delivery' }, by)
  const last = (await deliveriesOf(tx, id)).at(-1)
  if (!last || last.result !== null) return { refused: 'nothing-sent' }
  if (resultOn > clock.today()) return { refused: 'in-the-future' }
  if (resultOn < last.sentOn) return { refused: 'before-it-was-sent' }
  if (evidence.trim() === '') return { refused: 'no-evidence' }
  await saveDeliveryResult(tx, id, last.no, { result, resultOn, evidence: evidence.trim() })
  const told = { delivery: last.no, result, resultOn, evidence: sealed(opened.request.salt, evidence.trim()) }
  await advance(tx, opened, { kind: `delivery ${result === 'delivered' ? 'proved' : 'came back'}`, told }, by, clock)
  return { proved: true }
}

/** The reply goes out once more, another way. The day of reply stays the day it went out first (R2-7). */
export async function deliverAgain(
  tx: Tx,
  { id, version, way, reference }: { id: number; version: number; way: DeliveryWay; reference: string },
  by: Actor,
  clock: Clock,
): Promise<{ sent: true } | { refused: 'not-replied' | 'still-on-its-way' }> {
  const opened = await openRequest(tx, { id, version, act: 'deliver-again' }, by)
  const sendings = await deliveriesOf(tx, id)
  const last = sendings.at(-1)
  if (!last || opened.request.state !== 'closed') return { refused: 'not-replied' }
  if (last.result === null && last.sentOn === clock.today()) return { refused: 'still-on-its-way' }
  const sending = { no: last.no + 1, way, reference: reference.trim() || null, sentOn: clock.today() }
  await insertDelivery(tx, id, sending)
  await advance(tx, opened, { kind: 'reply delivered again', told: { delivery: sending.no, way } }, by, clock)
  return { sent: true }
}
