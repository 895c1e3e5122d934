import { type CalendarDate, daysBetween } from '../../law/calendar-date.ts'
import type { Clock } from '../../platform/clock.ts'
import type { Tx } from '../../platform/database/bureau.ts'
import { recordAct } from '../journal/record.ts'
import { type Actor, mustBeAllowed, NotAllowed, roles } from './actor.ts'
import { endDelegation, insertDelegation, lockStaff } from './store.ts'

const longestDays = 90

export type DelegationRefusal = 'to-oneself' | 'no-such-person' | 'ends-before-it-begins' | 'too-long' | 'no-reason'

/**
 * Lets another person act in one's place from one day to another, at most 90 days. The rules that separate persons look
 * at both. An administrator may do it for somebody who fell ill; nobody hands on what was handed to them.
 */
export async function delegate(
  tx: Tx,
  given: { fromId: number; toId: number; fromOn: CalendarDate; untilOn: CalendarDate; reason: string },
  by: Actor,
  clock: Clock,
): Promise<{ id: number } | { refused: DelegationRefusal }> {
  mustBeAllowed(by, 'delegate', roles)
  if (given.fromId !== by.id && !by.roles.includes('administrator')) throw new NotAllowed('delegate for another person')
  if (given.fromId === given.toId) return { refused: 'to-oneself' }
  const [from, to] = [await lockStaff(tx, given.fromId), await lockStaff(tx, given.toId)]
  if (!from || !to || to.disabledAt) return { refused: 'no-such-person' }
  if (given.untilOn < given.fromOn || given.untilOn < clock.today()) return { refused: 'ends-before-it-begins' }
  if (daysBetween(given.fromOn, given.untilOn) > longestDays) return { refused: 'too-long' }
  if (given.reason.trim() === '') return { refused: 'no-reason' }
  const { fromId, toId, fromOn, untilOn } = given
  const id = await insertDelegation(tx, { fromId, toId, fromOn, untilOn, reason: given.reason.trim() })
  await recordAct(tx, {
    kind: 'delegation given',
    subject: `staff ${fromId}`,
    by,
    at: clock.now(),
    change: { to: toId, fromOn, untilOn, reason: given.reason.trim() },
  })
  return { id }
}

export async function takeDelegationBack(
  tx: Tx,
  id: number,
  by: Actor,
  clock: Clock,
): Promise<{ ended: true } | { refused: 'no-such-delegation' }> {
  mustBeAllowed(by, 'end a delegation', roles)
  const own = by.roles.includes('administrator') ? null : by.id
  if (!(await endDelegation(tx, id, own, clock.now()))) return { refused: 'no-such-delegation' }
  await recordAct(tx, { kind: 'delegation ended', subject: `delegation ${id}`, by, at: clock.now() })
  return { ended: true }
}
