import type { Finding, Passed } from '../../law/finding.ts'
import { crossCheck } from '../../law/reports/cross-checks.ts'
import { agreed } from '../read/glued.ts'
import type { AuditFinding, AuditResult, Values } from './result.ts'

// C-20 to C-24: the reports of one bureau, each beside that of the year before.

const acrossYears = new Set(['C-20', 'C-21', 'C-22', 'C-23'])

/**
 * Chains audited reports of one bureau by year. Gives a result for each one given, in their order: checks that needed the
 * year before are made where that report is here, and cells that ran together are settled where the two years decide them.
 */
export function auditMany(results: readonly AuditResult[]): AuditResult[] {
  const chained = results.map((one) => ({
    ...one,
    cells: { ...one.cells },
    findings: [...one.findings],
    passed: [...one.passed],
  }))
  for (const reports of byBureau(chained).values()) {
    reports.sort((a, b) => (a.year as number) - (b.year as number))
    for (const [place, report] of reports.entries()) {
      const before = reports[place - 1]
      if (!before) continue
      if (report.year === (before.year as number) + 1) {
        settleDocuments(before, report)
        compareYears(before, report)
      }
      compareCumulative(before, report)
    }
  }
  return chained
}

function byBureau(results: readonly AuditResult[]): Map<string, AuditResult[]> {
  const reports = new Map<string, AuditResult[]>()
  for (const one of results) {
    if (one.kind !== 'annual-report' || one.bureau === null || one.year === null) continue
    const known = reports.get(one.bureau) ?? []
    // Two copies of one report are no two years.
    if (!known.some(({ year }) => year === one.year)) reports.set(one.bureau, [...known, one])
  }
  return reports
}

function compareYears(before: AuditResult, report: AuditResult): void {
  const { vintage, year, cells } = report
  if (vintage === null || year === null) return
  const { findings, passed } = crossCheck({ vintage, year, cells, lastYear: before.cells })
  const found = new Set(report.findings.filter(({ verdict }) => verdict !== 'unknown').map(({ rule }) => rule))
  add(
    report,
    findings.filter(({ rule }) => acrossYears.has(rule)),
    passed.filter(({ rule }) => acrossYears.has(rule) && !found.has(rule)),
  )
}

/** Puts results in the place of the open questions they answer. */
function add(report: AuditResult, findings: readonly Finding[], passed: readonly Passed[]): void {
  const answered = new Set([...findings, ...passed].map(({ rule }) => rule))
  report.findings = [
    ...report.findings.filter(({ rule, verdict }) => !(verdict === 'unknown' && answered.has(rule))),
    ...findings.map(({ rule, verdict, message, values }) => ({ rule, verdict, message, values, quotes: [] })),
  ]
  report.passed.push(...passed)
}

// ── 规范性文件 that ran together ──

type Reading = readonly [issued: number, repealed: number, inForce: number]

const cells = ['normative.issued', 'normative.repealed', 'normative.inForce'] as const

/** The readings that are still possible: those of the damaged row, or the one that is in the table. */
function readingsOf({ cells: { disclosure }, findings }: AuditResult): {
  options: Reading[]
  open: AuditFinding | null
} {
  const open =
    findings.find(
      ({ rule, values: { row, readings } }) => rule === 'C-06' && row === 'normative' && typeof readings === 'string',
    ) ?? null
  if (open) {
    const { readings } = open.values
    const options = String(readings)
      .split('；')
      .map((one) => one.split('/').map(Number))
      .filter((one) => one.length === cells.length && one.every(Number.isInteger))
    return { options: options as unknown as Reading[], open }
  }
  const values = cells.map((cell) => disclosure?.[cell])
  return { options: values.every((value) => typeof value === 'number') ? [values as unknown as Reading] : [], open }
}

function settleDocuments(before: AuditResult, report: AuditResult): void {
  if (before.vintage !== '2021' || report.vintage !== '2021') return
  const last = readingsOf(before)
  const now = readingsOf(report)
  if ((!last.open && !now.open) || last.options.length === 0 || now.options.length === 0) return
  const inForceBefore = [...new Set(last.options.map((one) => one[2]))]
  const pairs = last.options.flatMap((then) => now.options.map((one) => ({ then, one })))
  const fitting = pairs.filter(({ then, one }) => then[2] + one[0] - one[1] === one[2])
  if (fitting.length > 0) {
    settle(
      before,
      last,
      fitting.map(({ then }) => then),
    )
    settle(
      report,
      now,
      fitting.map(({ one }) => one),
    )
    return
  }
  // No reading continues the year before. What there cannot be is left out: more repealed or in force than there were.
  const possible = now.options.filter(([issued, repealed, inForce]) =>
    inForceBefore.some((then) => repealed <= then + issued && inForce <= then + issued),
  )
  settle(report, now, possible)
  const left = possible.length > 0 ? possible : now.options
  if (inForceBefore.length !== 1 || left.length === 1) return
  contradicted(report, inForceBefore[0] as number, left)
}

