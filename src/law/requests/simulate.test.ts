import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays, type CalendarDate, calendarDate } from '../calendar-date.ts'
import { calendarOf } from '../working-days/calendar.ts'
import { stateCouncilNotices } from '../working-days/notices.ts'
import { type ClockEvent, replyClock } from './clock.ts'
import { type Act, whyNot } from './next-step.ts'
import { branchesOf, internalDueOn, simulate } from './simulate.ts'

const calendar = calendarOf(stateCouncilNotices)
const on = calendarDate
const received: ClockEvent = { kind: 'received', on: on('2026-03-02') }
const thirdParty = (day: CalendarDate): ClockEvent => ({ kind: 'third-party-asked', on: day, enquiry: 'a' })
const answered = (day: CalendarDate): ClockEvent => ({
  kind: 'third-party-answered',
  on: day,
  enquiry: 'a',
  answer: 'agrees',
})

describe('what if', () => {
  it('the third party is asked on 9 March and answers on the 20th: due on 14 April', () => {
    const { clock, refused } = simulate(
      [received],
      [answered(on('2026-03-20')), thirdParty(on('2026-03-09'))],
      calendar,
      on('2026-03-03'),
    )
    expect(refused).toEqual([])
    expect(clock.dueOn).toBe('2026-04-14')
  })

  it.each([
    [
      'a correction asked on the eighth working day',
      { kind: 'correction-asked', on: on('2026-03-12'), answerBy: on('2026-03-20') },
      'too-late',
    ],
    ['an extension after the period', { kind: 'extended', on: on('2026-03-31'), workingDays: 20 }, 'period-over'],
    ['a payment nobody asked for', { kind: 'fee-paid', on: on('2026-03-10') }, 'nothing-awaited'],
    ['an act before the receipt', { kind: 'withdrawn', on: on('2026-03-01') }, 'before-receipt'],
  ] as [string, ClockEvent, string][])('%s is refused and changes nothing', (_what, event, why) => {
    const simulated = simulate([received], [event], calendar, on('2026-03-03'))
    expect(simulated.refused).toEqual([{ event, whyNot: why }])
    expect(simulated.clock.dueOn).toBe('2026-03-30')
  })

  it('nothing done: correction by 11 March, extension and reply by the 30th', () => {
    const { safe } = simulate([received], [], calendar, on('2026-03-03'))
    const last = Object.fromEntries(safe.map(({ act, lastOn }) => [act, lastOn]))
    expect(last).toMatchObject({
      'ask-for-correction': '2026-03-11',
      extend: '2026-03-30',
      reply: '2026-03-30',
      'ask-third-party': '2026-03-30',
      withdraw: null,
    })
  })
})

describe('the branches', () => {
  it('stand side by side with their days', () => {
    const branches = branchesOf([received], calendar, on('2026-03-03'))
    expect(Object.fromEntries(branches.map(({ name, clock }) => [name, clock.dueOn]))).toEqual({
      'as-it-is': '2026-03-30',
      'correction-on-last-day': '2026-04-23',
      'third-party-silent': '2026-04-22',
      'third-party-on-last-day': '2026-04-22',
      extended: '2026-04-28',
      'extended-and-third-party': '2026-05-22',
      'fee-paid-on-last-day': '2026-04-29',
    })
  })

  it('leave out what the law no longer allows, and end with the request', () => {
    const later = branchesOf([received], calendar, on('2026-03-12')).map(({ name }) => name)
    expect(later).not.toContain('correction-on-last-day')
    expect(later).toContain('extended')
    expect(branchesOf([received], calendar, on('2026-03-31')).map(({ name }) => name)).not.toContain('extended')
    expect(branchesOf([received, { kind: 'replied', on: on('2026-03-10') }], calendar, on('2026-03-12'))).toEqual([])
    expect(branchesOf([], calendar, on('2026-03-12'))).toEqual([])
  })
})

