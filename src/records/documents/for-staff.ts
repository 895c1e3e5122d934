import { sql } from 'kysely'
import type { CalendarDate } from '../../law/calendar-date.ts'
import type { Check, DocumentKind } from '../../law/publicity/checks.ts'
import type { Tx } from '../../platform/database/bureau.ts'
import type { FileKind, Hidden } from '../../platform/files/inspection.ts'
import { type Attribute, type DocumentText, type Stage, type Standing, textFields } from './document.ts'

export interface DocumentInList {
  id: number
  title: string
  kind: DocumentKind
  column: string
  attribute: Attribute
  stage: Stage
  standing: Standing
  formedOn: CalendarDate
  publishDueOn: CalendarDate
  publishAt: Date | null
  publishedAt: Date | null
  reviewOn: CalendarDate | null
  draftedBy: string
  changedAt: Date
  ground: string | null
  version: number
}

const joined = (tx: Tx) =>
  tx
    .selectFrom('document')
    .innerJoin('siteColumn', (join) =>
      join.onRef('siteColumn.id', '=', 'document.columnId').onRef('siteColumn.bureauId', '=', 'document.bureauId'),
    )
    .innerJoin('staff as drafter', (join) =>
      join.onRef('drafter.id', '=', 'document.draftedBy').onRef('drafter.bureauId', '=', 'document.bureauId'),
    )

export interface DocumentFilter {
  stages?: readonly Stage[]
  standing?: Standing
  kind?: DocumentKind
  columnId?: number
  /** in title or number */
  text?: string
  ids?: readonly number[]
  notDraftedBy?: number
  /** to be looked at again by this day */
  reviewBy?: CalendarDate
  /** went out in an emergency and is not signed yet */
  unsigned?: boolean
  page: number
  size: number
}

function matching(tx: Tx, filter: Omit<DocumentFilter, 'page' | 'size'>) {
  let query = joined(tx)
  if (filter.stages) query = query.where(sql<boolean>`document.stage = any(${[...filter.stages]}::text[])`)
  if (filter.notDraftedBy) query = query.where('document.draftedBy', '<>', filter.notDraftedBy)
  if (filter.standing) query = query.where('document.standing', '=', filter.standing)
  if (filter.kind) query = query.where('document.kind', '=', filter.kind)
  if (filter.columnId) query = query.where('document.columnId', '=', filter.columnId)
  if (filter.ids) query = query.where(sql<boolean>`document.id = any(${[...filter.ids]})`)
  if (filter.reviewBy) {
    query = query.where('document.reviewOn', '<=', filter.reviewBy).where('document.standing', 'in', ['kept', 'public'])
  }
  if (filter.unsigned)
    query = query.where('document.retroSignBy', 'is not', null).where('document.retroSignedAt', 'is', null)
  if (filter.text) {
    const like = `%${filter.text.replace(/[\\%_]/g, '\\$&')}%`
    query = query.where((or) =>
      or.or([or('document.title', 'like', like), or('document.documentNumber', 'like', like)]),
    )
  }
  return query
}

export async function documentCount(tx: Tx, filter: Omit<DocumentFilter, 'page' | 'size'>): Promise<number> {
  const { count } = await matching(tx, filter).select(sql<number>`count(*)::int`.as('count')).executeTakeFirstOrThrow()
  return count
}

export async function documentList(
  tx: Tx,
  filter: DocumentFilter,
): Promise<{ documents: DocumentInList[]; total: number }> {
  const query = matching(tx, filter)
  const total = await documentCount(tx, filter)
  const rows = await query
    .select([
      'document.id',
      'document.title',
      'document.kind',
      'siteColumn.name as column',
      'document.attribute',
      'document.stage',
      'document.standing',
      'document.formedOn',
      'document.publishDueOn',
      'document.publishAt',
      'document.publishedAt',
      'document.reviewOn',
      'drafter.name as draftedBy',
      'document.changedAt',
      'document.ground',
      'document.version',
    ])
    .orderBy('document.changedAt', 'desc')
    .orderBy('document.id', 'desc')
    .limit(filter.size)
    .offset((filter.page - 1) * filter.size)
    .execute()
  return { total, documents: rows as DocumentInList[] }
}

