import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { addDays, type CalendarDate, calendarDate } from '../calendar-date.ts'
import { calendarOf } from '../working-days/calendar.ts'
import { stateCouncilNotices } from '../working-days/notices.ts'
import { readCleanUpList, sumOf, tallyOf } from './clean-up.ts'
import { inStep, interpretationClock } from './interpretation.ts'
import { type FactKind, factKinds, inForceOn, type NormativeFact, validityOfText } from './normative.ts'

const day = calendarDate
const fact = (
  kind: FactKind,
  effectiveOn: string,
  change: { knownOn?: string; validUntil?: string; retractedOn?: string } = {},
): NormativeFact => ({
  kind,
  effectiveOn: day(effectiveOn),
  knownOn: day(change.knownOn ?? effectiveOn),
  retractedOn: change.retractedOn ? day(change.retractedOn) : null,
  validUntil: change.validUntil ? day(change.validUntil) : null,
})
const made = fact('made', '2020-04-01', { knownOn: '2020-03-18', validUntil: '2025-03-31' })

describe('what held on a day, as it was known on another', () => {
  const repealed = fact('repealed', '2023-07-01', { knownOn: '2023-06-10' })
  it.each([
    ['nothing is known before it is published', [made], '2020-04-02', '2020-03-17', null],
    ['published, its day still to come', [made], '2020-03-31', '2020-03-18', 'not-yet'],
    ['its first day', [made], '2020-04-01', '2020-04-01', 'in-force'],
    ['its last day', [made], '2025-03-31', '2025-03-31', 'in-force'],
    ['the day after it ran out', [made], '2025-04-01', '2025-04-01', 'lapsed'],
    ['the repeal is published, its day still to come', [made, repealed], '2023-06-30', '2023-06-30', 'in-force'],
    ['the day of the repeal', [made, repealed], '2023-07-01', '2023-07-01', 'repealed'],
    [
      'the same day, looked at from before the repeal was published',
      [made, repealed],
      '2023-07-01',
      '2023-06-09',
      'in-force',
    ],
    ['repealed before it would have run out', [made, repealed], '2026-01-01', '2026-01-01', 'repealed'],
    ['amended', [made, fact('amended', '2022-01-01')], '2022-01-01', '2022-01-01', 'amended'],
    [
      'a clean-up declared it lapsed',
      [made, fact('declared-lapsed', '2022-01-01')],
      '2022-02-01',
      '2022-02-01',
      'lapsed',
    ],
    [
      'extended in time it goes on',
      [made, fact('extended', '2025-03-01', { validUntil: '2027-03-31' })],
      '2026-01-01',
      '2026-01-01',
      'in-force',
    ],
    [
      'an extension that came too late calls nothing back',
      [made, fact('extended', '2025-05-01', { validUntil: '2027-03-31' })],
      '2026-01-01',
      '2026-01-01',
      'lapsed',
    ],
    [
      'a repeal that was recorded wrongly holds no more',
      [made, { ...repealed, retractedOn: day('2023-08-01') }],
      '2023-09-01',
      '2023-09-01',
      'in-force',
    ],
    [
      'but as it was known then, it did',
      [made, { ...repealed, retractedOn: day('2023-08-01') }],
      '2023-07-15',
      '2023-07-31',
      'repealed',
    ],
  ] as const)('%s', (_, facts, on, asKnownOn, status) => {
    expect(inForceOn(facts, { on: day(on), asKnownOn: day(asKnownOn) })?.status ?? null).toBe(status)
  })

  const someDay = fc.integer({ min: 0, max: 4000 }).map((n) => addDays(day('2018-01-01'), n))
  const someFact = fc.record({
    kind: fc.constantFrom(...factKinds),
    effectiveOn: someDay,
    knownOn: someDay,
    retractedOn: fc.option(someDay, { nil: null, freq: 6 }),
    validUntil: fc.option(someDay, { nil: null }),
  })
  const story = fc.array(someFact, { maxLength: 7 })
  const asked = (facts: readonly NormativeFact[], on: CalendarDate, asKnownOn: CalendarDate) =>
    inForceOn(facts, { on, asKnownOn })

  test('what becomes known later never changes what was known', () => {
    fc.assert(
      fc.property(story, someFact, someDay, someDay, (facts, later, on, asKnownOn) => {
        fc.pre(later.knownOn > asKnownOn)
        expect(asked([...facts, later], on, asKnownOn)).toEqual(asked(facts, on, asKnownOn))
      }),
    )
  })

  test('what takes effect later changes no status of an earlier day, but for the making itself', () => {
    fc.assert(
      fc.property(story, someFact, someDay, someDay, (facts, later, on, asKnownOn) => {
        fc.pre(later.effectiveOn > on && later.kind !== 'made')
        expect(asked([...facts, later], on, asKnownOn)?.status).toEqual(asked(facts, on, asKnownOn)?.status)
      }),
    )
  })

  test('as known on one day, time goes one way: not yet, in force, over', () => {
    const rank = { 'not-yet': 0, 'in-force': 1, amended: 2, repealed: 3, lapsed: 3 } as const
    fc.assert(
      fc.property(story, someDay, someDay, someDay, (facts, one, other, asKnownOn) => {
        const [first = one, second = one] = [one, other].sort()
        const [before, after] = [asked(facts, first, asKnownOn), asked(facts, second, asKnownOn)]
        expect(before === null).toBe(after === null)
        if (before && after) expect(rank[before.status]).toBeLessThanOrEqual(rank[after.status])
        if (before && rank[before.status] === 3) expect(after).toEqual(before)
      }),
    )
  })

  test('the order in which facts were recorded says nothing', () => {
    fc.assert(
      fc.property(story, someDay, someDay, (facts, on, asKnownOn) => {
        expect(asked(facts.toReversed(), on, asKnownOn)).toEqual(asked(facts, on, asKnownOn))
      }),
    )
  })
})

