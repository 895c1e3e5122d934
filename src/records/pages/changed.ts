import { announce } from '../../platform/database/announce.ts'
import type { Tx } from '../../platform/database/bureau.ts'
import { saveStamps } from './store.ts'
import type { Subject } from './subjects.ts'

/**
 * Called by a verb that changes what the public sees, in the verb's transaction. Once that is committed no page that
 * shows one of the subjects comes from a cache any more, and the mirror knows which of its pages to make again.
 */
export async function changed(tx: Tx, ...subjects: readonly Subject[]): Promise<void> {
  if (subjects.length === 0) return
  const each = [...new Set(subjects)].sort()
  await saveStamps(tx, each)
  await announce(tx, each)
}
