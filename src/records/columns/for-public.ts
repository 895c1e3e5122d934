import type { Tx } from '../../platform/database/bureau.ts'
import type { Column, ColumnType, Duration } from './column.ts'

/** The whole tree, parents before children, in the order of the navigation. */
export async function columns(tx: Tx): Promise<Column[]> {
  const rows = await tx
    .selectFrom('siteColumn')
    .select(['id', 'parentId', 'slug', 'name', 'type', 'description', 'keywords', 'basis', 'duration'])
    .orderBy('parentId', (order) => order.asc().nullsFirst())
    .orderBy('position')
    .orderBy('id')
    .execute()
  return rows.map((row) => ({ ...row, type: row.type as ColumnType, duration: row.duration as Duration }))
}
