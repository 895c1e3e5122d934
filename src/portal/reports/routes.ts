import { createHash } from 'node:crypto'
import { createElement } from 'react'
import { daysBetween, yearOf } from '../../law/calendar-date.ts'
import { crossCheck } from '../../law/reports/cross-checks.ts'
import { reportDueOn } from '../../law/reports/deadline.ts'
import { type ReportRuleId, reportRules } from '../../law/reports/rules.ts'
import { carryOverChain } from '../../law/reports/year-on-year.ts'
import { dayInChina } from '../../platform/clock.ts'
import type { Typesetter } from '../../platform/typeset/typesetter.ts'
import { publicEntries, publicRegister } from '../../records/registers/for-public.ts'
import {
  type PublishedReport,
  publishedFigure,
  publishedOpenings,
  publishedReport,
  publishedReports,
} from '../../records/reports/for-public.ts'
import { reportFile, reportFormats, reportMediaTypes } from '../../reporting/report-files.ts'
import { reportJsonSchema } from '../../reporting/report-json.ts'
import { addressesOf, pageAsked, pageSize } from '../lists.ts'
import { paths } from '../paths.ts'
import { itself, type Open, type Outcome, shared, type Visiting } from '../visit.ts'
import { BehindPage } from './behind.page.tsx'
import type { CheckLine } from './checks.tsx'
import { ComparePage } from './compare.page.tsx'
import { ReportPage } from './report.page.tsx'
import { ReportsPage } from './reports.page.tsx'
import { reportTitle } from './trail.ts'

const statementOf = (rule: string): string => reportRules[rule as ReportRuleId]?.statement ?? rule

/** The checks of a published report, as anybody could make them from its tables. */
function checksOf(report: PublishedReport, lastYear: PublishedReport | null): CheckLine[] {
  const { findings, passed } = crossCheck({
    vintage: report.vintage,
    year: report.year,
    cells: report.cells,
    publishedOn: dayInChina(report.publishedAt),
    procurementUnitStated: true,
    ...(lastYear?.vintage === report.vintage ? { lastYear: lastYear.cells } : {}),
  })
  const found = new Set(findings.map(({ rule }) => rule))
  const held = [...new Set(passed.map(({ rule }) => rule))].filter((rule) => !found.has(rule))
  return [
    ...findings.map(({ rule, verdict, message }) => ({ formula: statementOf(rule), verdict, message })),
    ...held.map((rule) => ({ formula: statementOf(rule), verdict: 'passed' as const, message: '' })),
  ]
}

/** The name a figure has in the text, from the table and cell it is frozen under: requests:new.total → requests.new.total */
function nameOf(frozen: string): string {
  const [table = '', cell = ''] = frozen.split(':')
  return table === 'disclosure' || table === 'documents' ? cell : `${table}.${cell}`
}

function frozenUnder(name: string): string {
  const [first] = name.split('.')
  if (first === 'documents') return `documents:${name}`
  return first === 'requests' || first === 'remedies'
    ? `${first}:${name.slice(first.length + 1)}`
    : `disclosure:${name}`
}

