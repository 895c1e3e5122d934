import type { Tx } from '../../platform/database/bureau.ts'
import type { Column } from './column.ts'
import { columns } from './for-public.ts'

export type WhyNotPublishIn = 'no-such-column' | 'closed' | 'no-section' | 'home' | 'made-by-the-product'

/** Parts of the platform whose pages the product makes from records of their own. */
const made: readonly (Column['part'] | null)[] = ['guide', 'reports', 'requests']

/** Why nothing can be published in a column; null when something can. */
export function whyNotIn(column: Column | undefined): WhyNotPublishIn | null {
  if (!column) return 'no-such-column'
  if (column.standing === 'closed') return 'closed'
  if (column.type === '首页') return 'home'
  if (made.includes(column.part)) return 'made-by-the-product'
  return column.section === null ? 'no-section' : null
}

/** The same, asked by a verb before it publishes. */
export async function whyNotPublishIn(tx: Tx, columnId: number): Promise<WhyNotPublishIn | null> {
  return whyNotIn((await columns(tx)).find(({ id }) => id === columnId))
}
