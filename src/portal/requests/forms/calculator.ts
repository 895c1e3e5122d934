import { type CalendarDate, isCalendarDate } from '../../../law/calendar-date.ts'
import type { Channel } from '../../../law/requests/receipt.ts'
import type { Problem } from '../../parts/problem.ts'
import { type Body, code, type Parsed, parsed, typedIn } from './typed.ts'

export const calculatorFields = ['channel', 'on'] as const

export const calculatorChannels: readonly { value: Channel; label: string; hint: string }[] = [
  { value: 'counter', label: '当面提交', hint: '提交之日' },
  { value: 'registered-mail', label: '挂号信、快递', hint: '行政机关签收之日' },
  { value: 'ordinary-mail', label: '平信', hint: '行政机关收到当日与您确认之日' },
  { value: 'online', label: '网上提交', hint: '双方确认之日' },
  { value: 'email', label: '电子邮件', hint: '双方确认之日' },
  { value: 'fax', label: '传真', hint: '双方确认之日' },
]

/** Nobody owed a reply before the Regulation of 2007 came into force. */
const first = '2008-05-01'

/** How the request came, and the day that decides for that way. Nothing typed yet is not wrong. */
export function parseCalculator(body: Body): Parsed<'channel' | 'on', { channel: Channel; on: CalendarDate }> {
  const typed = typedIn(body, calculatorFields)
  const channel = calculatorChannels.find(({ value }) => value === typed.channel)?.value
  const day = dayIn(typed.on)
  return parsed(
    typed,
    [channel ? null : { field: 'channel', message: '请选择申请的方式' }, dayProblem(typed.on, day)],
    () => ({ channel: channel as Channel, on: day as CalendarDate }),
  )
}

/** 2026-3-2, 2026/3/2, 2026.3.2 and 2026年3月2日 are one day. */
function dayIn(typed: string): CalendarDate | null {
  const [, year = '', month = '', date = ''] = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?$/.exec(code(typed)) ?? []
  const day = `${year}-${month.padStart(2, '0')}-${date.padStart(2, '0')}`
  return isCalendarDate(day) ? day : null
}

function dayProblem(typed: string, day: CalendarDate | null): Problem | null {
  const field = 'on'
  if (typed.trim() === '') return { field, message: '请填写日期' }
  if (day === null) return { field, message: '没有这一天，请按“2026-03-02”的样子填写' }
  if (day < first) return { field, message: '《政府信息公开条例》自2008年5月1日起施行，请填写这天以后的日期' }
  return day > '2099-12-31' ? { field, message: '日期太远，无法计算' } : null
}
