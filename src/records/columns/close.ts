import type { Clock } from '../../platform/clock.ts'
import type { Tx } from '../../platform/database/bureau.ts'
import { moveDocuments } from '../documents/move.ts'
import { recordAct } from '../journal/record.ts'
import type { Actor } from '../staff/actor.ts'
import { platformSlug, withBelow } from './column.ts'
import { depthOf, heightOf } from './move.ts'
import { mustKeepColumns } from './permissions.ts'
import { deepest, openColumn } from './set-up.ts'
import { endNilStatement, type KeptColumn, lockTree, mergeOnward, savePlaces, saveStanding } from './store.ts'

export type ClosingRefusal =
  | 'closed-already'
  | 'home-or-platform'
  | 'no-such-target'
  | 'target-closed'
  | 'into-itself'
  | 'too-deep'

/**
 * Closes a column and all below it: nothing new is published there, what is published stays where it is. With `into`
 * it is merged instead: its documents move there under their old addresses, its sub-columns stand there. A column is
 * never deleted.
 */
export async function closeColumn(
  tx: Tx,
  { id, version, into }: { id: number; version: number; into: number | null },
  by: Actor,
  clock: Clock,
): Promise<{ closed: number; documents: number } | { refused: ClosingRefusal }> {
  mustKeepColumns(by, 'close a column')
  const tree = await lockTree(tx)
  const column = openColumn(tree, id, version)
  const refused = whyNotClose(tree, column, into)
  if (refused) return { refused }
  const closedOn = clock.today()
  const at = clock.now()
  if (into === null) {
    const closing = withBelow(tree, column).filter(({ standing }) => standing !== 'closed')
    for (const one of closing) await endNilStatement(tx, one.id, closedOn)
    await saveStanding(
      tx,
      closing.map((one) => one.id),
      { standing: 'closed', closedOn, mergedIntoId: null },
    )
    await recordAct(
      tx,
      ...closing.map((one) => ({ kind: 'column closed', subject: `column ${one.id}`, by, at, change: { with: id } })),
    )
    return { closed: closing.length, documents: 0 }
  }
  const already = tree.filter(({ parentId }) => parentId === into)
  const children = tree.filter(({ parentId }) => parentId === id)
  await savePlaces(
    tx,
    children.map((child, place) => ({
      id: child.id,
      parentId: into,
      position: Math.max(-1, ...already.map(({ position }) => position)) + 1 + place,
    })),
  )
  await endNilStatement(tx, id, closedOn)
  await saveStanding(tx, [id], { standing: 'closed', closedOn, mergedIntoId: into })
  // So that the last of a row of mergers is always one step away.
  await mergeOnward(tx, id, into)
  const moved = await moveDocuments(tx, { from: id, to: into }, closedOn)
  await recordAct(tx, {
    kind: 'column merged',
    subject: `column ${id}`,
    by,
    at,
    change: { into, documents: moved, columns: children.map((child) => child.id) },
  })
  return { closed: 1, documents: moved.length }
}

function whyNotClose(tree: readonly KeptColumn[], column: KeptColumn, into: number | null): ClosingRefusal | null {
  if (column.standing === 'closed') return 'closed-already'
  if (column.type === '首页' || column.slug === platformSlug) return 'home-or-platform'
  if (into === null) return null
  const target = tree.find(({ id }) => id === into)
  if (!target || target.type === '首页') return 'no-such-target'
  if (target.standing === 'closed') return 'target-closed'
  if (withBelow(tree, column).includes(target)) return 'into-itself'
  return depthOf(tree, target) + heightOf(tree, column) - 1 > deepest ? 'too-deep' : null
}

/** Opens a column that was closed by itself; one that was merged has nothing left to open. */
export async function reopenColumn(
  tx: Tx,
  { id, version }: { id: number; version: number },
  by: Actor,
  clock: Clock,
): Promise<{ reopened: true } | { refused: 'not-closed' | 'merged' | 'below-a-closed-one' }> {
  mustKeepColumns(by, 'reopen a column')
  const tree = await lockTree(tx)
  const column = openColumn(tree, id, version)
  if (column.standing !== 'closed') return { refused: 'not-closed' }
  if (column.mergedIntoId !== null) return { refused: 'merged' }
  if (tree.find((one) => one.id === column.parentId)?.standing === 'closed') return { refused: 'below-a-closed-one' }
  await saveStanding(tx, [id], { standing: 'open', closedOn: null, mergedIntoId: null })
  await recordAct(tx, { kind: 'column reopened', subject: `column ${id}`, by, at: clock.now() })
  return { reopened: true }
}
