import { type ApplicantColumn, formats, type ReportCells, type Vintage } from './formats.ts'
import { allCells, partColumns } from './tables.ts'

// A report beside an earlier one of the same body: which figures can be compared, and whether what was carried over
// arrives.

export interface ReportOfYear {
  year: number
  vintage: Exclude<Vintage, 'pre-2019'>
  cells: ReportCells
}

export interface Compared {
  /** as in `cellLabel`: cells of tables 3 and 4 bear their table in front */
  name: string
  before: number | null
  now: number | null
  /** null where one of the two is not given */
  difference: number | null
}

export interface Comparison {
  /** table by table, in the order in which they are printed; of table 3 its totals */
  compared: Record<keyof ReportCells, Compared[]>
  /** names of figures that only one of the two forms has */
  onlyBefore: string[]
  onlyNow: string[]
}

const tables = ['disclosure', 'requests', 'remedies'] as const

export function yearOnYear(before: ReportOfYear, now: ReportOfYear): Comparison {
  const [then, these] = [allCells(before.vintage), allCells(now.vintage)]
  const compared: Comparison['compared'] = { disclosure: [], requests: [], remedies: [] }
  const [onlyBefore, onlyNow]: [string[], string[]] = [[], []]
  for (const table of tables) {
    const named = (cell: string) => (table === 'disclosure' ? cell : `${table}.${cell}`)
    const told = (cell: string) => table !== 'requests' || cell.endsWith('.total')
    const known = new Set(then[table])
    for (const cell of these[table].filter(told)) {
      if (!known.has(cell)) {
        onlyNow.push(named(cell))
        continue
      }
      const [was, is] = [before.cells[table]?.[cell] ?? null, now.cells[table]?.[cell] ?? null]
      compared[table].push({
        name: named(cell),
        before: was,
        now: is,
        difference: was === null || is === null ? null : lessTheOther(is, was),
      })
    }
    const stillKnown = new Set(these[table])
    onlyBefore.push(...then[table].filter((cell) => told(cell) && !stillKnown.has(cell)).map(named))
  }
  return { compared, onlyBefore, onlyNow }
}

/** Amounts have decimals: 0.3 less 0.1 is 0.2. */
function lessTheOther(one: number, other: number): number {
  return Math.round((one - other) * 1e6) / 1e6
}

export interface CarriedOver {
  applicants: ApplicantColumn
  /** carried out of the earlier year; null where no report or no such table says it */
  out: number | null
  /** carried into the later year */
  into: number | null
  /** null: one of the two is not known */
  agrees: boolean | null
}

export interface YearOfChain {
  year: number
  /** null: there is no report on this year */
  carriedIn: number | null
  carriedOut: number | null
  reported: boolean
  /** from the year before, the total first; null for the first year */
  fromBefore: CarriedOver[] | null
}

/**
 * What each year carried over and what the next one says it received (C-20), from the first year reported to the last. A
 * year without report stands in the chain too: nothing is known about it.
 */
export function carryOverChain(reports: readonly ReportOfYear[]): YearOfChain[] {
  const years = reports.map(({ year }) => year)
  if (years.length === 0) return []
  const first = Math.min(...years)
  const cellOf = (year: number, cell: string) =>
    reports.find((one) => one.year === year)?.cells.requests?.[cell] ?? null
  return Array.from({ length: Math.max(...years) - first + 1 }, (_, place) => {
    const year = first + place
    const fromBefore = (['total', ...partColumns] as const).map((applicants): CarriedOver => {
      const [out, into] = [cellOf(year - 1, `carriedOut.${applicants}`), cellOf(year, `carriedIn.${applicants}`)]
      return { applicants, out, into, agrees: out === null || into === null ? null : out === into }
    })
    return {
      year,
      carriedIn: cellOf(year, 'carriedIn.total'),
      carriedOut: cellOf(year, 'carriedOut.total'),
      reported: years.includes(year),
      fromBefore: place === 0 ? null : fromBefore,
    }
  })
}

/** What a column of table 3 is called: 自然人 */
export function applicantLabel(applicants: ApplicantColumn): string {
  return formats['2021'].requests.columns.find(({ id }) => id === applicants)?.path.at(-1) ?? applicants
}
