import type { CalendarDate } from '../calendar-date.ts'

/** What moves the reply clock. */
export type ClockEvent =
  /** the legal receipt day (art. 31) */
  | { kind: 'received'; on: CalendarDate }
  | { kind: 'correction-asked'; on: CalendarDate; answerBy: CalendarDate }
  | { kind: 'correction-received'; on: CalendarDate }
  | Asked
  | {
      kind: 'third-party-answered' | 'co-maker-answered' | 'organ-answered'
      on: CalendarDate
      enquiry: string
      /** `silent`: the limit passed without a word; the day is the limit */
      answer: 'agrees' | 'objects' | 'answered' | 'silent'
    }
  | { kind: 'extended'; on: CalendarDate; workingDays: number }
  /** amount in yuan */
  | { kind: 'fee-noticed'; on: CalendarDate; deliveredOn: CalendarDate; amount: number }
  | { kind: 'fee-paid'; on: CalendarDate }
  | { kind: 'reasons-asked'; on: CalendarDate }
  | { kind: 'reasons-received'; on: CalendarDate; reasonable: boolean }
  | { kind: 'delayed'; on: CalendarDate; until: CalendarDate }
  | { kind: 'replied'; on: CalendarDate }
  | { kind: 'withdrawn'; on: CalendarDate }
  /** goes on in another request of the same applicant; its number */
  | { kind: 'merged'; on: CalendarDate; into: string }
  | { kind: 'lapsed'; on: CalendarDate; why: 'no-correction' | 'fee-unpaid' }
  | Reopened

/** An enquiry in writing, sent on a day. */
export type Asked = {
  kind: 'third-party-asked' | 'co-maker-asked' | 'organ-asked'
  on: CalendarDate
  enquiry: string
  /** the day the enquiry reached whom it asks: their 15 working days count from it; unknown, from the day it was sent */
  deliveredOn?: CalendarDate
}

/** A reply that was given has to be given anew: day zero is the day the decision arrived, or the office saw its mistake. */
export type Reopened = {
  kind: 'reopened'
  on: CalendarDate
  why: 'reconsideration' | 'judgment' | 'complaint' | 'own-mistake'
  /** the period the decision sets, in working days; unset, that of a request */
  workingDays: number | null
}

export type Ending = Extract<ClockEvent, { kind: 'replied' | 'withdrawn' | 'merged' | 'lapsed' }>

export function isAsked(event: ClockEvent): event is Asked {
  return event.kind === 'third-party-asked' || event.kind === 'co-maker-asked' || event.kind === 'organ-asked'
}

export function isEnding(event: ClockEvent): event is Ending {
  return ['replied', 'withdrawn', 'merged', 'lapsed'].includes(event.kind)
}
