import type { CalendarDate } from '../../law/calendar-date.ts'

/** 总机, 应急值守, 政府信息公开工作机构, 监督投诉, 科室, 直属单位, 查阅场所 */
export const contactKinds = [
  'switchboard',
  'duty',
  'disclosure-office',
  'complaint',
  'section',
  'subordinate',
  'reading-place',
] as const
export type ContactKind = (typeof contactKinds)[number]

/** Every bureau has exactly one of each of these; they are changed, never retired. */
export const singleKinds: readonly ContactKind[] = ['switchboard', 'duty', 'disclosure-office']

export interface ContactDetails {
  kind: ContactKind
  name: string
  sectionId: number | null
  address: string | null
  postcode: string | null
  phones: readonly string[]
  fax: string | null
  email: string | null
  hours: string | null
  /** how to get there */
  directions: string | null
}

export interface Contact extends ContactDetails {
  id: number
  /** the day somebody last made sure that it is right */
  verifiedOn: CalendarDate
}
