import { sql } from 'kysely'
import type { CalendarDate } from '../../law/calendar-date.ts'
import type { Tx } from '../../platform/database/bureau.ts'
import type { Functions, Leader, LeaderDetails, MemberDetails, UnitDetails, UnitKind } from './organisation.ts'

export interface KeptLeader extends Leader {
  publishedAt: Date | null
  endingPublishedAt: Date | null
  version: number
}

export async function lockLeader(tx: Tx, id: number): Promise<KeptLeader | null> {
  const row = await tx.selectFrom('leader').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()
  return row ?? null
}

const leaderRow = ({ name, post, division, resume, position, fromOn }: LeaderDetails) => ({
  ...{ name, post, division, resume, position, fromOn },
})

export async function insertLeader(tx: Tx, leader: LeaderDetails): Promise<number> {
  const { id } = await tx.insertInto('leader').values(leaderRow(leader)).returning('id').executeTakeFirstOrThrow()
  return id
}

export async function saveLeader(tx: Tx, id: number, leader: LeaderDetails): Promise<void> {
  await tx
    .updateTable('leader')
    .set({ ...leaderRow(leader), version: sql`version + 1` })
    .where('id', '=', id)
    .execute()
}

export async function saveLastDay(tx: Tx, id: number, untilOn: CalendarDate): Promise<void> {
  await tx.updateTable('leader').set({ untilOn, version: sql`version + 1` }).where('id', '=', id).execute()
}

export async function deleteLeader(tx: Tx, id: number): Promise<void> {
  await tx.deleteFrom('leader').where('id', '=', id).execute()
}

/** Makes every change of leaders that is not public yet public. Returns the leaders concerned. */
export async function publishLeaders(tx: Tx, at: Date): Promise<number[]> {
  const begun = await tx
    .updateTable('leader')
    .set({ publishedAt: at, version: sql`version + 1` })
    .where('publishedAt', 'is', null)
    .returning('id')
    .execute()
  const ended = await tx
    .updateTable('leader')
    .set({ endingPublishedAt: at, version: sql`version + 1` })
    .where('endingPublishedAt', 'is', null)
    .where('untilOn', 'is not', null)
    .returning('id')
    .execute()
  return [...new Set([...begun, ...ended].map(({ id }) => id))].sort((a, b) => a - b)
}

export async function saveFunctions(tx: Tx, functions: Functions, statedAt: Date): Promise<void> {
  const { basis, duties } = functions
  await tx
    .insertInto('functionStatement')
    .values({ ...functions, statedAt })
    .onConflict((conflict) => conflict.columns(['bureauId', 'fromOn']).doUpdateSet({ basis, duties, statedAt }))
    .execute()
}

export interface KeptUnit extends UnitDetails {
  id: number
  untilOn: CalendarDate | null
  version: number
}

export async function lockUnit(tx: Tx, id: number): Promise<KeptUnit | null> {
  const row = await tx.selectFrom('organUnit').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()
  if (!row) return null
  const { bureauId: _, ...unit } = row
  return { ...unit, kind: unit.kind as UnitKind }
}

export async function insertUnit(tx: Tx, unit: UnitDetails): Promise<number> {
  const { id } = await tx.insertInto('organUnit').values(unit).returning('id').executeTakeFirstOrThrow()
  return id
}

export async function saveUnit(
  tx: Tx,
  id: number,
  change: Partial<UnitDetails> & { untilOn?: CalendarDate },
): Promise<void> {
  await tx
    .updateTable('organUnit')
    .set({ ...change, version: sql`version + 1` })
    .where('id', '=', id)
    .execute()
}

export async function lockMember(
  tx: Tx,
  id: number,
): Promise<{ unitId: number; fromOn: CalendarDate; untilOn: CalendarDate | null } | null> {
  const row = await tx
    .selectFrom('groupMember')
    .select(['unitId', 'fromOn', 'untilOn'])
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  return row ?? null
}

export async function insertMember(tx: Tx, member: MemberDetails): Promise<number> {
  const { id } = await tx.insertInto('groupMember').values(member).returning('id').executeTakeFirstOrThrow()
  return id
}

export async function endMember(tx: Tx, id: number, untilOn: CalendarDate): Promise<void> {
  await tx.updateTable('groupMember').set({ untilOn }).where('id', '=', id).execute()
}
