import { sql } from 'kysely'
import type { CalendarDate } from '../../law/calendar-date.ts'
import type { Tx } from '../../platform/database/bureau.ts'

/** How often pages of the portal were read in the year. */
export async function pageViewsInYear(tx: Tx, year: number): Promise<number> {
  const { count } = await tx
    .selectFrom('pageView')
    .select(sql<number>`coalesce(sum(count), 0)::int`.as('count'))
    .where('day', '>=', `${year}-01-01` as CalendarDate)
    .where('day', '<=', `${year}-12-31` as CalendarDate)
    .executeTakeFirstOrThrow()
  return count
}
