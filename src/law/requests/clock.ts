import { addDays, type CalendarDate } from '../calendar-date.ts'
import type { Citation } from '../citation.ts'
import { inForce } from '../dated.ts'
import { type ExplainedDay, explainDay, type WorkingCalendar } from '../working-days/calendar.ts'
import {
  coMakerAnswer,
  correctionAnswer,
  correctionNotice,
  feePayment,
  longestExtension,
  pauseWhileAsking,
  replyPeriod,
  thirdPartyAnswer,
  unreasonableNumber,
} from './periods.ts'

/** What moves the reply clock, in the order in which it happened. */
export type ClockEvent =
  | { kind: 'received'; on: CalendarDate }
  | { kind: 'correction-asked'; on: CalendarDate; answerBy: CalendarDate }
  | { kind: 'correction-received'; on: CalendarDate }
  | {
      kind: 'third-party-asked' | 'co-maker-asked' | 'organ-asked'
      on: CalendarDate
      enquiry: string
      /** the day the enquiry reached whom it asks: their 15 working days count from it */
      deliveredOn?: CalendarDate
    }
  | {
      kind: 'third-party-answered' | 'co-maker-answered' | 'organ-answered'
      on: CalendarDate
      enquiry: string
      answer: 'agrees' | 'objects' | 'answered'
    }
  | { kind: 'extended'; on: CalendarDate; workingDays: number }
  /** amount in yuan */
  | { kind: 'fee-noticed'; on: CalendarDate; deliveredOn: CalendarDate; amount: number }
  | { kind: 'fee-paid'; on: CalendarDate }
  | { kind: 'reasons-asked'; on: CalendarDate }
  | { kind: 'delayed'; on: CalendarDate; until: CalendarDate }
  | { kind: 'replied'; on: CalendarDate }
  | { kind: 'withdrawn'; on: CalendarDate }
  | { kind: 'lapsed'; on: CalendarDate; why: 'no-correction' | 'fee-unpaid' }

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
  /** day zero: receipt, or the correction or payment that started the period anew */
  startedOn: CalendarDate | null
  /** last day of the period as things stand; null while it waits for a correction or a fee */
  dueOn: CalendarDate | null
  /** the way there crosses a year whose holidays are not announced */
  provisional: boolean
  usedWorkingDays: number
  /** working days left after today, today not counted; negative once overdue; null when the clock does not run */
  leftWorkingDays: number | null
  overdue: boolean
  limits: Limit[]
  /** every day from receipt to the due day, and why it counts or not */
  days: ExplainedDay[]
  /** the calculation in one Chinese sentence */
  formula: string
  cites: Citation[]
}

/** The due day of a request nothing happened to: the short way for lists and replays. */
export function replyDueOn(receivedOn: CalendarDate, calendar: WorkingCalendar): CalendarDate {
  return calendar.nthAfter(receivedOn, inForce(replyPeriod, receivedOn).workingDays)
}

type Asked = Extract<ClockEvent, { kind: 'third-party-asked' | 'co-maker-asked' | 'organ-asked' }>
type Pause = { from: CalendarDate; to: CalendarDate; open: boolean; why: string; cite: Citation }
type Wait = { for: 'correction' | 'fee'; from: CalendarDate }

const whom = { 'third-party-asked': '第三方', 'co-maker-asked': '共同制作机关', 'organ-asked': '其他机关' } as const

function isAsked(event: ClockEvent): event is Asked {
  return event.kind === 'third-party-asked' || event.kind === 'co-maker-asked' || event.kind === 'organ-asked'
}

/** Where a third party's or a co-maker's 15 working days end; null for other organs, and before delivery. */
function answerLimit(asked: Asked, calendar: WorkingCalendar): CalendarDate | null {
  if (asked.kind === 'organ-asked' || !asked.deliveredOn) return null
  const { workingDays } = asked.kind === 'third-party-asked' ? thirdPartyAnswer : coMakerAnswer
  return calendar.nthAfter(asked.deliveredOn, workingDays)
}

/**
 * An enquiry stops the count from the day it is sent to the day the answer arrives, or the limit lapses, both included
 * (R2-6: the law names no end points; this is the product's convention). Parallel enquiries overlap, they do not add up.
 */
function pausesIn(events: readonly ClockEvent[], calendar: WorkingCalendar, today: CalendarDate): Pause[] {
  return events.filter(isAsked).map((asked) => {
    const answered = events.find(
      (event) => 'enquiry' in event && event.enquiry === asked.enquiry && event.kind.endsWith('-answered'),
    )
    const limit = answerLimit(asked, calendar)
    const end = [answered?.on, limit].filter((day) => day !== null && day !== undefined).sort()[0]
    return {
      from: asked.on,
      to: end ?? (today > asked.on ? today : asked.on),
      open: !answered && (limit === null || limit >= today),
      why: `征求${whom[asked.kind]}意见，依法不计入`,
      cite: pauseWhileAsking.cite,
    }
  })
}

