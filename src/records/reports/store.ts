import { sql } from 'kysely'
import type { Tx } from '../../platform/database/bureau.ts'
import type { FrozenFigures, Narrative, Report, ReportState } from './report.ts'

export async function lockReport(tx: Tx, year: number): Promise<Report | null> {
  const row = await tx
    .selectFrom('annualReport')
    .select(['id', 'year', 'vintage', 'state', 'narrative', 'cells', 'sentBy', 'frozenAt', 'publishedAt', 'version'])
    .where('year', '=', year)
    .forUpdate()
    .executeTakeFirst()
  return row
    ? {
        ...row,
        vintage: row.vintage as Report['vintage'],
        state: row.state as ReportState,
        narrative: row.narrative as unknown as Narrative,
        cells: row.cells as unknown as FrozenFigures | null,
      }
    : null
}

export async function insertReport(
  tx: Tx,
  report: { year: number; vintage: string; narrative: Narrative; writtenBy: number; changedAt: Date },
): Promise<void> {
  await tx
    .insertInto('annualReport')
    .values({ ...report, narrative: JSON.stringify(report.narrative), state: 'draft' })
    .onConflict((conflict) => conflict.columns(['bureauId', 'year']).doNothing())
    .execute()
}

export async function saveReport(
  tx: Tx,
  id: number,
  change: {
    state?: ReportState
    narrative?: Narrative
    cells?: FrozenFigures
    hash?: Buffer
    writtenBy?: number
    sentBy?: number
    approvedBy?: number | null
    approvedAt?: Date | null
    frozenAt?: Date
    publishedAt?: Date
    changedAt: Date
  },
): Promise<number> {
  const { narrative, cells, ...rest } = change
  const { version } = await tx
    .updateTable('annualReport')
    .set({
      ...rest,
      ...(narrative ? { narrative: JSON.stringify(narrative) } : {}),
      ...(cells ? { cells: JSON.stringify(cells) } : {}),
      version: sql`version + 1`,
    })
    .where('id', '=', id)
    .returning('version')
    .executeTakeFirstOrThrow()
  return version
}

export interface FrozenCell {
  cell: string
  value: number
  recordKind: string
  recordIds: number[]
  recordVersions: number[]
}

export async function insertCells(tx: Tx, reportId: number, cells: readonly FrozenCell[]): Promise<void> {
  if (cells.length === 0) return
  await tx
    .insertInto('annualReportCell')
    .values(cells.map((cell) => ({ reportId, ...cell })))
    .execute()
}
