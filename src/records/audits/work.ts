import type { Clock } from '../../platform/clock.ts'
import type { Tx } from '../../platform/database/bureau.ts'
import { recordAct } from '../journal/record.ts'
import { anyWaiting, lockRun, type ReadReport, saveRead, saveRun, type TakenUp, takeUp } from './store.ts'

export type { ReadReport, TakenUp } from './store.ts'

/** Who took a report up and gave nothing back for so long was cut off. */
const silentFor = 180_000

/** Takes up the next report of the runs that are begun; nobody else gets it meanwhile. */
export function takeUpReport(tx: Tx, clock: Clock): Promise<TakenUp | null> {
  const now = clock.now()
  return takeUp(tx, { now, deadSince: new Date(now.getTime() - silentFor) })
}

/** Keeps what was read of a report; the last one finishes its run. */
export async function keepReading(tx: Tx, taken: TakenUp, read: Omit<ReadReport, 'readAt'>, clock: Clock) {
  const at = clock.now()
  // Two who end at the same time: the second waits here and sees what the first wrote.
  const run = await lockRun(tx, taken.runId)
  if (!(await saveRead(tx, taken, { ...read, readAt: at }))) return
  if (!run || (await anyWaiting(tx, taken.runId))) return
  await saveRun(tx, taken.runId, { state: 'finished', finishedAt: at })
  await recordAct(tx, {
    kind: 'audit run finished',
    subject: `audit run ${taken.runId}`,
    by: { kind: 'system', name: 'audit' },
    at,
    change: { reports: run.reports },
  })
}
