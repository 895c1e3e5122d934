import type { Tx } from '../../platform/database/bureau.ts'
import type { BureauProfile } from './bureau.ts'
import { mergeIntoProfile } from './store.ts'

/** Repeats in the profile what the registry of contacts says; called by the verbs of that registry. */
export function saveContactsInProfile(tx: Tx, change: Partial<BureauProfile>): Promise<void> {
  return mergeIntoProfile(tx, change)
}
