import type { Clock } from '../../platform/clock.ts'
import type { Tx } from '../../platform/database/bureau.ts'
import { recordAct } from '../journal/record.ts'
import type { Actor } from '../staff/actor.ts'
import { advance, openRequest } from './advance.ts'
import { mustBeAllowedOnRequest } from './permissions.ts'
import { moveOpenRequests, staffSection } from './store.ts'

/** Gives an open request to another section, to a person of it, or back to nobody. */
export async function assignRequest(
  tx: Tx,
  {
    id,
    version,
    sectionId,
    handlerId,
    reason,
  }: { id: number; version: number; sectionId: number; handlerId: number | null; reason: string },
  by: Actor,
  clock: Clock,
): Promise<{ assigned: true } | { refused: 'already-closed' | 'not-in-section' | 'no-reason' }> {
  const opened = await openRequest(tx, { id, version, act: 'assign' }, by)
  const { request } = opened
  if (request.state === 'closed') return { refused: 'already-closed' }
  if (handlerId !== null && (await staffSection(tx, handlerId)) !== sectionId) return { refused: 'not-in-section' }
  if (reason.trim() === '') return { refused: 'no-reason' }
  const told = {
    from: { sectionId: request.sectionId, handlerId: request.handlerId },
    reason: reason.trim(),
  }
  await advance(tx, opened, { kind: 'request assigned', also: { sectionId, handlerId }, told }, by, clock)
  return { assigned: true }
}

/** Somebody leaves the office: all their open requests go to another person, in one act. */
export async function handOver(
  tx: Tx,
  { fromId, toId, reason }: { fromId: number; toId: number; reason: string },
  by: Actor,
  clock: Clock,
): Promise<{ moved: number[] } | { refused: 'same-person' | 'nothing-to-hand-over' | 'no-such-person' | 'no-reason' }> {
  mustBeAllowedOnRequest(by, 'hand-over')
  if (fromId === toId) return { refused: 'same-person' }
  if (reason.trim() === '') return { refused: 'no-reason' }
  const sectionId = await staffSection(tx, toId)
  if (sectionId === undefined) return { refused: 'no-such-person' }
  const moved = await moveOpenRequests(tx, { fromId, toId, sectionId })
  if (moved.length === 0) return { refused: 'nothing-to-hand-over' }
  await recordAct(
    tx,
    ...moved.map((id) => ({
      kind: 'request handed over',
      subject: `request ${id}`,
      by,
      at: clock.now(),
      change: { handlerId: { from: fromId, to: toId }, reason: reason.trim() },
    })),
  )
  return { moved }
}
