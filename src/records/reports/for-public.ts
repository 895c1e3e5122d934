import { sql } from 'kysely'
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

/** Which figures of a published report open: those made of entries of registers with public columns, as `table:cell`. */
export async function publishedOpenings(tx: Tx, reportId: number): Promise<string[]> {
  const rows = await tx
    .selectFrom('annualReportCell')
    .innerJoin('publicAnnualReport', (join) =>
      join
        .onRef('publicAnnualReport.id', '=', 'annualReportCell.reportId')
        .onRef('publicAnnualReport.bureauId', '=', 'annualReportCell.bureauId'),
    )
    .select('annualReportCell.cell')
    .where('annualReportCell.reportId', '=', reportId)
    .where('annualReportCell.recordKind', '=', 'register-entry')
    .where(sql<boolean>`exists (
      select from public_register_entry e
      where e.bureau_id = annual_report_cell.bureau_id and e.id = annual_report_cell.record_ids[1])`)
    .execute()
  return rows.map((row) => row.cell)
}

/** What is frozen behind a figure (`disclosure:licences.decisions`), and in which public registers the entries stand. */
export async function publishedFigure(
  tx: Tx,
  reportId: number,
  cell: string,
): Promise<{ value: number; ids: number[]; registers: string[] } | null> {
  const row = await tx
    .selectFrom('annualReportCell')
    .select(['value', 'recordIds'])
    .where('reportId', '=', reportId)
    .where('cell', '=', cell)
    .where('recordKind', '=', 'register-entry')
    .executeTakeFirst()
  if (!row) return null
  const kinds = await tx
    .selectFrom('publicRegisterEntry')
    .select('kind')
    .distinct()
    .where(sql<boolean>`id = any(${row.recordIds})`)
    .execute()
  return { value: row.value, ids: row.recordIds, registers: kinds.map(({ kind }) => kind as string) }
}
