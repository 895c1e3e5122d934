import type { CalendarDate } from '../calendar-date.ts'
import type { Citation } from '../citation.ts'
import { inForce } from '../dated.ts'
import type { ExplainedDay, WorkingCalendar } from '../working-days/calendar.ts'
import type { ClockEvent } from './events.ts'
import { explainClock, formulaOf } from './explain-clock.ts'
import { correctionNotice, feePayment, receiptCite, replyPeriod, unreasonableNumberCite } from './periods.ts'
import { endOf, lastDayToAskCorrection, lastPeriod, readStory, type Story, usedIn } from './story.ts'

export type { ExplainedDay } from '../working-days/calendar.ts'
export type { ClockEvent } from './events.ts'

export interface Limit {
  what: 'correction-notice' | 'correction-answer' | 'third-party' | 'co-maker' | 'fee-payment'
  dueOn: CalendarDate
  provisional: boolean
  /** what the law makes of silence, in Chinese */
  whenSilent: string
  cite: Citation
}

export interface ReplyClock {
  state: 'not-started' | 'running' | 'paused' | 'awaiting-correction' | 'awaiting-fee' | 'stopped'
  /** day zero of the period that counts: receipt, or the correction or payment that started it anew */
  startedOn: CalendarDate | null
  /**
   * Last day of the period. While a third party or co-maker is asked, the day it will be if they let their time run out.
   * Null while the clock waits for a correction, a fee, or an organ the law sets no limit.
   */
  dueOn: CalendarDate | null
  /** the way there crosses a year whose holidays are not announced */
  provisional: boolean
  /** working days of the period that are used up, today included */
  usedWorkingDays: number
  /** working days left after today; negative once overdue; null when nothing runs or can run */
  leftWorkingDays: number | null
  /** today, or the reply, is later than the due day */
  overdue: boolean
  readonly limits: Limit[]
  /** every day from receipt to the due day and why it counts or not; worked out when read */
  readonly days: ExplainedDay[]
  /** the calculation in one Chinese sentence */
  readonly formula: string
  readonly cites: Citation[]
}

/** The due day of a request nothing happened to: the short way for lists and replays. */
export function replyDueOn(receivedOn: CalendarDate, calendar: WorkingCalendar): CalendarDate {
  return calendar.nthAfter(receivedOn, inForce(replyPeriod, receivedOn).workingDays)
}

/**
 * Works out the reply clock from what happened. `today` decides what is past, not how a period is counted. Throws a
 * RangeError for a receipt before 1 May 2008, when nobody owed a reply.
 */
export function replyClock(events: readonly ClockEvent[], calendar: WorkingCalendar, today: CalendarDate): ReplyClock {
  const story = readStory(events, calendar)
  if (!story) return notStarted
  const period = lastPeriod(story)
  const { wait, ended } = story
  const dueOn = wait ? null : endOf(period, story, calendar)
  const asOf = ended && ended.on < today ? ended.on : today
  const usedWorkingDays = usedIn(period, wait && wait.from <= asOf ? wait.from : asOf, story, calendar)
  const paused = story.enquiries.some(
    ({ answeredOn, pause }) => pause && answeredOn === null && (pause.to === null || today <= pause.to),
  )
  const overdue = dueOn !== null && asOf > dueOn
  return {
    state: ended
      ? 'stopped'
      : wait
        ? wait.for === 'correction'
          ? 'awaiting-correction'
          : 'awaiting-fee'
        : paused && !overdue
          ? 'paused'
          : 'running',
    startedOn: period.zero,
    dueOn,
    provisional: dueOn !== null && calendar.provisionalBetween(period.zero, dueOn),
    usedWorkingDays,
    leftWorkingDays: ended || wait ? null : leftOf(story, dueOn, { usedWorkingDays, today }, calendar),
    overdue,
    get limits() {
      return ended ? [] : limitsOf(story, calendar, today)
    },
    get days() {
      return explainClock(story, calendar, today)
    },
    get formula() {
      return formulaOf(story, calendar, today)
    },
    get cites() {
      return citesOf(story)
    },
  }
}

const notStarted: ReplyClock = {
  state: 'not-started',
  startedOn: null,
  dueOn: null,
  provisional: false,
  usedWorkingDays: 0,
  leftWorkingDays: null,
  overdue: false,
  limits: [],
  days: [],
  formula: '与申请人确认收到之后，开始计算答复期限。',
  cites: [receiptCite],
}

