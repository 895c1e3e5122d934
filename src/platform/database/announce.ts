import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { CHANNEL } from './announcements.ts'
import type { Tx } from './bureau.ts'

/** PostgreSQL takes messages of less than 8000 bytes. */
const LONGEST = 7_900

/**
 * Tells every process that listens, once the transaction is committed, that these subjects of its bureau changed. In this
 * process it is known before the transaction's promise resolves; to the others it comes a moment later.
 */
export async function announce(tx: Tx, subjects: readonly string[]): Promise<void> {
  const [id, { bureauId, announcements }] = [randomUUID(), tx]
  const inFull = JSON.stringify({ id, bureauId, subjects })
  const message = Buffer.byteLength(inFull) < LONGEST ? inFull : JSON.stringify({ id, bureauId, subjects: null })
  await sql`select pg_notify(${CHANNEL}, ${message})`.execute(tx)
  tx.afterCommit.push(() => announcements.tellHere(id, { bureauId, subjects }))
}
