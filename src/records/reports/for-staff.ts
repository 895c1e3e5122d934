import type { Tx } from '../../platform/database/bureau.ts'
import type { FrozenFigures, Narrative, Report, ReportState } from './report.ts'
import type { FrozenCell } from './store.ts'

export interface ReportForStaff extends Report {
  hash: string | null
  changedAt: Date
}

export async function reportOfYear(tx: Tx, year: number): Promise<ReportForStaff | null> {
  const row = await tx
    .selectFrom('annualReport')
    .select([
      'id',
      'year',
      'vintage',
      'state',
      'narrative',
      'cells',
      'hash',
      'sentBy',
      'frozenAt',
      'publishedAt',
      'version',
      'changedAt',
    ])
    .where('year', '=', year)
    .executeTakeFirst()
  return row
    ? {
        ...row,
        vintage: row.vintage as Report['vintage'],
        state: row.state as ReportState,
        narrative: row.narrative as unknown as Narrative,
        cells: row.cells as unknown as FrozenFigures | null,
        hash: row.hash ? row.hash.toString('hex') : null,
      }
    : null
}

export async function reportList(
  tx: Tx,
): Promise<{ year: number; vintage: string; state: ReportState; publishedAt: Date | null; changedAt: Date }[]> {
  const rows = await tx
    .selectFrom('annualReport')
    .select(['year', 'vintage', 'state', 'publishedAt', 'changedAt'])
    .orderBy('year', 'desc')
    .execute()
  return rows.map((row) => ({ ...row, state: row.state as ReportState }))
}

/** What was frozen behind every figure of a report. A cell that is not here was zero, with no records. */
export async function frozenCells(tx: Tx, reportId: number): Promise<FrozenCell[]> {
  return tx
    .selectFrom('annualReportCell')
    .select(['cell', 'value', 'recordKind', 'recordIds', 'recordVersions'])
    .where('reportId', '=', reportId)
    .execute()
}

export async function frozenCell(tx: Tx, reportId: number, cell: string): Promise<FrozenCell | null> {
  const row = await tx
    .selectFrom('annualReportCell')
    .select(['cell', 'value', 'recordKind', 'recordIds', 'recordVersions'])
    .where('reportId', '=', reportId)
    .where('cell', '=', cell)
    .executeTakeFirst()
  return row ?? null
}
