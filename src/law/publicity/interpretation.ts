import { addDays, type CalendarDate, calendarDate, daysBetween } from '../calendar-date.ts'
import type { Citation } from '../citation.ts'
import { type Dated, inForce } from '../dated.ts'
import { type WorkingCalendar, workingDaysAfter } from '../working-days/calendar.ts'
import { type Check, checks, type DocumentKind } from './checks.ts'

// 政策解读: who drafts interprets, text and interpretation go the way together, and each leads to the other.

const openness: Citation = { law: '《关于全面推进政务公开工作的意见》实施细则（国办发〔2016〕80号）', article: '' }

export const interpretationForms = ['text', 'qa', 'picture', 'video', 'press', 'interview', 'live', 'media'] as const
export type InterpretationForm = (typeof interpretationForms)[number]

export type InterpretationPeriod = { days: number; unit: 'working' | 'calendar' }

/** Together with the text, at the latest within three working days. A bureau may have a stricter rule of its place. */
export const interpretationPeriod: Dated<InterpretationPeriod> = [
  { from: calendarDate('2016-11-10'), days: 3, unit: 'working', cite: openness },
]

/** Kinds of documents that are interpreted: normative documents and other policy that touches the public. */
export const interpretedKinds: readonly DocumentKind[] = ['policy', 'normative']

/** Why a document needs none; `other` needs words. */
export const exemptionReasons = ['repost', 'internal', 'repeal-only', 'wording-only', 'other'] as const
export type ExemptionReason = (typeof exemptionReasons)[number]

export interface InterpretationClock {
  state: 'done' | 'done-late' | 'exempt' | 'waiting' | 'overdue'
  dueOn: CalendarDate
  provisional: boolean
  /** days of the unit left, negative when overdue; null once there is nothing to wait for */
  left: number | null
  unit: InterpretationPeriod['unit']
  /** the first interpretation that became public */
  interpretedOn: CalendarDate | null
  cite: Citation
}

/** Null for a document published before there was such a duty. */
export function interpretationClock(
  {
    publishedOn,
    interpretedOn,
    exempt,
  }: {
    publishedOn: CalendarDate
    /** the days on which interpretations became public */
    interpretedOn: readonly CalendarDate[]
    exempt: boolean
  },
  today: CalendarDate,
  calendar: WorkingCalendar,
  periods: Dated<InterpretationPeriod> = interpretationPeriod,
): InterpretationClock | null {
  if (publishedOn < (periods.at(-1)?.from ?? publishedOn)) return null
  const { days, unit, cite } = inForce(periods, publishedOn)
  const due =
    unit === 'working'
      ? workingDaysAfter(publishedOn, days, calendar)
      : { on: addDays(publishedOn, days), provisional: false }
  const first = [...interpretedOn].sort()[0] ?? null
  const left =
    unit === 'calendar'
      ? daysBetween(today, due.on)
      : today <= due.on
        ? calendar.countBetween(today, due.on)
        : -calendar.countBetween(due.on, today)
  const state =
    first !== null
      ? first <= due.on
        ? 'done'
        : 'done-late'
      : exempt
        ? 'exempt'
        : today > due.on
          ? 'overdue'
          : 'waiting'
  return {
    state,
    dueOn: due.on,
    provisional: due.provisional,
    left: state === 'waiting' || state === 'overdue' ? left : null,
    unit,
    interpretedOn: first,
    cite,
  }
}

type Stage = 'draft' | Check | 'scheduled' | 'done'
const order: readonly Stage[] = ['draft', ...checks, 'scheduled', 'done']

/**
 * 三同步: text and interpretation are drafted, signed and published together. `behind`: the text has gone further than
 * every interpretation of it.
 */
export function inStep(text: Stage, interpretations: readonly Stage[]): 'none' | 'behind' | 'in-step' {
  if (interpretations.length === 0) return 'none'
  const furthest = Math.max(...interpretations.map((stage) => order.indexOf(stage)))
  return furthest < order.indexOf(text) ? 'behind' : 'in-step'
}
