import type { Clock } from '../platform/clock.ts'
import type { Tx } from '../platform/database/bureau.ts'
import { frozenCells, reportOfYear } from '../records/reports/for-staff.ts'
import { freezeReport } from '../records/reports/freeze.ts'
import type { FrozenFigures } from '../records/reports/report.ts'
import type { Actor } from '../records/staff/actor.ts'
import { type FigureTable, recordsBehind } from './collect.ts'
import { compileReport, figuresOf } from './compile.ts'

const tables: readonly FigureTable[] = ['disclosure', 'requests', 'remedies', 'documents']

function* everyFigure(figures: FrozenFigures): Generator<{ table: FigureTable; cell: string; value: number }> {
  for (const table of tables) {
    const cells = table === 'documents' ? figures.others : figures[table]
    for (const [cell, value] of Object.entries(cells ?? {})) yield { table, cell, value: value ?? 0 }
  }
}

/** Fixes every figure with the records behind it. A report whose tables do not add up is not frozen. */
export async function freezeYear(
  tx: Tx,
  { year, version }: { year: number; version: number },
  by: Actor,
  clock: Clock,
): Promise<{ hash: string } | { refused: 'not-approved' | 'does-not-add-up' }> {
  const compiled = await compileReport(tx, year)
  if (!compiled) return { refused: 'not-approved' }
  if (compiled.findings.some((finding) => finding.verdict === 'mismatch')) return { refused: 'does-not-add-up' }
  const { report } = compiled
  const figures = await figuresOf(tx, report)
  const behind = []
  for (const { table, cell, value } of everyFigure(figures)) {
    const { ledger, records } = await recordsBehind(tx, year, report.vintage, table, cell)
    if (records.length === 0 && value === 0) continue
    behind.push({
      cell: `${table}:${cell}`,
      value,
      recordKind: ledger,
      recordIds: records.map((record) => record.id),
      recordVersions: records.map((record) => record.version),
    })
  }
  return freezeReport(tx, { year, version, cells: figures, behind }, by, clock)
}

export interface Drift {
  table: FigureTable
  cell: string
  frozen: number
  now: number
  added: number[]
  removed: number[]
  changed: number[]
}

/** What changed in the records since the report was frozen. The report itself stays as it was. */
export async function driftOf(tx: Tx, year: number): Promise<Drift[]> {
  const report = await reportOfYear(tx, year)
  if (!report?.cells) return []
  const frozen = new Map((await frozenCells(tx, report.id)).map((cell) => [cell.cell, cell]))
  const now = await figuresOf(tx, { ...report, cells: null })
  const drifts: Drift[] = []
  for (const { table, cell, value } of everyFigure(now)) {
    const before = frozen.get(`${table}:${cell}`)
    if (!before && value === 0) continue
    const { records } = await recordsBehind(tx, year, report.vintage, table, cell)
    const versions = new Map((before?.recordIds ?? []).map((id, place) => [id, before?.recordVersions[place]]))
    const current = new Set(records.map((record) => record.id))
    const drift: Drift = {
      table,
      cell,
      frozen: before?.value ?? 0,
      now: value,
      added: records.filter((record) => !versions.has(record.id)).map((record) => record.id),
      removed: [...versions.keys()].filter((id) => !current.has(id)),
      changed: records
        .filter((record) => versions.has(record.id) && versions.get(record.id) !== record.version)
        .map((record) => record.id),
    }
    if (drift.frozen !== drift.now || drift.added.length + drift.removed.length + drift.changed.length > 0) {
      drifts.push(drift)
    }
  }
  return drifts
}
