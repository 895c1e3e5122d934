import type { HolidayNotice } from '../../law/working-days/calendar.ts'
import { checkNotice } from '../../law/working-days/check-notice.ts'
import type { Clock } from '../../platform/clock.ts'
import type { Tx } from '../../platform/database/bureau.ts'
import { recordAct } from '../journal/record.ts'
import { type MovedDeadline, recountDeadlines } from '../requests/recount.ts'
import { type Actor, mustBeAllowed } from '../staff/actor.ts'
import { insertNotice } from './store.ts'
import { noticesOf } from './working-calendar.ts'

/** An administrator loads a holiday notice; the due days of open requests are worked out anew, and what moved is told. */
export async function loadNotice(
  tx: Tx,
  notice: HolidayNotice,
  by: Actor,
  clock: Clock,
): Promise<{ changed: MovedDeadline[] } | { problems: string[] } | { refused: 'already-loaded' }> {
  mustBeAllowed(by, 'load a holiday notice', ['administrator'])
  const problems = checkNotice(notice)
  if (problems.length > 0) return { problems: problems.map(({ message }) => message) }
  const known = await noticesOf(tx)
  if (known.some((other) => other.number === notice.number)) return { refused: 'already-loaded' }
  const { inserted } = await insertNotice(tx, {
    year: notice.year,
    number: notice.number,
    knownOn: notice.knownOn,
    content: notice,
    loadedBy: by.id,
  })
  if (!inserted) return { refused: 'already-loaded' }
  await recordAct(tx, {
    kind: 'holiday notice loaded',
    subject: `holiday notice ${notice.number}`,
    by,
    at: clock.now(),
    change: { ...notice },
  })
  return { changed: await recountDeadlines(tx, by, clock) }
}
