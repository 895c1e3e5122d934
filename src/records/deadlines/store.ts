import { sql } from 'kysely'
import type { CalendarDate } from '../../law/calendar-date.ts'
import type { Reminder } from '../../law/requests/reminders.ts'
import type { Tx } from '../../platform/database/bureau.ts'
import type { Role } from '../staff/actor.ts'

export async function saveRule(tx: Tx, rule: { internalDaysBefore: number; changedBy: number; changedAt: Date }) {
  await tx
    .insertInto('clockRule')
    .values(rule)
    .onConflict((conflict) => conflict.column('bureauId').doUpdateSet(rule))
    .execute()
}

/** Writes down what is new today; what was written before is not given back. */
export async function insertReminders(
  tx: Tx,
  reminders: readonly (Pick<Reminder, 'what' | 'dueOn'> & { requestId: number })[],
  remindedOn: CalendarDate,
): Promise<{ requestId: number; what: Reminder['what'] }[]> {
  if (reminders.length === 0) return []
  const { rows } = await sql<{ requestId: number; what: Reminder['what'] }>`
    insert into reminder (request_id, what, due_on, reminded_on)
    select request_id, what, due_on, ${remindedOn}::date
    from unnest(${reminders.map(({ requestId }) => requestId)}::bigint[], ${reminders.map(({ what }) => what)}::text[],
      ${reminders.map(({ dueOn }) => dueOn)}::date[]) as new (request_id, what, due_on)
    on conflict do nothing
    returning request_id, what`.execute(tx)
  return rows
}

export interface Reachable {
  id: number
  name: string
  email: string
  roles: Role[]
  sectionId: number | null
}

/** Who works here and can be written to. */
export async function reachable(tx: Tx): Promise<Reachable[]> {
  const rows = await tx
    .selectFrom('staff')
    .select(['id', 'name', 'email', 'roles', 'sectionId'])
    .where('disabledAt', 'is', null)
    .where('email', 'is not', null)
    .orderBy('id')
    .execute()
  return rows.map(({ email, roles, ...row }) => ({ ...row, email: email ?? '', roles: roles as Role[] }))
}

export async function saveFeed(tx: Tx, staffId: number, tokenHash: Buffer, madeAt: Date): Promise<void> {
  await tx
    .insertInto('calendarFeed')
    .values({ staffId, tokenHash, madeAt })
    .onConflict((conflict) => conflict.columns(['bureauId', 'staffId']).doUpdateSet({ tokenHash, madeAt }))
    .execute()
}

export async function deleteFeed(tx: Tx, staffId: number): Promise<boolean> {
  const { numDeletedRows } = await tx.deleteFrom('calendarFeed').where('staffId', '=', staffId).executeTakeFirst()
  return numDeletedRows > 0n
}

export async function ownerOfFeed(tx: Tx, tokenHash: Buffer) {
  return tx
    .selectFrom('calendarFeed as feed')
    .innerJoin('staff', (join) =>
      join.onRef('staff.id', '=', 'feed.staffId').onRef('staff.bureauId', '=', 'feed.bureauId'),
    )
    .select(['staff.id', 'staff.name', 'staff.roles', 'staff.sectionId'])
    .where('feed.tokenHash', '=', tokenHash)
    .where('staff.disabledAt', 'is', null)
    .executeTakeFirst()
}
