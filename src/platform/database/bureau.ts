import { sql, type Transaction } from 'kysely'
import type { Sealing } from '../sealing/sealing.ts'
import type { Announcements } from './announcements.ts'
import type { Database } from './open.ts'
import type { DB } from './tables.ts'

/** A transaction that can see and write the rows of one bureau only. Nothing but {@link inBureau} makes one. */
export type Tx = Transaction<DB> & {
  readonly bureauId: number
  readonly announcements: Announcements
  readonly sealing: Sealing
  /** run once the transaction is committed, before its promise resolves */
  readonly afterCommit: (() => void)[]
}

/**
 * Runs a piece of work for one bureau: one transaction, under the unprivileged role, with row-level security set to
 * that bureau. The isolation is the database's; no query needs a `where bureau_id`.
 */
export async function inBureau<T>(database: Database, bureauId: number, work: (tx: Tx) => Promise<T>): Promise<T> {
  const afterCommit: Tx['afterCommit'] = []
  const { announcements, sealing } = database
  const result = await database
    .transaction()
    .execute(async (transaction) => work(await enter(transaction, { bureauId, announcements, sealing, afterCommit })))
  for (const act of afterCommit) act()
  return result
}

/** Makes a bureau with the rights of the database's owner and goes on inside it, all in one transaction. */
export async function inNewBureau(
  database: Database,
  make: (transaction: Transaction<DB>) => Promise<number>,
  work: (tx: Tx) => Promise<void>,
): Promise<number> {
  const afterCommit: Tx['afterCommit'] = []
  const { announcements, sealing } = database
  const made = await database.transaction().execute(async (transaction) => {
    const bureauId = await make(transaction)
    await work(await enter(transaction, { bureauId, announcements, sealing, afterCommit }))
    return bureauId
  })
  for (const act of afterCommit) act()
  return made
}

async function enter(
  transaction: Transaction<DB>,
  of: Pick<Tx, 'bureauId' | 'announcements' | 'sealing' | 'afterCommit'>,
): Promise<Tx> {
  await sql`select set_config('zhaoming.bureau', ${String(of.bureauId)}, true), set_config('role', 'zhaoming_app', true)`.execute(
    transaction,
  )
  return Object.assign(transaction, of)
}
