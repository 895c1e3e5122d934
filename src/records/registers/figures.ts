import { type Expression, type SqlBool, sql } from 'kysely'
import { firstDayOf, lastDayOf } from '../../law/calendar-date.ts'
import type { Tx } from '../../platform/database/bureau.ts'
import type { RecordBehind } from '../figure.ts'
import { registerKinds } from './kinds/all.ts'
import type { Fields, FigureOf, Measure } from './register.ts'

interface Source {
  kind: string
  figure: FigureOf<Fields>
}

function sourceOf(vintage: '2019' | '2021', table: 'disclosure' | 'remedies', cell: string): Source | null {
  for (const kind of registerKinds) {
    const figure = kind.figures.find((one) => one.vintage === vintage && one.table === table && one.cell === cell)
    if (figure) return { kind: kind.kind, figure }
  }
  return null
}

// One condition a measure, used both to count a cell and to open it: what opens is what was counted.
function counted({ kind, figure }: Source, measure: Measure, year: number): Expression<SqlBool> {
  const [from, to] = [firstDayOf(year), lastDayOf(year)]
  const begun = figure.by ? sql`(fields->>${sql.lit(figure.by)})::date` : sql`decided_on`
  const inYear = (day: Expression<unknown>) => sql<SqlBool>`${day} between ${from} and ${to}`
  const inForceAt = (day: string) => sql<SqlBool>`${begun} <= ${day} and (ended_on is null or ended_on > ${day})`
  const conditions: Record<Measure, Expression<SqlBool>> = {
    'decided-in-year': inYear(begun),
    'ended-in-year': inYear(sql`ended_on`),
    'in-force-at-year-end': inForceAt(to),
    'in-force-at-last-year-end': inForceAt(lastDayOf(year - 1)),
    'net-change': sql<SqlBool>`(${inYear(begun)}) <> coalesce(ended_on between ${from} and ${to}, false)`,
  }
  const where = Object.entries(figure.where ?? {}).map(
    ([field, value]) => sql<SqlBool>`fields->>${sql.lit(field)} = ${value}`,
  )
  return sql<SqlBool>`state = 'current' and kind = ${kind} and ${sql.join([conditions[measure], ...where], sql` and `)}`
}

const factor = { count: 1, yuan: 1, 'ten-thousand-yuan': 10_000 } as const

async function figureValue(tx: Tx, source: Source, year: number): Promise<number> {
  const { figure } = source
  if (figure.measure === 'net-change') {
    const [begun, ended] = [
      await countOf(tx, source, 'decided-in-year', year),
      await countOf(tx, source, 'ended-in-year', year),
    ]
    return begun - ended
  }
  if (figure.of === 'count') return countOf(tx, source, figure.measure, year)
  const { total } = await tx
    .selectFrom('registerEntry')
    .select(sql<number>`coalesce(sum(amount), 0)`.as('total'))
    .where(counted(source, figure.measure, year))
    .executeTakeFirstOrThrow()
  return total / factor[figure.of]
}

async function countOf(tx: Tx, source: Source, measure: Measure, year: number): Promise<number> {
  const { count } = await tx
    .selectFrom('registerEntry')
    .select(sql<number>`count(*)::int`.as('count'))
    .where(counted(source, measure, year))
    .executeTakeFirstOrThrow()
  return count
}

/** Every cell of the table that a register feeds. */
export async function registerFigures(
  tx: Tx,
  year: number,
  vintage: '2019' | '2021',
  table: 'disclosure' | 'remedies',
): Promise<Record<string, number>> {
  const cells: Record<string, number> = {}
  for (const kind of registerKinds) {
    for (const figure of kind.figures) {
      if (figure.vintage !== vintage || figure.table !== table) continue
      cells[figure.cell] = await figureValue(tx, { kind: kind.kind, figure }, year)
    }
  }
  return cells
}

/** The entries behind one cell; null for a cell that no register feeds (the sums of the form itself). */
export async function entriesBehind(
  tx: Tx,
  year: number,
  vintage: '2019' | '2021',
  table: 'disclosure' | 'remedies',
  cell: string,
): Promise<RecordBehind[] | null> {
  const source = sourceOf(vintage, table, cell)
  if (!source) return null
  return tx
    .selectFrom('registerEntry')
    .select(['id', 'version'])
    .where(counted(source, source.figure.measure, year))
    .orderBy('id')
    .execute()
}
