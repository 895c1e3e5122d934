import { sql } from 'kysely'
import type { Tx } from '../../platform/database/bureau.ts'

export async function increment(tx: Tx, name: string): Promise<number> {
  const { value } = await tx
    .insertInto('counter')
    .values({ name, value: 1 })
    .onConflict((conflict) => conflict.columns(['bureauId', 'name']).doUpdateSet({ value: sql`counter.value + 1` }))
    .returning('value')
    .executeTakeFirstOrThrow()
  return value
}
