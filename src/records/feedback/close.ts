import type { Clock } from '../../platform/clock.ts'
import type { Tx } from '../../platform/database/bureau.ts'
import { ChangedMeanwhile } from '../changed-meanwhile.ts'
import { recordAct } from '../journal/record.ts'
import { type Actor, mustBeAllowed } from '../staff/actor.ts'
import { mayDoToFeedback } from './permissions.ts'
import { lockFeedback, saveClosing } from './store.ts'

export class NoSuchFeedback extends Error {}

/** Somebody looked into it; the note says what was done. */
export async function closeFeedback(
  tx: Tx,
  { id, version, note }: { id: number; version: number; note: string },
  by: Actor,
  clock: Clock,
): Promise<{ closed: true } | { refused: 'nothing-open' | 'no-note' }> {
  mustBeAllowed(by, 'close page feedback', mayDoToFeedback.close)
  const feedback = await lockFeedback(tx, id)
  if (!feedback) throw new NoSuchFeedback()
  if (feedback.version !== version) throw new ChangedMeanwhile()
  if (feedback.state !== 'open') return { refused: 'nothing-open' }
  if (note.trim() === '') return { refused: 'no-note' }
  await saveClosing(tx, feedback, { note: note.trim(), closedBy: by.id, closedAt: clock.now() })
  await recordAct(tx, {
    kind: 'page feedback closed',
    subject: `page feedback ${id}`,
    by,
    at: clock.now(),
    change: { note: note.trim() },
  })
  return { closed: true }
}
