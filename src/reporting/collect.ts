import type { ReportCells } from '../law/reports/formats.ts'
import { allCells, summed } from '../law/reports/tables.ts'
import type { Tx } from '../platform/database/bureau.ts'
import { documentsBehind, documentsPublished } from '../records/documents/figures.ts'
import type { Behind } from '../records/figure.ts'
import { entriesBehind, registerFigures } from '../records/registers/figures.ts'
import { requestFigures, requestsBehind } from '../records/requests/figures.ts'

export type Table = keyof ReportCells
export type FigureTable = Table | 'documents'

/** The three tables of a year, counted from the records: every cell of the form, its sums worked out as the form says. */
export async function collectCells(tx: Tx, year: number, vintage: '2019' | '2021'): Promise<ReportCells> {
  return summed(vintage, {
    disclosure: await registerFigures(tx, year, vintage, 'disclosure'),
    requests: await requestFigures(tx, year, vintage),
    remedies: await registerFigures(tx, year, vintage, 'remedies'),
  })
}

/** The records that make a figure. The sums of the form open the records of all they are made of. */
export async function recordsBehind(
  tx: Tx,
  year: number,
  vintage: '2019' | '2021',
  table: FigureTable,
  cell: string,
): Promise<Behind> {
  if (table === 'documents') return { ledger: 'document', records: await documentsBehind(tx, year) }
  if (table === 'requests') return { ledger: 'request', records: await requestsBehind(tx, year, vintage, cell) }
  const direct = await entriesBehind(tx, year, vintage, table, cell)
  if (direct) return { ledger: 'register-entry', records: direct }
  // Only table 4 has sums: the total of a block is the records of its columns.
  const [block] = cell.split('.')
  const parts = cell.endsWith('.total')
    ? allCells(vintage).remedies.filter((part) => part.startsWith(`${block}.`) && part !== cell)
    : []
  const records = []
  for (const part of parts) records.push(...((await entriesBehind(tx, year, vintage, table, part)) ?? []))
  return { ledger: 'register-entry', records }
}

/** Figures that can stand in the text besides the cells of the tables. */
export async function collectOtherFigures(tx: Tx, year: number): Promise<Record<string, number>> {
  return { 'documents.published': await documentsPublished(tx, year) }
}
