import type { Tx } from '../database/bureau.ts'
import type { Message } from './message.ts'

/** What of a message is sealed: whom it goes to, and what it says. */
export type Inside = Pick<Message, 'to' | 'text'>

const place = (tx: Tx, messageId: string) => `bureau ${tx.bureauId} message ${messageId}`

export function sealedInside(tx: Tx, messageId: string, { to, text }: Inside): Buffer {
  return tx.sealing.seal(JSON.stringify({ to, text }), place(tx, messageId))
}

export function unsealedInside(tx: Tx, messageId: string, sealed: Buffer): Inside {
  return JSON.parse(tx.sealing.open(sealed, place(tx, messageId)))
}
