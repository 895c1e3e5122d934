import { sql, type Transaction } from 'kysely'
import type { Database } from './open.ts'
import type { DB } from './tables.ts'

/** A transaction that can see and write the rows of one bureau only. Nothing but {@link inBureau} makes one. */
export type Tx = Transaction<DB> & { readonly bureauId: number }

/**
 * Runs a piece of work for one bureau: one transaction, under the unprivileged role, with row-level security set to
 * that bureau. The isolation is the database's; no query needs a `where bureau_id`.
 */
export function inBureau<T>(database: Database, bureauId: number, work: (tx: Tx) => Promise<T>): Promise<T> {
  return database.transaction().execute(async (transaction) => work(await enter(transaction, bureauId)))
}

/** Makes a bureau with the rights of the database's owner and goes on inside it, all in one transaction. */
export function inNewBureau(
  database: Database,
  make: (transaction: Transaction<DB>) => Promise<number>,
  work: (tx: Tx) => Promise<void>,
): Promise<number> {
  return database.transaction().execute(async (transaction) => {
    const bureauId = await make(transaction)
    await work(await enter(transaction, bureauId))
    return bureauId
  })
}

async function enter(transaction: Transaction<DB>, bureauId: number): Promise<Tx> {
  await sql`select set_config('zhaoming.bureau', ${String(bureauId)}, true), set_config('role', 'zhaoming_app', true)`.execute(
    transaction,
  )
  return Object.assign(transaction, { bureauId })
}
