import type { Tx } from '../../platform/database/bureau.ts'
import { updateEmail } from './store.ts'

/** Called by the verb that asked who may; false: nobody has this id. */
export function saveEmail(tx: Tx, staffId: number, email: string | null): Promise<boolean> {
  return updateEmail(tx, staffId, email)
}
