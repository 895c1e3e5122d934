import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays, type CalendarDate, calendarDate, dayNumber, dayOfNumber } from '../calendar-date.ts'
import { calendarOf, workingDaysBetween } from '../working-days/calendar.ts'
import { stateCouncilNotices } from '../working-days/notices.ts'
import { type ClockEvent, replyClock, replyDueOn, whyNotAskCorrection, whyNotExtend } from './clock.ts'

const calendar = calendarOf(stateCouncilNotices)
const on = calendarDate
const received = (day: string): ClockEvent => ({ kind: 'received', on: on(day) })
const correctionAsked = (day: string, answerBy: string): ClockEvent => ({
  kind: 'correction-asked',
  on: on(day),
  answerBy: on(answerBy),
})
const corrected = (day: string): ClockEvent => ({ kind: 'correction-received', on: on(day) })
const asked = (
  who: 'third-party' | 'co-maker' | 'organ',
  day: string,
  delivered?: string,
  enquiry = 'a',
): ClockEvent => ({
  kind: `${who}-asked`,
  on: on(day),
  enquiry,
  ...(delivered ? { deliveredOn: on(delivered) } : {}),
})
const answered = (who: 'third-party' | 'co-maker' | 'organ', day: string, enquiry = 'a'): ClockEvent => ({
  kind: `${who}-answered`,
  on: on(day),
  enquiry,
  answer: 'answered',
})
const extended = (day: string, workingDays: number): ClockEvent => ({ kind: 'extended', on: on(day), workingDays })
const feeNoticed = (day: string, delivered = day): ClockEvent => ({
  kind: 'fee-noticed',
  on: on(day),
  deliveredOn: on(delivered),
  amount: 700,
})
const paid = (day: string): ClockEvent => ({ kind: 'fee-paid', on: on(day) })
const replied = (day: string): ClockEvent => ({ kind: 'replied', on: on(day) })
const clockOf = (events: ClockEvent[], today: string) => replyClock(events, calendar, on(today))
const limit = (events: ClockEvent[], today: string, what: string) =>
  clockOf(events, today).limits.find((one) => one.what === what)

describe('the reply period', () => {
  it.each([
    ['2026-03-02', '2026-03-30', 'twenty working days since 15 May 2019'],
    ['2019-05-15', '2019-06-13', 'the first day of the revised Regulation, over the Dragon Boat Festival'],
    ['2019-05-14', '2019-06-04', 'the last day of the original: fifteen'],
    ['2008-05-01', '2008-05-22', 'the first day anybody owed a reply: fifteen'],
  ])('received %s, due %s: %s', (day, due, _because) => {
    expect(clockOf([received(day)], day)).toMatchObject({ state: 'running', dueOn: due, startedOn: day })
    expect(replyDueOn(on(day), calendar)).toBe(due)
  })

  it('nobody owed a reply before May 2008', () => {
    expect(() => clockOf([received('2008-04-30')], '2008-05-05')).toThrow(RangeError)
  })

  it('has not started before the request is received', () => {
    expect(clockOf([], '2026-03-02')).toMatchObject({ state: 'not-started', dueOn: null, days: [], limits: [] })
  })

  it.each([
    ['2026-03-02', 0, 20, false, 'the day of receipt does not count'],
    ['2026-03-27', 19, 1, false, 'one day left'],
    ['2026-03-30', 20, 0, false, 'the last day is not late'],
    ['2026-03-31', 21, -1, true, 'the day after'],
    ['2026-04-05', 24, -4, true, 'a holiday adds nothing'],
  ])('on %s %i used, %i left, overdue %s: %s', (today, used, left, overdue, _because) => {
    expect(clockOf([received('2026-03-02')], today)).toMatchObject({
      usedWorkingDays: used,
      leftWorkingDays: left,
      overdue,
    })
  })

  it('overdue on a weekend by no working day yet: zero, not minus zero', () => {
    const { overdue, leftWorkingDays } = clockOf([received('2026-03-06')], '2026-04-04')
    expect({ overdue, leftWorkingDays }).toEqual({ overdue: true, leftWorkingDays: 0 })
  })

  it('over the end of 2026 it is provisional and says so', () => {
    const clock = clockOf([received('2026-12-21')], '2026-12-21')
    expect(clock).toMatchObject({ dueOn: '2027-01-19', provisional: true })
    expect(clock.formula).toContain('暂定')
    expect(clock.days.filter(({ provisional }) => provisional).map((day) => day.on)[0]).toBe('2027-01-01')
  })

  it('a late reply stays late, a timely one stays timely', () => {
    expect(clockOf([received('2026-03-02'), replied('2026-03-31')], '2026-05-01')).toMatchObject({
      state: 'stopped',
      overdue: true,
      leftWorkingDays: null,
    })
    expect(clockOf([received('2026-03-02'), replied('2026-03-30')], '2026-05-01')).toMatchObject({ overdue: false })
  })
})

