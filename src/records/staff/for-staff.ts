import { sql } from 'kysely'
import type { CalendarDate } from '../../law/calendar-date.ts'
import type { Tx } from '../../platform/database/bureau.ts'
import type { Role, StaffActor } from './actor.ts'

export async function sections(tx: Tx): Promise<{ id: number; name: string; phone: string | null }[]> {
  return tx.selectFrom('section').select(['id', 'name', 'phone']).orderBy('position').execute()
}

/** People who work here with any of these roles. */
export async function staffWith(tx: Tx, roles: readonly Role[]): Promise<{ id: number; name: string }[]> {
  return tx
    .selectFrom('staff')
    .select(['id', 'name'])
    .where('disabledAt', 'is', null)
    .where(sql<boolean>`roles && ${[...roles]}::text[]`)
    .orderBy('id')
    .execute()
}

export interface Delegation {
  id: number
  fromId: number
  from: string
  toId: number
  to: string
  fromOn: CalendarDate
  untilOn: CalendarDate
  reason: string
  endedAt: Date | null
}

/** Who stands in for whom, the newest first. */
export async function delegations(tx: Tx): Promise<Delegation[]> {
  return tx
    .selectFrom('delegation')
    .innerJoin('staff as giver', (join) =>
      join.onRef('giver.id', '=', 'delegation.fromId').onRef('giver.bureauId', '=', 'delegation.bureauId'),
    )
    .innerJoin('staff as taker', (join) =>
      join.onRef('taker.id', '=', 'delegation.toId').onRef('taker.bureauId', '=', 'delegation.bureauId'),
    )
    .select([
      'delegation.id',
      'delegation.fromId',
      'giver.name as from',
      'delegation.toId',
      'taker.name as to',
      'delegation.fromOn',
      'delegation.untilOn',
      'delegation.reason',
      'delegation.endedAt',
    ])
    .orderBy('delegation.id', 'desc')
    .execute()
}

/** The person an operator's command acts as. */
export async function staffByAccount(tx: Tx, account: string): Promise<StaffActor | null> {
  const row = await tx
    .selectFrom('staff')
    .select(['id', 'name', 'roles', 'sectionId'])
    .where('account', '=', account)
    .where('disabledAt', 'is', null)
    .executeTakeFirst()
  return row ? { kind: 'staff', ...row, roles: row.roles as Role[] } : null
}
