import type { Tx } from '../../platform/database/bureau.ts'
import type { SitePeriod } from './site-period.ts'

/** What is going on now and what is planned, the next first. */
export async function sitePeriodsFrom(tx: Tx, now: Date): Promise<SitePeriod[]> {
  const rows = await tx
    .selectFrom('publicSitePeriod')
    .select(['id', 'kind', 'beginsAt', 'endsAt', 'words'])
    .where('endsAt', '>', now)
    .orderBy('beginsAt')
    .execute()
  return rows as SitePeriod[]
}
