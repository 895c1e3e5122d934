import { sql } from 'kysely'
import type { Tx } from '../../platform/database/bureau.ts'

/** What only the office knows of a column. */
export interface ColumnForStaff {
  id: number
  sectionId: number | null
  ownerId: number | null
  owner: string | null
  /** its own part, not the inherited one */
  ownPart: string | null
  version: number
  /** documents in any state, drafts included */
  documents: number
}

export async function columnsForStaff(tx: Tx): Promise<Map<number, ColumnForStaff>> {
  const rows = await tx
    .selectFrom('siteColumn')
    .leftJoin('staff', (join) =>
      join.onRef('staff.id', '=', 'siteColumn.ownerId').onRef('staff.bureauId', '=', 'siteColumn.bureauId'),
    )
    .leftJoin(
      (from) =>
        from
          .selectFrom('document')
          .select(['columnId', sql<number>`count(*)::int`.as('documents')])
          .groupBy('columnId')
          .as('held'),
      (join) => join.onRef('held.columnId', '=', 'siteColumn.id'),
    )
    .select([
      'siteColumn.id',
      'siteColumn.sectionId',
      'siteColumn.ownerId',
      'staff.name as owner',
      'siteColumn.part as ownPart',
      'siteColumn.version',
      sql<number>`coalesce(held.documents, 0)`.as('documents'),
    ])
    .execute()
  return new Map(rows.map((row) => [row.id, row]))
}

/** Who can be made the owner of a column. */
export async function staffNames(tx: Tx): Promise<{ id: number; name: string; sectionId: number | null }[]> {
  return tx
    .selectFrom('staff')
    .select(['id', 'name', 'sectionId'])
    .where('disabledAt', 'is', null)
    .orderBy('name')
    .execute()
}