export interface DocumentForStaff extends DocumentText {
  id: number
  column: string
  stage: Stage
  standing: Standing
  publishDueOn: CalendarDate
  publishAt: Date | null
  draftedById: number
  draftedBy: string
  correctionNote: string | null
  indexNumber: string | null
  address: string | null
  publicNo: number | null
  publishedAt: Date | null
  withdrawReason: string | null
  reviewOn: CalendarDate | null
  emergencyReason: string | null
  retroSignBy: number | null
  retroSignDueAt: Date | null
  retroSignedAt: Date | null
  version: number
  changedAt: Date
}

export async function documentForStaff(tx: Tx, id: number): Promise<DocumentForStaff | null> {
  const row = await joined(tx)
    .select(textFields.map((field) => `document.${field}` as const))
    .select([
      'document.id',
      'siteColumn.name as column',
      'document.stage',
      'document.standing',
      'document.publishDueOn',
      'document.publishAt',
      'document.draftedBy as draftedById',
      'drafter.name as draftedBy',
      'document.correctionNote',
      'document.indexNumber',
      'document.address',
      'document.publicNo',
      'document.publishedAt',
      'document.withdrawReason',
      'document.reviewOn',
      'document.emergencyReason',
      'document.retroSignBy',
      'document.retroSignDueAt',
      'document.retroSignedAt',
      'document.version',
      'document.changedAt',
    ])
    .where('document.id', '=', id)
    .executeTakeFirst()
  return row ? (row as DocumentForStaff) : null
}

export interface CheckOfDocument {
  stage: Check
  decision: 'approved' | 'returned'
  note: string | null
  /** hex: the content it was made on */
  contentHash: string
  by: string
  /** for whom, where a delegate decided */
  for: string | null
  overrideReason: string | null
  at: Date
}

/** Every check ever made of a document, in order. */
export async function checksOfDocument(tx: Tx, id: number): Promise<CheckOfDocument[]> {
  const rows = await tx
    .selectFrom('documentCheck as made')
    .innerJoin('staff as checker', (join) =>
      join.onRef('checker.id', '=', 'made.byId').onRef('checker.bureauId', '=', 'made.bureauId'),
    )
    .leftJoin('staff as other', (join) =>
      join.onRef('other.id', '=', 'made.forId').onRef('other.bureauId', '=', 'made.bureauId'),
    )
    .select([
      'made.stage',
      'made.decision',
      'made.note',
      sql<string>`encode(made.content_hash, 'hex')`.as('contentHash'),
      'checker.name as by',
      'other.name as for',
      'made.overrideReason',
      'made.at',
    ])
    .where('made.documentId', '=', id)
    .orderBy('made.id')
    .execute()
  return rows as CheckOfDocument[]
}

export interface FileForStaff {
  id: number
  name: string
  role: 'file' | 'picture'
  alt: string | null
  mediaType: string
  /** bytes */
  size: number
  pages: number | null
  /** what is in it and nobody sees */
  hidden: Hidden[]
  kind: FileKind | null
}

export async function filesForStaff(tx: Tx, id: number): Promise<FileForStaff[]> {
  const rows = await tx
    .selectFrom('documentAttachment as attachment')
    .innerJoin('storedFile as file', (join) =>
      join.onRef('file.sha256', '=', 'attachment.sha256').onRef('file.bureauId', '=', 'attachment.bureauId'),
    )
    .select([
      'attachment.id',
      'attachment.name',
      'attachment.role',
      'attachment.alt',
      'file.mediaType',
      'file.size',
      'attachment.pages',
      sql<Hidden[]>`coalesce(attachment.inspection -> 'hidden', '[]')`.as('hidden'),
      sql<FileKind | null>`attachment.inspection ->> 'kind'`.as('kind'),
    ])
    .where('attachment.documentId', '=', id)
    .where('attachment.removedAt', 'is', null)
    .orderBy('attachment.position')
    .orderBy('attachment.id')
    .execute()
  return rows as FileForStaff[]
}

