import type { Verdict } from '../../law/finding.ts'
import { reportRules, ruleGroups } from '../../law/reports/rules.ts'
import type { Tx } from '../../platform/database/bureau.ts'
import type { Decided, KeptReport } from '../../records/audits/for-staff.ts'
import { decisionsOn, reportsOfRun } from '../../records/audits/for-staff.ts'
import { canonical, sha256 } from '../../records/journal/entry.ts'
import type { AuditFinding } from '../audit/result.ts'
import { type AuditResult, auditMany } from '../audit.ts'

export interface FindingInRun extends AuditFinding {
  /** by which it is known again in another run */
  key: Buffer
  decided: Decided | null
}

export interface ReportInRun extends Omit<KeptReport, 'result'> {
  /** with the years of one bureau chained; null while it waits */
  result: (Omit<AuditResult, 'findings'> & { findings: FindingInRun[] }) | null
}

/** Every report of a run as far as it was read, the years of one bureau beside each other, with what was decided. */
export async function findingsOfRun(tx: Tx, runId: number): Promise<ReportInRun[]> {
  const kept = await reportsOfRun(tx, runId)
  const read = kept.filter(({ state }) => state === 'read')
  const chained = auditMany(read.map(({ result }) => result as AuditResult))
  const keyed = chained.map((result) => ({
    ...result,
    findings: result.findings.map((finding) => ({ ...finding, key: keyOf(result, finding) })),
  }))
  const keys = keyed.flatMap(({ findings }) => findings.map(({ key }) => key))
  const decided = await decisionsOn(tx, keys)
  const results = new Map(
    read.map(({ id }, place) => {
      const result = keyed[place] as (typeof keyed)[number]
      const findings = result.findings.map((one) => ({ ...one, decided: decided.get(one.key.toString('hex')) ?? null }))
      return [id, { ...result, findings }]
    }),
  )
  return kept.map(({ result: _, ...report }) => ({ ...report, result: results.get(report.id) ?? null }))
}

/** A finding is the same where rule, values, bureau and year are; without a bureau and a year, in a file of the same name. */
function keyOf({ bureau, year, file }: AuditResult, { rule, values }: AuditFinding): Buffer {
  const about = bureau === null || year === null ? { file } : {}
  return sha256(canonical({ bureau, year, rule, values, ...about }))
}

export const isFalseAlarm = ({ decided }: FindingInRun) => decided?.decision === 'false-alarm'

/** `set-aside`: all that was found is a false alarm */
export type CellVerdict = Verdict | 'set-aside' | 'passed'

const weight: Record<CellVerdict, number> = { mismatch: 4, doubt: 3, unknown: 2, 'set-aside': 1, passed: 0 }

/** What a report says to each rule: the heaviest of its findings that are no false alarm. What is not named does not apply. */
export function verdictsOf({ findings, passed }: NonNullable<ReportInRun['result']>): Record<string, CellVerdict> {
  const verdicts: Record<string, CellVerdict> = {}
  const note = (rule: string, verdict: CellVerdict) => {
    const known = verdicts[rule]
    if (known === undefined || weight[verdict] > weight[known]) verdicts[rule] = verdict
  }
  for (const { rule } of passed) note(rule, 'passed')
  for (const finding of findings) note(finding.rule, isFalseAlarm(finding) ? 'set-aside' : finding.verdict)
  return verdicts
}

const textAgainstTables = new Set<string>(ruleGroups.find(({ id }) => id === 'text-and-tables')?.rules)

export interface RunInNumbers {
  /** whose annual reports were read; a report whose bureau could not be told counts as one */
  bureaus: number
  /** annual reports */
  reports: number
  /** bureaus whose text and tables do not agree */
  textAgainstTables: number
  /** bureaus with any mismatch */
  mismatching: number
  /** files that are no annual report, or could not be read */
  unreadable: number
}

export function inNumbers(reports: readonly ReportInRun[]): RunInNumbers {
  const bureaus = new Set<string>()
  const contradicting = new Set<string>()
  const mismatching = new Set<string>()
  let annual = 0
  let unreadable = 0
  for (const { id, result } of reports) {
    if (!result) continue
    if (result.kind !== 'annual-report') {
      unreadable += 1
      continue
    }
    annual += 1
    const bureau = result.bureau ?? `${id}`
    bureaus.add(bureau)
    for (const [rule, verdict] of Object.entries(verdictsOf(result))) {
      if (verdict !== 'mismatch') continue
      mismatching.add(bureau)
      if (textAgainstTables.has(rule)) contradicting.add(bureau)
    }
  }
  return {
    bureaus: bureaus.size,
    reports: annual,
    textAgainstTables: contradicting.size,
    mismatching: mismatching.size,
    unreadable,
  }
}

export const statementOf = (rule: string) => reportRules[rule as keyof typeof reportRules]
