import { sql } from 'kysely'
import type { CalendarDate } from '../../law/calendar-date.ts'
import type { Check } from '../../law/publicity/checks.ts'
import type { Tx } from '../../platform/database/bureau.ts'
import type { FileInspection } from '../../platform/files/inspection.ts'
import { type DocumentText, type FileOfDocument, type Stage, type Standing, textFields, textOf } from './document.ts'

export interface LockedDocument extends DocumentText {
  id: number
  stage: Stage
  standing: Standing
  draftedBy: number
  publishDueOn: CalendarDate
  publishAt: Date | null
  correctionNote: string | null
  address: string | null
  publicNo: number | null
  publishedAt: Date | null
  retroSignBy: number | null
  retroSignedAt: Date | null
  version: number
}

const standingFields = [
  'id',
  'stage',
  'standing',
  'draftedBy',
  'publishDueOn',
  'publishAt',
  'correctionNote',
  'address',
  'publicNo',
  'publishedAt',
  'retroSignBy',
  'retroSignedAt',
  'version',
] as const

export async function lockDocument(tx: Tx, id: number): Promise<LockedDocument | null> {
  const row = await tx
    .selectFrom('document')
    .select([...textFields, ...standingFields])
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  return row ? (row as LockedDocument) : null
}

const asRow = <T extends { alsoIn?: number[] }>(change: T) => ({
  ...change,
  ...(change.alsoIn ? { alsoIn: JSON.stringify(change.alsoIn) } : {}),
})

