import type { Clock } from '../../platform/clock.ts'
import type { Tx } from '../../platform/database/bureau.ts'
import { recordAct } from '../journal/record.ts'
import type { Actor } from '../staff/actor.ts'
import { advance, openRequest } from './advance.ts'
import { assignRequest } from './assign.ts'
import { mustBeAllowedOnRequest } from './permissions.ts'
import {
  type BulkDone,
  deleteTags,
  insertBulk,
  insertTags,
  lockBulk,
  lockRequest,
  saveBulkUndone,
  staffSection,
} from './store.ts'

/** How long an act on many can be undone by the one who did it. */
export const undoFor = { minutes: 10 }

export type BulkAnswer = { bulkId: number; changed: number; leftOut: number }

/** Gives many requests to a section or a person of it; what is closed is left out and told. */
export async function assignMany(
  tx: Tx,
  {
    ids,
    sectionId,
    handlerId,
    reason,
  }: { ids: readonly number[]; sectionId: number; handlerId: number | null; reason: string },
  by: Actor,
  clock: Clock,
): Promise<BulkAnswer | { refused: 'not-in-section' | 'no-reason' | 'nothing-changed' }> {
  mustBeAllowedOnRequest(by, 'assign')
  if (reason.trim() === '') return { refused: 'no-reason' }
  if (handlerId !== null && (await staffSection(tx, handlerId)) !== sectionId) return { refused: 'not-in-section' }
  const before: Extract<BulkDone, { kind: 'assign' }>['before'] = []
  // In the order of their ids: two who act on the same ones wait for each other instead of standing in each other's way.
  for (const id of [...new Set(ids)].sort((a, b) => a - b)) {
    const request = await lockRequest(tx, id)
    if (!request || request.state === 'closed') continue
    if (request.sectionId === sectionId && request.handlerId === handlerId) continue
    const assigned = await assignRequest(tx, { id, version: request.version, sectionId, handlerId, reason }, by, clock)
    if ('assigned' in assigned) before.push({ id, sectionId: request.sectionId, handlerId: request.handlerId })
  }
  if (before.length === 0) return { refused: 'nothing-changed' }
  const bulkId = await insertBulk(tx, { kind: 'assign', sectionId, handlerId, before }, by.id, clock.now())
  return { bulkId, changed: before.length, leftOut: ids.length - before.length }
}

export async function tagMany(
  tx: Tx,
  { ids, tag }: { ids: readonly number[]; tag: string },
  by: Actor,
  clock: Clock,
): Promise<BulkAnswer | { refused: 'no-tag' | 'nothing-changed' }> {
  mustBeAllowedOnRequest(by, 'note')
  const name = tag.normalize('NFKC').replace(/\s+/g, ' ').trim()
  if (name === '') return { refused: 'no-tag' }
  const tagged = await insertTags(tx, ids, name)
  if (tagged.length === 0) return { refused: 'nothing-changed' }
  await recordTags(tx, 'request tagged', tagged, name, by, clock)
  const bulkId = await insertBulk(tx, { kind: 'tag', tag: name, ids: tagged }, by.id, clock.now())
  return { bulkId, changed: tagged.length, leftOut: ids.length - tagged.length }
}

async function recordTags(tx: Tx, kind: string, ids: number[], tag: string, by: Actor, clock: Clock) {
  await recordAct(tx, ...ids.map((id) => ({ kind, subject: `request ${id}`, by, at: clock.now(), change: { tag } })))
}

/** Takes an act on many back. A request that somebody has moved on since stays as they left it. */
export async function undoBulk(
  tx: Tx,
  { bulkId }: { bulkId: number },
  by: Actor,
  clock: Clock,
): Promise<{ undone: number } | { refused: 'not-yours' | 'too-late' | 'already-undone' }> {
  mustBeAllowedOnRequest(by, 'look')
  const bulk = await lockBulk(tx, bulkId)
  if (!bulk || bulk.byId !== by.id) return { refused: 'not-yours' }
  if (bulk.undoneAt) return { refused: 'already-undone' }
  if (clock.now().getTime() - bulk.at.getTime() > undoFor.minutes * 60_000) return { refused: 'too-late' }
  await saveBulkUndone(tx, bulkId, clock.now())
  const { done } = bulk
  if (done.kind === 'tag') {
    const ids = await deleteTags(tx, done.ids, done.tag)
    if (ids.length > 0) await recordTags(tx, 'request untagged', ids, done.tag, by, clock)
    return { undone: ids.length }
  }
  let undone = 0
  for (const { id, sectionId, handlerId } of done.before) {
    const request = await lockRequest(tx, id)
    const untouched = request?.sectionId === done.sectionId && request.handlerId === done.handlerId
    if (!request || request.state === 'closed' || !untouched) continue
    const opened = await openRequest(tx, { id, version: request.version, act: 'assign' }, by)
    await advance(tx, opened, { kind: 'request assignment undone', also: { sectionId, handlerId } }, by, clock)
    undone += 1
  }
  return { undone }
}
