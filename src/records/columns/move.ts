import type { Clock } from '../../platform/clock.ts'
import type { Tx } from '../../platform/database/bureau.ts'
import { recordAct } from '../journal/record.ts'
import type { Actor } from '../staff/actor.ts'
import { mustKeepColumns } from './permissions.ts'
import { deepest, openColumn } from './set-up.ts'
import { type KeptColumn, lockTree, savePlaces } from './store.ts'

export const moves = ['up', 'down', 'indent', 'outdent'] as const
export type Move = (typeof moves)[number]
export type MoveRefusal = 'first' | 'last' | 'nothing-above' | 'top-level' | 'too-deep' | 'home'

type Place = { id: number; parentId: number | null; position: number }

/** Moves a column one step: past a neighbour, below the neighbour before it, or out beside the column above it. */
export async function moveColumn(
  tx: Tx,
  { id, version, to }: { id: number; version: number; to: Move },
  by: Actor,
  clock: Clock,
): Promise<{ moved: true } | { refused: MoveRefusal }> {
  mustKeepColumns(by, 'move a column')
  const tree = await lockTree(tx)
  const column = openColumn(tree, id, version)
  const outcome = placesAfter(tree, column, to)
  if ('refused' in outcome) return outcome
  const changed = outcome.places.filter((place) => {
    const before = tree.find((one) => one.id === place.id)
    return before?.parentId !== place.parentId || before.position !== place.position
  })
  await savePlaces(tx, changed)
  const after = outcome.places.find((place) => place.id === id)
  await recordAct(tx, {
    kind: 'column moved',
    subject: `column ${id}`,
    by,
    at: clock.now(),
    change: { to, parentId: { from: column.parentId, to: after?.parentId ?? column.parentId } },
  })
  return { moved: true }
}

function placesAfter(
  tree: readonly KeptColumn[],
  column: KeptColumn,
  to: Move,
): { places: Place[] } | { refused: MoveRefusal } {
  const below = (parentId: number | null) => tree.filter((one) => one.parentId === parentId)
  const beside = below(column.parentId)
  const at = beside.indexOf(column)
  const without = beside.filter((one) => one !== column)
  if (to === 'up' || to === 'down') {
    // A closed neighbour is not seen in the tree: a step passes it together with the next one that is.
    const step = to === 'up' ? -1 : 1
    let target = at + step
    while (beside[target]?.standing === 'closed') target += step
    if (beside[target] === undefined) return { refused: to === 'up' ? 'first' : 'last' }
    return { places: placed(without.toSpliced(target, 0, column), column.parentId) }
  }
  if (column.type === '首页') return { refused: 'home' }
  if (to === 'indent') {
    const above = beside.slice(0, at).findLast(({ standing }) => standing !== 'closed')
    if (!above || above.type === '首页') return { refused: 'nothing-above' }
    if (depthOf(tree, above) + heightOf(tree, column) > deepest) return { refused: 'too-deep' }
    return { places: placed([...below(above.id), column], above.id) }
  }
  const parent = tree.find(({ id }) => id === column.parentId)
  if (!parent) return { refused: 'top-level' }
  const around = below(parent.parentId)
  return { places: placed(around.toSpliced(around.indexOf(parent) + 1, 0, column), parent.parentId) }
}

const placed = (columns: readonly KeptColumn[], parentId: number | null): Place[] =>
  columns.map(({ id }, position) => ({ id, parentId, position }))

/** 1 for a column of the first level. */
export function depthOf(tree: readonly KeptColumn[], column: KeptColumn): number {
  const parent = tree.find(({ id }) => id === column.parentId)
  return parent ? depthOf(tree, parent) + 1 : 1
}

/** 1 for a column with nothing below it. */
export function heightOf(tree: readonly KeptColumn[], column: KeptColumn): number {
  const below = tree.filter(({ parentId }) => parentId === column.id)
  return 1 + Math.max(0, ...below.map((child) => heightOf(tree, child)))
}
