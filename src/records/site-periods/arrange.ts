import type { Clock } from '../../platform/clock.ts'
import type { Tx } from '../../platform/database/bureau.ts'
import { recordAct } from '../journal/record.ts'
import { type Actor, mustBeAllowed, type Role } from '../staff/actor.ts'
import type { SitePeriod } from './site-period.ts'
import { insertPeriod, lockPeriod, saveCancellation } from './store.ts'

export class NoSuchPeriod extends Error {}

export const mayArrangePeriods = ['administrator'] satisfies readonly Role[]

export type PeriodProblem = 'ends-before-it-begins' | 'is-over' | 'no-words'

/** Arranges a time of mourning or of planned work on the site. */
export async function arrangePeriod(
  tx: Tx,
  { kind, beginsAt, endsAt, words }: Omit<SitePeriod, 'id'>,
  by: Actor,
  clock: Clock,
): Promise<{ id: number } | { problems: PeriodProblem[] }> {
  mustBeAllowed(by, 'arrange how the site stands', mayArrangePeriods)
  const problems: PeriodProblem[] = []
  if (endsAt <= beginsAt) problems.push('ends-before-it-begins')
  else if (endsAt <= clock.now()) problems.push('is-over')
  if (words.trim() === '') problems.push('no-words')
  if (problems.length > 0) return { problems }
  const period = { kind, beginsAt, endsAt, words: words.trim() }
  const id = await insertPeriod(tx, { ...period, arrangedBy: by.id, arrangedAt: clock.now() })
  await recordAct(tx, {
    kind: 'site period arranged',
    subject: `site period ${id}`,
    by,
    at: clock.now(),
    change: { kind, beginsAt: beginsAt.toISOString(), endsAt: endsAt.toISOString(), words: period.words },
  })
  return { id }
}

export async function cancelPeriod(
  tx: Tx,
  { id }: { id: number },
  by: Actor,
  clock: Clock,
): Promise<{ cancelled: true } | { refused: 'already-cancelled' | 'is-over' }> {
  mustBeAllowed(by, 'arrange how the site stands', mayArrangePeriods)
  const period = await lockPeriod(tx, id)
  if (!period) throw new NoSuchPeriod()
  if (period.cancelledAt) return { refused: 'already-cancelled' }
  if (period.endsAt <= clock.now()) return { refused: 'is-over' }
  await saveCancellation(tx, id, clock.now())
  await recordAct(tx, {
    kind: 'site period cancelled',
    subject: `site period ${id}`,
    by,
    at: clock.now(),
    change: { kind: period.kind },
  })
  return { cancelled: true }
}
