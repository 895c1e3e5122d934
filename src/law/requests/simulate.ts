import { addDays, type CalendarDate, laterOf } from '../calendar-date.ts'
import type { Citation } from '../citation.ts'
import { inForce } from '../dated.ts'
import type { WorkingCalendar } from '../working-days/calendar.ts'
import { type ReplyClock, replyClock } from './clock.ts'
import type { ClockEvent } from './events.ts'
import { houseRules } from './house-rules.ts'
import { type Act, acts, nextSteps, type WhyNot, whyNot } from './next-step.ts'
import { enquiries, feePayment, replyPeriod } from './periods.ts'
import { lastDayToAskCorrection, lastPeriod, readStory } from './story.ts'

/** What follows if these acts are done on these days. */
export interface Simulation {
  /** the acts the law allows on their day, in the order of their days; only these are counted */
  taken: ClockEvent[]
  /** the acts it does not allow, and why */
  refused: { event: ClockEvent; whyNot: WhyNot | 'before-receipt' }[]
  /** the day the branch is looked at: today, or the last act taken */
  asOf: CalendarDate
  clock: ReplyClock
  /** the acts still open on that day */
  safe: SafeDay[]
}

export interface SafeDay {
  act: Act
  /** null: no article sets one */
  lastOn: CalendarDate | null
  cite: Citation | null
}

const actOf: Partial<Record<ClockEvent['kind'], Act>> = {
  'correction-asked': 'ask-for-correction',
  'correction-received': 'receive-correction',
  'third-party-asked': 'ask-third-party',
  'co-maker-asked': 'ask-co-maker',
  'organ-asked': 'ask-organ',
  extended: 'extend',
  'fee-noticed': 'charge-fee',
  'fee-paid': 'receive-payment',
  'reasons-asked': 'ask-for-reasons',
  'reasons-received': 'receive-reasons',
  delayed: 'delay',
  replied: 'reply',
  withdrawn: 'withdraw',
  merged: 'merge',
  reopened: 'reopen',
  lapsed: 'close-lapsed',
}

/**
 * Runs the reply clock on what happened and what might. The clock is the one that runs on real events, so that entering
 * the acts afterwards gives what was simulated.
 */
export function simulate(
  events: readonly ClockEvent[],
  hypothetical: readonly ClockEvent[],
  calendar: WorkingCalendar,
  today: CalendarDate,
): Simulation {
  const receivedOn = events.find(({ kind }) => kind === 'received')?.on ?? null
  let so: readonly ClockEvent[] = events
  let asOf = today
  const taken: ClockEvent[] = []
  const refused: Simulation['refused'] = []
  for (const event of hypothetical.toSorted((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0))) {
    const act = actOf[event.kind]
    const before = event.kind !== 'received' && receivedOn !== null && event.on < receivedOn
    const why = before ? 'before-receipt' : act ? whyNot(act, so, event.on, calendar) : null
    if (why) {
      refused.push({ event, whyNot: why })
      continue
    }
    taken.push(event)
    so = [...so, event]
    asOf = laterOf(asOf, event.on)
  }
  return {
    taken,
    refused,
    asOf,
    clock: replyClock(so, calendar, asOf),
    safe: safeDays(so, calendar, asOf),
  }
}

const enquiring: readonly Act[] = ['ask-third-party', 'ask-co-maker', 'ask-organ']

/**
 * Every act the law allows on a day and the last day it is safe. An enquiry is safe while it still stops the clock: the
 * law forbids a later one as little as a late reply.
 */
function safeDays(events: readonly ClockEvent[], calendar: WorkingCalendar, on: CalendarDate): SafeDay[] {
  const steps = nextSteps(events, on, calendar)
  const { dueOn } = replyClock(events, calendar, on)
  return acts.flatMap((act) => {
    const { whyNot: why, by, cite } = steps[act]
    if (why !== null) return []
    if (!enquiring.includes(act)) return [{ act, lastOn: by, cite }]
    const { pauses } = inForce(enquiries, on)[`${act.slice('ask-'.length)}-asked` as 'third-party-asked']
    return [{ act, lastOn: pauses ? dueOn : null, cite }]
  })
}

export const branchNames = [
  'as-it-is',
  'correction-on-last-day',
  'third-party-silent',
  'third-party-on-last-day',
  'extended',
  'extended-and-third-party',
  'fee-paid-on-last-day',
] as const

export interface Branch extends Simulation {
  name: (typeof branchNames)[number]
}

/** The ways a request may go from here that the law allows and that move its due day, side by side. Each act is done on `today` unless its name says when. */
export function branchesOf(events: readonly ClockEvent[], calendar: WorkingCalendar, today: CalendarDate): Branch[] {
  const story = readStory(events, calendar)
  if (!story || story.ended) return []
  const { dueOn } = replyClock(events, calendar, today)
  const askBy = lastDayToAskCorrection(story.receivedOn, calendar) ?? dueOn ?? today
  const correction = (on: CalendarDate): ClockEvent[] => {
    const answerBy = calendar.nthAfter(on, houseRules.usualCorrectionDays.workingDays)
    return [
      { kind: 'correction-asked', on, answerBy },
      { kind: 'correction-received', on: answerBy },
    ]
  }
  const thirdParty = (on: CalendarDate): ClockEvent => ({ kind: 'third-party-asked', on, enquiry: 'simulated' })
  const { longestExtension } = inForce(replyPeriod, lastPeriod(story).zero)
  const extended: ClockEvent = { kind: 'extended', on: today, workingDays: longestExtension }
  const paidOn = calendar.nthAfter(today, feePayment[0]?.workingDays ?? 0)
  const ways: Record<Branch['name'], ClockEvent[]> = {
    'as-it-is': [],
    'correction-on-last-day': correction(askBy),
    'third-party-silent': [thirdParty(today)],
    'third-party-on-last-day': dueOn === null ? [] : [thirdParty(dueOn)],
    extended: [extended],
    'extended-and-third-party': [extended, thirdParty(today)],
    'fee-paid-on-last-day': [
      { kind: 'fee-noticed', on: today, deliveredOn: today, amount: 0 },
      { kind: 'fee-paid', on: paidOn },
    ],
  }
  return branchNames.flatMap((name) => {
    const way = ways[name]
    if (way.some(({ on }) => on < today) || (name !== 'as-it-is' && way.length === 0)) return []
    const simulation = simulate(events, way, calendar, today)
    const moves = name === 'as-it-is' || simulation.clock.dueOn !== dueOn
    return moves && simulation.refused.length === 0 ? [{ name, ...simulation }] : []
  })
}

/**
 * The office's own target: so many working days before the legal day. It moves with that day, so that pauses and an
 * extension shift both. House rule, no article.
 */
export function internalDueOn(legal: CalendarDate, workingDaysBefore: number, calendar: WorkingCalendar): CalendarDate {
  let day = legal
  while (calendar.countBetween(day, legal) < workingDaysBefore || !calendar.isWorkingDay(day)) day = addDays(day, -1)
  return day
}