/** Works out the reply clock from what happened. `today` only decides what is past: it changes no due day. */
export function replyClock(events: readonly ClockEvent[], calendar: WorkingCalendar, today: CalendarDate): ReplyClock {
  const received = events.find((event) => event.kind === 'received')
  if (!received) return notStarted
  const { workingDays: base, cite } = inForce(replyPeriod, received.on)
  const longest = inForce(longestExtension, received.on)
  const extension = events.find((event) => event.kind === 'extended')
  const extended = extension ? Math.min(extension.workingDays, longest.workingDays) : 0
  const delayed = events.findLast((event) => event.kind === 'delayed')
  const ended = events.find(
    (event) => event.kind === 'replied' || event.kind === 'withdrawn' || event.kind === 'lapsed',
  )
  const period = base + extended
  const pauses = pausesIn(events, calendar, today)
  const days: ExplainedDay[] = []

  let zero = received.on
  let wait: Wait | null = null
  const explain = (
    from: CalendarDate,
    until: (on: CalendarDate, count: number) => boolean,
  ): { on: CalendarDate; count: number } => {
    let count = 0
    let on = from
    while (!until(on, count)) {
      on = addDays(on, 1)
      const day = on
      const pause = pauses.find((one) => one.from <= day && day <= one.to)
      const explained: ExplainedDay = pause
        ? { on, kind: 'paused', count: null, why: pause.why, cite: pause.cite }
        : explainDay(on, count, calendar)
      if (explained.count !== null) count = explained.count
      days.push(explained)
    }
    return { on, count }
  }

  days.push({ on: zero, kind: 'day-zero', count: 0, why: '收到申请之日，当日不计入', cite })
  for (const event of events) {
    const stops = event.kind === 'correction-asked' ? 'correction' : event.kind === 'fee-noticed' ? 'fee' : null
    if (stops && !wait) {
      const stop = event.on
      explain(zero, (on) => on >= addDays(stop, -1))
      wait = { for: stops, from: stop }
    }
    if ((event.kind === 'correction-received' || event.kind === 'fee-paid') && wait) {
      waiting(days, wait, event.on)
      zero = event.on
      const why =
        event.kind === 'fee-paid' ? '缴清费用之日，答复期限自次日起重新计算' : '收到补正之日，答复期限自次日起重新计算'
      days.push({
        on: zero,
        kind: 'restart',
        count: 0,
        why,
        cite: wait.for === 'fee' ? feePayment.cite : correctionAnswer.cite,
      })
      wait = null
    }
  }
  const limits = limitsOf(events, calendar, today, { wait, ended: ended !== undefined, zero: received.on })
  const cites = citesOf(events, cite)
  if (wait) {
    const until = ended && ended.on > wait.from ? ended.on : today > wait.from ? today : wait.from
    waiting(days, wait, addDays(until, 1))
    return {
      state: ended ? 'stopped' : wait.for === 'correction' ? 'awaiting-correction' : 'awaiting-fee',
      startedOn: zero,
      dueOn: null,
      provisional: false,
      usedWorkingDays: 0,
      leftWorkingDays: null,
      overdue: false,
      limits,
      days,
      formula:
        wait.for === 'correction'
          ? `${wait.from}告知补正，答复期限自收到补正之日的次日起重新计算${base}个工作日。`
          : `${wait.from}发出收费通知，答复期限自缴清费用的次日起重新计算${base}个工作日。`,
      cites,
    }
  }
  const counted = explain(zero, (_, count) => count >= period)
  const dueOn = delayed ? delayed.until : counted.on
  const horizon = ended && ended.on < today ? ended.on : today
  const usedWorkingDays = days.filter((day) => day.on > zero && day.on <= horizon && day.count !== null).length
  const paused = pauses.some((pause) => pause.open && pause.from <= today)
  const overdue = horizon > dueOn
  return {
    state: ended ? 'stopped' : paused ? 'paused' : 'running',
    startedOn: zero,
    dueOn,
    provisional: calendar.provisionalBetween(zero, dueOn),
    usedWorkingDays,
    leftWorkingDays: ended
      ? null
      : overdue
        ? -calendar.countBetween(dueOn, today)
        : paused
          ? period - usedWorkingDays
          : calendar.countBetween(today, dueOn),
    overdue,
    limits,
    days,
    formula: formulaOf({
      zero,
      receivedOn: received.on,
      base,
      extended,
      pauses,
      dueOn,
      delayed: delayed?.until ?? null,
    }),
    cites,
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
  cites: [{ law: '政府信息公开条例', article: '第三十一条', year: 2019 }],
}

/** The days between a notice and what it waits for, the last one not included. */
function waiting(days: ExplainedDay[], wait: Wait, until: CalendarDate): void {
  const why = wait.for === 'correction' ? '等待申请人补正，不计入' : '等待申请人缴费，不计入'
  const cite = wait.for === 'correction' ? correctionAnswer.cite : feePayment.cite
  for (let on = wait.from; on < until; on = addDays(on, 1)) days.push({ on, kind: 'waiting', count: null, why, cite })
}

function limitsOf(
  events: readonly ClockEvent[],
  calendar: WorkingCalendar,
  today: CalendarDate,
  { wait, ended, zero }: { wait: Wait | null; ended: boolean; zero: CalendarDate },
): Limit[] {
  if (ended) return []
  const limits: Limit[] = []
  const add = (what: Limit['what'], from: CalendarDate, dueOn: CalendarDate, whenSilent: string, cite: Citation) =>
    limits.push({ what, dueOn, provisional: calendar.provisionalBetween(from, dueOn), whenSilent, cite })
  const asked = events.findLast((event) => event.kind === 'correction-asked')
  if (!asked) {
    const dueOn = calendar.nthAfter(zero, correctionNotice.workingDays)
    if (dueOn >= today) {
      add(
        'correction-notice',
        zero,
        dueOn,
        '逾期没有告知补正的，不能再以申请内容不明确为由停止计时',
        correctionNotice.cite,
      )
    }
  }
  if (asked && wait?.for === 'correction') {
    add(
      'correction-answer',
      asked.on,
      asked.answerBy,
      '申请人无正当理由逾期不补正的，视为放弃申请，不再处理',
      correctionAnswer.cite,
    )
  }
  for (const enquiry of events.filter(isAsked)) {
    const dueOn = answerLimit(enquiry, calendar)
    const answered = events.some(
      (event) => 'enquiry' in event && event.enquiry === enquiry.enquiry && event.kind.endsWith('-answered'),
    )
    if (!dueOn || answered || !enquiry.deliveredOn) continue
    if (enquiry.kind === 'third-party-asked') {
      add(
        'third-party',
        enquiry.deliveredOn,
        dueOn,
        '第三方逾期未提出意见的，由本机关依法决定是否公开',
        thirdPartyAnswer.cite,
      )
    } else if (enquiry.kind === 'co-maker-asked') {
      add('co-maker', enquiry.deliveredOn, dueOn, '共同制作机关逾期未提出意见的，视为同意公开', coMakerAnswer.cite)
    }
  }
  const fee = events.findLast((event) => event.kind === 'fee-noticed')
  if (fee && wait?.for === 'fee') {
    const dueOn = calendar.nthAfter(fee.deliveredOn, feePayment.workingDays)
    add('fee-payment', fee.deliveredOn, dueOn, '申请人逾期未缴费的，视为放弃申请，不再处理', feePayment.cite)
  }
  return limits
}

function citesOf(events: readonly ClockEvent[], reply: Citation): Citation[] {
  const happened = (kind: ClockEvent['kind']) => events.some((event) => event.kind === kind)
  return [
    reply,
    ...(happened('correction-asked') ? [correctionAnswer.cite] : []),
    ...(events.some(isAsked) ? [pauseWhileAsking.cite] : []),
    ...(happened('fee-noticed') ? [feePayment.cite] : []),
    ...(happened('delayed') || happened('reasons-asked') ? [unreasonableNumber.cite] : []),
  ]
}

function formulaOf(of: {
  zero: CalendarDate
  receivedOn: CalendarDate
  base: number
  extended: number
  pauses: readonly Pause[]
  dueOn: CalendarDate
  delayed: CalendarDate | null
}): string {
  const began = of.zero === of.receivedOn ? `${of.zero}收到申请` : `${of.zero}起重新计算`
  const added = of.extended > 0 ? `，加上延长的${of.extended}个工作日` : ''
  const paused = of.pauses.length > 0 ? `，扣除征求意见所需时间` : ''
  if (of.delayed) return `${began}；因数量、频次明显超过合理范围，告知延迟至${of.delayed}答复。`
  return `${began}，自次日起计算${of.base}个工作日${added}${paused}，到${of.dueOn}为止。`
}

/** Why the period cannot be extended now; null when it can (once, before the first period is over). */
export function whyNotExtend(
  events: readonly ClockEvent[],
  today: CalendarDate,
  calendar: WorkingCalendar,
): null | 'already-extended' | 'period-over' | 'not-running' {
  const clock = replyClock(events, calendar, today)
  if (clock.state !== 'running' && clock.state !== 'paused') return 'not-running'
  if (events.some((event) => event.kind === 'extended')) return 'already-extended'
  return clock.dueOn !== null && today > clock.dueOn ? 'period-over' : null
}

/** Why a correction cannot be asked for now; null when it can (once, within seven working days of receipt). */
export function whyNotAskCorrection(
  events: readonly ClockEvent[],
  today: CalendarDate,
  calendar: WorkingCalendar,
): null | 'already-asked' | 'too-late' | 'not-running' {
  const received = events.find((event) => event.kind === 'received')
  if (!received || replyClock(events, calendar, today).state !== 'running') {
    return events.some((event) => event.kind === 'correction-asked') ? 'already-asked' : 'not-running'
  }
  if (events.some((event) => event.kind === 'correction-asked')) return 'already-asked'
  return today > calendar.nthAfter(received.on, correctionNotice.workingDays) ? 'too-late' : null
}
