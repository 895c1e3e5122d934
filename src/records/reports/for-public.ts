import type { Tx } from '../../platform/database/bureau.ts'
import type { FrozenFigures, Narrative } from './report.ts'

export interface PublishedReport {
  id: number
  year: number
  vintage: '2019' | '2021'
  narrative: Narrative
  cells: FrozenFigures
  /** SHA-256 over the frozen cells and words, hexadecimal */
  hash: string
  frozenAt: Date
  publishedAt: Date
}

export async function publishedReports(
  tx: Tx,
): Promise<{ year: number; vintage: '2019' | '2021'; publishedAt: Date }[]> {
  const rows = await tx
    .selectFrom('publicAnnualReport')
    .select(['year', 'vintage', 'publishedAt'])
    .orderBy('year', 'desc')
    .execute()
  return rows as { year: number; vintage: '2019' | '2021'; publishedAt: Date }[]
}

export async function publishedReport(tx: Tx, year: number): Promise<PublishedReport | null> {
  const row = await tx
    .selectFrom('publicAnnualReport')
    .select(['id', 'year', 'vintage', 'narrative', 'cells', 'hash', 'frozenAt', 'publishedAt'])
    .where('year', '=', year)
    .executeTakeFirst()
  if (!row?.hash) return null
  return {
    ...(row as unknown as Omit<PublishedReport, 'hash'>),
    hash: row.hash.toString('hex'),
  }
}

/**
 * The register entries frozen behind a figure (`disclosure:licences.decisions`) of a published report; null for figures
 * made of requests, which are never public.
 */
export async function publishedEntriesBehind(tx: Tx, reportId: number, cell: string): Promise<number[] | null> {
  const row = await tx
    .selectFrom('annualReportCell')
    .innerJoin('publicAnnualReport', (join) =>
      join
        .onRef('publicAnnualReport.id', '=', 'annualReportCell.reportId')
        .onRef('publicAnnualReport.bureauId', '=', 'annualReportCell.bureauId'),
    )
    .select(['annualReportCell.recordIds', 'annualReportCell.recordKind'])
    .where('annualReportCell.reportId', '=', reportId)
    .where('annualReportCell.cell', '=', cell)
    .executeTakeFirst()
  return row && row.recordKind === 'register-entry' ? row.recordIds : null
}
