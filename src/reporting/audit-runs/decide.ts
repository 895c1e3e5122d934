import type { Clock } from '../../platform/clock.ts'
import type { Tx } from '../../platform/database/bureau.ts'
import { type Decision, NoSuchAuditedReport } from '../../records/audits/audit.ts'
import { keepDecision } from '../../records/audits/decide.ts'
import { reportPage } from '../../records/audits/for-staff.ts'
import { mayDoToAudits } from '../../records/audits/permissions.ts'
import { type Actor, mustBeAllowed } from '../../records/staff/actor.ts'
import { findingsOfRun } from './findings.ts'

/** Decides on a finding of a report: it is right, it is a false alarm (with a reason), or the bureau is asked. */
export async function decideFinding(
  tx: Tx,
  { reportId, key, decision, reason }: { reportId: number; key: string; decision: Decision; reason: string | null },
  by: Actor,
  clock: Clock,
): Promise<{ done: true } | { refused: 'no-reason' | 'no-such-finding' }> {
  mustBeAllowed(by, 'decide on a finding', mayDoToAudits.run)
  const page = await reportPage(tx, reportId)
  if (!page) throw new NoSuchAuditedReport()
  const report = (await findingsOfRun(tx, page.runId)).find(({ id }) => id === reportId)
  const finding = report?.result?.findings.find((one) => one.key.toString('hex') === key)
  if (!finding) return { refused: 'no-such-finding' }
  const { rule } = finding
  return keepDecision(tx, { reportId, runId: page.runId, finding: finding.key, rule, decision, reason }, by, clock)
}
