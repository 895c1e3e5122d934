import { describe, expect, it } from 'vitest'
import { calendarDate } from './calendar-date.ts'
import { citationText } from './citation.ts'
import { type Dated, inForce } from './dated.ts'

const table: Dated<{ days: number }> = [
  { from: calendarDate('2019-05-15'), days: 20, cite: { law: '政府信息公开条例', article: '第三十三条', year: 2019 } },
  { from: calendarDate('2008-05-01'), days: 15, cite: { law: '政府信息公开条例', article: '第二十四条', year: 2007 } },
]

describe('a dated table', () => {
  it.each([
    ['2026-01-01', 20],
    ['2019-05-15', 20],
    ['2019-05-14', 15],
    ['2008-05-01', 15],
  ])('on %s gives %i', (on, days) => {
    expect(inForce(table, calendarDate(on)).days).toBe(days)
  })

  it('has nothing to say about the day before its first row', () => {
    expect(() => inForce(table, calendarDate('2008-04-30'))).toThrow(RangeError)
  })
})

describe('a citation', () => {
  it('is written with the year where one is named', () => {
    expect(citationText({ law: '政府信息公开条例', article: '第三十三条第二款', year: 2019 })).toBe(
      '《政府信息公开条例》（2019）第三十三条第二款',
    )
    expect(citationText({ law: '行政复议法', article: '第二十条' })).toBe('《行政复议法》第二十条')
  })
})
