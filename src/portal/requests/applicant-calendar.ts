import type { CalendarDate } from '../../law/calendar-date.ts'
import type { ReplyClock } from '../../law/requests/clock.ts'
import { type AllDay, calendarFile } from '../../platform/calendar-file.ts'
import { limitText } from './words.ts'

/** The days of one request for the applicant's own calendar. `confirmBy` counts while the receipt is not confirmed. */
export function applicantCalendar(
  request: { number: string; title: string },
  clock: ReplyClock,
  { office, domain, confirmBy }: { office: string; domain: string; confirmBy: CalendarDate | null },
  madeAt: Date,
): string {
  const entry = (what: string, on: CalendarDate, summary: string, more = ''): AllDay => ({
    uid: `${request.number}-${what}@${domain}`,
    on,
    summary: `${summary}（${request.number}）`,
    description: [`申请事项：${request.title}`, `受理机关：${office}`, more].filter(Boolean).join('\n'),
    remindDaysBefore: what === 'reply' ? 0 : 1,
  })
  const provisional = '这一日期是预估：其间有年份的放假安排尚未公布'
  return calendarFile(
    `政府信息公开申请 ${request.number}`,
    [
      ...(clock.state === 'not-started' && confirmBy
        ? [entry('confirm', confirmBy, '最迟与您确认收到申请', '自确认之日起计算答复期限')]
        : []),
      ...(clock.dueOn && clock.state !== 'stopped'
        ? [entry('reply', clock.dueOn, '政府信息公开申请最晚答复日', clock.provisional ? provisional : '')]
        : []),
      ...clock.limits
        .filter(({ what }) => what === 'correction-answer' || what === 'fee-payment')
        .map(({ what, dueOn, whenSilent }) => entry(what, dueOn, limitText[what], whenSilent)),
    ],
    madeAt,
  )
}