export function reportRoutes(open: Open, typesetter: Typesetter): void {
  const all = async ({ tx, frame, clock }: Visiting): Promise<Outcome> => {
    const reports = await publishedReports(tx)
    const [today, year] = [clock.today(), yearOf(clock.today()) - 1]
    const due = reportDueOn(year, 'department')
    const missing = due !== null && !reports.some((report) => report.year === year)
    return createElement(ReportsPage, {
      frame,
      reports,
      // In the first months of a year people look for last year's report; later its absence is told by the list itself.
      awaited: missing && today.slice(5) < '04-01' ? { year, by: due.on, daysLeft: daysBetween(today, due.on) } : null,
    })
  }
  open('GET', paths.reports, all, itself(paths.reports))

  const asked = (params: unknown): number => Number((params as { year: string }).year)

  const everyYear = (address: (year: number) => string) =>
    shared(async ({ tx }) => (await publishedReports(tx)).map(({ year }) => address(year)))

  const onePage = async ({ tx, http, frame }: Visiting): Promise<Outcome> => {
    const year = asked(http.params)
    const report = await publishedReport(tx, year)
    if (!report) return { failure: { status: 404 } }
    const years = (await publishedReports(tx)).map((other) => other.year)
    return createElement(ReportPage, {
      frame,
      report,
      opens: new Set((await publishedOpenings(tx, report.id)).map(nameOf)),
      checks: checksOf(report, await publishedReport(tx, year - 1)),
      neighbours: {
        before: Math.max(...years.filter((other) => other < year), 0) || null,
        after: years.filter((other) => other > year).sort((a, b) => a - b)[0] ?? null,
      },
    })
  }
  open('GET', '/zwgk/nianbao/:year(^\\d{4})', onePage, everyYear(paths.report))

  const data = async ({ tx, http, bureau }: Visiting): Promise<Outcome> => {
    const report = await publishedReport(tx, asked(http.params))
    if (!report) return { failure: { status: 404 } }
    const { year, vintage, narrative, cells, hash, frozenAt, publishedAt } = report
    return {
      json: {
        $schema: `https://${bureau.profile.domain}${paths.reportSchema}`,
        bureau: bureau.name,
        year,
        vintage,
        narrative,
        cells,
        hash,
        hashedOver: 'SHA-256 of {year, vintage, narrative, cells} as JSON with sorted keys',
        frozenAt,
        publishedAt,
      },
    }
  }
  open('GET', '/zwgk/nianbao/:year(^\\d{4}).json', data, everyYear(paths.reportData))

  open('GET', paths.reportSchema, async () => ({ json: reportJsonSchema }), itself(paths.reportSchema))

  for (const format of reportFormats) {
    const file = async ({ tx, http, bureau }: Visiting): Promise<Outcome> => {
      const report = await publishedReport(tx, asked(http.params))
      if (!report) return { failure: { status: 404 } }
      const { year, vintage, cells, narrative, publishedAt, hash } = report
      const signedOn = dayInChina(publishedAt)
      const model = { bureau: bureau.name, year, vintage, cells, narrative, signedOn, madeOn: signedOn }
      // Typeset after the transaction: it takes its time.
      return {
        afterwards: async () => ({
          file: {
            name: `${reportTitle(bureau, year)}.${format}`,
            mediaType: reportMediaTypes[format],
            content: await reportFile(model, format, typesetter),
            sha256: createHash('sha256').update(`${format} ${hash}`).digest('hex'),
            shown: false,
          },
        }),
      }
    }
    open(
      'GET',
      `/zwgk/nianbao/:year(^\\d{4}).${format}`,
      file,
      everyYear((year) => paths.reportFile(year, format)),
    )
  }

  const compare = async ({ tx, http, frame }: Visiting): Promise<Outcome> => {
    const year = asked(http.params)
    const reports: PublishedReport[] = []
    for (const one of await publishedReports(tx)) {
      const report = one.year <= year ? await publishedReport(tx, one.year) : null
      if (report) reports.push(report)
    }
    const [now, before] = reports
    if (!now || now.year !== year || !before) return { failure: { status: 404 } }
    return createElement(ComparePage, { frame, before, now, chain: carryOverChain(reports) })
  }
  open(
    'GET',
    '/zwgk/nianbao/:year(^\\d{4})/bijiao',
    compare,
    // The first report published has none before it.
    shared(async ({ tx }) => (await publishedReports(tx)).slice(0, -1).map(({ year }) => paths.reportCompared(year))),
  )

  const behind = async ({ tx, http, frame }: Visiting): Promise<Outcome> => {
    const { figure } = http.params as { figure: string }
    const report = await publishedReport(tx, asked(http.params))
    const frozen = report && (await publishedFigure(tx, report.id, frozenUnder(figure)))
    if (!report || !frozen || frozen.registers.length === 0) return { failure: { status: 404 } }
    const [kind = ''] = frozen.registers
    const register = publicRegister(kind)
    if (!register) return { failure: { status: 404 } }
    const page = pageAsked(http.query)
    const { entries, total } = await publicEntries(tx, kind, { ids: frozen.ids, page, size: pageSize })
    const pages = Math.max(1, Math.ceil(total / pageSize))
    if (page > pages) return { failure: { status: 404 } }
    return createElement(BehindPage, {
      frame,
      year: report.year,
      vintage: report.vintage,
      figure,
      value: frozen.value,
      howCounted: `报告固定于${dayInChina(report.frozenAt)}，当时由“${register.title}”台账中的 ${frozen.ids.length} 条记录计算得出${
        total < frozen.ids.length ? `；其中 ${frozen.ids.length - total} 条此后已更正或撤销，不再公开` : ''
      }。`,
      columns: register.columns,
      rows: entries,
      total,
      page,
      pages,
    })
  }
  open('GET', '/zwgk/nianbao/:year(^\\d{4})/jilu/:figure', behind, {
    shared: true,
    every: async ({ tx }) => {
      const urls: string[] = []
      for (const { year } of await publishedReports(tx)) {
        const report = await publishedReport(tx, year)
        for (const cell of report ? await publishedOpenings(tx, report.id) : []) {
          const frozen = report && (await publishedFigure(tx, report.id, cell))
          const [kind = ''] = frozen?.registers ?? []
          if (!frozen || !publicRegister(kind)) continue
          const { total } = await publicEntries(tx, kind, { ids: frozen.ids, page: 1, size: 1 })
          urls.push(...addressesOf(paths.behind(year, nameOf(cell)), total))
        }
      }
      return urls
    },
  })
}
