import { describe, expect, it } from 'vitest'
import { type CalendarDate, calendarDate } from '../calendar-date.ts'
import { calendarOf } from '../working-days/calendar.ts'
import { stateCouncilNotices } from '../working-days/notices.ts'
import type { ClockEvent } from './clock.ts'
import { type Act, acts, nextSteps, type WhyNot } from './next-step.ts'

const calendar = calendarOf(stateCouncilNotices)
const on = calendarDate
const received: ClockEvent = { kind: 'received', on: on('2026-03-02') }
const correctionAsked: ClockEvent = { kind: 'correction-asked', on: on('2026-03-09'), answerBy: on('2026-03-30') }
const feeNoticed: ClockEvent = {
  kind: 'fee-noticed',
  on: on('2026-03-10'),
  deliveredOn: on('2026-03-10'),
  amount: 100,
}
const reasonsAsked: ClockEvent = { kind: 'reasons-asked', on: on('2026-03-05') }
const thirdPartyAsked: ClockEvent = {
  kind: 'third-party-asked',
  on: on('2026-03-09'),
  enquiry: 'enquiry 1',
  deliveredOn: on('2026-03-10'),
}
const steps = (events: ClockEvent[], today: string) => nextSteps(events, on(today), calendar)
const allowed = (events: ClockEvent[], today: string) => acts.filter((act) => steps(events, today)[act].whyNot === null)

describe('what the law allows next', () => {
  it.each<[string, ClockEvent[], string, Act[]]>([
    ['before receipt nothing', [], '2026-03-02', []],
    [
      'in the first seven working days a correction can be asked for',
      [received],
      '2026-03-11',
      [
        'ask-for-correction',
        'ask-third-party',
        'ask-co-maker',
        'ask-organ',
        'extend',
        'charge-fee',
        'ask-for-reasons',
        'reply',
        'withdraw',
        'merge',
      ],
    ],
    [
      'then no more',
      [received],
      '2026-03-12',
      [
        'ask-third-party',
        'ask-co-maker',
        'ask-organ',
        'extend',
        'charge-fee',
        'ask-for-reasons',
        'reply',
        'withdraw',
        'merge',
      ],
    ],
    [
      'after the last day the reply is still owed',
      [received],
      '2026-03-31',
      ['ask-third-party', 'ask-co-maker', 'ask-organ', 'reply', 'withdraw', 'merge'],
    ],
    [
      'while a correction is awaited',
      [received, correctionAsked],
      '2026-03-30',
      ['receive-correction', 'withdraw', 'merge'],
    ],
    [
      'once its day is over',
      [received, correctionAsked],
      '2026-03-31',
      ['receive-correction', 'withdraw', 'merge', 'close-lapsed'],
    ],
    ['while a fee is awaited', [received, feeNoticed], '2026-04-08', ['receive-payment', 'withdraw', 'merge']],
    [
      'once the fee is overdue',
      [received, feeNoticed],
      '2026-04-09',
      ['receive-payment', 'withdraw', 'merge', 'close-lapsed'],
    ],
    [
      'after the reply only doing it anew',
      [received, { kind: 'replied', on: on('2026-03-20') }],
      '2026-03-23',
      ['reopen'],
    ],
    [
      'once the limit of a third party is over its silence counts',
      [received, thirdPartyAsked],
      '2026-04-01',
      [
        'ask-third-party',
        'ask-co-maker',
        'ask-organ',
        'extend',
        'charge-fee',
        'note-silence',
        'ask-for-reasons',
        'reply',
        'withdraw',
        'merge',
      ],
    ],
    [
      'reasons that were asked for are waited for',
      [received, reasonsAsked],
      '2026-03-12',
      [
        'ask-third-party',
        'ask-co-maker',
        'ask-organ',
        'extend',
        'charge-fee',
        'receive-reasons',
        'delay',
        'reply',
        'withdraw',
        'merge',
      ],
    ],
  ])('%s', (_, events, today, expected) => {
    expect(allowed(events, today)).toEqual(expected)
  })

  it.each<[string, Act, ClockEvent[], string, WhyNot | null]>([
    ['not received', 'reply', [], '2026-03-02', 'not-received'],
    ['ended', 'withdraw', [received, { kind: 'withdrawn', on: on('2026-03-03') }], '2026-03-04', 'ended'],
    ['a reply without the correction', 'reply', [received, correctionAsked], '2026-03-16', 'awaiting-correction'],
    ['extending while a fee is awaited', 'extend', [received, feeNoticed], '2026-03-16', 'awaiting-fee'],
    ['a second correction', 'ask-for-correction', [received, correctionAsked], '2026-03-10', 'already-asked'],
    ['a delay without asking for reasons', 'delay', [received], '2026-03-10', 'no-reasons-asked'],
    ['a delay after asking', 'delay', [received, reasonsAsked], '2026-03-10', null],
    ['a delay too late', 'delay', [received, reasonsAsked], '2026-03-31', 'period-over'],
    ['reasons twice', 'ask-for-reasons', [received, reasonsAsked], '2026-03-10', 'already-asked'],
    ['a fee after the period', 'charge-fee', [received], '2026-03-31', 'period-over'],
    ['a payment nobody asked for', 'receive-payment', [received], '2026-03-10', 'nothing-awaited'],
    ['a correction nobody asked for', 'receive-correction', [received], '2026-03-10', 'nothing-awaited'],
    ['closing on the last day', 'close-lapsed', [received, correctionAsked], '2026-03-30', 'not-lapsed-yet'],
    [
      'a second extension',
      'extend',
      [received, { kind: 'extended', on: on('2026-03-10'), workingDays: 5 }],
      '2026-03-11',
      'already-extended',
    ],
    ['a fee in 2020', 'charge-fee', [{ kind: 'received', on: on('2020-06-01') }], '2020-06-02', 'no-such-rule-then'],
  ])('%s (%s)', (_, act, events, today, whyNot) => {
    expect(steps(events, today)[act].whyNot).toBe(whyNot)
  })

  it.each<[Act, CalendarDate, string]>([
    ['ask-for-correction', on('2026-03-11'), '第三十条'],
    ['extend', on('2026-03-30'), '第三十三条第二款'],
    ['charge-fee', on('2026-03-30'), '第六条'],
    ['reply', on('2026-03-30'), '第三十三条第二款'],
  ])('%s is allowed until %s (%s)', (act, by, article) => {
    expect(steps([received], '2026-03-04')[act]).toMatchObject({ whyNot: null, by, cite: { article } })
  })
})
