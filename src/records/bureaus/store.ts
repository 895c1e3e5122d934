import type { Transaction } from 'kysely'
import type { DB } from '../../platform/database/tables.ts'
import type { Bureau } from './bureau.ts'

/** Outside row-level security: run by the operator, with the rights of the database's owner. */
export async function insertBureau(transaction: Transaction<DB>, bureau: Omit<Bureau, 'bureauId'>): Promise<number> {
  const { bureauId } = await transaction
    .insertInto('bureau')
    .values({ ...bureau, profile: JSON.stringify(bureau.profile) })
    .returning('bureauId')
    .executeTakeFirstOrThrow()
  return bureauId
}
