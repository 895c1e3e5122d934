import { describe, expect, it } from 'vitest'
import { calendarDate } from '../calendar-date.ts'
import { calendarOf } from '../working-days/calendar.ts'
import { stateCouncilNotices } from '../working-days/notices.ts'
import { type AttributeProblem, type AttributeProposed, checkAttribute, reassessOn } from './attribute.ts'
import { grounds } from './grounds.ts'
import { type PublicityDuty, publicationLimit, publicityLimit } from './time-limit.ts'

const calendar = calendarOf(stateCouncilNotices)
const on = calendarDate

describe('when something must be public', () => {
  it.each<[PublicityDuty, string, string | null, string]>([
    ['information', '2026-01-30', '2026-03-05', 'twenty working days over the Spring Festival'],
    ['penalty', '2026-02-12', '2026-02-28', 'seven working days, the last a working Saturday'],
    ['licence', '2026-02-12', '2026-02-28', 'as penalties'],
    ['withdrawal', '2026-04-30', '2026-05-08', 'three working days over Labour Day'],
    ['enforcement', '2026-01-30', '2026-03-05', 'twenty working days'],
    ['inspection-result', '2026-01-30', '2026-03-05', 'twenty working days'],
    ['withdrawal', '2021-07-14', null, 'the Penalty Law of 2021 brought it'],
    ['licence', '2015-01-05', null, 'before the double publicity'],
  ])('%s, triggered %s: %s (%s)', (duty, day, due, _because) => {
    expect(publicityLimit(duty, on(day), calendar)?.on ?? null).toBe(due)
  })

  it('information formed under the original Regulation cites it', () => {
    expect(publicationLimit(on('2018-03-01'), calendar)).toMatchObject({
      on: '2018-03-29',
      cite: { article: '第十八条' },
    })
    expect(() => publicationLimit(on('2008-04-30'), calendar)).toThrow(RangeError)
  })

  it('over the end of an announced year it is provisional', () => {
    expect(publicationLimit(on('2026-12-21'), calendar)).toMatchObject({ on: '2027-01-19', provisional: true })
  })
})

describe('the attribute of a document', () => {
  const open: AttributeProposed = {
    attribute: 'proactive',
    ground: null,
    reason: '',
    isPolicy: true,
    seenByDisclosureOffice: false,
  }
  const closed: AttributeProposed = {
    ...open,
    attribute: 'none',
    ground: 'internal-affairs',
    reason: '属于后勤管理信息',
    isPolicy: false,
  }
  it.each<[string, AttributeProposed, AttributeProblem[]]>([
    ['an open one needs nothing', open, []],
    ['one on request needs nothing', { ...open, attribute: 'on-request' }, []],
    ['a closed one with ground and reason', closed, []],
    ['a closed one without either', { ...closed, ground: null, reason: ' ' }, ['no-ground', 'no-reason']],
    ['a closed policy document nobody saw', { ...closed, isPolicy: true }, ['not-seen-by-office']],
    ['a closed policy document the office saw', { ...closed, isPolicy: true, seenByDisclosureOffice: true }, []],
    ['an open one with a ground', { ...open, ground: 'state-secret' }, ['ground-without-need']],
    ['a ground that only redirects', { ...closed, ground: 'admin-query' }, ['redirects']],
  ])('%s', (_, proposed, problems) => {
    expect(checkAttribute(proposed)).toEqual(problems)
  })

  it('what is not public is looked at again after a year', () => {
    expect(reassessOn('none', on('2024-02-29'))).toBe('2025-02-28')
    expect(reassessOn('on-request', on('2026-03-02'))).toBe('2027-03-02')
    expect(reassessOn('proactive', on('2026-03-02'))).toBeNull()
  })
})

it.each([
  ['state-secret', 'must', '第十四条'],
  ['law-prohibited', 'must', '第十四条'],
  ['security-stability', 'must', '第十四条'],
  ['third-party', 'must', '第十五条'],
  ['internal-affairs', 'may', '第十六条第一款'],
  ['process-info', 'may', '第十六条第二款'],
  ['enforcement-file', 'may', '第十六条第二款'],
  ['admin-query', 'redirect', '第三十六条第（七）项'],
] as const)('ground %s: %s refuse, %s', (ground, force, article) => {
  expect(grounds[ground]).toMatchObject({ force, cite: { article } })
})
