import { addMonths, type CalendarDate } from '../../law/calendar-date.ts'
import type { Clock } from '../../platform/clock.ts'
import type { Tx } from '../../platform/database/bureau.ts'
import { publishedIn } from '../documents/for-public.ts'
import { recordAct } from '../journal/record.ts'
import { publicEntryCounts } from '../registers/for-public.ts'
import { type Actor, mustBeAllowed } from '../staff/actor.ts'
import { mayKeepColumns } from './permissions.ts'
import { NoSuchColumn } from './set-up.ts'
import { endNilStatement, insertNilStatement, lockTree } from './store.ts'

export type NilRefusal = 'closed' | 'no-section' | 'not-empty' | 'no-statement' | 'too-long-valid' | 'not-valid-yet'

/** How long a statement may stand before the section says it again: law sets nothing, a year is the product's limit. */
export const nilMonths = 12

/**
 * States that there is no such information, instead of leaving a column blank. The responsible section is named, the day
 * is today, and the statement must be confirmed again by `validUntil`. An earlier statement ends.
 */
export async function stateNil(
  tx: Tx,
  { columnId, statement, validUntil }: { columnId: number; statement: string; validUntil: CalendarDate },
  by: Actor,
  clock: Clock,
): Promise<{ stated: true } | { refused: NilRefusal }> {
  mustBeAllowed(by, 'state that there is nothing to disclose', mayKeepColumns)
  const column = (await lockTree(tx)).find(({ id }) => id === columnId)
  if (!column) throw new NoSuchColumn()
  if (column.standing === 'closed') return { refused: 'closed' }
  if (column.sectionId === null) return { refused: 'no-section' }
  if (statement.trim() === '') return { refused: 'no-statement' }
  const today = clock.today()
  if (validUntil <= today) return { refused: 'not-valid-yet' }
  if (validUntil > addMonths(today, nilMonths)) return { refused: 'too-long-valid' }
  const counts = await publicEntryCounts(tx)
  const { total } = await publishedIn(tx, [columnId], { page: 1, size: 1 })
  if (total > 0 || column.registers.some((kind) => (counts[kind] ?? 0) > 0)) return { refused: 'not-empty' }
  await endNilStatement(tx, columnId, today)
  await insertNilStatement(tx, {
    columnId,
    statement: statement.trim(),
    confirmedOn: today,
    sectionId: column.sectionId,
    confirmedBy: by.id,
    validUntil,
  })
  await recordAct(tx, {
    kind: 'nil statement made',
    subject: `column ${columnId}`,
    by,
    at: clock.now(),
    change: { statement: statement.trim(), validUntil, sectionId: column.sectionId },
  })
  return { stated: true }
}

/** Takes a statement back: there is something to disclose after all. */
export async function withdrawNil(
  tx: Tx,
  columnId: number,
  by: Actor,
  clock: Clock,
): Promise<{ ended: true } | { refused: 'no-statement' }> {
  mustBeAllowed(by, 'take a nil statement back', mayKeepColumns)
  if (!(await endNilStatement(tx, columnId, clock.today()))) return { refused: 'no-statement' }
  await recordAct(tx, { kind: 'nil statement ended', subject: `column ${columnId}`, by, at: clock.now() })
  return { ended: true }
}
