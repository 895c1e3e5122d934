import type { CalendarDate } from '../../law/calendar-date.ts'
import type { Check, DocumentKind } from '../../law/publicity/checks.ts'
import { canonical, sha256 } from '../journal/entry.ts'

/** 主动公开, 依申请公开, 不予公开: fixed when the draft is written (国办发〔2016〕80号) */
export type Attribute = 'proactive' | 'on-request' | 'none'

/** Where the working copy stands. A check is named after who has it on the desk. */
export type Stage = 'draft' | Check | 'scheduled' | 'done'

/** What the public sees: nothing yet, the current official version, nothing by its attribute, a tombstone, an archived page. */
export type Standing = 'unpublished' | 'public' | 'kept' | 'withdrawn' | 'archived'

/** What is checked and published: any change of it needs the checks anew. */
export interface DocumentText {
  columnId: number
  /** further columns that list it */
  alsoIn: number[]
  kind: DocumentKind
  title: string
  subtitle: string | null
  /** markup in the subset of platform/markup */
  body: string
  source: string
  author: string | null
  editor: string | null
  summary: string | null
  keywords: string | null
  theme: string | null
  genre: string | null
  jointIssuers: string | null
  documentNumber: string | null
  formedOn: CalendarDate
  effectiveOn: CalendarDate | null
  validUntil: CalendarDate | null
  takeDownOn: CalendarDate | null
  attribute: Attribute
  /** of a document that is not proactively disclosed: the ground and the written reason */
  ground: string | null
  groundReason: string | null
}

const plain: Omit<DocumentText, 'columnId' | 'title' | 'body' | 'source' | 'formedOn'> = {
  alsoIn: [],
  kind: 'news',
  subtitle: null,
  author: null,
  editor: null,
  summary: null,
  keywords: null,
  theme: null,
  genre: null,
  jointIssuers: null,
  documentNumber: null,
  effectiveOn: null,
  validUntil: null,
  takeDownOn: null,
  attribute: 'proactive',
  ground: null,
  groundReason: null,
}

/** A whole text from what there is of it; everything else is as a plain piece of news has it. */
export function aText(
  given: Pick<DocumentText, 'columnId' | 'title' | 'body' | 'source' | 'formedOn'> & Partial<DocumentText>,
): DocumentText {
  return { ...plain, ...given }
}

export const textFields = [
  'columnId',
  'alsoIn',
  'kind',
  'title',
  'subtitle',
  'body',
  'source',
  'author',
  'editor',
  'summary',
  'keywords',
  'theme',
  'genre',
  'jointIssuers',
  'documentNumber',
  'formedOn',
  'effectiveOn',
  'validUntil',
  'takeDownOn',
  'attribute',
  'ground',
  'groundReason',
] as const satisfies readonly (keyof DocumentText)[]

/** The text alone of a record that has more. */
export function textOf(record: DocumentText): DocumentText {
  return Object.fromEntries(textFields.map((field) => [field, record[field]])) as unknown as DocumentText
}

export interface FileOfDocument {
  id: number
  name: string
  role: 'file' | 'picture'
  /** hex */
  sha256: string
}

/** What a check is bound to: any later change of the text or of a file has another hash and needs other checks. */
export function contentHash(text: DocumentText, files: readonly FileOfDocument[]): Buffer {
  return sha256(canonical({ ...textOf(text), files: files.map(({ name, role, sha256 }) => ({ name, role, sha256 })) }))
}
