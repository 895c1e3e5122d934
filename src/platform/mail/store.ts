import { sql } from 'kysely'
import type { Tx } from '../database/bureau.ts'
import type { Channel, Message, Waiting } from './message.ts'

export async function insertMessage(tx: Tx, { channel, to, subject, text, about }: Message): Promise<void> {
  await tx.insertInto('outgoingMessage').values({ channel, recipient: to, subject, content: text, about }).execute()
}

/** The message that has waited longest past its time, for this transaction alone. */
export async function lockNext(tx: Tx, channels: readonly Channel[]): Promise<Waiting | null> {
  const row = await tx
    .selectFrom('outgoingMessage')
    .select(['id', 'channel', 'recipient as to', 'subject', 'content as text', 'about', 'messageId', 'attempts'])
    .where('sentAt', 'is', null)
    .where('givenUpAt', 'is', null)
    .where('dueAt', '<=', sql<Date>`now()`)
    .where('channel', 'in', [...channels])
    .orderBy('dueAt')
    .limit(1)
    .forUpdate()
    .skipLocked()
    .executeTakeFirst()
  return row ? { ...row, channel: row.channel as Channel } : null
}

export async function saveSent(tx: Tx, id: number): Promise<void> {
  await tx
    .updateTable('outgoingMessage')
    .set({ sentAt: sql`clock_timestamp()`, attempts: sql`attempts + 1`, lastError: null })
    .where('id', '=', id)
    .execute()
}

/** `again`: seconds until the next attempt; null gives up. */
export async function saveFailure(tx: Tx, id: number, error: string, again: number | null): Promise<void> {
  await tx
    .updateTable('outgoingMessage')
    .set({
      attempts: sql`attempts + 1`,
      lastError: error.slice(0, 500),
      ...(again === null
        ? { givenUpAt: sql`clock_timestamp()` }
        : { dueAt: sql`clock_timestamp() + make_interval(secs => ${again})` }),
    })
    .where('id', '=', id)
    .execute()
}

export async function saveAllDueNow(tx: Tx): Promise<number> {
  const { numUpdatedRows } = await tx
    .updateTable('outgoingMessage')
    .set({ dueAt: sql`now()`, givenUpAt: null })
    .where('sentAt', 'is', null)
    .executeTakeFirst()
  return Number(numUpdatedRows)
}
