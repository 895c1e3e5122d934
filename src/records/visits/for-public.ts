import { sql } from 'kysely'
import type { Tx } from '../../platform/database/bureau.ts'

/** How often a page was read in all, the counts of this minute not yet among them. */
export async function viewsOf(tx: Tx, address: string): Promise<number> {
  const { count } = await tx
    .selectFrom('pageView')
    .select(sql<number>`coalesce(sum(count), 0)::int`.as('count'))
    .where('address', '=', address)
    .executeTakeFirstOrThrow()
  return count
}
