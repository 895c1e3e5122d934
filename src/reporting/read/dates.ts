import { type CalendarDate, calendarDate, isCalendarDate } from '../../law/calendar-date.ts'

// Days as reports write them: 2022年1月25日, 2019-03-04 11:01, 二〇一二年二月二十日.

export interface FoundDay {
  on: CalendarDate
  at: number
  end: number
}

const western = /(20\d{2}|19\d{2})(?:年|-|\/|\.)(\d{1,2})(?:月|-|\/|\.)(\d{1,2})日?/g
const chinese =
  /([一二][〇一二三四五六七八九0]{3})年([元正一二三四五六七八九十]{1,2})月([一二三四五六七八九十]{1,3})日/g
const chineseDigits = '〇一二三四五六七八九'

export function daysIn(text: string): FoundDay[] {
  const days: FoundDay[] = []
  for (const found of text.matchAll(western)) add(days, found, [found[1], found[2], found[3]].map(Number))
  if (text.includes('〇')) {
    for (const found of text.matchAll(chinese)) {
      const year = Number([...(found[1] ?? '')].map((one) => (one === '0' ? 0 : chineseDigits.indexOf(one))).join(''))
      add(days, found, [year, chineseNumber(found[2] ?? ''), chineseNumber(found[3] ?? '')])
    }
    days.sort((a, b) => a.at - b.at)
  }
  return days
}

function add(days: FoundDay[], found: RegExpExecArray, parts: readonly number[]): void {
  const [year = 0, month = 0, day = 0] = parts
  const written = `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`
  if (isCalendarDate(written))
    days.push({ on: calendarDate(written), at: found.index, end: found.index + found[0].length })
}

const scales = new Map([
  ['十', 10],
  ['百', 100],
  ['千', 1000],
])

/** 二十一 is 21, 一百零五 is 105; up to 9999. -1: no number. */
export function chineseNumber(words: string): number {
  if (words === '元' || words === '正') return 1
  if (!/[十百千]/.test(words)) return chineseDigits.indexOf(words)
  let value = 0
  let digit = 0
  for (const character of words.replaceAll('零', '〇')) {
    const scale = scales.get(character)
    if (scale === undefined) digit = chineseDigits.indexOf(character)
    if (digit < 0) return -1
    if (scale !== undefined) {
      value += (digit || 1) * scale
      digit = 0
    }
  }
  return value + digit
}