describe('correction', () => {
  const story = [received('2026-03-02'), correctionAsked('2026-03-09', '2026-03-30')]

  it('the notice is due on the seventh working day', () => {
    expect(limit([received('2026-03-02')], '2026-03-02', 'correction-notice')?.dueOn).toBe('2026-03-11')
    expect(limit([received('2026-03-02')], '2026-03-12', 'correction-notice')).toBeUndefined()
  })

  it('stops the clock until the corrected request arrives', () => {
    expect(clockOf(story, '2026-03-20')).toMatchObject({
      state: 'awaiting-correction',
      dueOn: null,
      leftWorkingDays: null,
      overdue: false,
    })
    expect(limit(story, '2026-03-20', 'correction-answer')?.dueOn).toBe('2026-03-30')
  })

  it('starts the period from zero', () => {
    const clock = clockOf([...story, corrected('2026-03-25')], '2026-03-25')
    expect(clock).toMatchObject({ state: 'running', startedOn: '2026-03-25', dueOn: '2026-04-23', usedWorkingDays: 0 })
    const kinds = Object.fromEntries(clock.days.map((day) => [day.on, day.kind]))
    expect(kinds['2026-03-02']).toBe('day-zero')
    expect(kinds['2026-03-06']).toBe('working')
    expect(kinds['2026-03-09']).toBe('waiting')
    expect(kinds['2026-03-24']).toBe('waiting')
    expect(kinds['2026-03-25']).toBe('restart')
    expect(clock.days.at(-1)).toMatchObject({ on: '2026-04-23', count: 20 })
  })

  it('asked for too late it does not stop the clock, and a second time neither', () => {
    expect(clockOf([received('2026-03-02'), correctionAsked('2026-03-12', '2026-04-02')], '2026-03-12').dueOn).toBe(
      '2026-03-30',
    )
    const twice = [...story, corrected('2026-03-25'), correctionAsked('2026-03-26', '2026-04-17')]
    expect(clockOf(twice, '2026-03-26')).toMatchObject({ state: 'running', dueOn: '2026-04-23' })
  })

  it('across 15 May 2019 the new period follows the new rule', () => {
    const across = [received('2019-05-10'), correctionAsked('2019-05-13', '2019-06-03'), corrected('2019-05-20')]
    expect(clockOf(across, '2019-05-20').dueOn).toBe('2019-06-18')
  })

  it.each<[string, ClockEvent[], string, ReturnType<typeof whyNotAskCorrection>]>([
    ['in time', [received('2026-03-02')], '2026-03-11', null],
    ['a day late', [received('2026-03-02')], '2026-03-12', 'too-late'],
    ['not received', [], '2026-03-02', 'not-running'],
    ['asked already', story, '2026-03-10', 'already-asked'],
    ['corrected already', [...story, corrected('2026-03-10')], '2026-03-11', 'already-asked'],
    ['ended', [received('2026-03-02'), replied('2026-03-03')], '2026-03-04', 'not-running'],
    ['waiting for a fee', [received('2026-03-02'), feeNoticed('2026-03-03')], '2026-03-04', 'not-running'],
    ['original text: no seven days', [received('2019-04-01')], '2019-04-15', null],
  ])('%s', (_, events, today, why) => {
    expect(whyNotAskCorrection(events, on(today), calendar)).toBe(why)
  })
})

