import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  addDays,
  addMonths,
  addYears,
  type CalendarDate,
  calendarDate,
  dayName,
  dayNumber,
  dayOfNumber,
  daysBetween,
  firstDayOf,
  isCalendarDate,
  lastDayOf,
  monthOf,
  weekdayOf,
  yearOf,
} from './calendar-date.ts'

const anyDay = fc.integer({ min: dayNumber(calendarDate('1900-01-01')), max: dayNumber(calendarDate('2199-12-31')) })

describe('a calendar date', () => {
  it.each(['2026-11-24', '2024-02-29', '2000-02-29', '0001-01-01', '9999-12-31'])('%s exists', (text) => {
    expect(calendarDate(text)).toBe(text)
  })

  it.each([
    ['2023-02-29', 'no leap year'],
    ['1900-02-29', 'a century is no leap year'],
    ['2026-04-31', 'April has 30 days'],
    ['2026-13-01', 'no thirteenth month'],
    ['2026-00-10', 'no month zero'],
    ['2026-01-00', 'no day zero'],
    ['0000-01-01', 'no year zero'],
    ['2026-1-1', 'not padded'],
    ['2026-01-01T00:00', 'an instant'],
    [' 2026-01-01', 'a blank'],
    ['', 'nothing'],
    ['２０２６-０１-０１', 'full-width digits'],
  ])('%s does not (%s)', (text) => {
    expect(isCalendarDate(text)).toBe(false)
    expect(() => calendarDate(text)).toThrow(RangeError)
  })

  it('agrees with the platform on every day from 1900 to 2199', () => {
    const first = dayNumber(calendarDate('1900-01-01'))
    const last = dayNumber(calendarDate('2199-12-31'))
    const wrong: string[] = []
    for (let n = first; n <= last; n++) {
      const day = dayOfNumber(n)
      const theirs = new Date(n * 86_400_000)
      if (day !== theirs.toISOString().slice(0, 10)) wrong.push(`${n} ${day}`)
      if (dayNumber(day) !== n) wrong.push(`${day} back`)
      if (weekdayOf(day) % 7 !== theirs.getUTCDay()) wrong.push(`${day} weekday`)
    }
    expect(wrong).toEqual([])
  })

  it('days added are days between', () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: -40_000, max: 40_000 }), (n, by) => {
        const day = dayOfNumber(n)
        expect(daysBetween(day, addDays(day, by))).toBe(by)
      }),
    )
  })

  it.each([
    ['2026-01-31', 1, '2026-02-28'],
    ['2024-01-31', 1, '2024-02-29'],
    ['2026-08-31', 6, '2027-02-28'],
    ['2026-03-15', -3, '2025-12-15'],
    ['2026-12-01', 1, '2027-01-01'],
    ['2026-01-01', -1, '2025-12-01'],
  ])('%s and %i months is %s', (day, n, to) => {
    expect(addMonths(calendarDate(day), n)).toBe(to)
  })

  it('a leap day a year later is 28 February', () => {
    expect(addYears(calendarDate('2024-02-29'), 1)).toBe('2025-02-28')
  })

  it('knows its parts', () => {
    const day: CalendarDate = calendarDate('2026-11-24')
    expect([yearOf(day), monthOf(day), weekdayOf(day), dayName(day)]).toEqual([2026, '2026-11', 2, '星期二'])
    expect([firstDayOf(2026), lastDayOf(2026)]).toEqual(['2026-01-01', '2026-12-31'])
  })

  it('does not leave the years of four digits', () => {
    expect(() => addDays(calendarDate('9999-12-31'), 1)).toThrow(RangeError)
    expect(() => addMonths(calendarDate('0001-01-01'), -1)).toThrow(RangeError)
    expect(() => addMonths(calendarDate('2026-01-01'), 0.5)).toThrow(RangeError)
  })
})
