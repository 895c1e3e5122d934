import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { getLunarDate, getSolarTermDate } from 'chinese-days'
import { describe, expect, it } from 'vitest'
import { addDays, calendarDate, dayNumber, firstDayOf, lastDayOf, weekdayOf, yearOf } from '../calendar-date.ts'
import { calendarOf, type HolidayNotice } from './calendar.ts'
import { checkNotice } from './check-notice.ts'
import { stateCouncilNotices } from './notices.ts'
import { lunarFestivals, statutoryDays, statutoryHoliday } from './statutory-holidays.ts'

const on = calendarDate
const calendar = calendarOf(stateCouncilNotices)

describe('the notices', () => {
  it.each(stateCouncilNotices.map((notice) => [notice.number, notice] as const))(
    '%s agrees with itself',
    (_, notice) => {
      expect(checkNotice(notice)).toEqual([])
    },
  )

  it('are in the order they became known, numbers differ, and there is one for every year', () => {
    const known = stateCouncilNotices.map(({ knownOn }) => knownOn)
    expect(known).toEqual(known.toSorted())
    expect(new Set(stateCouncilNotices.map(({ number }) => number)).size).toBe(stateCouncilNotices.length)
    const years = Array.from({ length: 20 }, (_, place) => 2007 + place)
    expect([...calendar.publishedYears].sort()).toEqual(years)
  })

  it('an amendment names a notice that came before it', () => {
    for (const { amends, knownOn } of stateCouncilNotices) {
      if (amends === undefined) continue
      const amended = stateCouncilNotices.find(({ number }) => number === amends)
      expect(amended && amended.knownOn < knownOn).toBe(true)
    }
  })

  it('become known before the year they arrange, unless they amend', () => {
    for (const { year, knownOn, amends } of stateCouncilNotices) {
      if (amends === undefined) expect(yearOf(knownOn)).toBe(year - 1)
    }
  })

  it('make the same days working as an independent collection of them, 2007 to 2026', () => {
    const folder = join(dirname(fileURLToPath(import.meta.resolve('chinese-days'))), 'years')
    const files = readdirSync(folder).filter((name) => /^\d{4}\.json$/.test(name))
    const off = new Set<string>()
    const work = new Set<string>()
    for (const name of files) {
      const year = JSON.parse(readFileSync(join(folder, name), 'utf8')) as Record<'holidays' | 'workdays', object>
      for (const day of Object.keys(year.holidays)) off.add(day)
      for (const day of Object.keys(year.workdays)) work.add(day)
    }
    const differences: string[] = []
    for (let day = firstDayOf(2007); day <= lastDayOf(2026); day = addDays(day, 1)) {
      const theirs = work.has(day) || (!off.has(day) && weekdayOf(day) <= 5)
      if (calendar.isWorkingDay(day) !== theirs) differences.push(day)
    }
    expect(differences).toEqual([])
  })
})

describe('the holidays fixed by statute', () => {
  it('newest first', () => {
    const from = statutoryDays.map((row) => row.from)
    expect(from).toEqual(from.toSorted().reverse())
  })

  it('are days off in the notice of every year since 2008', () => {
    for (let day = firstDayOf(2008); day <= lastDayOf(2026); day = addDays(day, 1)) {
      if (statutoryHoliday(day)) expect([day, calendar.isWorkingDay(day)]).toEqual([day, false])
    }
  })

  it.each([
    [2008, 11],
    [2014, 11],
    [2020, 10],
    [2024, 11],
    [2026, 13],
    [2027, 13],
  ])('%i has %i of them', (year, count) => {
    let found = 0
    for (let day = firstDayOf(year); day <= lastDayOf(year); day = addDays(day, 1)) if (statutoryHoliday(day)) found++
    // 2020: Mid-Autumn fell on 1 October.
    expect(found).toBe(count)
  })

  it('the festivals of the lunar calendar are those of an independent almanac', () => {
    for (const [year, days] of Object.entries(lunarFestivals)) {
      const [spring, qingming, dragonBoat, midAutumn] = days.map((day) => `${year}-${day}`)
      const lunar = (day = '') => {
        const { lunarMon, lunarDay, isLeap } = getLunarDate(day)
        return [lunarMon, lunarDay, isLeap]
      }
      expect([year, lunar(spring), lunar(dragonBoat), lunar(midAutumn)]).toEqual([
        year,
        [1, 1, false],
        [5, 5, false],
        [8, 15, false],
      ])
      expect(getSolarTermDate(Number(year), 4, 'pure_brightness')).toBe(qingming)
    }
  })
})