function settle(report: AuditResult, { options, open }: ReturnType<typeof readingsOf>, left: readonly Reading[]): void {
  const kept = options.filter((option) => left.includes(option))
  if (!open || kept.length === 0 || kept.length === options.length) return
  const disclosure = { ...report.cells.disclosure }
  for (const [place, value] of agreed(kept, cells.length).entries()) disclosure[cells[place] as string] = value
  report.cells.disclosure = disclosure
  const rest = report.findings.filter((finding) => finding !== open)
  if (kept.length > 1) {
    const readings = kept.map((one) => one.join('/')).join('；')
    const message = `“行政规范性文件”一行的数字连在一起（${open.values['digits']}），对照相邻年度后还有 ${kept.length} 种断开方法；请补上单元格`
    rest.push({ ...open, message, values: { ...open.values, readings } })
  }
  report.findings = rest.map((finding) => {
    const { cell, table } = finding.values
    const settled = typeof cell === 'string' && table === null ? disclosure[cell] : null
    return typeof settled === 'number' ? { ...finding, values: { ...finding.values, table: settled } } : finding
  })
}

/** Whatever the reading, the year does not continue the year before; the nearest one is named. */
function contradicted(report: AuditResult, inForceLastYear: number, options: readonly Reading[]): void {
  const off = ([issued, repealed, inForce]: Reading) => Math.abs(inForceLastYear + issued - repealed - inForce)
  const nearest = [...options].sort((a, b) => off(a) - off(b))[0]
  if (!nearest) return
  const [issued, repealed, inForce] = nearest
  const expected = inForceLastYear + issued - repealed
  const readings = options.map((one) => one.join('/')).join('；')
  add(
    report,
    [
      {
        rule: 'C-21',
        verdict: 'doubt',
        message: `“行政规范性文件”一行无论怎样断开，都不等于上一年度 ${inForceLastYear} 件加制发、减废止；最接近的 ${nearest.join('/')} 应为 ${expected} 件`,
        values: {
          row: 'normative',
          inForceLastYear,
          issued,
          repealed,
          inForce,
          left: expected,
          right: inForce,
          readings,
        },
      },
    ],
    [],
  )
}

// ── Figures since the beginning ──

function cumulativeOf({ findings, passed }: AuditResult): Values | null {
  return [...findings, ...passed].find(({ rule, values }) => rule === 'C-24' && 'cumulative' in values)?.values ?? null
}

function compareCumulative(before: AuditResult, report: AuditResult): void {
  const now = cumulativeOf(report)
  const { cumulative, thisYear } = now ?? {}
  const { cumulative: lastYear } = cumulativeOf(before) ?? {}
  if (typeof cumulative !== 'number' || typeof lastYear !== 'number') return
  const values: Values = { ...now, compared: lastYear, comparedYear: before.year }
  const adjacent = report.year === (before.year as number) + 1
  const expected = adjacent && typeof thisYear === 'number' ? lastYear + thisYear : null
  const quotes = report.findings.find(({ rule }) => rule === 'C-24')?.quotes ?? []
  report.findings = report.findings.filter(({ rule }) => rule !== 'C-24')
  const find = (verdict: Finding['verdict'], message: string) =>
    report.findings.push({ rule: 'C-24', verdict, message, values, quotes })
  if (cumulative < lastYear) {
    find('doubt', `累计数 ${cumulative} 少于 ${before.year} 年度报告的累计数 ${lastYear}`)
  } else if (expected === null) {
    find('unknown', `累计数不少于 ${before.year} 年度的 ${lastYear}；没有上一年度报告，无法核对`)
  } else if (expected !== cumulative) {
    find('doubt', `累计数 ${cumulative} 不等于上一年度 ${lastYear} 加本年 ${thisYear}（应为 ${expected}）`)
  } else report.passed.push({ rule: 'C-24', values })
}
