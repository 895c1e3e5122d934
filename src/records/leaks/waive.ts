import { scanText } from '../../law/personal-data/scan.ts'
import type { Clock } from '../../platform/clock.ts'
import type { Tx } from '../../platform/database/bureau.ts'
import { recordAct } from '../journal/record.ts'
import { type Actor, mustBeAllowed } from '../staff/actor.ts'
import { mayDoAboutLeaks } from './permissions.ts'
import { insertWaiver, lockHeld, waiversOf } from './store.ts'

export class NoSuchLeak extends Error {}

export type WaiverRefusal = 'own-draft' | 'no-reason' | 'reason-leaks' | 'not-waivable' | 'waived-already'

const shortestReason = 5

/** Lets one value through in one thing, for a lawful reason, under the own name. Nobody does so in the own work. */
export async function waiveLeak(
  tx: Tx,
  { id, reason }: { id: number; reason: string },
  by: Actor,
  clock: Clock,
): Promise<{ waived: true } | { refused: WaiverRefusal }> {
  mustBeAllowed(by, 'waive a leak', mayDoAboutLeaks.waive)
  const held = await lockHeld(tx, id)
  if (!held) throw new NoSuchLeak()
  if (held.draftedBy === by.id) return { refused: 'own-draft' }
  if (!held.waivable) return { refused: 'not-waivable' }
  const why = reason.trim()
  if ([...why].length < shortestReason) return { refused: 'no-reason' }
  // The reason goes into the journal, where nothing can be taken out again.
  if (scanText(why).some(({ severity }) => severity !== 'INFO')) return { refused: 'reason-leaks' }
  const { subject, class: kind, valueHash } = held
  const before = await waiversOf(tx, subject)
  if (before.some((one) => one.class === kind && one.valueHash.equals(valueHash))) return { refused: 'waived-already' }
  await insertWaiver(tx, { subject, class: kind, valueHash, reason: why, waivedBy: by.id, waivedAt: clock.now() })
  await recordAct(tx, {
    kind: 'leak waived',
    subject,
    by,
    at: clock.now(),
    change: { class: kind, value: `sealed:${valueHash.toString('hex')}`, reason: why },
  })
  return { waived: true }
}
