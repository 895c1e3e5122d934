import { sql } from 'kysely'
import { type CalendarDate, firstDayOf, lastDayOf } from '../../law/calendar-date.ts'
import { type OutcomeCode, outcomes } from '../../law/requests/outcome.ts'
import type { Tx } from '../../platform/database/bureau.ts'
import type { RecordBehind } from '../figure.ts'

// Table 3 counts a request as new by its receipt day, its outcome by the day it was concluded, and carries over what was
// open at the end of 31 December (law.md 4.3, consistency with the ledgers).

/** Cells of table 3 that are not zero: `${row}.${applicant kind}`. Totals are the form's own sums. */
export async function requestFigures(tx: Tx, year: number, vintage: '2019' | '2021'): Promise<Record<string, number>> {
  const from = firstDayOf(year)
  const to = lastDayOf(year)
  const rows = await sql<{
    applicantKind: string
    outcome: OutcomeCode | null
    fresh: number
    carriedIn: number
    carriedOut: number
    concluded: number
  }>`
    select applicant_kind, case when concluded_on between ${from} and ${to} then outcome end as outcome,
      (count(*) filter (where received_on between ${from} and ${to}))::int as fresh,
      (count(*) filter (where received_on < ${from} and (concluded_on is null or concluded_on >= ${from})))::int as carried_in,
      (count(*) filter (where received_on <= ${to} and (concluded_on is null or concluded_on > ${to})))::int as carried_out,
      (count(*) filter (where concluded_on between ${from} and ${to}))::int as concluded
    from request
    where received_on <= ${to} and (concluded_on is null or concluded_on >= ${from})
    group by 1, 2`.execute(tx)
  const cells: Record<string, number> = {}
  const add = (cell: string, count: number) => {
    if (count > 0) cells[cell] = (cells[cell] ?? 0) + count
  }
  for (const row of rows.rows) {
    add(`new.${row.applicantKind}`, row.fresh)
    add(`carriedIn.${row.applicantKind}`, row.carriedIn)
    add(`carriedOut.${row.applicantKind}`, row.carriedOut)
    if (row.outcome) add(`${outcomes[row.outcome].row[vintage]}.${row.applicantKind}`, row.concluded)
  }
  return cells
}

/** The requests behind one cell of table 3, total row and total column included. */
export async function requestsBehind(
  tx: Tx,
  year: number,
  vintage: '2019' | '2021',
  cell: string,
): Promise<RecordBehind[]> {
  const [row = '', applicant = ''] = cell.split('.')
  const from: CalendarDate = firstDayOf(year)
  const to: CalendarDate = lastDayOf(year)
  let query = tx.selectFrom('request').select(['id', 'version']).orderBy('id')
  if (applicant !== 'total') query = query.where('applicantKind', '=', applicant)
  if (row === 'new') {
    query = query.where('receivedOn', '>=', from).where('receivedOn', '<=', to)
  } else if (row === 'carriedIn') {
    query = query
      .where('receivedOn', '<', from)
      .where((or) => or.or([or('concludedOn', 'is', null), or('concludedOn', '>=', from)]))
  } else if (row === 'carriedOut') {
    query = query
      .where('receivedOn', '<=', to)
      .where((or) => or.or([or('concludedOn', 'is', null), or('concludedOn', '>', to)]))
  } else {
    query = query.where('concludedOn', '>=', from).where('concludedOn', '<=', to)
    if (row !== 'total') {
      const counted = (Object.keys(outcomes) as OutcomeCode[]).filter((code) => outcomes[code].row[vintage] === row)
      query = query.where('outcome', 'in', counted.length > 0 ? counted : [''])
    }
  }
  return query.execute()
}
