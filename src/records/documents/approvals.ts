import type { Tx } from '../../platform/database/bureau.ts'
import { type CheckMade, checksMade } from './store.ts'

/** The approvals that hold for this content: made on its hash, and not followed by a return of it. */
export async function approvedOf(tx: Tx, document: { id: number }, hash: Buffer): Promise<CheckMade[]> {
  const made = (await checksMade(tx, document.id)).filter(({ contentHash }) => contentHash.equals(hash))
  const returned = made.findLastIndex(({ decision }) => decision === 'returned')
  return made.slice(returned + 1)
}
