import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays, type CalendarDate, calendarDate, dayNumber, dayOfNumber, weekdayOf } from '../calendar-date.ts'
import { calendarOf, workingDaysAfter, workingDaysBetween } from './calendar.ts'
import { stateCouncilNotices } from './notices.ts'

const calendar = calendarOf(stateCouncilNotices)
const on = calendarDate
const dueAfter = (day: string, n: number) => workingDaysAfter(on(day), n, calendar).on

describe('working days after a trigger', () => {
  it.each([
    ['2025-01-20', 7, '2025-02-05', 'the make-up Sunday 26 January counts, the Spring Festival does not'],
    ['2025-01-20', 15, '2025-02-14', 'the make-up Saturday 8 February counts too'],
    ['2025-01-20', 20, '2025-02-21', 'over the Spring Festival'],
    ['2025-01-20', 40, '2025-03-21', 'over the Spring Festival, extended'],
    ['2025-04-25', 7, '2025-05-08', 'a make-up Sunday before, Labour Day after'],
    ['2025-04-25', 15, '2025-05-20', 'over Labour Day'],
    ['2025-04-25', 20, '2025-05-27', 'over Labour Day'],
    ['2025-04-25', 40, '2025-06-25', 'over Labour Day and the Dragon Boat Festival'],
    ['2025-09-25', 7, '2025-10-11', 'ends on a working Saturday'],
    ['2025-09-25', 15, '2025-10-22', 'over eight days of National Day'],
    ['2025-09-25', 20, '2025-10-29', 'over eight days of National Day'],
    ['2025-09-25', 40, '2025-11-26', 'over eight days of National Day'],
    ['2025-12-25', 7, '2026-01-06', 'over New Year, the Sunday after it works'],
    ['2025-12-25', 15, '2026-01-16', 'into the next year'],
    ['2025-12-25', 20, '2026-01-23', 'into the next year'],
    ['2025-12-25', 40, '2026-02-27', 'over New Year and the Spring Festival'],
    ['2026-01-30', 7, '2026-02-10', 'plain weeks'],
    ['2026-01-30', 15, '2026-02-27', 'nine days of Spring Festival'],
    ['2026-01-30', 20, '2026-03-05', 'nine days of Spring Festival'],
    ['2026-01-30', 40, '2026-04-02', 'nine days of Spring Festival'],
    ['2026-02-13', 7, '2026-03-02', 'received on the last Friday before the festival'],
    ['2026-02-13', 15, '2026-03-12', 'two make-up Saturdays'],
    ['2026-02-13', 20, '2026-03-19', 'two make-up Saturdays'],
    ['2026-02-13', 40, '2026-04-17', 'the Spring Festival and Qingming'],
    ['2026-03-02', 7, '2026-03-11', 'plain weeks'],
    ['2026-03-02', 20, '2026-03-30', 'plain weeks'],
    ['2026-03-02', 40, '2026-04-28', 'over Qingming'],
    ['2026-03-07', 7, '2026-03-17', 'received on a Saturday that does not work'],
    ['2026-03-07', 20, '2026-04-03', 'received on a Saturday that does not work'],
    ['2026-05-09', 1, '2026-05-11', 'received on a working Saturday: it is day zero all the same'],
    ['2026-05-09', 20, '2026-06-05', 'received on a working Saturday'],
    ['2026-09-18', 7, '2026-09-29', 'a make-up Sunday, then Mid-Autumn'],
    ['2026-09-18', 15, '2026-10-15', 'over Mid-Autumn and National Day'],
    ['2026-09-18', 20, '2026-10-22', 'over Mid-Autumn and National Day'],
    ['2026-09-18', 40, '2026-11-19', 'over Mid-Autumn and National Day'],
    ['2026-09-30', 7, '2026-10-15', 'the day before National Day'],
    ['2026-09-30', 15, '2026-10-27', 'the day before National Day'],
    ['2026-09-30', 20, '2026-11-03', 'the day before National Day'],
    ['2026-09-30', 40, '2026-12-01', 'the day before National Day'],
  ])('%s and %i working days is %s: %s', (day, n, due, _because) => {
    expect(dueAfter(day, n)).toBe(due)
  })

  it.each([
    ['2025', 248],
    ['2026', 248],
  ])('%s has %i of them', (year, count) => {
    const eve = addDays(on(`${year}-01-01`), -1)
    expect(workingDaysBetween(eve, on(`${year}-12-31`), calendar)).toBe(count)
  })

  it('none after a day is the day itself, working or not', () => {
    expect(dueAfter('2026-03-07', 0)).toBe('2026-03-07')
  })

  it('refuses half days, days back and days that do not exist', () => {
    expect(() => dueAfter('2026-03-02', 1.5)).toThrow(RangeError)
    expect(() => dueAfter('2026-03-02', -1)).toThrow(RangeError)
    expect(() => workingDaysAfter('someday' as CalendarDate, 1, calendar)).toThrow(RangeError)
  })

  it('added and counted back are the same number', () => {
    const days = fc.integer({ min: dayNumber(on('2007-01-01')), max: dayNumber(on('2030-12-31')) })
    fc.assert(
      fc.property(days, fc.integer({ min: 1, max: 400 }), (n, many) => {
        const day = dayOfNumber(n)
        const end = workingDaysAfter(day, many, calendar).on
        expect(workingDaysBetween(day, end, calendar)).toBe(many)
        expect(calendar.isWorkingDay(end)).toBe(true)
        expect(workingDaysBetween(day, addDays(end, -1), calendar)).toBe(many - 1)
      }),
    )
  })

  it('a later trigger is never due earlier', () => {
    const days = fc.integer({ min: dayNumber(on('2007-01-01')), max: dayNumber(on('2027-12-31')) })
    fc.assert(
      fc.property(days, fc.integer({ min: 0, max: 60 }), (n, many) => {
        const today = workingDaysAfter(dayOfNumber(n), many, calendar).on
        const tomorrow = workingDaysAfter(dayOfNumber(n + 1), many, calendar).on
        expect(tomorrow >= today).toBe(true)
      }),
    )
  })

  it('far from every notice it still counts', () => {
    expect(dueAfter('1999-12-31', 5)).toBe('2000-01-07')
    expect(dueAfter('2060-01-01', 300) > '2061-01-01').toBe(true)
  })
})

