import { sql } from 'kysely'
import type { Tx } from '../../platform/database/bureau.ts'
import type { RecordBehind } from '../figure.ts'

const publishedInYear = (year: number) =>
  sql<boolean>`published_at >= ${`${year}-01-01T00:00:00+08:00`} and published_at < ${`${year + 1}-01-01T00:00:00+08:00`}`

/** How many documents became public in the year, those taken down later included. */
export async function documentsPublished(tx: Tx, year: number): Promise<number> {
  const { count } = await tx
    .selectFrom('document')
    .select(sql<number>`count(*)::int`.as('count'))
    .where(publishedInYear(year))
    .executeTakeFirstOrThrow()
  return count
}

export async function documentsBehind(tx: Tx, year: number): Promise<RecordBehind[]> {
  return tx.selectFrom('document').select(['id', 'version']).where(publishedInYear(year)).orderBy('id').execute()
}