function leftOf(
  story: Story,
  dueOn: CalendarDate | null,
  { usedWorkingDays, today }: { usedWorkingDays: number; today: CalendarDate },
  calendar: WorkingCalendar,
): number {
  const { base, extension, delayedUntil } = lastPeriod(story)
  // `0 -` and not `-`: before the first working day after the due day it is 0, never -0.
  if (dueOn !== null && today > dueOn) return 0 - calendar.countBetween(dueOn, today)
  if (dueOn !== null && dueOn === delayedUntil) return calendar.countBetween(today, dueOn)
  return base + extension - usedWorkingDays
}

function limitsOf(story: Story, calendar: WorkingCalendar, today: CalendarDate): Limit[] {
  const limits: Limit[] = []
  const add = (what: Limit['what'], from: CalendarDate, dueOn: CalendarDate, whenSilent: string, cite: Citation) =>
    limits.push({ what, dueOn, provisional: calendar.provisionalBetween(from, dueOn), whenSilent, cite })

  const { receivedOn, correction, corrected, unpaid } = story
  const { cite: correctionCite } = inForce(correctionNotice, receivedOn)
  const askBy = lastDayToAskCorrection(receivedOn, calendar)
  if (!correction && story.periods.length === 1 && askBy !== null && today <= askBy) {
    const silent = '逾期没有告知补正的，不能再以申请内容不明确为由停止计时'
    add('correction-notice', receivedOn, askBy, silent, correctionCite)
  }
  if (correction && !corrected) {
    const silent = '申请人无正当理由逾期不补正的，视为放弃申请，不再处理'
    add('correction-answer', correction.on, correction.answerBy, silent, correctionCite)
  }
  for (const { asked, answeredOn, limit, whenSilent, answerCite } of story.enquiries) {
    if (answeredOn !== null || limit === null || asked.kind === 'organ-asked') continue
    const unsure = asked.deliveredOn === undefined ? '（没有登记送达日期，暂自发出之日起计算）' : ''
    const what = asked.kind === 'third-party-asked' ? 'third-party' : 'co-maker'
    add(what, asked.deliveredOn ?? asked.on, limit, `${whenSilent}${unsure}`, answerCite)
  }
  if (unpaid) {
    const { workingDays, cite } = feePayment[0]!
    const payBy = calendar.nthAfter(unpaid.deliveredOn, workingDays)
    add('fee-payment', unpaid.deliveredOn, payBy, '申请人逾期未缴费的，视为放弃申请，不再处理', cite)
  }
  return limits
}

function citesOf(story: Story): Citation[] {
  const { periods, correction, enquiries, wait, reasonsAsked } = story
  const fee = wait?.for === 'fee' || periods.some(({ began }) => began === 'paid')
  const cites = [
    lastPeriod(story).cite,
    ...(correction ? [inForce(correctionNotice, story.receivedOn).cite] : []),
    ...enquiries.flatMap(({ pause, pauseCite, answerCite }) => (pause ? [pauseCite, answerCite] : [])),
    ...(fee ? [feePayment[0]!.cite] : []),
    ...(reasonsAsked || periods.some(({ delayedUntil }) => delayedUntil) ? [unreasonableNumberCite] : []),
  ]
  return cites.filter(
    (cite, place) => cites.findIndex((one) => one.article === cite.article && one.law === cite.law) === place,
  )
}

/** Why the period cannot be extended now; null when it can: once, before the period is over. */
export function whyNotExtend(
  events: readonly ClockEvent[],
  today: CalendarDate,
  calendar: WorkingCalendar,
): null | 'already-extended' | 'period-over' | 'not-running' {
  const story = readStory(events, calendar)
  if (!story || story.ended || story.wait) return 'not-running'
  if (story.extendedOnce) return 'already-extended'
  const dueOn = endOf(lastPeriod(story), story, calendar)
  return dueOn !== null && today > dueOn ? 'period-over' : null
}

/** Why a correction cannot be asked for now; null when it can: once, within seven working days of receipt. */
export function whyNotAskCorrection(
  events: readonly ClockEvent[],
  today: CalendarDate,
  calendar: WorkingCalendar,
): null | 'already-asked' | 'too-late' | 'not-running' {
  const story = readStory(events, calendar)
  if (!story || story.ended) return 'not-running'
  if (story.correction) return 'already-asked'
  if (story.wait) return 'not-running'
  const askBy = lastDayToAskCorrection(story.receivedOn, calendar) ?? endOf(lastPeriod(story), story, calendar)
  return askBy !== null && today > askBy ? 'too-late' : null
}
