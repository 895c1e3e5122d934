import type { Clock } from '../../platform/clock.ts'
import type { Tx } from '../../platform/database/bureau.ts'
import { recordAct } from '../journal/record.ts'
import { type Actor, mustBeAllowed } from '../staff/actor.ts'
import type { Decision } from './audit.ts'
import { mayDoToAudits } from './permissions.ts'
import { insertDecision } from './store.ts'

/** Keeps what a reviewer decided of a finding; the finding is remembered by its hash. */
export async function keepDecision(
  tx: Tx,
  given: { reportId: number; runId: number; finding: Buffer; rule: string; decision: Decision; reason: string | null },
  by: Actor,
  clock: Clock,
): Promise<{ done: true } | { refused: 'no-reason' }> {
  mustBeAllowed(by, 'decide on a finding', mayDoToAudits.run)
  const reason = given.reason?.trim() || null
  if (given.decision === 'false-alarm' && reason === null) return { refused: 'no-reason' }
  const at = clock.now()
  const { runId, ...decision } = given
  await insertDecision(tx, { ...decision, reason, byId: by.id, byName: by.name, at })
  await recordAct(tx, {
    kind: 'audit finding decided',
    subject: `audit run ${runId}`,
    by,
    at,
    change: {
      report: given.reportId,
      rule: given.rule,
      finding: given.finding.toString('hex'),
      decision: given.decision,
      reason,
    },
  })
  return { done: true }
}
