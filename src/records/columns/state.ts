import type { CalendarDate } from '../../law/calendar-date.ts'
import { type StatutoryItem, statutoryItems } from '../../law/publicity/catalogue.ts'
import { type Freshness, freshness } from '../../law/publicity/freshness.ts'
import { dayInChina } from '../../platform/clock.ts'
import type { Tx } from '../../platform/database/bureau.ts'
import { publishedInBranches } from '../documents/for-public.ts'
import { organisationChangedAt } from '../organisation/for-public.ts'
import { publicEntriesLastAt, publicEntryCounts } from '../registers/for-public.ts'
import { type Column, organisationSlug, withBelow } from './column.ts'
import { type NilStatement, nilStatements } from './for-public.ts'

/** `made`: a page the product makes from records of its own, such as the guide; there is nothing to update by hand. */
export type ContentState = 'fresh' | 'due' | 'late' | 'nil' | 'nil-due' | 'empty' | 'made'

export interface ColumnState {
  columnId: number
  /** public documents in it and below it */
  documents: number
  /** public entries of its registers, below it too */
  entries: number
  lastOn: CalendarDate | null
  freshness: Freshness | null
  /** only where there is nothing else */
  nil: NilStatement | null
  state: ContentState
}

/** How every column stands today: what it holds, how old that is, or what was stated instead. */
export async function columnStates(
  tx: Tx,
  tree: readonly Column[],
  today: CalendarDate,
): Promise<Map<number, ColumnState>> {
  const branches = new Map(tree.map((column) => [column.id, withBelow(tree, column)]))
  const [documents, counts, lasts] = [
    await publishedInBranches(tx, new Map([...branches].map(([root, branch]) => [root, branch.map(({ id }) => id)]))),
    await publicEntryCounts(tx),
    await publicEntriesLastAt(tx),
  ]
  const [statements, organisation] = [await nilStatements(tx), await organisationChangedAt(tx)]
  return new Map(
    tree.map((column) => {
      const branch = branches.get(column.id) ?? []
      const held = documents.get(column.id)
      const registers = [...new Set(branch.flatMap(({ registers }) => registers))]
      const moments = [
        held?.lastAt,
        ...registers.map((kind) => lasts[kind]),
        ...(column.slug === organisationSlug ? [organisation] : []),
      ].filter((moment) => moment instanceof Date)
      const lastOn = moments.length > 0 ? dayInChina(new Date(Math.max(...moments.map(Number)))) : null
      const { promise, updateClass } = column
      const fresh = lastOn && freshness({ lastOn, promise, updateClass, today })
      const nil = lastOn ? null : (statements.find(({ columnId }) => columnId === column.id) ?? null)
      const state: ColumnState = {
        columnId: column.id,
        documents: held?.count ?? 0,
        entries: registers.reduce((sum, kind) => sum + (counts[kind] ?? 0), 0),
        lastOn,
        freshness: fresh,
        nil,
        state: stateOf(column, fresh, nil, today),
      }
      return [column.id, state]
    }),
  )
}

function stateOf(
  { type, part }: Column,
  fresh: Freshness | null,
  nil: NilStatement | null,
  today: CalendarDate,
): ContentState {
  if (type === '首页' || part === 'guide' || part === 'reports' || part === 'requests') return 'made'
  if (fresh)
    return fresh.state === 'late' ? 'late' : fresh.state === 'warn' || fresh.state === 'alarm' ? 'due' : 'fresh'
  if (nil) return nil.validUntil < today ? 'nil-due' : 'nil'
  return 'empty'
}

export interface Coverage {
  item: StatutoryItem
  columns: { column: Column; state: ColumnState }[]
  /** registers with public entries that stand in none of these columns */
  registers: { kind: string; entries: number }[]
  lastOn: CalendarDate | null
  /** `missing`: neither a column nor a register is there for it */
  state: Exclude<ContentState, 'made'> | 'missing'
}

/** 目录覆盖图: for each item of article 20 what there is, and how it stands. */
export async function coverage(
  tx: Tx,
  tree: readonly Column[],
  states: ReadonlyMap<number, ColumnState>,
): Promise<Coverage[]> {
  const counts = await publicEntryCounts(tx)
  return statutoryItems.map((item) => {
    const columns = tree
      .filter(({ statutoryItem, standing }) => statutoryItem === item.item && standing === 'open')
      .flatMap((column) => {
        const state = states.get(column.id)
        return state ? [{ column, state }] : []
      })
    const shown = new Set(columns.flatMap(({ column }) => column.registers))
    const registers = item.registers
      .filter((kind) => !shown.has(kind) && (counts[kind] ?? 0) > 0)
      .map((kind) => ({ kind, entries: counts[kind] ?? 0 }))
    const days = columns.flatMap(({ state }) => state.lastOn ?? [])
    return {
      item,
      columns,
      registers,
      lastOn: days.toSorted().at(-1) ?? null,
      state: coverageState(
        columns.map(({ state }) => state.state),
        registers.length > 0,
      ),
    }
  })
}

/** The worst of what has contents; where nothing has, what was stated; where nothing was, what is missing. */
function coverageState(states: readonly ContentState[], hasEntries: boolean): Coverage['state'] {
  for (const state of ['late', 'due', 'fresh'] as const) if (states.includes(state)) return state
  if (hasEntries) return 'fresh'
  for (const state of ['nil', 'nil-due', 'empty'] as const) if (states.includes(state)) return state
  return 'missing'
}
