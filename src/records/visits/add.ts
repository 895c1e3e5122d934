import type { Tx } from '../../platform/database/bureau.ts'
import type { PageViews } from './page-views.ts'
import { addToCounts } from './store.ts'

/** Adds what the server counted since it last did so. A count is no act: it leaves no trace in the journal. */
export async function addPageViews(tx: Tx, views: readonly PageViews[]): Promise<void> {
  // In one order, so that two processes adding at once cannot wait for each other.
  const ordered = views.toSorted((a, b) => (a.address < b.address ? -1 : 1))
  for (let from = 0; from < ordered.length; from += 1000) await addToCounts(tx, ordered.slice(from, from + 1000))
}
