import { sql } from 'kysely'
import type { CalendarDate } from '../../law/calendar-date.ts'
import type { Tx } from '../../platform/database/bureau.ts'
import type { Role } from './actor.ts'

const columns = [
  'id',
  'account',
  'name',
  'sectionId',
  'roles',
  'passwordHash',
  'mustChangePassword',
  'failedSignIns',
  'lockedUntil',
  'disabledAt',
] as const

export async function lockStaffByAccount(tx: Tx, account: string) {
  return tx.selectFrom('staff').select(columns).where('account', '=', account).forUpdate().executeTakeFirst()
}

export async function lockStaff(tx: Tx, id: number) {
  return tx.selectFrom('staff').select(columns).where('id', '=', id).forUpdate().executeTakeFirst()
}

export async function insertStaff(
  tx: Tx,
  staff: {
    account: string
    name: string
    sectionId: number | null
    roles: readonly Role[]
    passwordHash: string
    mustChangePassword: boolean
  },
): Promise<number> {
  const { id } = await tx
    .insertInto('staff')
    .values({ ...staff, roles: [...staff.roles] })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

export async function saveSignInFailure(tx: Tx, id: number, failures: number, lockedUntil: Date | null): Promise<void> {
  await tx.updateTable('staff').set({ failedSignIns: failures, lockedUntil }).where('id', '=', id).execute()
}

export async function saveSignIn(tx: Tx, id: number, at: Date): Promise<void> {
  await tx
    .updateTable('staff')
    .set({ failedSignIns: 0, lockedUntil: null, lastSignInAt: at })
    .where('id', '=', id)
    .execute()
}

export async function savePassword(tx: Tx, id: number, passwordHash: string): Promise<void> {
  await tx.updateTable('staff').set({ passwordHash, mustChangePassword: false }).where('id', '=', id).execute()
}

export async function insertSession(tx: Tx, tokenHash: Buffer, staffId: number, at: Date): Promise<void> {
  await tx.insertInto('staffSession').values({ tokenHash, staffId, createdAt: at, lastSeenAt: at }).execute()
}

export async function deleteSession(tx: Tx, tokenHash: Buffer): Promise<void> {
  await tx.deleteFrom('staffSession').where('tokenHash', '=', tokenHash).execute()
}

export async function deleteOtherSessions(tx: Tx, staffId: number, keep: Buffer): Promise<void> {
  await tx.deleteFrom('staffSession').where('staffId', '=', staffId).where('tokenHash', '<>', keep).execute()
}

export async function deleteSessionsSeenBefore(tx: Tx, moment: Date): Promise<void> {
  await tx.deleteFrom('staffSession').where('lastSeenAt', '<', moment).execute()
}

/** The session's person, if it was seen after `seenAfter`; marks it seen, at most once a minute. */
export async function touchSession(tx: Tx, tokenHash: Buffer, seenAfter: Date, now: Date) {
  const row = await tx
    .selectFrom('staffSession as session')
    .innerJoin('staff', (join) =>
      join.onRef('staff.id', '=', 'session.staffId').onRef('staff.bureauId', '=', 'session.bureauId'),
    )
    .leftJoin('section', (join) =>
      join.onRef('section.id', '=', 'staff.sectionId').onRef('section.bureauId', '=', 'staff.bureauId'),
    )
    .select([
      'staff.id',
      'staff.account',
      'staff.name',
      'staff.roles',
      'staff.sectionId',
      'section.name as sectionName',
      'staff.mustChangePassword',
      'session.lastSeenAt',
    ])
    .where('session.tokenHash', '=', tokenHash)
    .where('session.lastSeenAt', '>', seenAfter)
    .where('staff.disabledAt', 'is', null)
    .executeTakeFirst()
  if (row && now.getTime() - row.lastSeenAt.getTime() > 60_000) {
    await tx.updateTable('staffSession').set({ lastSeenAt: now }).where('tokenHash', '=', tokenHash).execute()
  }
  return row
}

export async function insertSection(tx: Tx, section: { name: string; phone: string | null; position: number }) {
  const { id } = await tx.insertInto('section').values(section).returning('id').executeTakeFirstOrThrow()
  return id
}

export async function staffCount(tx: Tx): Promise<number> {
  const { count } = await tx
    .selectFrom('staff')
    .select(sql<number>`count(*)::int`.as('count'))
    .executeTakeFirstOrThrow()
  return count
}

export async function insertDelegation(
  tx: Tx,
  delegation: { fromId: number; toId: number; fromOn: CalendarDate; untilOn: CalendarDate; reason: string },
): Promise<number> {
  const { id } = await tx.insertInto('delegation').values(delegation).returning('id').executeTakeFirstOrThrow()
  return id
}

export async function endDelegation(tx: Tx, id: number, fromId: number | null, at: Date): Promise<boolean> {
  let query = tx.updateTable('delegation').set({ endedAt: at }).where('id', '=', id).where('endedAt', 'is', null)
  if (fromId !== null) query = query.where('fromId', '=', fromId)
  const { numUpdatedRows } = await query.executeTakeFirst()
  return numUpdatedRows > 0n
}

/** For whom a person stands in on a day. */
export async function standsInFor(tx: Tx, staffId: number, today: CalendarDate) {
  return tx
    .selectFrom('delegation')
    .innerJoin('staff', (join) =>
      join.onRef('staff.id', '=', 'delegation.fromId').onRef('staff.bureauId', '=', 'delegation.bureauId'),
    )
    .select(['staff.id', 'staff.name', 'staff.roles'])
    .where('delegation.toId', '=', staffId)
    .where('delegation.endedAt', 'is', null)
    .where('delegation.fromOn', '<=', today)
    .where('delegation.untilOn', '>=', today)
    .where('staff.disabledAt', 'is', null)
    .execute()
}

export async function updateEmail(tx: Tx, staffId: number, email: string | null): Promise<boolean> {
  const { numUpdatedRows } = await tx.updateTable('staff').set({ email }).where('id', '=', staffId).executeTakeFirst()
  return numUpdatedRows > 0n
}
