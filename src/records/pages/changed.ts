import { announce } from '../../platform/database/announce.ts'
import type { Tx } from '../../platform/database/bureau.ts'
import { saveStamps } from './store.ts'
import { type Subject, subjects } from './subjects.ts'

/**
 * Called for every act, and by a verb that changes what the public sees beyond the subject of its act, in the transaction
 * of the act. Once that is committed no page that shows one of the subjects comes from a cache any more, and the mirror
 * knows which of its pages to make again.
 */
export async function changed(tx: Tx, ...which: readonly Subject[]): Promise<void> {
  const each = [...new Set(which)].sort()
  // When anything changed is known by the journal's own head.
  const stamped = each.filter((subject) => subject !== subjects.anything)
  if (stamped.length > 0) await saveStamps(tx, stamped)
  if (each.length > 0) await announce(tx, each)
}
