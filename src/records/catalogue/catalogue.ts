import type { CalendarDate } from '../../law/calendar-date.ts'

/** One line of the catalogue: what is disclosed in a column, by when, how, and by which section. */
export interface Matter {
  columnId: number
  slug: string
  /** 公开事项 */
  matter: string
  /** 公开内容 */
  content: string
  basis: string | null
  /** 公开时限, in words */
  timeLimit: string
  /** 公开方式, in words */
  method: string
  /** 责任科室 */
  section: string | null
}

/** One piece of information with the four mandatory fields (art. 12). */
export interface Entry {
  documentId: number
  columnId: number
  index: string
  name: string
  summary: string
  createdOn: CalendarDate
}

export interface CatalogueVersion {
  no: number
  note: string
  publishedAt: Date
  entries: number
  /** SHA-256, in hexadecimal */
  hash: string
}
