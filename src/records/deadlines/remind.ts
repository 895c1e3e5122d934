import { type Reminder, remindersOf } from '../../law/requests/reminders.ts'
import type { Clock } from '../../platform/clock.ts'
import type { Tx } from '../../platform/database/bureau.ts'
import { sendLater } from '../../platform/mail/outbox.ts'
import { thisBureau } from '../bureaus/for-public.ts'
import { workingCalendar } from '../calendars/working-calendar.ts'
import { recordAct } from '../journal/record.ts'
import { openRequestStories } from '../requests/open-stories.ts'
import { internalDaysBefore } from './for-staff.ts'
import { isOwn } from './own.ts'
import { insertReminders, type Reachable, reachable } from './store.ts'

interface Due extends Reminder {
  requestId: number
  number: string
  handlerId: number | null
  sectionId: number | null
}

const reminderWords: Record<Reminder['what'], string> = {
  legal: '法定最晚答复日',
  internal: '内部目标日',
  'correction-notice': '告知补正的最后一日',
  'correction-answer': '申请人补正的最后一日',
  'third-party': '第三方答复的最后一日',
  'co-maker': '共同制作机关答复的最后一日',
  'fee-payment': '缴费的最后一日',
}

/**
 * On a working day: notes which requests are near or past a limit, and writes one e-mail to everybody concerned: the
 * handler of their own, the section of what has no handler yet, the disclosure office of all. Run again on the same day it adds only what is new since.
 */
export async function remindOfDeadlines(tx: Tx, clock: Clock): Promise<{ reminders: number; messages: number }> {
  const [calendar, today] = [await workingCalendar(tx), clock.today()]
  if (!calendar.isWorkingDay(today)) return { reminders: 0, messages: 0 }
  const rules = { calendar, internalDaysBefore: (await internalDaysBefore(tx)).workingDays }
  const due: Due[] = (await openRequestStories(tx)).flatMap(({ id, number, handlerId, sectionId, events }) =>
    remindersOf(events, rules, today).map((reminder) => ({ ...reminder, requestId: id, number, handlerId, sectionId })),
  )
  const written = new Set((await insertReminders(tx, due, today)).map(({ requestId, what }) => `${requestId} ${what}`))
  const fresh = due.filter(({ requestId, what }) => written.has(`${requestId} ${what}`))
  if (fresh.length === 0) return { reminders: 0, messages: 0 }
  const { name } = await thisBureau(tx)
  let messages = 0
  for (const person of await reachable(tx)) {
    const theirs = fresh.filter((one) => isOwn({ kind: 'staff', ...person }, one))
    if (theirs.length === 0) continue
    messages += 1
    await sendLater(tx, {
      channel: 'email',
      to: person.email,
      subject: `期限提醒：${theirs.length} 项（${today}）`,
      text: letter(person, theirs, name),
      about: `reminders ${today}`,
    })
  }
  await recordAct(tx, {
    kind: 'reminded of deadlines',
    subject: `reminders ${today}`,
    by: { kind: 'system', name: 'reminders' },
    at: clock.now(),
    change: { reminders: fresh.length, messages },
  })
  return { reminders: fresh.length, messages }
}

/** Numbers and days only: what a request is about stays inside. */
function letter({ name }: Reachable, due: readonly Due[], bureau: string): string {
  const lines = due
    .toSorted((a, b) => a.leftWorkingDays - b.leftWorkingDays)
    .map(({ number, what, dueOn, leftWorkingDays: left }) => {
      const when = left < 0 ? `已过 ${-left} 个工作日` : left === 0 ? '就是今天' : `还剩 ${left} 个工作日`
      return `${number}  ${reminderWords[what]} ${dueOn}，${when}`
    })
  return `${name}：\n\n以下申请的期限临近或者已过，请登录工作台办理。\n\n${lines.join('\n')}\n\n${bureau}政务公开工作台自动发送，请勿回复。\n`
}
