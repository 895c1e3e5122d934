import type { CalendarDate } from '../../law/calendar-date.ts'
import { whyNotExtend } from '../../law/requests/clock.ts'
import type { Clock } from '../../platform/clock.ts'
import type { Tx } from '../../platform/database/bureau.ts'
import type { Actor } from '../staff/actor.ts'
import { advance, openRequest } from './advance.ts'

export type ExtensionRefusal = NonNullable<ReturnType<typeof whyNotExtend>> | 'no-reason' | 'too-long'

const longest = 20

/** Once, by at most 20 working days, with the consent of the head of the disclosure office, told to the applicant (art. 33). */
export async function extendRequest(
  tx: Tx,
  { id, version, workingDays, reason }: { id: number; version: number; workingDays: number; reason: string },
  by: Actor,
  clock: Clock,
): Promise<{ dueOn: CalendarDate | null } | { refused: ExtensionRefusal }> {
  const opened = await openRequest(tx, { id, version, act: 'extend' }, by)
  const refused = whyNotExtend(opened.events, clock.today(), opened.calendar)
  if (refused) return { refused }
  if (reason.trim() === '') return { refused: 'no-reason' }
  if (!Number.isInteger(workingDays) || workingDays < 1 || workingDays > longest) return { refused: 'too-long' }
  const { dueOn } = await advance(
    tx,
    opened,
    {
      kind: 'reply period extended',
      event: { kind: 'extended', on: clock.today(), workingDays },
      note: reason.trim(),
    },
    by,
    clock,
  )
  return { dueOn }
}
