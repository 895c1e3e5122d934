import { expect, it } from 'vitest'
import { calendarDate } from '../calendar-date.ts'
import { calendarOf } from '../working-days/calendar.ts'
import { stateCouncilNotices } from '../working-days/notices.ts'
import type { ClockEvent } from './events.ts'
import { remindersOf } from './reminders.ts'

const on = calendarDate
const rules = { calendar: calendarOf(stateCouncilNotices), internalDaysBefore: 5 }
const received: ClockEvent = { kind: 'received', on: on('2026-03-02') }
const asked: ClockEvent = { kind: 'third-party-asked', on: on('2026-03-09'), enquiry: 'a' }
const correction: ClockEvent = { kind: 'correction-asked', on: on('2026-03-05'), answerBy: on('2026-03-19') }

it.each<[string, ClockEvent[], string, unknown[]]>([
  ['nothing is near', [received], '2026-03-05', []],
  ['two days are left to ask for a correction', [received], '2026-03-09', [['correction-notice', '2026-03-11', 2]]],
  ['the internal target is two days away', [received], '2026-03-19', [['internal', '2026-03-23', 2]]],
  ['the legal day is five days away', [received], '2026-03-23', [['legal', '2026-03-30', 5]]],
  ['it is overdue', [received], '2026-04-01', [['legal', '2026-03-30', -2]]],
  ['paused, nothing runs and the third party has time', [received, asked], '2026-03-20', []],
  ['the third party has one day left', [received, asked], '2026-03-27', [['third-party', '2026-03-30', 1]]],
  ['the third party was silent, said once', [received, asked], '2026-04-01', []],
  ['the applicant has not corrected', [received, correction], '2026-03-26', [['correction-answer', '2026-03-19', -5]]],
  ['it is answered', [received, { kind: 'replied', on: on('2026-03-20') }], '2026-03-27', []],
  ['it is not received', [], '2026-03-27', []],
])('%s', (_what, events, today, reminders) => {
  const found = remindersOf(events, rules, on(today))
  expect(found.map(({ what, dueOn, leftWorkingDays }) => [what, dueOn, leftWorkingDays])).toEqual(reminders)
})
