import { type CalendarDate, lastDayOf } from '../law/calendar-date.ts'
import type { Finding, Passed } from '../law/finding.ts'
import { crossCheck } from '../law/reports/cross-checks.ts'
import { reportDueOn } from '../law/reports/deadline.ts'
import type { ReportCells } from '../law/reports/formats.ts'
import { cellLabel } from '../law/reports/tables.ts'
import { dayInChina } from '../platform/clock.ts'
import type { Tx } from '../platform/database/bureau.ts'
import { thisBureau } from '../records/bureaus/for-public.ts'
import { type ReportForStaff, reportOfYear } from '../records/reports/for-staff.ts'
import type { FrozenFigures, Narrative } from '../records/reports/report.ts'
import { collectCells, collectOtherFigures } from './collect.ts'
import { figuresByName, type Part, resolvedNarrative } from './narrative.ts'
import { checkWords, type WordsChecked } from './words.ts'

export interface CompiledReport {
  report: ReportForStaff
  cells: ReportCells
  figures: { name: string; label: string; value: number }[]
  resolved: Record<keyof Narrative, Part[]>
  findings: Finding[]
  passed: Passed[]
  dueOn: CalendarDate
}

const otherLabels: Record<string, string> = {
  'documents.published': '全年主动公开信息条数',
  'interpretations.published': '全年发布政策解读条数',
  'interpretations.byHead': '其中：主要负责人解读',
  'interpretations.text': '其中：文字解读',
  'interpretations.qa': '其中：问答解读',
  'interpretations.picture': '其中：图解',
  'interpretations.video': '其中：视频解读',
  'interpretations.press': '其中：新闻发布会',
  'interpretations.interview': '其中：访谈',
  'interpretations.live': '其中：直播解读',
  'interpretations.media': '其中：媒体解读',
}

/** The figures of a report: as frozen, or counted from the records now. */
export async function figuresOf(tx: Tx, report: ReportForStaff): Promise<FrozenFigures> {
  if (report.cells) return report.cells
  return {
    ...(await collectCells(tx, report.year, report.vintage)),
    others: await collectOtherFigures(tx, report.year),
  }
}

/** The text as it is being written, beside the figures of the report; null where there is no report. */
export async function checkReportWords(tx: Tx, year: number, narrative: Narrative): Promise<WordsChecked | null> {
  const report = await reportOfYear(tx, year)
  if (!report) return null
  const [{ others, ...cells }, lastYear, { name }] = [
    await figuresOf(tx, report),
    await reportOfYear(tx, year - 1),
    await thisBureau(tx),
  ]
  const figures = figuresByName(cells, others)
  return checkWords({ bureau: name, year, narrative, cells, figures, lastYear: lastYear?.narrative ?? null })
}

/** The report of a year as it stands: tables, text with its figures, and what the cross-checks say. */
export async function compileReport(tx: Tx, year: number): Promise<CompiledReport | null> {
  const report = await reportOfYear(tx, year)
  if (!report) return null
  const { others, ...cells } = await figuresOf(tx, report)
  const lastYear = await reportOfYear(tx, year - 1)
  const { findings, passed } = crossCheck({
    vintage: report.vintage,
    year,
    cells,
    bodyLevel: 'department',
    procurementUnitStated: true,
    ...(report.publishedAt ? { publishedOn: dayInChina(report.publishedAt) } : {}),
    ...(lastYear?.cells && lastYear.vintage === report.vintage ? { lastYear: lastYear.cells } : {}),
  })
  const byName = figuresByName(cells, others)
  const names = resolvedNarrative(report.narrative, byName)
  const unknown = Object.values(names)
    .flat()
    .filter((part): part is { figure: string; value: null } => 'figure' in part && part.value === null)
  return {
    report,
    cells,
    figures: Object.entries(byName).map(([name, value]) => ({
      name,
      label: otherLabels[name] ?? cellLabel(report.vintage, name),
      value: value ?? 0,
    })),
    resolved: names,
    findings: [
      ...findings,
      ...unknown.map(({ figure }) => ({
        rule: 'C-05',
        verdict: 'mismatch' as const,
        message: `正文引用的数字“${figure}”不存在，请删除或重新插入`,
        values: { figure },
      })),
    ],
    passed,
    dueOn: reportDueOn(year, 'department')?.on ?? lastDayOf(year + 1),
  }
}
