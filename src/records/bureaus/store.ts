import { sql, type Transaction } from 'kysely'
import type { Tx } from '../../platform/database/bureau.ts'
import type { DB } from '../../platform/database/tables.ts'
import type { Bureau, BureauProfile } from './bureau.ts'

/** Outside row-level security: run by the operator, with the rights of the database's owner. */
export async function insertBureau(transaction: Transaction<DB>, bureau: Omit<Bureau, 'bureauId'>): Promise<number> {
  const { bureauId } = await transaction
    .insertInto('bureau')
    .values({ ...bureau, profile: JSON.stringify(bureau.profile) })
    .returning('bureauId')
    .executeTakeFirstOrThrow()
  return bureauId
}

export async function mergeIntoProfile(tx: Tx, change: Partial<BureauProfile>): Promise<void> {
  await tx
    .updateTable('bureau')
    .set({ profile: sql`profile || ${JSON.stringify(change)}::jsonb` })
    .where('bureauId', '=', tx.bureauId)
    .execute()
}