describe('enquiries', () => {
  const sent = [received('2026-03-02'), asked('third-party', '2026-03-09', '2026-03-10')]

  it('four days used, sixteen left after the answer', () => {
    const clock = clockOf([...sent, answered('third-party', '2026-03-20')], '2026-03-23')
    expect(clock).toMatchObject({ state: 'running', dueOn: '2026-04-14', usedWorkingDays: 5, leftWorkingDays: 15 })
    const paused = clock.days.filter(({ kind }) => kind === 'paused').map((day) => day.on)
    expect([paused[0], paused.at(-1), paused.length]).toEqual(['2026-03-09', '2026-03-20', 12])
    expect(clock.days.find((day) => day.on === '2026-03-23')).toMatchObject({ count: 5 })
  })

  it('the third party has until 31 March; while it may answer, the due day is that of a silent one', () => {
    expect(limit(sent, '2026-03-16', 'third-party')).toMatchObject({
      dueOn: '2026-03-31',
      cite: { article: '第三十二条' },
    })
    const clock = clockOf(sent, '2026-03-16')
    expect(clock).toMatchObject({ state: 'paused', usedWorkingDays: 4, leftWorkingDays: 16, dueOn: '2026-04-23' })
    expect(clock.formula).toContain('按对方到期才提出意见计算')
  })

  it('a silent third party: the clock runs again after the limit, and an answer after it changes nothing', () => {
    expect(clockOf(sent, '2026-04-01')).toMatchObject({ state: 'running', dueOn: '2026-04-23', usedWorkingDays: 5 })
    const late = [...sent, answered('third-party', '2026-04-03')]
    expect(clockOf(late, '2026-04-03').dueOn).toBe('2026-04-23')
  })

  it('silence means opposite things', () => {
    const silence = (who: 'third-party' | 'co-maker') =>
      limit([received('2026-03-02'), asked(who, '2026-03-09', '2026-03-10')], '2026-03-10', who)?.whenSilent
    expect(silence('third-party')).toContain('由本机关依法决定是否公开')
    expect(silence('co-maker')).toContain('视为同意公开')
  })

  it('parallel enquiries overlap, they do not add up', () => {
    const both = [
      received('2026-03-02'),
      asked('third-party', '2026-03-09', '2026-03-09', 'a'),
      asked('co-maker', '2026-03-11', '2026-03-11', 'b'),
      answered('third-party', '2026-03-16', 'a'),
      answered('co-maker', '2026-03-20', 'b'),
    ]
    expect(clockOf(both, '2026-03-20').dueOn).toBe('2026-04-14')
  })

  it('one enquiry after the other counts the days between', () => {
    const apart = [
      received('2026-03-02'),
      asked('third-party', '2026-03-04', '2026-03-04', 'a'),
      answered('third-party', '2026-03-06', 'a'),
      asked('co-maker', '2026-03-11', '2026-03-11', 'b'),
      answered('co-maker', '2026-03-13', 'b'),
    ]
    // Six working days stand still: 4, 5, 6 and 11, 12, 13 March.
    expect(clockOf(apart, '2026-03-16').dueOn).toBe('2026-04-08')
  })

  it('another organ has no limit: no due day until it answers', () => {
    const organ = [received('2026-03-02'), asked('organ', '2026-03-09')]
    expect(clockOf(organ, '2026-06-01')).toMatchObject({
      state: 'paused',
      dueOn: null,
      usedWorkingDays: 4,
      leftWorkingDays: 16,
      overdue: false,
      limits: [],
    })
    expect(clockOf(organ, '2026-06-01').formula).toContain('还剩16个工作日')
    expect(clockOf([...organ, answered('organ', '2026-03-20')], '2026-03-20').dueOn).toBe('2026-04-14')
  })

  it('without a day of delivery the limit is reckoned from the day of sending, and says so', () => {
    const undelivered = [received('2026-03-02'), asked('third-party', '2026-03-09')]
    expect(limit(undelivered, '2026-03-09', 'third-party')).toMatchObject({
      dueOn: '2026-03-30',
      whenSilent: expect.stringContaining('没有登记送达日期'),
    })
  })

  it('sent after the period was over it saves nobody', () => {
    const late = [received('2026-03-02'), asked('organ', '2026-04-01')]
    expect(clockOf(late, '2026-04-10')).toMatchObject({ state: 'running', dueOn: '2026-03-30', overdue: true })
  })

  it('under the original text only a third party stopped the clock', () => {
    const old = (who: 'third-party' | 'organ') =>
      clockOf([received('2018-06-04'), asked(who, '2018-06-08'), answered(who, '2018-06-15')], '2018-06-15').dueOn
    expect(old('organ')).toBe('2018-06-26')
    expect(old('third-party')).toBe('2018-07-04')
  })
})

