import {
  type CalendarDate,
  dayName,
  dayNumber,
  dayOfNumber,
  firstDayOf,
  lastDayOf,
  weekdayOfNumber,
  yearOf,
} from '../calendar-date.ts'
import type { Citation } from '../citation.ts'
import { statutoryHoliday } from './statutory-holidays.ts'

/** A State Council notice arranging the holidays of one year, or changing such an arrangement. */
export interface HolidayNotice {
  /** 国办发明电〔2024〕12号 */
  number: string
  year: number
  /** the day it became public: a deadline computed earlier could not know it */
  knownOn: CalendarDate
  off: readonly { from: CalendarDate; to: CalendarDate; name: string }[]
  /** weekend days on which offices work in exchange */
  work: readonly CalendarDate[]
  /** number of the notice this one changes; what it does not name stays as it was */
  amends?: string
}

export type DayKind = {
  working: boolean
  kind: 'working' | 'swapped-working' | 'weekend' | 'holiday'
  /** the holiday's name */
  name: string | null
  /** number of the notice that makes the day what it is */
  notice: string | null
  /** no notice for this year is known: weekends and the holidays fixed by statute only, swapped days unknown */
  provisional: boolean
}

/**
 * Which days are working days, as far as the notices it was made from tell. All counting goes through one index, so a bare
 * due date and its day-by-day explanation cannot disagree.
 */
export interface WorkingCalendar {
  kindOf(day: CalendarDate): DayKind
  isWorkingDay(day: CalendarDate): boolean
  /** the n-th working day after `day`; `day` itself for n = 0 */
  nthAfter(day: CalendarDate, n: number): CalendarDate
  /** working days after `after`, up to and including `upTo`; 0 when `upTo` is not later */
  countBetween(after: CalendarDate, upTo: CalendarDate): number
  /** whether a day after `after`, up to and including `upTo`, lies in a year without a notice */
  provisionalBetween(after: CalendarDate, upTo: CalendarDate): boolean
  publishedYears: ReadonlySet<number>
}

/** The calendar of these notices; with `knownOn`, only of those public by that day. A later notice overrides an earlier. */
export function calendarOf(notices: readonly HolidayNotice[], knownOn?: CalendarDate): WorkingCalendar {
  const known = notices
    .filter((notice) => knownOn === undefined || notice.knownOn <= knownOn)
    .toSorted((a, b) => (a.knownOn < b.knownOn ? -1 : a.knownOn > b.knownOn ? 1 : 0))
  const publishedYears = new Set(known.filter(({ amends }) => amends === undefined).map(({ year }) => year))
  const arranged = new Map<number, DayKind>()
  for (const { number, off, work } of known) {
    for (const { from, to, name } of off) {
      const last = dayNumber(to)
      for (let n = dayNumber(from); n <= last; n++) {
        arranged.set(n, { working: false, kind: 'holiday', name, notice: number, provisional: false })
      }
    }
    for (const day of work) {
      arranged.set(dayNumber(day), {
        working: true,
        kind: 'swapped-working',
        name: null,
        notice: number,
        provisional: false,
      })
    }
  }

  function kindOfNumber(n: number): DayKind {
    const told = arranged.get(n)
    if (told) return told
    const day = dayOfNumber(n)
    const provisional = !publishedYears.has(yearOf(day))
    const holiday = provisional ? statutoryHoliday(day) : null
    if (holiday) return { working: false, kind: 'holiday', name: holiday, notice: null, provisional }
    const weekend = weekdayOfNumber(n) > 5
    return { working: !weekend, kind: weekend ? 'weekend' : 'working', name: null, notice: null, provisional }
  }

  const years = [...publishedYears]
  let index = makeIndex(kindOfNumber, Math.min(2007, ...years), Math.max(2008, ...years) + 2)

  /** The day's place in the index, which is widened to hold it. */
  function placeOf(day: CalendarDate): number {
    const n = dayNumber(day)
    if (Number.isNaN(n)) throw new RangeError(`not a day: ${day}`)
    if (n < index.first || n > index.last) {
      const year = yearOf(day)
      index = makeIndex(kindOfNumber, Math.min(index.fromYear, year), Math.max(index.toYear, year))
    }
    return n - index.first
  }

  function countBetween(after: CalendarDate, upTo: CalendarDate): number {
    if (upTo <= after) return 0
    placeOf(after)
    const end = placeOf(upTo)
    const start = placeOf(after)
    return (index.workingUpTo[end] as number) - (index.workingUpTo[start] as number)
  }

  return {
    kindOf: (day) => kindOfNumber(dayNumber(day)),
    isWorkingDay: (day) => kindOfNumber(dayNumber(day)).working,
    nthAfter(day, n) {
      if (!Number.isInteger(n) || n < 0) throw new RangeError(`not a number of working days: ${n}`)
      if (n === 0) return day
      // The place first: it may widen the index.
      const place = placeOf(day)
      const wanted = (index.workingUpTo[place] as number) + n
      while (wanted > index.count) {
        index = makeIndex(kindOfNumber, index.fromYear, index.toYear + Math.ceil((wanted - index.count) / 240))
      }
      return index.nameOf(index.nthWorking[wanted] as number)
    },
    countBetween,
    provisionalBetween(after, upTo) {
      if (upTo <= after) return false
      placeOf(after)
      const end = placeOf(upTo)
      return (index.provisionalUpTo[end] as number) > (index.provisionalUpTo[placeOf(after)] as number)
    },
    publishedYears,
  }
}

