import { addDays, type CalendarDate, dayName, laterOf } from '../calendar-date.ts'
import { inForce } from '../dated.ts'
import { type ExplainedDay, explainDay, type WorkingCalendar } from '../working-days/calendar.ts'
import type { Asked } from './events.ts'
import { correctionNotice, feePayment, unreasonableNumberCite } from './periods.ts'
import { endOf, lastPeriod, type Period, type Story, usedIn, type Wait } from './story.ts'

const whom: Record<Asked['kind'], string> = {
  'third-party-asked': '第三方',
  'co-maker-asked': '共同制作机关',
  'organ-asked': '其他机关',
}

const dayZero: Record<Period['began'], string> = {
  received: '收到申请当日，不计入，次日起算',
  corrected: '收到补正当日，答复期限从零起重新计算，次日起算',
  paid: '缴清费用当日，答复期限从零起重新计算，次日起算',
  reopened: '重新办理之日，答复期限从零起计算，次日起算',
}

const whyWaiting: Record<Wait['for'], string> = {
  correction: '等待申请人补正，不计入；收到补正后重新计算',
  fee: '等待申请人缴费，不计入；缴清费用后重新计算',
}

const feeCite = feePayment[0]!.cite

/**
 * Every day from receipt to the last day of the reply period and why it counts or not; while there is no last day, up to
 * `today`. The counting of working days is the calendar's own (`explainDay`), as is that of the due day.
 */
export function explainClock(story: Story, calendar: WorkingCalendar, today: CalendarDate): ExplainedDay[] {
  const days: ExplainedDay[] = []
  const latest = story.ended?.on ?? today
  for (const period of story.periods) {
    const { zero, began, cite, stopped } = period
    const correctionCite = inForce(correctionNotice, story.receivedOn).cite
    const zeroCite = { received: cite, corrected: correctionCite, paid: feeCite, reopened: cite }[began]
    const kind = began === 'received' ? 'day-zero' : 'restart'
    const next = story.periods[story.periods.indexOf(period) + 1]
    // Stopped and started again on one day: that day is the day zero of the next period.
    if (next?.zero === zero) continue
    days.push({ on: zero, kind, count: 0, why: dayZero[began], ...provisionalMark(zero, calendar), cite: zeroCite })
    const end = stopped ? null : endOf(period, story, calendar)
    const last = stopped ? addDays(stopped.from, -1) : (end ?? latest)
    let count = 0
    for (let on = addDays(zero, 1); on <= last; on = addDays(on, 1)) {
      const day = pausedDay(on, story, calendar) ?? countedDay(on, count, { period, end }, calendar)
      if (day.count !== null) count = day.count
      days.push(day)
    }
    if (stopped) {
      const until = next ? addDays(next.zero, -1) : laterOf(latest, stopped.from)
      for (let on = stopped.from; on <= until; on = addDays(on, 1)) {
        const why = whyWaiting[stopped.for]
        const waitCite = stopped.for === 'correction' ? correctionCite : feeCite
        days.push({ on, kind: 'waiting', count: null, why, ...provisionalMark(on, calendar), cite: waitCite })
      }
    }
  }
  return days
}

function countedDay(
  on: CalendarDate,
  counted: number,
  { period, end }: { period: Period; end: CalendarDate | null },
  calendar: WorkingCalendar,
): ExplainedDay {
  const day = explainDay(on, counted, calendar)
  const { base, extension, delayedUntil, cite } = period
  if (on === end && on === delayedUntil) {
    return { ...day, why: `${day.why}，告知申请人的延迟答复期限届满`, cite: unreasonableNumberCite }
  }
  if (day.count === null) return day
  const more = on === end ? '，答复期限届满' : extension > 0 && day.count === base + 1 ? '，延长的期限由此开始' : ''
  return { ...day, why: `${day.why}${more}`, cite }
}

function pausedDay(on: CalendarDate, story: Story, calendar: WorkingCalendar): ExplainedDay | null {
  const running = story.enquiries.filter(
    ({ pause }) => pause && pause.from <= on && (pause.to === null || on <= pause.to),
  )
  const first = running[0]
  if (!first) return null
  const asked = [...new Set(running.map((enquiry) => whom[enquiry.asked.kind]))].join('、')
  const lapsed = running.length === 1 && first.limit === on && first.answeredOn !== on
  const why = lapsed
    ? `${asked}提出意见的期限届满，当日仍不计入，次日恢复计时`
    : running.every(({ answeredOn }) => answeredOn === on)
      ? `收到${asked}意见，当日仍不计入，次日恢复计时`
      : `征求${asked}意见，依法暂停计时，不计入`
  return { on, kind: 'paused', count: null, why, ...provisionalMark(on, calendar), cite: first.pauseCite }
}

function provisionalMark(on: CalendarDate, calendar: WorkingCalendar): { provisional?: true } {
  return calendar.kindOf(on).provisional ? { provisional: true } : {}
}

/** The calculation in one sentence. */
export function formulaOf(story: Story, calendar: WorkingCalendar, today: CalendarDate): string {
  const period = lastPeriod(story)
  if (story.wait) {
    return story.wait.for === 'correction'
      ? `${inChinese(story.wait.from)}已告知补正，等待申请人补正；收到补正的次日起重新计算${period.base}个工作日。`
      : `${inChinese(story.wait.from)}已通知缴费，等待申请人缴费；缴清费用的次日起重新计算${period.base}个工作日。`
  }
  const end = endOf(period, story, calendar)
  const began = {
    received: `${inChinese(period.zero)}收到申请，次日起计算${period.base}个工作日`,
    corrected: `${inChinese(period.zero)}收到补正，次日起重新计算${period.base}个工作日`,
    paid: `${inChinese(period.zero)}缴清费用，次日起重新计算${period.base}个工作日`,
    reopened: `${inChinese(period.zero)}起重新办理，次日起计算${period.base}个工作日`,
  }[period.began]
  const extended = period.extension > 0 ? `，加上延长的${period.extension}个工作日` : ''
  if (end === null) {
    const used = usedIn(period, today, story, calendar)
    return `${began}${extended}；正在征求意见，暂停计时，已用${used}个工作日，还剩${period.base + period.extension - used}个工作日，收到意见的次日继续计算。`
  }
  const pauses = story.enquiries.filter(({ pause }) => pause?.to && pause.to > period.zero && pause.from <= end)
  const open = pauses.filter(({ answeredOn, pause }) => answeredOn === null && pause?.to && pause.to >= today)
  const paused =
    open.length > 0
      ? '，扣除征求意见的时间（按对方到期才提出意见计算）'
      : pauses.length > 0
        ? '，扣除征求意见的时间'
        : ''
  const delayed = period.delayedUntil === end ? `；因申请的数量、频次明显超过合理范围，已告知申请人延迟答复` : ''
  const provisional = calendar.provisionalBetween(period.zero, end) ? '（暂定：其间有年份的放假安排尚未公布）' : ''
  return `${began}${extended}${paused}${delayed}，最晚${inChinese(end)}（${dayName(end)}）答复${provisional}。`
}

function inChinese(day: CalendarDate): string {
  return `${Number(day.slice(0, 4))}年${Number(day.slice(5, 7))}月${Number(day.slice(8))}日`
}
