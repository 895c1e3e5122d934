import type { Tx } from '../../platform/database/bureau.ts'
import { increment } from './store.ts'

/** The next serial number under this name, 1 first; no number is given twice, none is missing among what is committed. */
export function nextOf(tx: Tx, name: string): Promise<number> {
  return increment(tx, name)
}