describe('against an oracle that walks day by day', () => {
  /** Written apart from the calendar: sets of texts, the platform's own dates, no index, later notices last. */
  function oracle(): (day: string) => boolean {
    const off = new Set<string>()
    const work = new Set<string>()
    const dayText = (time: number) => new Date(time).toISOString().slice(0, 10)
    for (const notice of [...stateCouncilNotices].sort((a, b) => (a.knownOn < b.knownOn ? -1 : 1))) {
      for (const { from, to } of notice.off) {
        for (let time = Date.parse(from); time <= Date.parse(to); time += 86_400_000) {
          off.add(dayText(time))
          work.delete(dayText(time))
        }
      }
      for (const day of notice.work) {
        work.add(day)
        off.delete(day)
      }
    }
    return (day) => {
      if (work.has(day)) return true
      if (off.has(day)) return false
      const weekday = new Date(`${day}T00:00:00Z`).getUTCDay()
      return weekday !== 0 && weekday !== 6
    }
  }

  it('no difference for any start day of 2008 to 2026 and 1 to 60 working days', () => {
    const works = oracle()
    const statutory2027 = ['2027-01-01', '2027-02-05', '2027-02-06', '2027-02-07', '2027-02-08', '2027-04-05']
    const first = Date.parse('2008-01-01')
    const texts: string[] = []
    const working: boolean[] = []
    for (let time = first; time < Date.parse('2027-07-01'); time += 86_400_000) {
      const text = new Date(time).toISOString().slice(0, 10)
      texts.push(text)
      // 2027 has no notice: weekends and the days the statute names.
      working.push(works(text) && !statutory2027.includes(text))
    }
    let compared = 0
    const differences: string[] = []
    for (let start = 0; (texts[start] as string) <= '2026-12-31'; start++) {
      const day = texts[start] as CalendarDate
      let at = start
      for (let n = 1; n <= 60; n++) {
        do at++
        while (!working[at])
        compared++
        const due = workingDaysAfter(day, n, calendar).on
        if (due !== texts[at]) differences.push(`${day} + ${n}: ${due}, not ${texts[at]}`)
      }
    }
    expect(differences).toEqual([])
    expect(compared).toBe(6940 * 60)
  })
})

