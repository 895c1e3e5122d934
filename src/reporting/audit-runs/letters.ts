import type { CalendarDate } from '../../law/calendar-date.ts'
import { citationText } from '../../law/citation.ts'
import { plainParagraph, plainRuns } from '../../platform/markup/plain.ts'
import type { Block, Cell } from '../../platform/markup/tree.ts'
import type { OfficialDocument } from '../../platform/typeset/document.ts'
import { dateInWords, withoutParts } from '../../platform/typeset/document.ts'
import { type FindingInRun, inNumbers, isFalseAlarm, type ReportInRun, statementOf } from './findings.ts'
import { questionOf } from './questions.ts'

// Both are drafts for the office that audits: without a number, to be read and signed by people.

type Result = NonNullable<ReportInRun['result']>

/** What a bureau is asked: never a false alarm, and what could not be checked only where somebody decided to ask. */
const isAsked = (finding: FindingInRun) =>
  !isFalseAlarm(finding) && (finding.verdict !== 'unknown' || finding.decided !== null)

interface Asked {
  result: Result
  findings: FindingInRun[]
}

/** By bureau in the order given, the years of each from old to new. */
function askedByBureau(reports: readonly ReportInRun[]): Map<string, Asked[]> {
  const byBureau = new Map<string, Asked[]>()
  for (const { result, fileName } of reports) {
    if (result?.kind !== 'annual-report') continue
    const bureau = result.bureau ?? fileName
    const asked = { result, findings: result.findings.filter(isAsked) }
    byBureau.set(bureau, [...(byBureau.get(bureau) ?? []), asked])
  }
  for (const reportsOf of byBureau.values()) reportsOf.sort((a, b) => (a.result.year ?? 0) - (b.result.year ?? 0))
  return byBureau
}

/** The letter to the bureau of a report, about all its reports in the run. Null: nothing is asked. */
export function letterToBureau(
  reports: readonly ReportInRun[],
  reportId: number,
  office: string,
  today: CalendarDate,
): OfficialDocument | null {
  const report = reports.find(({ id }) => id === reportId)
  if (report?.result?.kind !== 'annual-report') return null
  const bureau = report.result.bureau ?? report.fileName
  const asked = (askedByBureau(reports).get(bureau) ?? []).filter(({ findings }) => findings.length > 0)
  if (asked.length === 0) return null
  let serial = 0
  const questions = asked.flatMap(({ result, findings }) =>
    findings.flatMap((finding) => {
      serial += 1
      const [quote] = finding.quotes
      return [
        plainParagraph(`${serial}．${questionOf(finding, result.year)}`),
        ...(quote ? [plainParagraph(`原文：“${quote.text}”`)] : []),
        plainParagraph(`核对依据：${ruleText(finding.rule)}`),
      ]
    }),
  )
  return official(office, today, {
    title: '关于核实政府信息公开工作年度报告有关内容的函',
    addressees: bureau,
    body: [
      plainParagraph('我单位对已公布的政府信息公开工作年度报告作了核对，贵单位的报告有以下内容需要核实：'),
      ...questions,
      plainParagraph('请逐项核实并书面说明。确有错误的，请按照有关规定更正，并在原发布位置注明更正情况。'),
    ],
  })
}

/** The summary of a run: how many, by rule, and what each bureau is asked. No order of merit. */
export function summaryOfRun(reports: readonly ReportInRun[], office: string, today: CalendarDate): OfficialDocument {
  const numbers = inNumbers(reports)
  const byBureau = askedByBureau(reports)
  const byRule = new Map<string, Set<string>>()
  for (const [bureau, asked] of byBureau) {
    for (const { rule } of asked.flatMap(({ findings }) => findings)) {
      byRule.set(rule, (byRule.get(rule) ?? new Set()).add(bureau))
    }
  }
  const rules = [...byRule].sort(([a], [b]) => (a < b ? -1 : 1))
  const bureaus = [...byBureau].filter(([, asked]) => asked.some(({ findings }) => findings.length > 0))
  const waiting = reports.filter(({ result }) => result === null).length
  return official(office, today, {
    title: '政府信息公开工作年度报告核对情况通报（稿）',
    addressees: null,
    body: [
      heading('一、总体情况'),
      plainParagraph(
        `共核对 ${numbers.bureaus} 个单位的 ${numbers.reports} 份报告。其中，${numbers.textAgainstTables} 个单位的正文与表格不一致；` +
          `${numbers.mismatching} 个单位的报告有数字不符。${numbers.unreadable > 0 ? `另有 ${numbers.unreadable} 份文件没有认出年度报告，没有核对。` : ''}` +
          `${waiting > 0 ? `还有 ${waiting} 份没有读完，不在其中。` : ''}`,
      ),
      heading('二、各项核对'),
      ...(rules.length === 0
        ? [plainParagraph('没有需要核实的内容。')]
        : [
            table(
              ['核对内容', '需要核实的单位数'],
              rules.map(([rule, of]) => [ruleText(rule), String(of.size)]),
            ),
          ]),
      ...(bureaus.length === 0 ? [] : [heading('三、需要核实的内容')]),
      ...bureaus.flatMap(([bureau, asked]) => [
        plainParagraph(`${bureau}：`),
        ...asked.flatMap(({ result, findings }) =>
          findings.map(({ message }) =>
            plainParagraph(`${result.year === null ? '' : `${result.year} 年度，`}${message}。`),
          ),
        ),
      ]),
    ],
  })
}

function ruleText(rule: string): string {
  const known = statementOf(rule)
  return known ? `${known.statement}（${citationText(known.cite)}）` : rule
}

function official(
  office: string,
  today: CalendarDate,
  given: Pick<OfficialDocument, 'title' | 'addressees' | 'body'>,
): OfficialDocument {
  return {
    ...withoutParts,
    issuers: [office],
    signers: [office],
    date: dateInWords(today),
    madeOn: today,
    ...given,
  }
}

const heading = (text: string): Block => ({ is: 'heading', level: 2, align: null, inlines: plainRuns(text) })

function table(headings: readonly string[], rows: readonly string[][]): Block {
  const cell = (text: string, header: boolean): Cell => ({
    header,
    scope: header ? 'col' : null,
    rowspan: 1,
    colspan: 1,
    align: null,
    blocks: [plainParagraph(text)],
  })
  return {
    is: 'table',
    caption: [],
    head: [headings.map((text) => cell(text, true))],
    body: rows.map((row) => row.map((text) => cell(text, false))),
  }
}