describe('extension', () => {
  it.each([
    [20, '2026-04-28', 'the full twenty'],
    [5, '2026-04-07', 'five, over Qingming'],
    [60, '2026-04-28', 'more is capped'],
  ])('by %i working days: due %s, %s', (workingDays, due, _because) => {
    expect(clockOf([received('2026-03-02'), extended('2026-03-20', workingDays)], '2026-03-20').dueOn).toBe(due)
  })

  it('under the original text at most fifteen', () => {
    expect(clockOf([received('2018-03-01'), extended('2018-03-15', 20)], '2018-03-15').dueOn).toBe('2018-04-13')
  })

  it('a second one, and one after the period was over, change nothing', () => {
    const twice = [received('2026-03-02'), extended('2026-03-20', 5), extended('2026-03-25', 10)]
    expect(clockOf(twice, '2026-03-25').dueOn).toBe('2026-04-07')
    expect(clockOf([received('2026-03-02'), extended('2026-03-31', 20)], '2026-03-31').dueOn).toBe('2026-03-30')
  })

  it.each<[string, ClockEvent[], string, ReturnType<typeof whyNotExtend>]>([
    ['on the last day', [received('2026-03-02')], '2026-03-30', null],
    ['a day later', [received('2026-03-02')], '2026-03-31', 'period-over'],
    ['while a third party is asked', [received('2026-03-02'), asked('organ', '2026-03-09')], '2026-05-06', null],
    ['once more', [received('2026-03-02'), extended('2026-03-20', 5)], '2026-03-25', 'already-extended'],
    ['not received', [], '2026-03-02', 'not-running'],
    ['awaiting a fee', [received('2026-03-02'), feeNoticed('2026-03-05')], '2026-03-06', 'not-running'],
    ['ended', [received('2026-03-02'), replied('2026-03-05')], '2026-03-06', 'not-running'],
    [
      'once for the request, even when it starts again from zero',
      [received('2026-03-02'), extended('2026-03-10', 5), feeNoticed('2026-03-11'), paid('2026-03-16')],
      '2026-03-17',
      'already-extended',
    ],
  ])('%s', (_, events, today, why) => {
    expect(whyNotExtend(events, on(today), calendar)).toBe(why)
  })
})

describe('processing fee', () => {
  const noticed = [received('2026-04-08'), feeNoticed('2026-04-10')]

  it('to be paid within twenty working days from the day after the notice', () => {
    expect(limit(noticed, '2026-04-10', 'fee-payment')?.dueOn).toBe('2026-05-12')
    expect(clockOf(noticed, '2026-04-15')).toMatchObject({ state: 'awaiting-fee', dueOn: null, overdue: false })
  })

  it('payment starts the period from zero', () => {
    const clock = clockOf([...noticed, paid('2026-04-20')], '2026-04-20')
    expect(clock).toMatchObject({ state: 'running', startedOn: '2026-04-20', dueOn: '2026-05-20' })
    expect(clock.days.find((day) => day.on === '2026-04-20')).toMatchObject({ kind: 'restart', count: 0 })
  })

  it('a notice after the period was over stops nothing, but can still be paid', () => {
    const late = [received('2026-03-02'), feeNoticed('2026-04-01')]
    expect(clockOf(late, '2026-04-02')).toMatchObject({ state: 'running', overdue: true, dueOn: '2026-03-30' })
    expect(limit(late, '2026-04-02', 'fee-payment')?.dueOn).toBe('2026-04-30')
  })

  it('noticed and paid on the day of receipt: that day is shown once', () => {
    const { days } = clockOf([received('2026-04-10'), feeNoticed('2026-04-10'), paid('2026-04-10')], '2026-04-10')
    expect(days.filter((day) => day.on === '2026-04-10').map(({ kind }) => kind)).toEqual(['restart'])
  })
})