/** Every day of some years, with the number of working days up to each: any count is then a subtraction. */
function makeIndex(kindOfNumber: (n: number) => DayKind, fromYear: number, toYear: number) {
  const first = dayNumber(firstDayOf(fromYear))
  const last = dayNumber(lastDayOf(toYear))
  const length = last - first + 1
  const workingUpTo = new Int32Array(length)
  const provisionalUpTo = new Int32Array(length)
  const nthWorking = new Int32Array(length + 1)
  const names: CalendarDate[] = []
  let count = 0
  let provisional = 0
  for (let place = 0; place < length; place++) {
    const kind = kindOfNumber(first + place)
    if (kind.working) nthWorking[++count] = place
    if (kind.provisional) provisional++
    workingUpTo[place] = count
    provisionalUpTo[place] = provisional
  }
  return {
    fromYear,
    toYear,
    first,
    last,
    count,
    workingUpTo,
    provisionalUpTo,
    nthWorking,
    nameOf(place: number): CalendarDate {
      names[place] ??= dayOfNumber(first + place)
      return names[place] as CalendarDate
    },
  }
}

/** One day of an explained period. */
export interface ExplainedDay {
  on: CalendarDate
  kind: 'day-zero' | 'working' | 'swapped-working' | 'weekend' | 'holiday' | 'paused' | 'waiting' | 'restart'
  /** which working day of the period it is; 0 on the day the period is counted from; null where it does not count */
  count: number | null
  /** Chinese, for the reader */
  why: string
  provisional?: boolean
  cite?: Citation
}

/**
 * The n-th working day after `day`, which itself is day zero. `provisional` when the way there crosses a year whose holiday
 * notice is not known. The explanation is only worked out when `days` is read.
 */
export function workingDaysAfter(
  day: CalendarDate,
  n: number,
  calendar: WorkingCalendar,
): { on: CalendarDate; provisional: boolean; readonly days: ExplainedDay[] } {
  const on = calendar.nthAfter(day, n)
  return {
    on,
    provisional: calendar.provisionalBetween(day, on),
    get days() {
      const days: ExplainedDay[] = [{ on: day, kind: 'day-zero', count: 0, why: '起算当日，不计入' }]
      let count = 0
      for (let at = dayNumber(day) + 1; at <= dayNumber(on); at++) {
        const explained = explainDay(dayOfNumber(at), count, calendar)
        if (explained.count !== null) count = explained.count
        days.push(explained)
      }
      return days
    },
  }
}

/** Working days after `after`, up to and including `upTo`; 0 when `upTo` is not later. */
export function workingDaysBetween(after: CalendarDate, upTo: CalendarDate, calendar: WorkingCalendar): number {
  return calendar.countBetween(after, upTo)
}

const weekendCite: Citation = { law: '国务院关于职工工作时间的规定', article: '第七条', year: 1995 }
const holidayCite: Citation = { law: '全国年节及纪念日放假办法', article: '第二条' }

/** Why a day counts or not, when `counted` working days came before it. */
export function explainDay(on: CalendarDate, counted: number, calendar: WorkingCalendar): ExplainedDay {
  const { working, kind, name, notice, provisional } = calendar.kindOf(on)
  const source = `（${notice ?? '法定节日'}）`
  const why: Record<DayKind['kind'], () => string> = {
    working: () => `第${counted + 1}个工作日`,
    'swapped-working': () => `${dayName(on)}，调休上班，第${counted + 1}个工作日${source}`,
    weekend: () => `${dayName(on)}，不计入`,
    holiday: () => `${name}放假，不计入${source}`,
  }
  const cite = kind === 'weekend' ? weekendCite : kind === 'working' ? null : holidayCite
  return {
    on,
    kind,
    count: working ? counted + 1 : null,
    why: why[kind](),
    ...(provisional ? { provisional } : {}),
    ...(cite ? { cite } : {}),
  }
}
