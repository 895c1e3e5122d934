import type { Finding, Passed } from '../../law/finding.ts'
import type { ReportCells, Vintage } from '../../law/reports/formats.ts'
import type { ReportRuleId } from '../../law/reports/rules.ts'
import type { DocumentKind } from '../read/outline.ts'
import type { Quote } from '../read/page.ts'

export type Values = Finding['values']

/** A finding about a published text, with the words it is about. */
export interface AuditFinding {
  rule: string
  verdict: Finding['verdict']
  message: string
  values: Values
  quotes: Quote[]
}

export interface AuditResult {
  file: string
  kind: DocumentKind
  bureau: string | null
  year: number | null
  vintage: Vintage | null
  cells: ReportCells
  findings: AuditFinding[]
  passed: Passed[]
}

/** What the checks write down as they go. */
export class Notes {
  readonly findings: AuditFinding[] = []
  readonly passed: Passed[] = []

  find(rule: ReportRuleId, verdict: Finding['verdict'], message: string, values: Values, quotes: Quote[] = []): void {
    this.findings.push({ rule, verdict, message, values, quotes })
  }

  pass(rule: ReportRuleId, values: Values): void {
    this.passed.push({ rule, values })
  }
}
