import { sql } from 'kysely'
import type { CalendarDate } from '../../law/calendar-date.ts'
import { houseRules } from '../../law/requests/house-rules.ts'
import type { Reminder } from '../../law/requests/reminders.ts'
import type { Tx } from '../../platform/database/bureau.ts'
import type { StaffActor } from '../staff/actor.ts'
import { seesEveryRequest } from './own.ts'

/** Working days the internal target lies before the legal day, and who says so. */
export async function internalDaysBefore(tx: Tx): Promise<{ workingDays: number; setHere: boolean }> {
  const row = await tx.selectFrom('clockRule').select('internalDaysBefore').executeTakeFirst()
  return row
    ? { workingDays: row.internalDaysBefore, setHere: true }
    : { workingDays: houseRules.internalDaysBefore.workingDays, setHere: false }
}

export interface ReminderShown {
  requestId: number
  number: string
  title: string
  what: Reminder['what']
  dueOn: CalendarDate
  remindedOn: CalendarDate
}

/** The newest reminders of requests still open: the office sees all of them, others those of their own or their section. */
export async function newestReminders(tx: Tx, by: StaffActor): Promise<ReminderShown[]> {
  let query = tx
    .selectFrom('reminder')
    .innerJoin('request', (join) =>
      join.onRef('request.id', '=', 'reminder.requestId').onRef('request.bureauId', '=', 'reminder.bureauId'),
    )
    .select([
      'reminder.requestId',
      'request.number',
      'request.title',
      'reminder.what',
      'reminder.dueOn',
      'reminder.remindedOn',
    ])
    .where('request.state', '<>', 'closed')
    .where('reminder.remindedOn', '=', (newest) =>
      newest.selectFrom('reminder').select(sql<CalendarDate>`max(reminded_on)`.as('day')),
    )
  if (!seesEveryRequest(by)) {
    query = query.where((or) =>
      or.or([
        or('request.handlerId', '=', by.id),
        ...(by.sectionId === null ? [] : [or('request.sectionId', '=', by.sectionId)]),
      ]),
    )
  }
  const rows = await query.orderBy('reminder.dueOn').orderBy('reminder.requestId').limit(200).execute()
  return rows.map((row) => ({ ...row, what: row.what as Reminder['what'] }))
}

export async function emailOf(tx: Tx, staffId: number): Promise<string | null> {
  const row = await tx.selectFrom('staff').select('email').where('id', '=', staffId).executeTakeFirst()
  return row?.email ?? null
}

/** Everybody's address, for an administrator. */
export async function emailsOfStaff(tx: Tx): Promise<{ id: number; name: string; email: string | null }[]> {
  return tx.selectFrom('staff').select(['id', 'name', 'email']).where('disabledAt', 'is', null).orderBy('id').execute()
}

/** Since when a person's calendar address is open; null: there is none. */
export async function feedSince(tx: Tx, staffId: number): Promise<Date | null> {
  const row = await tx.selectFrom('calendarFeed').select('madeAt').where('staffId', '=', staffId).executeTakeFirst()
  return row?.madeAt ?? null
}
