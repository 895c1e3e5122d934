import { calendarOf, type HolidayNotice } from '../../law/working-days/calendar.ts'
import { checkNotice } from '../../law/working-days/check-notice.ts'
import type { Clock } from '../../platform/clock.ts'
import type { Tx } from '../../platform/database/bureau.ts'
import { recordAct } from '../journal/record.ts'
import { type MovedDeadline, movedUnder, recountDeadlines } from '../requests/recount.ts'
import { type Actor, mustBeAllowed } from '../staff/actor.ts'
import { insertNotice } from './store.ts'
import { noticesOf, workingCalendar } from './working-calendar.ts'

type No = { problems: string[] } | { refused: 'already-loaded' }

/** What a notice would do to the due days of the open requests. Changes nothing. */
export async function previewNotice(
  tx: Tx,
  notice: HolidayNotice,
  by: Actor,
  clock: Clock,
): Promise<{ open: number; moved: MovedDeadline[] } | No> {
  mustBeAllowed(by, 'load a holiday notice', ['administrator'])
  const no = await whyNotLoad(tx, notice)
  return no ?? movedUnder(tx, calendarOf([...(await noticesOf(tx)), notice]), clock)
}

/** An administrator loads a holiday notice; the due days of open requests are worked out anew, and what moved is told. */
export async function loadNotice(
  tx: Tx,
  notice: HolidayNotice,
  by: Actor,
  clock: Clock,
): Promise<{ changed: MovedDeadline[] } | No> {
  mustBeAllowed(by, 'load a holiday notice', ['administrator'])
  const no = await whyNotLoad(tx, notice)
  if (no) return no
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
  const calendar = await workingCalendar(tx)
  return { changed: await recountDeadlines(tx, { notice: notice.number, calendar }, by, clock) }
}

async function whyNotLoad(tx: Tx, notice: HolidayNotice): Promise<No | null> {
  const problems = checkNotice(notice)
  if (problems.length > 0) return { problems: problems.map(({ message }) => message) }
  const known = await noticesOf(tx)
  return known.some((other) => other.number === notice.number) ? { refused: 'already-loaded' } : null
}
