import type { Tx } from '../../platform/database/bureau.ts'
import type { Column } from './column.ts'

export async function insertColumn(
  tx: Tx,
  column: Omit<Column, 'id'> & { sectionId: number | null; position: number },
): Promise<number> {
  const { id } = await tx.insertInto('siteColumn').values(column).returning('id').executeTakeFirstOrThrow()
  return id
}
