import { addDays, addMonths, type CalendarDate, daysBetween, earlierOf } from '../calendar-date.ts'
import type { Citation } from '../citation.ts'

/** A length of time as people promise it. */
export type Span = { days: number } | { months: number }

/** How the national inspection looks at a column. Static columns (organisation, guide) are not timed. */
export type UpdateClass = 'news' | 'notice-policy' | 'other' | 'static'

const indicators: Citation = { law: '政府网站与政务新媒体检查指标（国办秘函〔2019〕19号）', article: '' }

/** The longest a column may stay without anything new. That of `other` is the product's own: the indicators set none. */
export const updateLimits: Record<UpdateClass, { span: Span | null; cite: Citation | null }> = {
  news: { span: { days: 14 }, cite: indicators },
  'notice-policy': { span: { months: 6 }, cite: indicators },
  other: { span: { months: 12 }, cite: null },
  static: { span: null, cite: null },
}

const warnedFrom = 0.7
const alarmedFrom = 0.9

export interface Freshness {
  /** `warn` from 70 %, `alarm` from 90 % of the time; `untimed` where nothing limits it */
  state: 'fresh' | 'warn' | 'alarm' | 'late' | 'untimed'
  /** the last day for the next update; null where nothing limits it */
  dueOn: CalendarDate | null
  /** what sets that day: the office's promise or the inspection's limit */
  by: 'promise' | 'inspection' | null
}

const after = (day: CalendarDate, span: Span): CalendarDate =>
  'days' in span ? addDays(day, span.days) : addMonths(day, span.months)

/** How fresh a column is on a day: from its last update, the rhythm promised for it and the inspection's limit. */
export function freshness({
  lastOn,
  promise,
  updateClass,
  today,
}: {
  lastOn: CalendarDate
  promise: Span | null
  updateClass: UpdateClass
  today: CalendarDate
}): Freshness {
  const promised = promise && after(lastOn, promise)
  const { span } = updateLimits[updateClass]
  const inspected = span && after(lastOn, span)
  const dueOn = promised && inspected ? earlierOf(promised, inspected) : (promised ?? inspected)
  if (!dueOn) return { state: 'untimed', dueOn: null, by: null }
  const used = daysBetween(lastOn, today) / daysBetween(lastOn, dueOn)
  return {
    state: used > 1 ? 'late' : used >= alarmedFrom ? 'alarm' : used >= warnedFrom ? 'warn' : 'fresh',
    dueOn,
    by: dueOn === promised ? 'promise' : 'inspection',
  }
}
