import { addDays, type CalendarDate, earlierOf, laterOf } from '../calendar-date.ts'
import type { Citation } from '../citation.ts'
import { inForce } from '../dated.ts'
import type { WorkingCalendar } from '../working-days/calendar.ts'
import { type Asked, type ClockEvent, type Ending, isAsked, isEnding, type Reopened } from './events.ts'
import { correctionNotice, enquiries, feePayment, replyPeriod } from './periods.ts'

/** What the law makes of the events of one request: the periods that ran, one after the other, and what stopped them. */
export interface Story {
  receivedOn: CalendarDate
  /** at least one; a correction or a payment starts the next from zero */
  periods: Period[]
  enquiries: Enquiry[]
  /** the notice that stopped the last period and is not answered yet */
  wait: Wait | null
  /** the notice that named what to correct, in time or not */
  correction: Extract<ClockEvent, { kind: 'correction-asked' }> | null
  corrected: boolean
  /** the fee notice that is not paid yet, in time or not */
  unpaid: Extract<ClockEvent, { kind: 'fee-noticed' }> | null
  extendedOnce: boolean
  reasonsAsked: boolean
  /** null until the applicant gave reasons, or nobody asked */
  reasonable: boolean | null
  ended: Ending | null
}

export interface Period {
  /** day zero */
  zero: CalendarDate
  began: 'received' | 'corrected' | 'paid' | 'reopened'
  base: number
  longestExtension: number
  extension: number
  /** the day told to the applicant under art. 35 */
  delayedUntil: CalendarDate | null
  /** what stopped it, if it was not this period that ended the request */
  stopped: Wait | null
  cite: Citation
}

export interface Wait {
  for: 'correction' | 'fee'
  from: CalendarDate
}

export interface Enquiry {
  asked: Asked
  answeredOn: CalendarDate | null
  /** last day of the answer; null where the law sets none */
  limit: CalendarDate | null
  /** first and last day that do not count; no last day while nobody knows when the answer comes */
  pause: { from: CalendarDate; to: CalendarDate | null } | null
  pauseCite: Citation
  whenSilent: string
  answerCite: Citation
}

/** Null while the request is not received. Events are taken by their day; those of one day in the order given. */
export function readStory(events: readonly ClockEvent[], calendar: WorkingCalendar): Story | null {
  const first = events.find((event) => event.kind === 'received')
  if (!first) return null
  const story: Story = {
    receivedOn: first.on,
    periods: [newPeriod(first.on, 'received')],
    enquiries: [],
    wait: null,
    correction: null,
    corrected: false,
    unpaid: null,
    extendedOnce: false,
    reasonsAsked: false,
    reasonable: null,
    ended: null,
  }
  const inOrder = events.length < 2 ? events : events.toSorted((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0))
  for (const event of inOrder) take(event, story, calendar)
  return story
}

/** The last day of a period; null while an enquiry without a known end stands in its way. */
export function endOf(period: Period, story: Story, calendar: WorkingCalendar): CalendarDate | null {
  let from = period.zero
  let left = period.base + period.extension
  for (const { pause } of story.enquiries) {
    if (!pause || (pause.to !== null && pause.to <= from)) continue
    const before = pause.from > from ? calendar.countBetween(from, addDays(pause.from, -1)) : 0
    if (before >= left) break
    if (pause.to === null) return null
    left -= before
    from = pause.to
  }
  const end = calendar.nthAfter(from, left)
  return period.delayedUntil !== null && period.delayedUntil > end ? period.delayedUntil : end
}

/** Working days a period used after its day zero, up to and including a day, paused days left out. */
export function usedIn(period: Period, upTo: CalendarDate, story: Story, calendar: WorkingCalendar): number {
  let used = 0
  let from = period.zero
  for (const { pause } of story.enquiries) {
    if (!pause || pause.from > upTo) continue
    if (pause.from > from) used += calendar.countBetween(from, addDays(pause.from, -1))
    if (pause.to === null) return used
    if (pause.to > from) from = pause.to
  }
  return used + calendar.countBetween(from, upTo)
}

/** The last day to tell the applicant what to correct; null under the original text, which set none. */
export function lastDayToAskCorrection(receivedOn: CalendarDate, calendar: WorkingCalendar): CalendarDate | null {
  const { workingDays } = inForce(correctionNotice, receivedOn)
  return workingDays === null ? null : calendar.nthAfter(receivedOn, workingDays)
}