it('the internal target is a working day so many working days before the legal one', () => {
  expect(internalDueOn(on('2026-03-30'), 5, calendar)).toBe('2026-03-23')
  // over the holidays of October, which the swapped Saturday of the 10th ends
  expect(internalDueOn(on('2026-10-12'), 3, calendar)).toBe('2026-10-08')
  expect(internalDueOn(on('2026-03-30'), 0, calendar)).toBe('2026-03-30')
})

const day = fc.integer({ min: 0, max: 150 }).map((n) => addDays(on('2026-03-02'), n))
const anEvent: fc.Arbitrary<ClockEvent> = fc.oneof(
  fc.record({ kind: fc.constant('correction-asked' as const), on: day, answerBy: day }),
  fc.record({ kind: fc.constant('correction-received' as const), on: day }),
  fc.record({
    kind: fc.constantFrom('third-party-asked' as const, 'co-maker-asked' as const),
    on: day,
    enquiry: fc.constantFrom('a', 'b'),
  }),
  fc.record({
    kind: fc.constantFrom('third-party-answered' as const, 'co-maker-answered' as const),
    on: day,
    enquiry: fc.constantFrom('a', 'b'),
    answer: fc.constant('answered' as const),
  }),
  fc.record({ kind: fc.constant('extended' as const), on: day, workingDays: fc.integer({ min: 1, max: 20 }) }),
  fc.record({ kind: fc.constant('fee-noticed' as const), on: day, deliveredOn: day, amount: fc.constant(100) }),
  fc.record({ kind: fc.constant('fee-paid' as const), on: day }),
  fc.record({ kind: fc.constant('reasons-asked' as const), on: day }),
  fc.record({ kind: fc.constant('delayed' as const), on: day, until: day }),
  fc.record({ kind: fc.constant('replied' as const), on: day }),
  fc.record({ kind: fc.constant('withdrawn' as const), on: day }),
)
const plain = (clock: ReturnType<typeof replyClock>) => JSON.parse(JSON.stringify(clock))

it('what was simulated is what happens when the acts are then entered one by one', () => {
  fc.assert(
    fc.property(fc.array(anEvent, { maxLength: 8 }), fc.array(anEvent, { maxLength: 4 }), day, (ideas, past, today) => {
      const real: ClockEvent[] = [received, ...past.filter((event) => event.on <= today)]
      const { clock, taken, refused, asOf } = simulate(real, ideas, calendar, today)
      expect(taken.length + refused.length).toBe(ideas.length)
      const entered = [...real]
      for (const event of taken) entered.push(event)
      expect(plain(replyClock(entered, calendar, asOf))).toEqual(plain(clock))
    }),
    { numRuns: 400 },
  )
})

const acts: Record<string, (on: CalendarDate) => ClockEvent> = {
  extend: (day) => ({ kind: 'extended', on: day, workingDays: 20 }),
  'ask-for-correction': (day) => ({ kind: 'correction-asked', on: day, answerBy: addDays(day, 14) }),
  'charge-fee': (day) => ({ kind: 'fee-noticed', on: day, deliveredOn: day, amount: 100 }),
  'ask-third-party': thirdParty,
}

it('a last safe day is the last one: done then it moves the clock, a day later it is refused or moves nothing', () => {
  fc.assert(
    fc.property(
      fc.array(anEvent, { maxLength: 5 }),
      day,
      fc.constantFrom(...Object.keys(acts)),
      (ideas, today, act) => {
        const so = simulate([received], ideas, calendar, today)
        const safe = so.safe.find((one) => one.act === act)
        const make = acts[act]
        if (!safe?.lastOn || !make || safe.lastOn < so.asOf) return
        const story = [received, ...so.taken]
        const done = (on: CalendarDate) => replyClock([...story, make(on)], calendar, so.asOf)
        const allowed = (on: CalendarDate) => whyNot(act as Act, story, on, calendar) === null
        expect(allowed(safe.lastOn)).toBe(true)
        expect([done(safe.lastOn).dueOn, done(safe.lastOn).state]).not.toEqual([so.clock.dueOn, so.clock.state])
        const next = addDays(safe.lastOn, 1)
        if (allowed(next)) expect(done(next).dueOn).toBe(so.clock.dueOn)
      },
    ),
    { numRuns: 400 },
  )
})