export async function insertDocument(
  tx: Tx,
  document: DocumentText & { draftedBy: number; publishDueOn: CalendarDate; changedAt: Date },
): Promise<number> {
  const { id } = await tx
    .insertInto('document')
    .values({ ...asRow(document), stage: 'draft', standing: 'unpublished' } as never)
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

export interface DocumentChange extends Partial<DocumentText> {
  stage?: Stage
  standing?: Standing
  publishDueOn?: CalendarDate
  publishAt?: Date | null
  correctionNote?: string | null
  indexNumber?: string
  address?: string
  publicNo?: number | null
  publishedAt?: Date
  reviewOn?: CalendarDate | null
  withdrawnAt?: Date
  withdrawReason?: string
  emergencyReason?: string
  retroSignBy?: number
  retroSignDueAt?: Date
  retroSignedAt?: Date
  changedAt: Date
}

export async function saveDocument(tx: Tx, id: number, change: DocumentChange): Promise<number> {
  const { version } = await tx
    .updateTable('document')
    .set({ ...asRow(change), version: sql`version + 1` } as never)
    .where('id', '=', id)
    .returning('version')
    .executeTakeFirstOrThrow()
  return version
}

// ── Checks ──

export interface CheckMade {
  stage: Check
  decision: 'approved' | 'returned'
  contentHash: Buffer
  byId: number
  forId: number | null
}

export async function insertCheck(
  tx: Tx,
  check: CheckMade & { documentId: number; note: string | null; overrideReason: string | null; at: Date },
): Promise<void> {
  await tx.insertInto('documentCheck').values(check).execute()
}

export async function checksMade(tx: Tx, documentId: number): Promise<CheckMade[]> {
  const rows = await tx
    .selectFrom('documentCheck')
    .select(['stage', 'decision', 'contentHash', 'byId', 'forId'])
    .where('documentId', '=', documentId)
    .orderBy('id')
    .execute()
  return rows as CheckMade[]
}

// ── Official versions ──

export async function insertVersion(
  tx: Tx,
  {
    id,
    no,
    text,
    files,
    hash,
    at,
    byId,
    note,
  }: {
    id: number
    no: number
    text: DocumentText
    files: readonly FileOfDocument[]
    hash: Buffer
    at: Date
    byId: number | null
    note: string | null
  },
): Promise<void> {
  const { takeDownOn: _, attribute: __, ground: ___, groundReason: ____, alsoIn, ...shown } = textOf(text)
  await tx
    .insertInto('documentVersion')
    .values({
      ...shown,
      alsoIn: JSON.stringify(alsoIn),
      documentId: id,
      no,
      contentHash: hash,
      publishedAt: at,
      publishedBy: byId,
      note,
    })
    .execute()
  if (files.length > 0) {
    await tx
      .insertInto('documentVersionAttachment')
      .values(files.map((file, position) => ({ documentId: id, no, attachmentId: file.id, position })))
      .execute()
  }
}

export async function lastVersionNo(tx: Tx, documentId: number): Promise<number> {
  const { no } = await tx
    .selectFrom('documentVersion')
    .select(sql<number>`coalesce(max(no), 0)`.as('no'))
    .where('documentId', '=', documentId)
    .executeTakeFirstOrThrow()
  return no
}

/** The text and files the public sees now: what a dropped correction goes back to. */
export async function versionOf(
  tx: Tx,
  documentId: number,
  no: number,
): Promise<{ text: Partial<DocumentText>; attachmentIds: number[] } | null> {
  const row = await tx
    .selectFrom('documentVersion')
    .selectAll()
    .where('documentId', '=', documentId)
    .where('no', '=', no)
    .executeTakeFirst()
  if (!row) return null
  const files = await tx
    .selectFrom('documentVersionAttachment')
    .select('attachmentId')
    .where('documentId', '=', documentId)
    .where('no', '=', no)
    .execute()
  const text = Object.fromEntries(textFields.flatMap((field) => (field in row ? [[field, row[field as never]]] : [])))
  return { text: text as Partial<DocumentText>, attachmentIds: files.map(({ attachmentId }) => attachmentId) }
}

export async function hashOfVersion(tx: Tx, documentId: number, no: number): Promise<Buffer | null> {
  const row = await tx
    .selectFrom('documentVersion')
    .select('contentHash')
    .where('documentId', '=', documentId)
    .where('no', '=', no)
    .executeTakeFirst()
  return row?.contentHash ?? null
}

export async function withholdVersion(tx: Tx, documentId: number, no: number, reason: string): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('documentVersion')
    .set({ withheldReason: reason })
    .where('documentId', '=', documentId)
    .where('no', '=', no)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

/** The lists a public document stands in; none takes it out of all. */
/** Lists a document in these columns and no others; gives every column whose list changed. */
export async function placeIn(
  tx: Tx,
  documentId: number,
  columnIds: readonly number[],
  publishedAt: Date,
): Promise<number[]> {
  const before = await tx
    .deleteFrom('documentPlacement')
    .where('documentId', '=', documentId)
    .returning('columnId')
    .execute()
  const touched = [...new Set([...before.map(({ columnId }) => columnId), ...columnIds])]
  if (columnIds.length === 0) return touched
  await tx
    .insertInto('documentPlacement')
    .values([...new Set(columnIds)].map((columnId) => ({ columnId, documentId, publishedAt })))
    .execute()
  return touched
}

export async function slugOfColumn(tx: Tx, id: number): Promise<string | null> {
  const row = await tx.selectFrom('siteColumn').select('slug').where('id', '=', id).executeTakeFirst()
  return row?.slug ?? null
}

// ── What is due by itself ──

export async function lockScheduledBefore(tx: Tx, now: Date): Promise<number[]> {
  const rows = await tx
    .selectFrom('document')
    .select('id')
    .where('stage', '=', 'scheduled')
    .where('publishAt', '<=', now)
    .orderBy('publishAt')
    .forUpdate()
    .skipLocked()
    .execute()
  return rows.map(({ id }) => id)
}

export async function lockToTakeDown(tx: Tx, today: CalendarDate): Promise<number[]> {
  const rows = await tx
    .selectFrom('document')
    .select('id')
    .where('standing', 'in', ['public', 'archived'])
    .where('takeDownOn', '<=', today)
    .forUpdate()
    .skipLocked()
    .execute()
  return rows.map(({ id }) => id)
}

// ── Files ──

export async function filesOf(tx: Tx, documentId: number): Promise<(FileOfDocument & { alt: string | null })[]> {
  const rows = await tx
    .selectFrom('documentAttachment')
    .select(['id', 'name', 'role', 'alt', sql<string>`encode(sha256, 'hex')`.as('sha256')])
    .where('documentId', '=', documentId)
    .where('removedAt', 'is', null)
    .orderBy('position')
    .orderBy('id')
    .execute()
  return rows.map((row) => ({ ...row, role: row.role as FileOfDocument['role'] }))
}

export async function restoreAttachments(tx: Tx, documentId: number, ids: readonly number[], at: Date): Promise<void> {
  await tx
    .updateTable('documentAttachment')
    .set({ removedAt: sql`case when id = any(${[...ids]}::bigint[]) then null else coalesce(removed_at, ${at}) end` })
    .where('documentId', '=', documentId)
    .execute()
}

export async function keepFile(
  tx: Tx,
  file: { sha256: Buffer; mediaType: string; content: Buffer; storedAt: Date },
): Promise<void> {
  await tx
    .insertInto('storedFile')
    .values({ ...file, size: file.content.length })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

/** Puts a file after those a document has. */
export async function insertAttachment(
  tx: Tx,
  attachment: {
    documentId: number
    name: string
    sha256: Buffer
    role: FileOfDocument['role']
    alt: string | null
    pages: number | null
    text: string
    inspection: FileInspection
    addedBy: number
    addedAt: Date
  },
): Promise<number> {
  const { id } = await tx
    .insertInto('documentAttachment')
    .values({
      ...attachment,
      inspection: asJson(attachment.inspection),
      position: sql`(select coalesce(max(position), 0) + 1 from document_attachment where document_id = ${attachment.documentId})`,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

/** jsonb takes neither U+0000 nor half a character; places in the text stay where they are. */
function asJson(inspection: FileInspection): string {
  return JSON.stringify(inspection, (_, value) =>
    typeof value === 'string' ? value.replaceAll('\0', '\ufffd').toWellFormed() : value,
  )
}

export async function filesToInspect(tx: Tx, documentId: number) {
  return tx
    .selectFrom('documentAttachment')
    .select(['id', 'name', 'role', 'alt', 'inspection'])
    .where('documentId', '=', documentId)
    .where('removedAt', 'is', null)
    .orderBy('position')
    .orderBy('id')
    .execute()
}

export async function contentOfFile(tx: Tx, attachmentId: number): Promise<Buffer> {
  const { content } = await tx
    .selectFrom('documentAttachment as attachment')
    .innerJoin('storedFile as file', (join) =>
      join.onRef('file.sha256', '=', 'attachment.sha256').onRef('file.bureauId', '=', 'attachment.bureauId'),
    )
    .select('file.content')
    .where('attachment.id', '=', attachmentId)
    .executeTakeFirstOrThrow()
  return content
}

export async function saveInspection(tx: Tx, attachmentId: number, inspection: FileInspection): Promise<void> {
  await tx
    .updateTable('documentAttachment')
    .set({ inspection: asJson(inspection) })
    .where('id', '=', attachmentId)
    .execute()
}

/** The same file under another name, as another attachment: versions that had it keep it as it was. */
export async function insertRenamed(
  tx: Tx,
  id: number,
  { name, alt, addedBy, addedAt }: { name: string; alt: string | null; addedBy: number; addedAt: Date },
): Promise<number> {
  const { id: newId } = await tx
    .insertInto('documentAttachment')
    .columns([
      'documentId',
      'position',
      'name',
      'sha256',
      'role',
      'alt',
      'pages',
      'text',
      'inspection',
      'addedBy',
      'addedAt',
    ])
    .expression(
      tx
        .selectFrom('documentAttachment')
        .select([
          'documentId',
          'position',
          sql<string>`${name}`.as('name'),
          'sha256',
          'role',
          sql<string | null>`${alt}`.as('alt'),
          'pages',
          'text',
          'inspection',
          sql<number>`${addedBy}::bigint`.as('addedBy'),
          sql<Date>`${addedAt}::timestamptz`.as('addedAt'),
        ])
        .where('id', '=', id),
    )
    .returning('id')
    .executeTakeFirstOrThrow()
  return newId
}

export async function removeAttachment(tx: Tx, documentId: number, id: number, at: Date): Promise<void> {
  await tx
    .updateTable('documentAttachment')
    .set({ removedAt: at })
    .where('documentId', '=', documentId)
    .where('id', '=', id)
    .execute()
}

export async function orderAttachments(tx: Tx, documentId: number, ids: readonly number[]): Promise<void> {
  await tx
    .updateTable('documentAttachment')
    .set({ position: sql`array_position(${[...ids]}::bigint[], id)` })
    .where('documentId', '=', documentId)
    .where(sql<boolean>`id = any(${[...ids]}::bigint[])`)
    .execute()
}

// ── What is typed and not yet saved ──

export async function putAutosave(
  tx: Tx,
  autosave: { documentId: number; staffId: number; baseVersion: number; content: unknown; savedAt: Date },
): Promise<void> {
  const row = { ...autosave, content: JSON.stringify(autosave.content) }
  const { baseVersion, content, savedAt } = row
  await tx
    .insertInto('documentAutosave')
    .values(row)
    .onConflict((conflict) =>
      conflict.columns(['bureauId', 'documentId', 'staffId']).doUpdateSet({ baseVersion, content, savedAt }),
    )
    .execute()
}

export async function dropAutosave(tx: Tx, documentId: number, staffId: number): Promise<void> {
  await tx.deleteFrom('documentAutosave').where('documentId', '=', documentId).where('staffId', '=', staffId).execute()
}

// ── What came from an earlier system ──

export async function importedAlready(tx: Tx, source: string, key: string): Promise<boolean> {
  const row = await tx
    .selectFrom('importedDocument')
    .select('documentId')
    .where('source', '=', source)
    .where('key', '=', key)
    .executeTakeFirst()
  return row !== undefined
}

export async function insertImported(
  tx: Tx,
  row: { source: string; key: string; documentId: number; heldBack: string | null; importedAt: Date },
): Promise<void> {
  await tx.insertInto('importedDocument').values(row).execute()
}

export async function moveAll(tx: Tx, from: number, to: number): Promise<number[]> {
  const rows = await tx
    .updateTable('document')
    .set({ columnId: to, version: sql`version + 1` })
    .where('columnId', '=', from)
    .returning('id')
    .execute()
  await tx
    .insertInto('documentPlacement')
    .columns(['columnId', 'documentId', 'publishedAt'])
    .expression(
      tx
        .selectFrom('documentPlacement')
        .select([sql<number>`${to}::bigint`.as('columnId'), 'documentId', 'publishedAt'])
        .where('columnId', '=', from),
    )
    // A document that also stands in the other column stands there once.
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  await tx.deleteFrom('documentPlacement').where('columnId', '=', from).execute()
  return rows.map(({ id }) => id)
}
