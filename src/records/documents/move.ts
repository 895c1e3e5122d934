import type { Tx } from '../../platform/database/bureau.ts'
import { moveAll } from './store.ts'

/** Moves every document of a column, whatever its state, to another. Their ids; their addresses lead to them as before. */
export function moveDocuments(tx: Tx, { from, to }: { from: number; to: number }): Promise<number[]> {
  return moveAll(tx, from, to)
}
