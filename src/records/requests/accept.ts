import type { Clock } from '../../platform/clock.ts'
import type { Tx } from '../../platform/database/bureau.ts'
import type { Actor } from '../staff/actor.ts'
import { advance, openRequest } from './advance.ts'

/** The request is complete (art. 29): it is taken up and given to the section that holds the information. */
export async function acceptRequest(
  tx: Tx,
  { id, version, sectionId }: { id: number; version: number; sectionId: number },
  by: Actor,
  clock: Clock,
): Promise<{ accepted: true } | { refused: 'not-received' }> {
  const opened = await openRequest(tx, { id, version, act: 'accept' }, by)
  if (opened.request.state !== 'received') return { refused: 'not-received' }
  await advance(tx, opened, { kind: 'request accepted', state: 'in-handling', also: { sectionId } }, by, clock)
  return { accepted: true }
}
