import type { CalendarDate } from '../../law/calendar-date.ts'

// Everything here holds from a day until a day (inclusive; null: until further notice), so that the organisation of any
// past day can be shown.

export interface Functions {
  fromOn: CalendarDate
  /** the document that fixed functions, structure and posts (三定规定) */
  basis: string
  /** one duty a line */
  duties: string
}

export interface LeaderDetails {
  /** null: the post is vacant */
  name: string | null
  post: string
  /** 分管工作 */
  division: string
  /** 简历 */
  resume: string
  position: number
  fromOn: CalendarDate
}

export interface Leader extends LeaderDetails {
  id: number
  untilOn: CalendarDate | null
}

/** 内设机构, 直属单位, 议事协调机构 */
export const unitKinds = ['section', 'subordinate', 'group'] as const
export type UnitKind = (typeof unitKinds)[number]

export interface UnitDetails {
  kind: UnitKind
  name: string
  duties: string
  /** of a section: the one staff and columns belong to */
  sectionId: number | null
  contactId: number | null
  position: number
  fromOn: CalendarDate
}

/** 组长, 副组长, 成员, 联络员 */
export const memberRoles = ['head', 'deputy', 'member', 'liaison'] as const
export type MemberRole = (typeof memberRoles)[number]

export interface MemberDetails {
  unitId: number
  role: MemberRole
  name: string
  post: string
  /** the section a liaison stands for */
  sectionId: number | null
  fromOn: CalendarDate
}

export function holdsOn(
  { fromOn, untilOn }: { fromOn: CalendarDate; untilOn: CalendarDate | null },
  day: CalendarDate,
): boolean {
  return fromOn <= day && (untilOn === null || day <= untilOn)
}
