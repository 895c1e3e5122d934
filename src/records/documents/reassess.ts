import type { CalendarDate } from '../../law/calendar-date.ts'
import { reassessOn } from '../../law/publicity/attribute.ts'
import type { Clock } from '../../platform/clock.ts'
import type { Tx } from '../../platform/database/bureau.ts'
import { recordAct } from '../journal/record.ts'
import { type Actor, mustBeAllowed } from '../staff/actor.ts'
import { mayDoToDocuments } from './permissions.ts'
import { saveDocument } from './store.ts'
import { openDocument } from './write.ts'

/**
 * Looks again at what is kept from the public (R1-18): it stays, with a reason and a next day, or it becomes a draft to
 * be disclosed, which goes through all its checks.
 */
export async function reassessDocument(
  tx: Tx,
  { id, version, decision, reason }: { id: number; version: number; decision: 'keep' | 'disclose'; reason: string },
  by: Actor,
  clock: Clock,
): Promise<{ reviewOn: CalendarDate | null } | { refused: 'not-kept' | 'no-reason' }> {
  mustBeAllowed(by, 'reassess a document', mayDoToDocuments.keepHouse)
  const document = await openDocument(tx, id, version)
  if (document.standing !== 'kept') return { refused: 'not-kept' }
  if (reason.trim() === '') return { refused: 'no-reason' }
  const keeps = decision === 'keep'
  const reviewOn = keeps ? reassessOn(document.attribute, clock.today()) : null
  await saveDocument(tx, id, {
    ...(keeps
      ? {}
      : { attribute: 'proactive', ground: null, groundReason: null, stage: 'draft', standing: 'unpublished' }),
    reviewOn,
    changedAt: clock.now(),
  })
  await recordAct(tx, {
    kind: keeps ? 'document kept again' : 'document to be disclosed',
    subject: `document ${id}`,
    by,
    at: clock.now(),
    change: {
      reason: reason.trim(),
      ...(keeps ? { reviewOn } : { attribute: { from: document.attribute, to: 'proactive' } }),
    },
  })
  return { reviewOn }
}
