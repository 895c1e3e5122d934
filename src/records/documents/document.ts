import type { CalendarDate } from '../../law/calendar-date.ts'
import { canonical, sha256 } from '../journal/entry.ts'

/** 主动公开, 依申请公开, 不予公开: fixed when the draft is written (国办发〔2016〕80号) */
export type Attribute = 'proactive' | 'on-request' | 'none'

export type DocumentState = 'draft' | 'in-review' | 'returned' | 'published' | 'kept' | 'withdrawn'

export interface DocumentText {
  columnId: number
  title: string
  /** plain text: a blank line ends a paragraph; 一、 and （一） at the start of a line make headings */
  body: string
  source: string
  summary: string | null
  documentNumber: string | null
  formedOn: CalendarDate
  attribute: Attribute
  /** of a document that is not proactively disclosed: the ground and the written reason */
  ground: string | null
  groundReason: string | null
}

/** What a review is bound to: any later change of the content has another hash and needs another review. */
export function contentHash(text: DocumentText): Buffer {
  const { columnId, title, body, source, summary, documentNumber, formedOn, attribute, ground, groundReason } = text
  return sha256(
    canonical({ columnId, title, body, source, summary, documentNumber, formedOn, attribute, ground, groundReason }),
  )
}
