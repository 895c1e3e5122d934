import { interpretationForms } from '../law/publicity/interpretation.ts'
import type { ReportCells } from '../law/reports/formats.ts'
import { allCells, summed } from '../law/reports/tables.ts'
import type { Tx } from '../platform/database/bureau.ts'
import { documentsBehind, documentsPublished } from '../records/documents/figures.ts'
import type { Behind } from '../records/figure.ts'
import {
  type InterpretationFigure,
  interpretationsBehind,
  interpretationsPublished,
} from '../records/normative/figures.ts'
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
  if (table === 'documents') {
    const figure = interpretationFigures.find((one) => cell === `interpretations.${one}`)
    const records = figure ? interpretationsBehind(tx, year, figure) : documentsBehind(tx, year)
    return { ledger: 'document', records: await records }
  }
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

const interpretationFigures: readonly InterpretationFigure[] = ['published', 'byHead', ...interpretationForms]

/** Figures that can stand in the text besides the cells of the tables. */
export async function collectOtherFigures(tx: Tx, year: number): Promise<Record<string, number>> {
  const figures: Record<string, number> = { 'documents.published': await documentsPublished(tx, year) }
  for (const figure of interpretationFigures) {
    figures[`interpretations.${figure}`] = await interpretationsPublished(tx, year, figure)
  }
  return figures
}
