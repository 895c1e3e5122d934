import {
  type ApplicantColumn,
  formats,
  type RemedyBlock,
  type RemedyColumn,
  type ReportCells,
  type Vintage,
} from './formats.ts'

// The tables as lists of cells, with the sums the form itself contains.

type WithTables = Exclude<Vintage, 'pre-2019'>

export const partColumns = [
  'natural',
  'business',
  'research',
  'welfare',
  'legal',
  'other',
] as const satisfies readonly ApplicantColumn[]
export const remedyBlocks = ['reconsideration', 'direct', 'after'] as const satisfies readonly RemedyBlock[]
export const remedyParts = ['upheld', 'corrected', 'other', 'pending'] as const satisfies readonly RemedyColumn[]

export interface CellIds {
  disclosure: readonly string[]
  requests: readonly string[]
  remedies: readonly string[]
}

const listed = { '2019': list('2019'), '2021': list('2021') }

/** Every cell of the form, table by table, in the order in which they are printed. */
export function allCells(vintage: WithTables): CellIds {
  return listed[vintage]
}

function list(vintage: WithTables): CellIds {
  const { disclosure, requests, remedies } = formats[vintage]
  return {
    disclosure: disclosure.flatMap(({ rows, columns }) =>
      rows.flatMap((row) => columns.map((column) => `${row.id}.${column.id}`)),
    ),
    requests: requests.rows.flatMap((row) => requests.columns.map((column) => `${row.id}.${column.id}`)),
    remedies: remedies.map((column) => column.id),
  }
}

const cellsOfRow = new Map(
  [...formats['2019'].requests.rows, ...formats['2021'].requests.rows].map(({ id: row }) => [
    row as string,
    formats['2021'].requests.columns.map(({ id: column }) => `${row}.${column}`),
  ]),
)

/** The seven cells of a row of table 3, in the order of its columns. */
export function rowCells(row: string): readonly string[] {
  return cellsOfRow.get(row) ?? []
}

/** The rows of table 3 that say how a request ended: between what came in and the total. */
export function resultRows(vintage: WithTables): readonly string[] {
  return results[vintage]
}

const results = { '2019': resultsOf('2019'), '2021': resultsOf('2021') }

function resultsOf(vintage: WithTables): string[] {
  return formats[vintage].requests.rows
    .map((row) => row.id)
    .filter((row) => row !== 'new' && row !== 'carriedIn' && row !== 'total' && row !== 'carriedOut')
}

/** The whole form from the counted cells: what was not counted is zero, the totals of tables 3 and 4 are worked out. */
export function summed(
  vintage: WithTables,
  counted: { [Table in keyof ReportCells]: Record<string, number> },
): ReportCells {
  const ids = allCells(vintage)
  const filled = (cells: readonly string[], from: Record<string, number>) =>
    Object.fromEntries(cells.map((cell) => [cell, from[cell] ?? 0]))
  const requests = filled(ids.requests, counted.requests)
  for (const column of partColumns) {
    requests[`total.${column}`] = sum(resultRows(vintage).map((row) => requests[`${row}.${column}`]))
  }
  for (const { id: row } of formats[vintage].requests.rows) {
    requests[`${row}.total`] = sum(partColumns.map((column) => requests[`${row}.${column}`]))
  }
  const remedies = filled(ids.remedies, counted.remedies)
  for (const block of remedyBlocks) {
    remedies[`${block}.total`] = sum(remedyParts.map((part) => remedies[`${block}.${part}`]))
  }
  return { disclosure: filled(ids.disclosure, counted.disclosure), requests, remedies }
}

function sum(values: readonly (number | undefined)[]): number {
  return values.reduce<number>((all, value) => all + (value ?? 0), 0)
}

const labels = { '2019': labelled('2019'), '2021': labelled('2021') }

/**
 * What a figure is called: 行政许可 处理决定数量. The cells of tables 3 and 4 bear their table in front
 * (`requests.new.total`, `remedies.direct.upheld`). A name that is no cell is given back as it is.
 */
export function cellLabel(vintage: WithTables, name: string): string {
  return labels[vintage].get(name) ?? name
}

function labelled(vintage: WithTables): Map<string, string> {
  const { disclosure, requests, remedies } = formats[vintage]
  const known = new Map<string, string>()
  for (const { rows, columns } of disclosure) {
    for (const row of rows) {
      for (const column of columns) known.set(`${row.id}.${column.id}`, `${row.path.join('')} ${column.path.join('')}`)
    }
  }
  for (const row of requests.rows) {
    const label = row.path.slice(row.path.length > 2 ? 1 : 0).join(' ')
    for (const column of requests.columns)
      known.set(`requests.${row.id}.${column.id}`, `${label} ${column.path.at(-1)}`)
  }
  for (const column of remedies) known.set(`remedies.${column.id}`, column.path.join(' '))
  return known
}
