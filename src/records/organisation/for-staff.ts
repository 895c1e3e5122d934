import type { CalendarDate } from '../../law/calendar-date.ts'
import type { Tx } from '../../platform/database/bureau.ts'
import type { Functions, Leader, MemberRole, UnitKind } from './organisation.ts'

export interface LeaderForStaff extends Leader {
  publishedAt: Date | null
  endingPublishedAt: Date | null
  version: number
}

export interface UnitForStaff {
  id: number
  kind: UnitKind
  name: string
  duties: string
  sectionId: number | null
  contactId: number | null
  position: number
  fromOn: CalendarDate
  untilOn: CalendarDate | null
  version: number
}

export interface MemberForStaff {
  id: number
  unitId: number
  role: MemberRole
  name: string
  post: string
  sectionId: number | null
  fromOn: CalendarDate
  untilOn: CalendarDate | null
}

/** Everything that was ever entered, public or not, newest beginnings first. */
export async function organisationForStaff(tx: Tx): Promise<{
  functions: Functions[]
  leaders: LeaderForStaff[]
  units: UnitForStaff[]
  members: MemberForStaff[]
}> {
  const functions = await tx
    .selectFrom('functionStatement')
    .select(['fromOn', 'basis', 'duties'])
    .orderBy('fromOn', 'desc')
    .execute()
  const leaders = await tx
    .selectFrom('leader')
    .select(['id', 'name', 'post', 'division', 'resume', 'position', 'fromOn', 'untilOn'])
    .select(['publishedAt', 'endingPublishedAt', 'version'])
    .orderBy('position')
    .orderBy('fromOn', 'desc')
    .execute()
  const units = await tx
    .selectFrom('organUnit')
    .select(['id', 'kind', 'name', 'duties', 'sectionId', 'contactId', 'position', 'fromOn', 'untilOn', 'version'])
    .orderBy('position')
    .orderBy('id')
    .execute()
  const members = await tx
    .selectFrom('groupMember')
    .select(['id', 'unitId', 'role', 'name', 'post', 'sectionId', 'fromOn', 'untilOn'])
    .orderBy('unitId')
    .orderBy('id')
    .execute()
  return {
    functions,
    leaders,
    units: units.map((unit) => ({ ...unit, kind: unit.kind as UnitKind })),
    members: members.map((member) => ({ ...member, role: member.role as MemberRole })),
  }
}
