import type { Tx } from '../../platform/database/bureau.ts'
import { thisBureau } from '../bureaus/for-public.ts'
import { type PublishedReport, publishedReport, publishedReports } from '../reports/for-public.ts'
import { putSearchEntry } from './put.ts'

/** The value a figure of the text was frozen with; 三 and 四 bear their table in the name. */
function figureOf({ cells }: PublishedReport, name: string): string {
  const value =
    cells.others?.[name] ??
    cells.disclosure?.[name] ??
    cells.requests?.[name.replace(/^requests\./, '')] ??
    cells.remedies?.[name.replace(/^remedies\./, '')]
  return value === undefined || value === null ? '' : String(value)
}

/** Called in the transaction that publishes the report of a year. */
export async function indexReport(tx: Tx, year: number): Promise<void> {
  const report = await publishedReport(tx, year)
  if (!report) return
  const { name } = await thisBureau(tx)
  const { overall, problems, other } = report.narrative
  await putSearchEntry(tx, {
    kind: 'report',
    recordId: report.id,
    part: '',
    attachment: null,
    type: 'report',
    columnId: null,
    title: `${name}${year}年政府信息公开工作年度报告`,
    documentNumber: null,
    valid: null,
    organ: name,
    hasAttachment: false,
    publishedAt: report.publishedAt,
    address: `/zwgk/nianbao/${year}`,
    body: [overall, problems, other]
      .join('\n')
      .replace(/\{\{\s*([^{}]+?)\s*\}\}/g, (_, figure: string) => figureOf(report, figure)),
  })
}

export async function indexAllReports(tx: Tx): Promise<number> {
  const reports = await publishedReports(tx)
  for (const { year } of reports) await indexReport(tx, year)
  return reports.length
}
