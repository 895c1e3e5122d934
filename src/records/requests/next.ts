import type { CalendarDate } from '../../law/calendar-date.ts'
import type { ClockEvent } from '../../law/requests/clock.ts'
import { type Act as ActOfLaw, nextSteps } from '../../law/requests/next-step.ts'
import type { WorkingCalendar } from '../../law/working-days/calendar.ts'
import type { StaffActor } from '../staff/actor.ts'
import { type ActOnPrivacy, type ActOnRequest, mayOnRequest } from './permissions.ts'
import type { RequestState } from './request.ts'

export type Act = Exclude<
  ActOnRequest,
  'look' | 'register' | 'hand-over' | 'sign-reply' | 'read-messages' | 'issue-code' | ActOnPrivacy
>

/** The office's own order of work. Whether the law allows an act is asked of `nextSteps`. */
const actsInState: Record<RequestState, readonly Act[]> = {
  'awaiting-confirmation': ['confirm', 'note'],
  received: ['accept', 'ask-for-correction', 'split', 'assign', 'note', 'merge', 'withdraw'],
  'in-handling': [
    'draft-reply',
    'consult',
    'extend',
    'charge-fee',
    'ask-for-correction',
    'ask-for-reasons',
    'receive-reasons',
    'delay',
    'split',
    'assign',
    'note',
    'merge',
    'withdraw',
  ],
  'awaiting-correction': ['receive-correction', 'close-lapsed', 'assign', 'note', 'merge', 'withdraw'],
  consulting: ['receive-opinion', 'note-silence', 'consult', 'draft-reply', 'extend', 'assign', 'note', 'withdraw'],
  'awaiting-fee': ['receive-payment', 'close-lapsed', 'assign', 'note', 'withdraw'],
  'reply-in-review': ['decide-reply', 'draft-reply', 'extend', 'assign', 'note', 'withdraw'],
  'reply-approved': ['deliver', 'assign', 'note', 'withdraw'],
  closed: ['prove-delivery', 'deliver-again', 'file-remedy', 'conclude-remedy', 'reopen', 'note'],
}

/** The acts the law has a word on, by the name it gives them. */
const inLaw: Partial<Record<Act, ActOfLaw>> = {
  'ask-for-correction': 'ask-for-correction',
  'receive-correction': 'receive-correction',
  extend: 'extend',
  'charge-fee': 'charge-fee',
  'receive-payment': 'receive-payment',
  'close-lapsed': 'close-lapsed',
  'draft-reply': 'reply',
  withdraw: 'withdraw',
  'note-silence': 'note-silence',
  'ask-for-reasons': 'ask-for-reasons',
  'receive-reasons': 'receive-reasons',
  delay: 'delay',
  merge: 'merge',
  reopen: 'reopen',
}

/** What this person may do now: the state offers it, the role allows it, the law does not forbid it. */
export function actsOpenTo(
  by: StaffActor,
  request: {
    state: RequestState
    events: readonly ClockEvent[]
    reply: { draftedById: number } | null
    /** null: the last is still on its way; undefined: nothing was sent */
    lastDelivery: 'delivered' | 'returned' | null | undefined
    openRemedies: number
  },
  calendar: WorkingCalendar,
  today: CalendarDate,
): Act[] {
  const steps = nextSteps(request.events, today, calendar)
  return actsInState[request.state].filter((act) => {
    const lawful = inLaw[act]
    if (lawful && steps[lawful].whyNot !== null) return false
    if (act === 'prove-delivery' && request.lastDelivery !== null) return false
    if (act === 'deliver-again' && request.lastDelivery === undefined) return false
    if (act === 'conclude-remedy' && request.openRemedies === 0) return false
    if (act === 'decide-reply' && request.reply?.draftedById === by.id) return false
    return mayOnRequest(by, act)
  })
}
