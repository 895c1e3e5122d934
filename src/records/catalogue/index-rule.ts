import type { CalendarDate } from '../../law/calendar-date.ts'
import { isCreditCode } from '../../law/personal-data/credit-code.ts'
import {
  type IndexPatternProblem,
  indexNumber,
  indexPatternProblems,
  indexSeries,
  plainIndexPattern,
} from '../../law/publicity/index-number.ts'
import type { Clock } from '../../platform/clock.ts'
import type { Tx } from '../../platform/database/bureau.ts'
import { columns } from '../columns/for-public.ts'
import { mayKeepColumns } from '../columns/permissions.ts'
import { nextOf } from '../counters/next.ts'
import { recordAct } from '../journal/record.ts'
import { type Actor, mustBeAllowed } from '../staff/actor.ts'
import { type IndexRule, indexRuleOf } from './for-staff.ts'
import { saveIndexRule } from './store.ts'

/** Says how index numbers are written from now on; numbers given before stay. */
export async function setIndexRule(
  tx: Tx,
  rule: IndexRule,
  by: Actor,
  clock: Clock,
): Promise<{ set: true } | { problems: (IndexPatternProblem | 'bad-credit-code')[] }> {
  mustBeAllowed(by, 'set the rule of index numbers', mayKeepColumns)
  const problems: (IndexPatternProblem | 'bad-credit-code')[] = indexPatternProblems(rule.pattern, rule.creditCode)
  if (rule.creditCode !== null && !isCreditCode(rule.creditCode)) problems.push('bad-credit-code')
  if (problems.length > 0) return { problems }
  const before = await indexRuleOf(tx)
  await saveIndexRule(tx, rule, clock.now())
  await recordAct(tx, {
    kind: 'index rule set',
    subject: 'catalogue',
    by,
    at: clock.now(),
    change: { from: before, to: rule },
  })
  return { set: true }
}

/** The next index number for a document that is published on a day in a column. No number is given twice. */
export async function nextIndexNumber(
  tx: Tx,
  { columnId, on }: { columnId: number; on: CalendarDate },
): Promise<string> {
  const { pattern, creditCode } = (await indexRuleOf(tx)) ?? { pattern: plainIndexPattern, creditCode: null }
  const item = (await columns(tx)).find(({ id }) => id === columnId)?.statutoryItem ?? null
  const facts = { creditCode, on, item }
  // One counter for each number without its serial: two patterns that write alike count on together.
  return indexNumber(pattern, facts, await nextOf(tx, `index ${indexSeries(pattern, facts)}`))
}