describe('unreasonable number of requests (art. 35)', () => {
  const delayed = (day: string, until: string): ClockEvent => ({ kind: 'delayed', on: on(day), until: on(until) })
  const reasons: ClockEvent = { kind: 'reasons-asked', on: on('2026-03-05') }

  it('asking for reasons does not stop the clock', () => {
    expect(clockOf([received('2026-03-02'), reasons], '2026-03-05')).toMatchObject({
      state: 'running',
      dueOn: '2026-03-30',
    })
  })

  it('a delay told in time moves the due day', () => {
    const clock = clockOf([received('2026-03-02'), reasons, delayed('2026-03-20', '2026-05-29')], '2026-03-20')
    expect(clock.dueOn).toBe('2026-05-29')
    expect(clock.days.at(-1)).toMatchObject({ on: '2026-05-29', cite: { article: '第三十五条' } })
    expect(clock.leftWorkingDays).toBe(workingDaysBetween(on('2026-03-20'), on('2026-05-29'), calendar))
  })

  it('one told too late does not', () => {
    expect(clockOf([received('2026-03-02'), delayed('2026-03-31', '2026-05-29')], '2026-03-31').dueOn).toBe(
      '2026-03-30',
    )
  })
})

describe('the explanation', () => {
  it('every day has a reason and an article', () => {
    const { days } = clockOf(
      [
        received('2026-03-02'),
        correctionAsked('2026-03-09', '2026-03-30'),
        corrected('2026-03-25'),
        asked('third-party', '2026-03-30', '2026-03-31'),
        answered('third-party', '2026-04-08'),
        extended('2026-04-20', 10),
      ],
      '2026-04-20',
    )
    expect(days.filter(({ why, cite }) => why === '' || !cite)).toEqual([])
    expect(days.find((day) => day.on === '2026-04-08')?.why).toBe('收到第三方意见，当日仍不计入，次日恢复计时')
    expect(days.find((day) => day.on === '2026-03-28')?.why).toBe('星期六，不计入')
    expect(days.at(-1)?.why).toBe('第30个工作日，答复期限届满')
  })

  it('is one sentence a citizen can read', () => {
    expect(clockOf([received('2026-03-02')], '2026-03-02').formula).toBe(
      '2026年3月2日收到申请，次日起计算20个工作日，最晚2026年3月30日（星期一）答复。',
    )
    expect(clockOf([received('2026-03-02'), extended('2026-03-20', 20)], '2026-03-20').formula).toBe(
      '2026年3月2日收到申请，次日起计算20个工作日，加上延长的20个工作日，最晚2026年4月28日（星期二）答复。',
    )
  })

  const anyStory = fc
    .record({
      start: fc.integer({ min: dayNumber(on('2019-06-01')), max: dayNumber(on('2026-06-01')) }),
      correct: fc.option(fc.tuple(fc.integer({ min: 0, max: 9 }), fc.integer({ min: 0, max: 30 }))),
      enquiries: fc.array(
        fc.record({
          at: fc.integer({ min: 0, max: 60 }),
          travel: fc.integer({ min: 0, max: 5 }),
          takes: fc.option(fc.integer({ min: 0, max: 40 })),
          who: fc.constantFrom('third-party' as const, 'co-maker' as const, 'organ' as const),
        }),
        { maxLength: 3 },
      ),
      extend: fc.option(fc.tuple(fc.integer({ min: 0, max: 40 }), fc.integer({ min: 1, max: 25 }))),
      fee: fc.option(fc.tuple(fc.integer({ min: 0, max: 40 }), fc.option(fc.integer({ min: 0, max: 30 })))),
    })
    .map(({ start, correct, enquiries, extend, fee }) => {
      const at = (n: number) => dayOfNumber(start + n)
      const events: ClockEvent[] = [{ kind: 'received', on: at(0) }]
      if (correct) {
        events.push({ kind: 'correction-asked', on: at(correct[0]), answerBy: at(correct[0] + 21) })
        events.push({ kind: 'correction-received', on: at(correct[0] + correct[1]) })
      }
      enquiries.forEach(({ at: day, travel, takes, who }, place) => {
        const enquiry = `enquiry ${place}`
        events.push({ kind: `${who}-asked`, on: at(day), enquiry, deliveredOn: at(day + travel) })
        if (takes !== null) events.push({ kind: `${who}-answered`, on: at(day + takes), enquiry, answer: 'answered' })
      })
      if (extend) events.push({ kind: 'extended', on: at(extend[0]), workingDays: extend[1] })
      if (fee) {
        events.push({ kind: 'fee-noticed', on: at(fee[0]), deliveredOn: at(fee[0]), amount: 100 })
        if (fee[1] !== null) events.push({ kind: 'fee-paid', on: at(fee[0] + fee[1]) })
      }
      return { events, today: at(50) }
    })

  it('and the due day are the same calculation, whatever happened', () => {
    fc.assert(
      fc.property(anyStory, ({ events, today }) => {
        const clock = replyClock(events, calendar, today)
        const { days } = clock
        // No day is left out and none is told twice.
        expect(days.map((day) => day.on)).toEqual(days.map((_, place) => addDays(days[0]?.on as CalendarDate, place)))
        const zero = days.findLastIndex(({ kind }) => kind === 'day-zero' || kind === 'restart')
        expect(days[zero]?.on).toBe(clock.startedOn)
        if (clock.dueOn === null) return
        expect(days.at(-1)?.on).toBe(clock.dueOn)
        const counted = days.slice(zero).filter(({ count }) => count !== null && count > 0)
        expect(counted.map(({ count }) => count)).toEqual(counted.map((_, place) => place + 1))
        expect(counted.every((day) => calendar.isWorkingDay(day.on))).toBe(true)
        expect(counted.at(-1)?.on).toBe(clock.dueOn)
        expect(counted.length >= 20 && counted.length <= 40).toBe(true)
        const used = counted.filter((day) => day.on <= today).length
        if (!clock.overdue) expect(clock.usedWorkingDays).toBe(used)
        if (clock.state === 'running' && !clock.overdue) expect(clock.leftWorkingDays).toBe(counted.length - used)
      }),
      { numRuns: 2000 },
    )
  })

  it('does not depend on the order in which events were written down', () => {
    fc.assert(
      fc.property(anyStory, ({ events, today }) => {
        const apart = new Set(events.map((event) => event.on)).size === events.length
        fc.pre(apart)
        const forward = replyClock(events, calendar, today)
        const backward = replyClock(events.toReversed(), calendar, today)
        expect(backward.dueOn).toBe(forward.dueOn)
        expect(backward.state).toBe(forward.state)
      }),
    )
  })
})