/** The bytes of any file a document has or had. */
export async function fileForStaff(
  tx: Tx,
  attachmentId: number,
): Promise<{ name: string; mediaType: string; content: Buffer } | null> {
  const row = await tx
    .selectFrom('documentAttachment as attachment')
    .innerJoin('storedFile as file', (join) =>
      join.onRef('file.sha256', '=', 'attachment.sha256').onRef('file.bureauId', '=', 'attachment.bureauId'),
    )
    .select(['attachment.name', 'file.mediaType', 'file.content'])
    .where('attachment.id', '=', attachmentId)
    .executeTakeFirst()
  return row ?? null
}

/** The official text a working copy departs from; null where nothing is public. */
export async function textShown(
  tx: Tx,
  id: number,
): Promise<{ no: number; title: string; body: string; publishedAt: Date } | null> {
  const row = await tx
    .selectFrom('document')
    .innerJoin('documentVersion as shown', (join) =>
      join
        .onRef('shown.documentId', '=', 'document.id')
        .onRef('shown.bureauId', '=', 'document.bureauId')
        .onRef('shown.no', '=', 'document.publicNo'),
    )
    .select(['shown.no', 'shown.title', 'shown.body', 'shown.publishedAt'])
    .where('document.id', '=', id)
    .executeTakeFirst()
  return row ?? null
}

/** What this person typed into a document and did not save. */
export async function typedBy(
  tx: Tx,
  staffId: number,
  documentId: number,
): Promise<{ baseVersion: number; content: unknown; savedAt: Date } | null> {
  const row = await tx
    .selectFrom('documentAutosave')
    .select(['baseVersion', 'content', 'savedAt'])
    .where('documentId', '=', documentId)
    .where('staffId', '=', staffId)
    .executeTakeFirst()
  return row ?? null
}

/** Who else has typed into a document since a moment: told, never locked out. */
export async function alsoWriting(tx: Tx, documentId: number, notId: number, since: Date): Promise<string[]> {
  const rows = await tx
    .selectFrom('documentAutosave as typed')
    .innerJoin('staff', (join) =>
      join.onRef('staff.id', '=', 'typed.staffId').onRef('staff.bureauId', '=', 'typed.bureauId'),
    )
    .select('staff.name')
    .where('typed.documentId', '=', documentId)
    .where('typed.staffId', '<>', notId)
    .where('typed.savedAt', '>', since)
    .execute()
  return rows.map(({ name }) => name)
}

export async function documentsByStage(tx: Tx): Promise<Partial<Record<Stage, number>>> {
  const rows = await tx
    .selectFrom('document')
    .select(['stage', sql<number>`count(*)::int`.as('count')])
    .groupBy('stage')
    .execute()
  return Object.fromEntries(rows.map((row) => [row.stage, row.count]))
}

/** What came of looking again in a year: how many documents stay kept from the public, how many become public (R1-18). */
export async function reassessedInYear(tx: Tx, year: number): Promise<{ kept: number; disclosed: number }> {
  const { kept, disclosed } = await tx
    .selectFrom('journalEvent')
    .select([
      sql<number>`count(*) filter (where kind = 'document kept again')::int`.as('kept'),
      sql<number>`count(*) filter (where kind = 'document to be disclosed')::int`.as('disclosed'),
    ])
    .where('kind', 'in', ['document kept again', 'document to be disclosed'])
    .where(sql<boolean>`extract(year from (entry::jsonb->>'at')::timestamptz at time zone 'Asia/Shanghai') = ${year}`)
    .executeTakeFirstOrThrow()
  return { kept, disclosed }
}

/** The files of a working copy as its hash takes them. */
export { filesOf as filesToHash } from './store.ts'

export interface VersionForStaff {
  no: number
  publishedAt: Date
  note: string | null
  /** hex */
  contentHash: string
  withheldReason: string | null
}

export async function versionsForStaff(tx: Tx, id: number): Promise<VersionForStaff[]> {
  return tx
    .selectFrom('documentVersion')
    .select(['no', 'publishedAt', 'note', sql<string>`encode(content_hash, 'hex')`.as('contentHash'), 'withheldReason'])
    .where('documentId', '=', id)
    .orderBy('no', 'desc')
    .execute()
}
