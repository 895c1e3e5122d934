import { sql } from 'kysely'
import type { CalendarDate } from '../../law/calendar-date.ts'
import type { Tx } from '../../platform/database/bureau.ts'
import type { Attribute, DocumentState, DocumentText } from './document.ts'

export interface LockedDocument extends DocumentText {
  id: number
  state: DocumentState
  draftedBy: number
  publishDueOn: CalendarDate
  publishedAt: Date | null
  version: number
}

export async function lockDocument(tx: Tx, id: number): Promise<LockedDocument | null> {
  const row = await tx
    .selectFrom('document')
    .select([
      'id',
      'columnId',
      'title',
      'body',
      'source',
      'summary',
      'documentNumber',
      'formedOn',
      'attribute',
      'ground',
      'groundReason',
      'state',
      'draftedBy',
      'publishDueOn',
      'publishedAt',
      'version',
    ])
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  return row ? { ...row, attribute: row.attribute as Attribute, state: row.state as DocumentState } : null
}

export async function insertDocument(
  tx: Tx,
  document: DocumentText & { draftedBy: number; publishDueOn: CalendarDate; changedAt: Date },
): Promise<number> {
  const { id } = await tx
    .insertInto('document')
    .values({ ...document, state: 'draft' })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

export async function saveDocument(
  tx: Tx,
  id: number,
  change: Partial<DocumentText> & {
    state?: DocumentState
    publishDueOn?: CalendarDate
    reviewedBy?: number | null
    reviewNote?: string | null
    reviewedHash?: Buffer | null
    indexNumber?: string
    publishedAt?: Date
    withdrawnAt?: Date
    withdrawReason?: string
    changedAt: Date
  },
): Promise<number> {
  const { version } = await tx
    .updateTable('document')
    .set({ ...change, version: sql`version + 1` })
    .where('id', '=', id)
    .returning('version')
    .executeTakeFirstOrThrow()
  return version
}