it('a million due days take no longer than a breath', () => {
  const days = Array.from({ length: 2700 }, (_, place) => addDays(on('2019-05-15'), place))
  const began = performance.now()
  let last = ''
  for (let place = 0; place < 1_000_000; place++) last = replyDueOn(days[place % days.length] as CalendarDate, calendar)
  expect(last > '2019-05-15').toBe(true)
  expect(performance.now() - began).toBeLessThan(3000)
})

describe('a reply that is given anew', () => {
  const reopened = (day: string, workingDays: number | null): ClockEvent => ({
    kind: 'reopened',
    on: on(day),
    why: 'reconsideration',
    workingDays,
  })
  it.each([
    [15, '2026-08-05', 'the period of the decision goes before that of the Regulation'],
    [null, '2026-08-12', 'without one the period is that of a request'],
  ])('within %s working days is due %s: %s', (workingDays, due, _because) => {
    const events = [received('2026-06-01'), replied('2026-06-10'), reopened('2026-07-15', workingDays)]
    const clock = clockOf(events, '2026-07-16')
    expect(clock).toMatchObject({ state: 'running', startedOn: '2026-07-15', dueOn: due, overdue: false })
    expect(clock.days.at(-1)).toMatchObject({ on: due })
    expect(clock.formula).toContain('重新办理')
    expect(clockOf([...events, replied('2026-08-04')], '2026-08-10').state).toBe('stopped')
  })

  it('can be extended once more, whatever was extended before', () => {
    const events = [
      received('2026-06-01'),
      extended('2026-06-10', 20),
      replied('2026-06-20'),
      reopened('2026-07-15', null),
    ]
    expect(whyNotExtend(events, on('2026-07-16'), calendar)).toBeNull()
  })

  it('only replies are: what was withdrawn stays so', () => {
    const events: ClockEvent[] = [
      received('2026-06-01'),
      { kind: 'withdrawn', on: on('2026-06-10') },
      reopened('2026-07-15', null),
    ]
    expect(clockOf(events, '2026-07-16').state).toBe('stopped')
  })
})