export function lastPeriod(story: Story): Period {
  return story.periods.at(-1) as Period
}

function newPeriod(zero: CalendarDate, began: Period['began']): Period {
  const { workingDays, longestExtension, cite } = inForce(replyPeriod, zero)
  return { zero, began, base: workingDays, longestExtension, extension: 0, delayedUntil: null, stopped: null, cite }
}

function take(event: ClockEvent, story: Story, calendar: WorkingCalendar): void {
  if (event.kind === 'reopened') reopen(event, story)
  if (story.ended) return
  const period = lastPeriod(story)
  const inTime = (on: CalendarDate) => {
    const end = endOf(period, story, calendar)
    return !story.wait && (end === null || on <= end)
  }
  switch (event.kind) {
    case 'correction-asked': {
      // Once, and in time: a later notice does not stop the clock (R1-30a, R1-30e).
      const limit = lastDayToAskCorrection(story.receivedOn, calendar)
      if (!story.correction && (limit === null || event.on <= limit) && inTime(event.on)) {
        stop(story, 'correction', event.on)
      }
      story.correction ??= event
      return
    }
    case 'correction-received':
      story.corrected = true
      if (story.wait?.for === 'correction') restart(story, event.on, 'corrected')
      return
    case 'extended':
      // Once, before the period is over. It lapses with the period a correction or a payment replaces.
      if (!story.extendedOnce && inTime(event.on)) {
        period.extension = Math.max(0, Math.min(event.workingDays, period.longestExtension))
        story.extendedOnce = true
      }
      return
    case 'fee-noticed': {
      story.unpaid = event
      const sentOn = earlierOf(event.deliveredOn, event.on)
      if (sentOn >= (feePayment.at(-1)?.from ?? sentOn) && inTime(sentOn)) stop(story, 'fee', sentOn)
      return
    }
    case 'fee-paid':
      story.unpaid = null
      if (story.wait?.for === 'fee') restart(story, event.on, 'paid')
      return
    case 'reasons-asked':
      story.reasonsAsked = true
      return
    case 'reasons-received':
      story.reasonable = event.reasonable
      return
    case 'delayed':
      if (inTime(event.on)) period.delayedUntil = event.until
      return
    default:
      if (isAsked(event)) ask(event, story, calendar)
      else if (isEnding(event)) story.ended = event
      else if ('enquiry' in event) answer(event.enquiry, event.on, story)
  }
}

function stop(story: Story, what: Wait['for'], on: CalendarDate): void {
  const period = lastPeriod(story)
  story.wait = { for: what, from: laterOf(on, addDays(period.zero, 1)) }
  period.stopped = story.wait
}

function restart(story: Story, on: CalendarDate, began: Period['began']): void {
  story.periods.push(newPeriod(on, began))
  story.wait = null
}

/** Only what was replied to is done anew. A period set by the decision goes before that of the Regulation. */
function reopen({ on, workingDays }: Reopened, story: Story): void {
  if (story.ended?.kind !== 'replied') return
  story.ended = null
  story.wait = null
  story.extendedOnce = false
  story.enquiries = []
  const period = newPeriod(on, 'reopened')
  story.periods.push({ ...period, base: workingDays ?? period.base })
}

function ask(asked: Asked, story: Story, calendar: WorkingCalendar): void {
  const rules = inForce(enquiries, asked.on)
  const { pauses, workingDays, whenSilent, answerCite } = rules[asked.kind]
  const limit = workingDays === null ? null : calendar.nthAfter(asked.deliveredOn ?? asked.on, workingDays)
  story.enquiries.push({
    asked,
    answeredOn: null,
    limit,
    // R2-6: the law names no end points; from the day of sending to the answer or the lapsed limit, both included.
    pause: pauses && (limit === null || limit >= asked.on) ? { from: asked.on, to: limit } : null,
    pauseCite: rules.cite,
    whenSilent,
    answerCite,
  })
}

function answer(enquiry: string, on: CalendarDate, story: Story): void {
  const open = story.enquiries.find(({ asked, answeredOn }) => asked.enquiry === enquiry && answeredOn === null)
  if (!open) return
  open.answeredOn = on
  if (open.pause && (open.pause.to === null || on < open.pause.to)) open.pause.to = on
}
