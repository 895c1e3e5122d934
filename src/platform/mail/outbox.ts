import type { Tx } from '../database/bureau.ts'
import type { Carriers } from './carriers.ts'
import type { Channel, Message } from './message.ts'
import type { Inside } from './seal.ts'
import { deleteUnsent, insertMessage, insideOf, lockNext, saveAllDueNow, saveFailure, saveSent } from './store.ts'

/**
 * Writes a message in the transaction of the act it tells about: it goes out if the act stands, and only then. Delivered
 * by the job `send-messages`, at least once, under one message id.
 */
export function sendLater(tx: Tx, message: Message): Promise<void> {
  return insertMessage(tx, message)
}

const mostAttempts = 12

/** Seconds until the next attempt: one minute, doubled each time, at most six hours. */
const waitAfter = (attempts: number) => Math.min(60 * 2 ** attempts, 6 * 3600)

/**
 * Sends what is due, each message in a transaction of its own. Cut off after the sending and before the commit, it is
 * sent again with the same message id. A channel without a carrier keeps its messages.
 */
export async function sendDueMessages(
  inParts: <T>(work: (tx: Tx) => Promise<T>) => Promise<T>,
  carriers: Carriers,
): Promise<{ sent: number; failed: number }> {
  const channels = (['email', 'sms'] as const).filter((channel: Channel) => carriers[channel] !== null)
  const done = { sent: 0, failed: 0 }
  if (channels.length === 0) return done
  const one = (tx: Tx): Promise<'sent' | 'failed' | null> => sendNext(tx, channels, carriers)
  for (let outcome = await inParts(one); outcome; outcome = await inParts(one)) done[outcome] += 1
  return done
}

async function sendNext(tx: Tx, channels: readonly Channel[], carriers: Carriers): Promise<'sent' | 'failed' | null> {
  const message = await lockNext(tx, channels)
  if (!message) return null
  const { attempts, id } = message
  let inside: Inside | null = null
  try {
    inside = insideOf(tx, message)
    await carriers[message.channel]?.({ ...message, ...inside })
  } catch (error) {
    // Servers repeat in their refusal whom they refuse; why it waits is read without a key.
    const why = (error as Error).message
    const told = inside ? why.replaceAll(inside.to, '＊') : why
    await saveFailure(tx, id, told, attempts + 1 < mostAttempts ? waitAfter(attempts) : null)
    return 'failed'
  }
  await saveSent(tx, id)
  return 'sent'
}

/** Drops what was not sent about something, also what was given up. */
export function dropMessages(tx: Tx, about: string): Promise<void> {
  return deleteUnsent(tx, about)
}

/** Takes up again at once whatever was not sent, also what was given up: the settings were put right. */
export function sendAllAgain(tx: Tx): Promise<number> {
  return saveAllDueNow(tx)
}
