import { expect, test } from 'vitest'
import { addDays, calendarDate } from '../calendar-date.ts'
import { monthGrids } from './month-grids.ts'

const day = calendarDate
const span = (from: string, n: number) => Array.from({ length: n }, (_, i) => addDays(day(from), i))

test('weeks run from Monday to Sunday and leave out what belongs to another month', () => {
  const [november, december] = monthGrids(span('2026-11-26', 7))
  expect(november?.month).toBe('2026-11')
  expect(november?.weeks).toEqual([
    ['2026-11-23', '2026-11-24', '2026-11-25', '2026-11-26', '2026-11-27', '2026-11-28', '2026-11-29'],
    ['2026-11-30', null, null, null, null, null, null],
  ])
  expect(december?.weeks).toEqual([
    [null, '2026-12-01', '2026-12-02', '2026-12-03', '2026-12-04', '2026-12-05', '2026-12-06'],
  ])
})

test('a month that begins on a Sunday has its first day in the last column', () => {
  const [november] = monthGrids([day('2026-11-01')])
  expect(november?.weeks).toEqual([[null, null, null, null, null, null, '2026-11-01']])
})

test('February of a leap year that fills its weeks exactly', () => {
  const [february] = monthGrids(span('2032-02-01', 29))
  expect(february?.weeks.flat().filter((cell) => cell !== null)).toHaveLength(29)
  expect(february?.weeks.every((week) => week.length === 7)).toBe(true)
})

test('every day given stands in exactly one cell, over a turn of the year', () => {
  const days = span('2026-12-15', 60)
  const cells = monthGrids(days).flatMap(({ weeks }) => weeks.flat())
  for (const one of days) expect(cells.filter((cell) => cell === one)).toHaveLength(1)
})

test('without days there is no month', () => {
  expect(monthGrids([])).toEqual([])
})