describe('how long a document holds', () => {
  it.each([
    ['青禾市应急避难场所管理办法', null, '2025-03-31', false, false],
    ['青禾市应急物资调用办法（试行）', null, '2022-03-31', false, true],
    ['青禾市安全生产约谈暂行办法', null, '2022-03-31', false, true],
    ['青禾市应急避难场所管理办法', '2024-12-31', '2024-12-31', true, false],
  ])('%s, saying %s, until %s', (title, said, until, stated, trial) => {
    const validity = validityOfText({ title, effectiveOn: day('2020-04-01'), validUntil: said ? day(said) : null })
    expect(validity).toMatchObject({ until, stated, trial })
  })

  it('is evaluated from six months before its end', () => {
    const { evaluateFrom } = validityOfText({
      title: '办法',
      effectiveOn: day('2020-04-01'),
      validUntil: day('2025-08-31'),
    })
    expect(evaluateFrom).toBe('2025-02-28')
  })
})

describe('the clock of interpretation', () => {
  const calendar = calendarOf(stateCouncilNotices)
  const clock = (publishedOn: string, today: string, interpretedOn: string[] = [], exempt = false) =>
    interpretationClock(
      { publishedOn: day(publishedOn), interpretedOn: interpretedOn.map(day), exempt },
      day(today),
      calendar,
    )
  it.each([
    ['Wednesday, weekend between', '2026-03-04', '2026-03-05', [], false, 'waiting', '2026-03-09', 2],
    ['its last day', '2026-03-04', '2026-03-09', [], false, 'waiting', '2026-03-09', 0],
    ['one working day over', '2026-03-04', '2026-03-10', [], false, 'overdue', '2026-03-09', -1],
    ['over the national holiday', '2025-09-29', '2025-10-01', [], false, 'waiting', '2025-10-10', 2],
    ['interpreted the same day', '2026-03-04', '2026-06-01', ['2026-03-04'], false, 'done', '2026-03-09', null],
    [
      'the first one counts',
      '2026-03-04',
      '2026-06-01',
      ['2026-04-01', '2026-03-06'],
      false,
      'done',
      '2026-03-09',
      null,
    ],
    [
      'too late is done late, never undone',
      '2026-03-04',
      '2026-06-01',
      ['2026-03-10'],
      true,
      'done-late',
      '2026-03-09',
      null,
    ],
    ['needs none', '2026-03-04', '2026-06-01', [], true, 'exempt', '2026-03-09', null],
  ] as const)('%s', (_, published, today, interpreted, exempt, state, dueOn, left) => {
    expect(clock(published, today, [...interpreted], exempt)).toMatchObject({ state, dueOn, left })
  })

  it('does not run for what was published before the duty', () => {
    expect(clock('2016-11-09', '2026-01-01')).toBeNull()
  })

  it('counts calendar days where the rule of the place says so', () => {
    const periods = [
      { from: day('2026-01-01'), days: 3, unit: 'calendar' as const, cite: { law: '本市规定', article: '' } },
    ]
    const counted = interpretationClock(
      { publishedOn: day('2026-03-06'), interpretedOn: [], exempt: false },
      day('2026-03-10'),
      calendar,
      periods,
    )
    expect(counted).toMatchObject({ dueOn: '2026-03-09', left: -1, state: 'overdue', cite: { law: '本市规定' } })
  })

  it.each([
    ['nothing to go with it', 'sign-off', [], 'none'],
    ['the text is signed, the interpretation still a draft', 'sign-off', ['draft'], 'behind'],
    ['one of two keeps up', 'office-check', ['draft', 'office-check'], 'in-step'],
    ['ahead of the text', 'draft', ['secrecy-review'], 'in-step'],
  ] as const)('three in step: %s', (_, text, interpretations, step) => {
    expect(inStep(text, interpretations)).toBe(step)
  })
})

describe('a clean-up', () => {
  it('writes its sum out, the undecided last', () => {
    const decisions = [...Array(26).fill('amend'), ...Array(15).fill('repeal'), null, null, null, null]
    const { total, parts } = sumOf(tallyOf(decisions))
    expect(`${total} = ${parts.map(({ count }) => count).join(' + ')}`).toBe('45 = 26 + 15 + 4')
    expect(parts.at(-1)?.of).toBe('undecided')
  })

  it('reads a pasted list: number and title in either order, with or without places', () => {
    expect(
      readCleanUpList(
        '1. 青安监规〔2009〕3号\t青禾市矿山安全检查办法\n\n青禾市烟花爆竹管理规定（青安监规[2010]12号）\r\n　3、关于安全培训的通知\n',
      ),
    ).toEqual([
      { number: '青安监规〔2009〕3号', title: '青禾市矿山安全检查办法' },
      { number: '青安监规[2010]12号', title: '青禾市烟花爆竹管理规定' },
      { number: null, title: '关于安全培训的通知' },
    ])
  })
})
