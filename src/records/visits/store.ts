import { sql } from 'kysely'
import type { Tx } from '../../platform/database/bureau.ts'
import type { PageViews } from './page-views.ts'

export async function addToCounts(tx: Tx, views: readonly PageViews[]): Promise<void> {
  if (views.length === 0) return
  await tx
    .insertInto('pageView')
    .values([...views])
    .onConflict((conflict) =>
      conflict
        .columns(['bureauId', 'day', 'address'])
        .doUpdateSet({ count: sql<number>`page_view.count + excluded.count` }),
    )
    .execute()
}
