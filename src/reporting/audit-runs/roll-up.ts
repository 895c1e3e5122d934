import type { ReportCells, Vintage } from '../../law/reports/formats.ts'
import { allCells, cellLabel } from '../../law/reports/tables.ts'
import type { ReportInRun } from './findings.ts'

export interface RolledUpCell {
  /** 2, 3, 4: the tables of the form */
  table: keyof ReportCells
  cell: string
  label: string
  sum: number
  /** how many of the reports have a number there */
  of: number
  /** the reports without one, by their ids */
  missing: number[]
}

export interface RollUp {
  year: number
  vintage: Exclude<Vintage, 'pre-2019'>
  reports: number
  cells: RolledUpCell[]
}

/** Each cell of the form summed over the bureaus of a run, year by year. Of two copies of one report the first counts. */
export function rollUp(reports: readonly ReportInRun[]): RollUp[] {
  const byForm = new Map<string, RollUp & { parts: { id: number; cells: ReportCells }[] }>()
  const seen = new Set<string>()
  for (const { id, result } of reports) {
    if (result?.kind !== 'annual-report' || result.year === null) continue
    const { year, vintage, bureau, cells } = result
    if (vintage === null || vintage === 'pre-2019') continue
    if (bureau !== null && seen.has(`${bureau} ${year}`)) continue
    seen.add(`${bureau} ${year}`)
    const form = byForm.get(`${year} ${vintage}`) ?? { year, vintage, reports: 0, cells: [], parts: [] }
    form.parts.push({ id, cells })
    byForm.set(`${year} ${vintage}`, form)
  }
  return [...byForm.values()]
    .sort((a, b) => b.year - a.year)
    .map(({ year, vintage, parts }) => ({ year, vintage, reports: parts.length, cells: summed(vintage, parts) }))
}

function summed(vintage: RollUp['vintage'], parts: readonly { id: number; cells: ReportCells }[]): RolledUpCell[] {
  return Object.entries(allCells(vintage)).flatMap(([name, cells]) =>
    (cells as readonly string[]).map((cell) => {
      const table = name as keyof ReportCells
      const values = parts.map((part) => ({ id: part.id, value: part.cells[table]?.[cell] ?? null }))
      const numbers = values.flatMap(({ value }) => (value === null ? [] : [value]))
      return {
        ...{ table, cell, label: cellLabel(vintage, table === 'disclosure' ? cell : `${table}.${cell}`) },
        // Amounts of money have at most six decimals.
        sum: Math.round(numbers.reduce((all, value) => all + value, 0) * 1e6) / 1e6,
        of: numbers.length,
        missing: values.flatMap(({ id, value }) => (value === null ? [id] : [])),
      }
    }),
  )
}
