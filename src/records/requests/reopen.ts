import type { Reopened } from '../../law/requests/events.ts'
import { whyNot } from '../../law/requests/next-step.ts'
import type { Clock } from '../../platform/clock.ts'
import type { Tx } from '../../platform/database/bureau.ts'
import type { Actor } from '../staff/actor.ts'
import { advance, openRequest } from './advance.ts'
import { keepEarlierReply } from './store.ts'

/**
 * A reply was annulled, found unlawful, or is seen to be wrong: the request is handled anew, in the period the decision
 * sets. Table 3 goes on counting the first reply, on its day; what became of it stands in table 4.
 */
export async function reopenRequest(
  tx: Tx,
  {
    id,
    version,
    why,
    workingDays,
    reason,
  }: { id: number; version: number; why: Reopened['why']; workingDays: number | null; reason: string },
  by: Actor,
  clock: Clock,
): Promise<{ reopened: true } | { refused: 'not-replied' | 'no-reason' }> {
  const opened = await openRequest(tx, { id, version, act: 'reopen' }, by)
  const today = clock.today()
  const { state, concludedOn } = opened.request
  if (state !== 'closed' || concludedOn === null) return { refused: 'not-replied' }
  if (whyNot('reopen', opened.events, today, opened.calendar)) return { refused: 'not-replied' }
  if (reason.trim() === '') return { refused: 'no-reason' }
  const replied = opened.events.findLast((event) => event.kind === 'replied')
  await keepEarlierReply(tx, id, replied?.on ?? concludedOn)
  await advance(
    tx,
    opened,
    {
      kind: 'request reopened',
      state: 'in-handling',
      event: { kind: 'reopened', on: today, why, workingDays },
      note: reason.trim(),
    },
    by,
    clock,
  )
  return { reopened: true }
}