describe('a past deadline, as it was known then', () => {
  it('received 20 January 2020: due 21 February before the notice of 27 January, 25 February after it', () => {
    const knownOn = (day: string) => workingDaysAfter(on('2020-01-20'), 20, calendarOf(stateCouncilNotices, on(day))).on
    expect(knownOn('2020-01-20')).toBe('2020-02-21')
    expect(knownOn('2020-01-26')).toBe('2020-02-21')
    expect(knownOn('2020-01-27')).toBe('2020-02-25')
    expect(dueAfter('2020-01-20', 20)).toBe('2020-02-25')
  })

  it.each([
    ['2019-03-21', '2019-05-02', 'Labour Day was one day'],
    ['2019-03-22', '2019-04-30', 'four days since that day, and the Sunday 28 April works'],
  ])('received 24 April 2019, 5 working days, as known on %s: %s, because %s', (known, due, _because) => {
    expect(workingDaysAfter(on('2019-04-24'), 5, calendarOf(stateCouncilNotices, on(known))).on).toBe(due)
  })

  it('the make-up Saturday 1 February 2020 became a day off', () => {
    const first = on('2020-02-01')
    expect(calendarOf(stateCouncilNotices, on('2020-01-26')).kindOf(first)).toMatchObject({
      kind: 'swapped-working',
      notice: '国办发明电〔2019〕16号',
    })
    expect(calendar.kindOf(first)).toMatchObject({ kind: 'holiday', notice: '国办发明电〔2020〕1号' })
  })

  it('before a year was announced its days are provisional', () => {
    const then = calendarOf(stateCouncilNotices, on('2025-11-03'))
    expect(then.publishedYears.has(2026)).toBe(false)
    expect(workingDaysAfter(on('2025-12-25'), 7, then).provisional).toBe(true)
    expect(workingDaysAfter(on('2025-12-25'), 7, calendarOf(stateCouncilNotices, on('2025-11-04'))).provisional).toBe(
      false,
    )
  })
})

describe('a year without a notice', () => {
  it('gives a provisional date: weekends and the holidays fixed by statute, no swapped days', () => {
    const { on: due, provisional, days } = workingDaysAfter(on('2026-12-21'), 20, calendar)
    expect({ due, provisional }).toEqual({ due: '2027-01-19', provisional: true })
    expect(days.find((day) => day.on === '2027-01-01')).toMatchObject({
      kind: 'holiday',
      count: null,
      why: '元旦放假，不计入（法定节日）',
      provisional: true,
    })
    expect(days.filter((day) => day.on < '2027-01-01' && day.provisional)).toEqual([])
  })

  it('a date that stays in the announced year is sure', () => {
    expect(workingDaysAfter(on('2026-12-02'), 20, calendar)).toMatchObject({ on: '2026-12-30', provisional: false })
  })

  it('is sure as soon as its notice is loaded', () => {
    const notice = {
      number: '测试〔2026〕1号',
      year: 2027,
      knownOn: on('2026-11-25'),
      off: [{ from: on('2027-01-01'), to: on('2027-01-03'), name: '元旦' }],
      work: [on('2026-12-26')],
    }
    const loaded = calendarOf([...stateCouncilNotices, notice])
    expect(workingDaysAfter(on('2026-12-21'), 20, loaded)).toMatchObject({ on: '2027-01-18', provisional: false })
  })
})

describe('the explanation', () => {
  it('names every day from day zero to the due day, and why', () => {
    const { days } = workingDaysAfter(on('2025-09-25'), 3, calendar)
    expect(days.map(({ on: day, kind, count, why }) => [day, kind, count, why])).toEqual([
      ['2025-09-25', 'day-zero', 0, '起算当日，不计入'],
      ['2025-09-26', 'working', 1, '第1个工作日'],
      ['2025-09-27', 'weekend', null, '星期六，不计入'],
      ['2025-09-28', 'swapped-working', 2, '星期日，调休上班，第2个工作日（国办发明电〔2024〕12号）'],
      ['2025-09-29', 'working', 3, '第3个工作日'],
    ])
    const holiday = workingDaysAfter(on('2025-09-30'), 1, calendar).days.find((day) => day.on === '2025-10-02')
    expect(holiday?.why).toBe('国庆节、中秋节放假，不计入（国办发明电〔2024〕12号）')
  })

  it('ends on the day the short way gives, without a gap', () => {
    const days = fc.integer({ min: dayNumber(on('2008-01-01')), max: dayNumber(on('2027-12-31')) })
    fc.assert(
      fc.property(days, fc.integer({ min: 0, max: 60 }), (n, many) => {
        const result = workingDaysAfter(dayOfNumber(n), many, calendar)
        expect(result.days.at(-1)?.on).toBe(result.on)
        expect(result.days.map(({ on: day }) => dayNumber(day) - n)).toEqual(result.days.map((_, place) => place))
        expect(Math.max(...result.days.map(({ count }) => count ?? 0))).toBe(many)
        expect(result.days.slice(1).some(({ provisional }) => provisional)).toBe(result.provisional)
      }),
      { numRuns: 60 },
    )
  })

  it('survives being written as JSON', () => {
    const written = JSON.parse(JSON.stringify(workingDaysAfter(on('2026-03-02'), 2, calendar)))
    expect(written).toMatchObject({ on: '2026-03-04', days: [{}, {}, { count: 2 }] })
  })
})

it('every weekday of a plain week is a working day', () => {
  for (let n = 0; n < 7; n++) {
    const day = addDays(on('2026-03-02'), n)
    expect(calendar.isWorkingDay(day)).toBe(weekdayOf(day) <= 5)
  }
})
