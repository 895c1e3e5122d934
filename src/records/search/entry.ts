/** What is found: a document, a page of something attached to one, a line of a register, an annual report … */
export type EntryKind = 'document' | 'attachment' | 'register-entry' | 'report' | 'answer' | 'page'

/** What a visitor tells apart when narrowing down. */
export const entryTypes = [
  'policy',
  'interpretation',
  'notice',
  'news',
  'accident',
  'warning',
  'plan',
  'finance',
  'report',
  'register',
  'answer',
  'page',
] as const
export type EntryType = (typeof entryTypes)[number]

export const validities = ['in-force', 'amended', 'not-yet', 'expired', 'repealed'] as const
export type Validity = (typeof validities)[number]

/** One entry of the index. Its text is plain: markup is taken out before. */
export interface SearchEntry {
  kind: EntryKind
  /** of an attachment: the id of the document it belongs to */
  recordId: number
  /** empty, or what tells the parts of a record apart */
  part: string
  attachment: { name: string; page: number | null } | null
  type: EntryType
  columnId: number | null
  title: string
  documentNumber: string | null
  valid: Validity | null
  organ: string | null
  hasAttachment: boolean
  publishedAt: Date
  /** path on the portal */
  address: string
  body: string
}
