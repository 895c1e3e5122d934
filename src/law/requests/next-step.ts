import type { CalendarDate } from '../calendar-date.ts'
import type { Citation } from '../citation.ts'
import { inForce } from '../dated.ts'
import type { WorkingCalendar } from '../working-days/calendar.ts'
import { whyNotAskCorrection, whyNotExtend } from './clock.ts'
import type { Asked, ClockEvent } from './events.ts'
import { correctionNotice, enquiries, feePayment, replyPeriod, unreasonableNumberCite } from './periods.ts'
import { endOf, lastDayToAskCorrection, lastPeriod, readStory, type Story } from './story.ts'

export const acts = [
  'ask-for-correction',
  'receive-correction',
  'ask-third-party',
  'ask-co-maker',
  'ask-organ',
  'extend',
  'charge-fee',
  'receive-payment',
  'note-silence',
  'ask-for-reasons',
  'receive-reasons',
  'delay',
  'reply',
  'withdraw',
  'merge',
  'close-lapsed',
  'reopen',
] as const
export type Act = (typeof acts)[number]

export type WhyNot =
  | 'not-received'
  | 'ended'
  | 'awaiting-correction'
  | 'awaiting-fee'
  /** the seven working days to ask for a correction are over */
  | 'too-late'
  /** the reply period is over */
  | 'period-over'
  | 'already-asked'
  | 'already-extended'
  /** art. 35: a delay presupposes that the applicant was asked for reasons */
  | 'no-reasons-asked'
  | 'nothing-awaited'
  /** only a reply can be given anew */
  | 'not-replied'
  | 'not-lapsed-yet'
  /** the fee measures began on 1 January 2021 */
  | 'no-such-rule-then'

export interface NextStep {
  /** null when the law allows it today */
  whyNot: WhyNot | null
  /** last day it is allowed, where there is one and it is allowed now */
  by: CalendarDate | null
  /** null where no article speaks of it */
  cite: Citation | null
}

/** Which acts the law allows on a request today, and why not the others. Who may do them is asked elsewhere. */
export function nextSteps(
  events: readonly ClockEvent[],
  today: CalendarDate,
  calendar: WorkingCalendar,
): Record<Act, NextStep> {
  const story = readStory(events, calendar)
  const step = (act: Act): NextStep => {
    const whyNot: WhyNot | null = story ? whyNotNow(act, { story, events, today, calendar }) : 'not-received'
    return {
      whyNot,
      by: story && whyNot === null ? lastDayFor(act, story, calendar) : null,
      cite: citeOf(act, story, today),
    }
  }
  return Object.fromEntries(acts.map((act) => [act, step(act)])) as Record<Act, NextStep>
}

/** Why the law does not allow one act on a request today; null when it does. */
export function whyNot(
  act: Act,
  events: readonly ClockEvent[],
  today: CalendarDate,
  calendar: WorkingCalendar,
): WhyNot | null {
  const story = readStory(events, calendar)
  return story ? whyNotNow(act, { story, events, today, calendar }) : 'not-received'
}

type Case = { story: Story; events: readonly ClockEvent[]; today: CalendarDate; calendar: WorkingCalendar }

function whyNotNow(act: Act, { story, events, today, calendar }: Case): WhyNot | null {
  const { wait, ended, unpaid } = story
  if (act === 'reopen') return ended?.kind === 'replied' ? null : 'not-replied'
  if (ended) return 'ended'
  const waiting = wait ? (wait.for === 'correction' ? 'awaiting-correction' : 'awaiting-fee') : null
  const end = wait ? null : endOf(lastPeriod(story), story, calendar)
  const over = end !== null && today > end ? 'period-over' : null
  switch (act) {
    case 'ask-for-correction': {
      const why = whyNotAskCorrection(events, today, calendar)
      return why === 'not-running' ? waiting : why
    }
    case 'receive-correction':
      return story.correction && !story.corrected ? null : 'nothing-awaited'
    case 'extend': {
      const why = whyNotExtend(events, today, calendar)
      return why === 'not-running' ? waiting : why
    }
    case 'charge-fee':
      if (today < (feePayment.at(-1)?.from ?? today)) return 'no-such-rule-then'
      return waiting ?? (unpaid ? 'already-asked' : over)
    case 'receive-payment':
      return unpaid ? null : 'nothing-awaited'
    case 'ask-for-reasons':
      return waiting ?? (story.reasonsAsked ? 'already-asked' : over)
    case 'receive-reasons':
      return story.reasonsAsked && story.reasonable === null ? null : 'nothing-awaited'
    case 'delay':
      return waiting ?? (story.reasonsAsked ? over : 'no-reasons-asked')
    case 'note-silence': {
      const open = story.enquiries.filter(({ answeredOn, limit }) => answeredOn === null && limit !== null)
      if (open.length === 0) return 'nothing-awaited'
      return open.some(({ limit }) => limit !== null && today > limit) ? null : 'not-lapsed-yet'
    }
    // A late reply is still owed: the period's end forbids neither it nor the enquiries it needs.
    case 'ask-third-party':
    case 'ask-co-maker':
    case 'ask-organ':
    case 'reply':
      return waiting
    case 'withdraw':
    case 'merge':
      return null
    case 'close-lapsed': {
      const until = lapsesAfter(story, calendar)
      if (until === null) return 'nothing-awaited'
      return today > until ? null : 'not-lapsed-yet'
    }
  }
}

/** The last day of the correction or the payment that is waited for. */
function lapsesAfter({ wait, correction, unpaid }: Story, calendar: WorkingCalendar): CalendarDate | null {
  if (wait?.for === 'correction') return correction?.answerBy ?? null
  if (wait?.for === 'fee' && unpaid) return calendar.nthAfter(unpaid.deliveredOn, feePayment[0]!.workingDays)
  return null
}

function lastDayFor(act: Act, story: Story, calendar: WorkingCalendar): CalendarDate | null {
  switch (act) {
    case 'ask-for-correction':
      return lastDayToAskCorrection(story.receivedOn, calendar)
    case 'extend':
    case 'charge-fee':
    case 'ask-for-reasons':
    case 'delay':
    case 'reply':
      return endOf(lastPeriod(story), story, calendar)
    case 'receive-correction':
    case 'receive-payment':
      return lapsesAfter(story, calendar)
    default:
      return null
  }
}

function citeOf(act: Act, story: Story | null, today: CalendarDate): Citation | null {
  const on = story?.receivedOn ?? today
  const fee = feePayment[0]!.cite
  switch (act) {
    case 'ask-for-correction':
    case 'receive-correction':
      return inForce(correctionNotice, on).cite
    case 'ask-third-party':
    case 'ask-co-maker':
    case 'ask-organ':
      return inForce(enquiries, today)[`${act.slice('ask-'.length)}-asked` as Asked['kind']].answerCite
    case 'extend':
    case 'reply':
      return inForce(replyPeriod, story ? lastPeriod(story).zero : today).cite
    case 'charge-fee':
    case 'receive-payment':
      return fee
    case 'ask-for-reasons':
    case 'receive-reasons':
    case 'delay':
      return unreasonableNumberCite
    case 'note-silence':
      return inForce(enquiries, today)['third-party-asked'].answerCite
    case 'close-lapsed':
      return story?.wait?.for === 'fee' ? fee : inForce(correctionNotice, on).cite
    case 'withdraw':
    case 'merge':
    case 'reopen':
      return null
  }
}
