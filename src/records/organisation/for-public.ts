import { sql } from 'kysely'
import type { CalendarDate } from '../../law/calendar-date.ts'
import type { Tx } from '../../platform/database/bureau.ts'
import { type Functions, holdsOn, type Leader, type MemberRole, type UnitKind } from './organisation.ts'

export interface PublicMember {
  role: MemberRole
  name: string
  post: string
  section: string | null
}

export interface PublicUnit {
  id: number
  kind: UnitKind
  name: string
  duties: string
  phones: readonly string[]
  address: string | null
  members: PublicMember[]
}

export interface Organisation {
  functions: Functions | null
  leaders: Leader[]
  units: PublicUnit[]
}

/** The organisation as it was on a day, as far as it is public. */
export async function organisationOn(tx: Tx, day: CalendarDate): Promise<Organisation> {
  const functions = await tx
    .selectFrom('publicFunctionStatement')
    .select(['fromOn', 'basis', 'duties'])
    .where('fromOn', '<=', day)
    .orderBy('fromOn', 'desc')
    .executeTakeFirst()
  const leaders = await tx
    .selectFrom('publicLeader')
    .select(['id', 'name', 'post', 'division', 'resume', 'position', 'fromOn', 'untilOn'])
    .orderBy('position')
    .orderBy('fromOn')
    .execute()
  const units = await tx
    .selectFrom('publicOrganUnit')
    .select(['id', 'kind', 'name', 'duties', 'phones', 'address', 'fromOn', 'untilOn'])
    .orderBy('position')
    .orderBy('id')
    .execute()
  const members = await tx
    .selectFrom('publicGroupMember')
    .select(['unitId', 'role', 'name', 'post', 'section', 'fromOn', 'untilOn'])
    .orderBy(sql`array_position(array['head', 'deputy', 'member', 'liaison'], role)`)
    .orderBy('id')
    .execute()
  const then = <Row>(rows: readonly Row[]) => rows.filter((row) => holdsOn(row as unknown as Leader, day))
  return {
    functions: (functions as Functions | undefined) ?? null,
    leaders: then(leaders) as Leader[],
    units: then(units).map(({ fromOn: _, untilOn: __, phones, ...unit }) => ({
      ...(unit as Omit<PublicUnit, 'phones' | 'members'>),
      phones: phones ?? [],
      members: then(members)
        .filter(({ unitId }) => unitId === unit.id)
        .map(({ role, name, post, section }) => ({ role, name, post, section }) as PublicMember),
    })),
  }
}

/** Every day on which the public organisation changed, newest first: the days worth looking back to. */
export async function organisationDays(tx: Tx): Promise<CalendarDate[]> {
  const { rows } = await sql<{ on: CalendarDate }>`
    select distinct day as on from (
      select from_on as day from public_function_statement
      union all select from_on from public_leader union all select until_on + 1 from public_leader
      union all select from_on from public_organ_unit union all select until_on + 1 from public_organ_unit
      union all select from_on from public_group_member union all select until_on + 1 from public_group_member
    ) days where day is not null order by 1 desc`.execute(tx)
  return rows.map(({ on }) => on)
}

/** When the public organisation was last changed by the office; null when nothing was entered yet. */
export async function organisationChangedAt(tx: Tx): Promise<Date | null> {
  const { rows } = await sql<{ at: Date | null }>`
    select greatest(
      (select max(stated_at) from public_function_statement),
      (select max(greatest(published_at, ending_published_at)) from public_leader)
    ) as at`.execute(tx)
  return rows[0]?.at ?? null
}
