import type { Clock } from '../../platform/clock.ts'
import type { Tx } from '../../platform/database/bureau.ts'
import type { Actor } from '../staff/actor.ts'
import { advance, openRequest } from './advance.ts'
import { lockRequestNumbered, samePerson } from './store.ts'

export type MergeRefusal =
  | 'already-closed'
  | 'not-received'
  | 'no-such-request'
  | 'itself'
  | 'closed-there'
  | 'somebody-else'
  | 'no-reason'

/** The same applicant asked the same thing twice: this request goes on in the other, which is answered (其他处理). */
export async function mergeRequest(
  tx: Tx,
  { id, version, into, reason }: { id: number; version: number; into: string; reason: string },
  by: Actor,
  clock: Clock,
): Promise<{ merged: true } | { refused: MergeRefusal }> {
  const opened = await openRequest(tx, { id, version, act: 'merge' }, by)
  const { request } = opened
  if (request.state === 'closed') return { refused: 'already-closed' }
  if (request.receivedOn === null) return { refused: 'not-received' }
  const other = await lockRequestNumbered(tx, into.trim())
  if (!other) return { refused: 'no-such-request' }
  if (other.id === id) return { refused: 'itself' }
  if (other.state === 'closed') return { refused: 'closed-there' }
  if (!(await samePerson(tx, id, other.id))) return { refused: 'somebody-else' }
  if (reason.trim() === '') return { refused: 'no-reason' }
  const today = clock.today()
  await advance(
    tx,
    opened,
    {
      kind: 'request merged',
      state: 'closed',
      event: { kind: 'merged', on: today, into: other.number },
      note: reason.trim(),
      also: { outcome: 'other-3', concludedOn: today, mergedInto: other.id },
    },
    by,
    clock,
  )
  return { merged: true }
}
