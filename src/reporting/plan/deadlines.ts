import { type CalendarDate, calendarDate, isCalendarDate, lastDayOf, yearOf } from '../../law/calendar-date.ts'
import type { Page } from '../read/page.ts'
import { published } from './words.ts'

/** A day until which something is to be done, as the plan says it; `on` is null where the day cannot be told. */
export interface Deadline {
  text: string
  on: CalendarDate | null
  /** why `on` is null */
  open: 'no-year' | 'no-such-day' | 'ambiguous' | 'every-year' | null
}

export type Recurrence = 'daily' | 'weekly' | 'monthly' | 'quarterly' | 'half-yearly' | 'yearly' | 'continuous'

const year = '(?:(?<year>20\\d\\d)年|(?<said>今年|本年度?|当年|明年|次年|翌年|来年)的?)?'
const before = '(?:前|之前|以前)'
const patterns: readonly RegExp[] = [
  new RegExp(`${year}(?<month>\\d{1,2})月(?<day>\\d{1,2})日${before}`, 'g'),
  new RegExp(
    `(?:(?:于|在|(?<!截)至|不?晚于|不?迟于|截止到?|到)${year})(?<month>\\d{1,2})月(?<day>\\d{1,2})日(?=[,。;)]|完成|截止|止)`,
    'g',
  ),
  new RegExp(`${year}(?<month>\\d{1,2})月(?:份)?(?<part>底|末|初|上旬|中旬|下旬)?${before}`, 'g'),
  new RegExp(
    `(?:(?:于|在|到|(?<!截)至)${year}|${year})(?<month>\\d{1,2})月(?:份)?(?<part>底|末|下旬)(?=完成|[,。;)]|$)`,
    'g',
  ),
  new RegExp(`${year}(?:第(?=.季))?(?<quarter>[一二三四1-4])季度(?<part>底|末|内)?${before}`, 'g'),
  new RegExp(`${year}(?:第(?=.季))?(?<quarter>[一二三四1-4])季度(?<part>底|末|内|完成|(?=[,。;)]|$))`, 'g'),
  new RegExp(`${year}(?<half>上半年|下半年)(?:底|末|内)?(?:${before}|(?<=[底末内])|(?=完成))`, 'g'),
  /(?:(?<year>20\d\d)年年?|(?<said>今年|本年度?|当年|明年|次年|翌年|来年)年?|年)(?:底|末)(?:前|之前|以前)/g,
  /(?:到|(?<!截)至|于|在)(?:(?<year>20\d\d)年年?|(?<said>今年|本年|当年|明年|次年)年?|年)(?:底|末)/g,
  /(?:(?<year>20\d\d)年|(?<said>今年|本年度?|当年)|年度|年)内(?=完成|[,。;)]|要|基本|全面|实现|力争|$)/g,
  /(?<said>全年)(?=完成[)。;,]|[)。;]|$)/g,
]

/** A deadline with its places in the dense text. */
export interface FoundDeadline {
  deadline: Deadline
  from: number
  to: number
}

/** The deadlines in the words from `from` to `to`, in their order; what is said without a year is of the plan's year. */
export function deadlinesIn(page: Page, from: number, to: number, planYear: number | null): FoundDeadline[] {
  const words = page.dense.slice(from, to)
  const found: { at: number; end: number; deadline: Deadline }[] = []
  for (const pattern of patterns) {
    for (const match of words.matchAll(pattern)) {
      const end = match.index + match[0].length
      if (found.some((one) => match.index < one.end && end > one.at)) continue
      const standsBefore = words.slice(Math.max(0, match.index - 4), match.index)
      // 截至2021年底 counts what was, 2008年底 and 去年底 are past, 年 may belong to a number before it.
      if (/截至$|去$|上$|历$|近$|每个?$|\d$/.test(standsBefore) && !/每个?年?$/.test(standsBefore)) continue
      const deadline = resolved(match.groups ?? {}, planYear)
      const every = /每(?:个|年的?|季度?|月)?$/.exec(standsBefore)?.[0]
      found.push({
        at: match.index,
        end,
        deadline: {
          text: published(page, from + match.index - (every?.length ?? 0), from + end),
          ...(every ? { on: null, open: 'every-year' as const } : deadline),
        },
      })
    }
  }
  return found
    .sort((a, b) => a.at - b.at)
    .map(({ at, end, deadline }) => ({ deadline, from: from + at, to: from + end }))
}

function resolved(said: Record<string, string | undefined>, planYear: number | null): Pick<Deadline, 'on' | 'open'> {
  const next = /明|次|翌|来/.test(said['said'] ?? '') ? 1 : 0
  const of = said['year'] ? Number(said['year']) : planYear === null ? null : planYear + next
  if (of === null) return { on: null, open: 'no-year' }
  if (said['half']) return day(of, said['half'] === '上半年' ? 6 : 12)
  if (said['quarter']) {
    const quarter = Math.max('一二三四'.indexOf(said['quarter']) + 1, Number(said['quarter']) || 0)
    // 三季度前 may be its beginning or its end.
    return said['part'] === undefined ? { on: null, open: 'ambiguous' } : day(of, quarter * 3)
  }
  if (!said['month']) return { on: lastDayOf(of), open: null }
  const month = Number(said['month'])
  if (said['day']) return day(of, month, Number(said['day']))
  if (said['part'] === '上旬') return day(of, month, 10)
  if (said['part'] === '中旬') return day(of, month, 20)
  if (said['part'] === '底' || said['part'] === '末' || said['part'] === '下旬') return day(of, month)
  // 6月前 and 6月初前 may be its beginning or its end.
  return { on: null, open: 'ambiguous' }
}

/** The day, or the last day of the month. */
function day(year: number, month: number, date?: number): Pick<Deadline, 'on' | 'open'> {
  const written = (one: number) => `${year}-${String(month).padStart(2, '0')}-${String(one).padStart(2, '0')}`
  const dates = date === undefined ? [31, 30, 29, 28] : [date]
  const real = dates.map(written).find(isCalendarDate)
  return real ? { on: calendarDate(real), open: null } : { on: null, open: 'no-such-day' }
}

/** The deadline that comes first. */
export function firstOf(deadlines: readonly Deadline[]): Deadline | null {
  const dated = deadlines.filter(({ on }) => on !== null).sort((a, b) => ((a.on as string) < (b.on as string) ? -1 : 1))
  return dated[0] ?? deadlines[0] ?? null
}

export function isBeforeYear({ on }: Deadline, planYear: number): boolean {
  return on !== null && yearOf(on) < planYear
}

const intervals: readonly [RegExp, Recurrence][] = [
  [/每(?:个)?(?:工作)?[日天](?!起)|逐日|按日/, 'daily'],
  [/每(?:个)?(?:周|星期)|按周/, 'weekly'],
  [/每(?:个)?月|逐月|按月(?!底)/, 'monthly'],
  [/每(?:个)?季度?|逐季|按季/, 'quarterly'],
  [/每半年/, 'half-yearly'],
  [/每年|按年度|逐年公/, 'yearly'],
  [/(?:时限|时间|期限)(?:要求|安排)?:(?:长期|持续|常态)|[(（](?:长期坚持|长期|持续推进)[)）]/, 'continuous'],
]

/** How often something is to be done again: the shortest interval said. */
export function recurrenceIn(words: string): Recurrence | null {
  return intervals.find(([is]) => is.test(words))?.[1] ?? null
}
