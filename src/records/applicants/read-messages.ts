import type { Clock } from '../../platform/clock.ts'
import type { Tx } from '../../platform/database/bureau.ts'
import { advance, openRequest } from '../requests/advance.ts'
import type { Actor } from '../staff/actor.ts'
import { saveMessagesRead } from './store.ts'

/** The office has read what the applicant sent. */
export async function readMessages(
  tx: Tx,
  { id, version }: { id: number; version: number },
  by: Actor,
  clock: Clock,
): Promise<{ read: number }> {
  const opened = await openRequest(tx, { id, version, act: 'read-messages' }, by)
  if (by.kind !== 'staff') throw new Error('only staff read for the office')
  const read = await saveMessagesRead(tx, id, by.id, clock.now())
  if (read > 0) await advance(tx, opened, { kind: 'messages read', told: { read } }, by, clock)
  return { read }
}
