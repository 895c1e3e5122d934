import type { Tx } from '../database/bureau.ts'
import { sealedInside } from './seal.ts'
import { countMessagesOtherwise, insideOf, lockMessagesOtherwise, lockPlainMessages, saveSealed } from './store.ts'

type InParts = <T>(work: (tx: Tx) => Promise<T>) => Promise<T>

const AT_ONCE = 200

/** How many messages not yet sent are sealed with another key than the one that seals now. */
export async function messagesSealedOtherwise(tx: Tx): Promise<number> {
  return countMessagesOtherwise(tx, Buffer.from(tx.sealing.currentId, 'hex'))
}

/** Seals with the present key the messages not yet sent that are sealed with another one, a few at a time. */
export async function resealMessages(inParts: InParts, tick: (values: number) => void): Promise<void> {
  for (;;) {
    const part = await inParts((tx) => sealSome(tx, lockMessagesOtherwise))
    tick(part)
    if (part === 0) return
  }
}

/** Seals the messages that were written before messages were sealed. Gives how many there were. */
export async function sealPlainMessages(inParts: InParts): Promise<number> {
  for (let done = 0; ; ) {
    const part = await inParts((tx) => sealSome(tx, lockPlainMessages))
    done += part
    if (part === 0) return done
  }
}

async function sealSome(tx: Tx, lock: typeof lockMessagesOtherwise): Promise<number> {
  const rows = await lock(tx, AT_ONCE)
  for (const row of rows) await saveSealed(tx, row.id, sealedInside(tx, row.messageId, insideOf(tx, row)))
  return rows.length
}
