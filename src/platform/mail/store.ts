import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import type { Tx } from '../database/bureau.ts'
import type { Channel, Message, Waiting } from './message.ts'
import { type Inside, sealedInside, unsealedInside } from './seal.ts'

export async function insertMessage(tx: Tx, { channel, to, subject, text, about }: Message): Promise<void> {
  const messageId = randomUUID()
  await tx
    .insertInto('outgoingMessage')
    .values({ channel, subject, about, messageId, sealed: sealedInside(tx, messageId, { to, text }) })
    .execute()
}

interface StoredInside {
  id: number
  messageId: string
  sealed: Buffer | null
  recipient: string | null
  content: string | null
}

const stored = ['id', 'messageId', 'sealed', 'recipient', 'content'] as const

/** Throws as {@link Sealing.open} does. */
export function insideOf(tx: Tx, { messageId, sealed, recipient, content }: StoredInside): Inside {
  if (sealed) return unsealedInside(tx, messageId, sealed)
  if (recipient === null || content === null) throw new Error('a message that was sent is empty')
  return { to: recipient, text: content }
}

export type LockedMessage = StoredInside & Omit<Waiting, keyof Inside>

/** The message that has waited longest past its time, for this transaction alone. */
export async function lockNext(tx: Tx, channels: readonly Channel[]): Promise<LockedMessage | null> {
  const row = await tx
    .selectFrom('outgoingMessage')
    .select([...stored, 'channel', 'subject', 'about', 'attempts'])
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
    .set({
      sentAt: sql`clock_timestamp()`,
      attempts: sql`attempts + 1`,
      lastError: null,
      sealed: null,
      recipient: null,
      content: null,
    })
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

export async function deleteUnsent(tx: Tx, about: string): Promise<void> {
  await tx.deleteFrom('outgoingMessage').where('about', '=', about).where('sentAt', 'is', null).execute()
}

const otherwise = (current: Buffer) => sql<boolean>`substring(sealed from 2 for 4) <> ${current}`

export async function countMessagesOtherwise(tx: Tx, current: Buffer): Promise<number> {
  const { count } = await tx
    .selectFrom('outgoingMessage')
    .select(sql<number>`count(*)::int`.as('count'))
    .where('sealed', 'is not', null)
    .where(otherwise(current))
    .executeTakeFirstOrThrow()
  return count
}

export function lockMessagesOtherwise(tx: Tx, limit: number): Promise<StoredInside[]> {
  return tx
    .selectFrom('outgoingMessage')
    .select(stored)
    .where('sealed', 'is not', null)
    .where(otherwise(Buffer.from(tx.sealing.currentId, 'hex')))
    .orderBy('id')
    .limit(limit)
    .forUpdate()
    .execute()
}

export function lockPlainMessages(tx: Tx, limit: number): Promise<StoredInside[]> {
  return tx
    .selectFrom('outgoingMessage')
    .select(stored)
    .where('recipient', 'is not', null)
    .orderBy('id')
    .limit(limit)
    .forUpdate()
    .execute()
}

export async function saveSealed(tx: Tx, id: number, sealed: Buffer): Promise<void> {
  await tx.updateTable('outgoingMessage').set({ sealed, recipient: null, content: null }).where('id', '=', id).execute()
}