describe('checking a notice before it is loaded', () => {
  const good: HolidayNotice = {
    number: '国办发明电〔2026〕0号',
    year: 2027,
    knownOn: on('2026-11-25'),
    off: [
      { from: on('2027-01-01'), to: on('2027-01-03'), name: '元旦' },
      { from: on('2027-02-05'), to: on('2027-02-11'), name: '春节' },
    ],
    work: [on('2027-01-30'), on('2027-02-20')],
  }
  const rules = (notice: HolidayNotice) => checkNotice(notice).map(({ rule }) => rule)

  it('finds nothing wrong with a good one', () => {
    expect(rules(good)).toEqual([])
    expect(rules({ ...good, off: [{ from: on('2026-12-31'), to: on('2027-01-02'), name: '元旦' }] })).toEqual([])
  })

  it.each<[string, Partial<HolidayNotice>]>([
    ['no-number', { number: ' ' }],
    ['no-year', { year: 27 }],
    ['known-too-late', { knownOn: on('2028-01-01') }],
    ['nothing-off', { off: [] }],
    ['no-name', { off: [{ from: on('2027-05-01'), to: on('2027-05-05'), name: '' }] }],
    ['not-a-day', { work: ['2027-02-30' as HolidayNotice['knownOn']] }],
    ['ends-before-it-begins', { off: [{ from: on('2027-05-05'), to: on('2027-05-01'), name: '劳动节' }] }],
    ['too-long', { off: [{ from: on('2027-05-01'), to: on('2027-06-01'), name: '劳动节' }] }],
    ['outside-the-year', { off: [{ from: on('2028-05-01'), to: on('2028-05-02'), name: '劳动节' }] }],
    ['outside-the-year', { work: [on('2028-01-01')] }],
    [
      'off-twice',
      {
        off: [
          { from: on('2027-10-01'), to: on('2027-10-03'), name: '国庆节' },
          { from: on('2027-10-03'), to: on('2027-10-04'), name: '中秋节' },
        ],
      },
    ],
    ['works-on-a-weekday', { work: [on('2027-03-03')] }],
    ['works-twice', { work: [on('2027-03-06'), on('2027-03-06')] }],
    ['works-and-off', { work: [on('2027-01-02')] }],
  ])('%s', (rule, change) => {
    expect(rules({ ...good, ...change })).toContain(rule)
  })

  it('tells everything that is wrong, in Chinese', () => {
    const problems = checkNotice({ ...good, number: '', off: [], work: [on('2027-03-03')] })
    expect(problems.map(({ message }) => message)).toEqual([
      '请填写通知的文号',
      '请至少填写一个放假区间',
      '上班日2027-03-03不是周末，调休上班日应为星期六或星期日',
    ])
  })
})

it('every statutory day counted by hand: 2026', () => {
  const named: string[] = []
  for (let n = dayNumber(on('2026-01-01')); n <= dayNumber(on('2026-12-31')); n++) {
    const day = addDays(on('2026-01-01'), n - dayNumber(on('2026-01-01')))
    const name = statutoryHoliday(day)
    if (name) named.push(`${day} ${name}`)
  }
  expect(named).toEqual([
    '2026-01-01 元旦',
    '2026-02-16 春节',
    '2026-02-17 春节',
    '2026-02-18 春节',
    '2026-02-19 春节',
    '2026-04-05 清明节',
    '2026-05-01 劳动节',
    '2026-05-02 劳动节',
    '2026-06-19 端午节',
    '2026-09-25 中秋节',
    '2026-10-01 国庆节',
    '2026-10-02 国庆节',
    '2026-10-03 国庆节',
  ])
})
