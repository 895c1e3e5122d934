import { sql } from 'kysely'
import type { CalendarDate } from '../../law/calendar-date.ts'
import type { Tx } from '../../platform/database/bureau.ts'
import type { FileRole } from './file.ts'

export interface FileOfApplicant {
  id: number
  role: FileRole
  name: string
  mediaType: string
  size: number
  messageId: number | null
  addedAt: Date
}

const fileColumns = ['id', 'role', 'name', 'mediaType', 'size', 'messageId', 'addedAt'] as const

type Place = { draftHash: Buffer } | { requestId: number; messageId: number | null }

export async function insertFile(
  tx: Tx,
  place: Place,
  file: { role: FileRole; name: string; mediaType: string; sha256: Buffer; content: Buffer; addedAt: Date },
): Promise<void> {
  await tx
    .insertInto('requestFile')
    .values({ ...place, ...file, size: file.content.length })
    .execute()
}

export async function filesOfDraftIn(tx: Tx, draftHash: Buffer): Promise<FileOfApplicant[]> {
  const rows = await tx
    .selectFrom('requestFile')
    .select(fileColumns)
    .where('draftHash', '=', draftHash)
    .orderBy('id')
    .execute()
  return rows as FileOfApplicant[]
}

export async function filesOfRequestIn(tx: Tx, requestId: number): Promise<FileOfApplicant[]> {
  const rows = await tx
    .selectFrom('requestFile')
    .select(fileColumns)
    .where('requestId', '=', requestId)
    .orderBy('id')
    .execute()
  return rows as FileOfApplicant[]
}

export async function fileOfRequestIn(
  tx: Tx,
  requestId: number,
  id: number,
): Promise<{ name: string; mediaType: string; sha256: Buffer; content: Buffer } | null> {
  const row = await tx
    .selectFrom('requestFile')
    .select(['name', 'mediaType', 'sha256', 'content'])
    .where('requestId', '=', requestId)
    .where('id', '=', id)
    .executeTakeFirst()
  return row ?? null
}

export async function deleteFileOfDraft(tx: Tx, draftHash: Buffer, id: number): Promise<void> {
  await tx.deleteFrom('requestFile').where('draftHash', '=', draftHash).where('id', '=', id).execute()
}

/** The files of a form become those of the request it was sent as. */
export async function moveFilesToRequest(tx: Tx, draftHash: Buffer, requestId: number): Promise<Buffer[]> {
  const rows = await tx
    .updateTable('requestFile')
    .set({ draftHash: null, requestId })
    .where('draftHash', '=', draftHash)
    .returning('sha256')
    .execute()
  return rows.map(({ sha256 }) => sha256)
}

/** A request that came with the same form has the same files. */
export async function copyFiles(tx: Tx, fromId: number, toId: number): Promise<void> {
  await sql`insert into request_file (request_id, role, name, media_type, sha256, size, content, added_at)
    select ${toId}, role, name, media_type, sha256, size, content, added_at from request_file
    where request_id = ${fromId} and message_id is null order by id`.execute(tx)
}

export type MessageKind = 'correction' | 'supplement' | 'reminder' | 'contacts'

export interface Message {
  id: number
  kind: MessageKind
  said: string
  sentOn: CalendarDate
  sentAt: Date
  readAt: Date | null
}

export async function insertMessage(
  tx: Tx,
  requestId: number,
  message: Pick<Message, 'kind' | 'said' | 'sentOn' | 'sentAt'>,
): Promise<number> {
  const { id } = await tx
    .insertInto('requestMessage')
    .values({ requestId, ...message })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

export async function messagesIn(tx: Tx, requestId: number): Promise<Message[]> {
  const rows = await tx
    .selectFrom('requestMessage')
    .select(['id', 'kind', 'said', 'sentOn', 'sentAt', 'readAt'])
    .where('requestId', '=', requestId)
    .orderBy('id')
    .execute()
  return rows as Message[]
}

export async function saveMessagesRead(tx: Tx, requestId: number, readBy: number, readAt: Date): Promise<number> {
  const rows = await tx
    .updateTable('requestMessage')
    .set({ readBy, readAt })
    .where('requestId', '=', requestId)
    .where('readAt', 'is', null)
    .returning('id')
    .execute()
  return rows.length
}

export interface Rating {
  score: number
  said: string | null
}

export async function saveRating(tx: Tx, requestId: number, rating: Rating & { ratedAt: Date }): Promise<void> {
  await tx
    .insertInto('requestRating')
    .values({ requestId, ...rating })
    .onConflict((conflict) => conflict.columns(['bureauId', 'requestId']).doUpdateSet(rating))
    .execute()
}

export async function ratingIn(tx: Tx, requestId: number): Promise<Rating | null> {
  const row = await tx
    .selectFrom('requestRating')
    .select(['score', 'said'])
    .where('requestId', '=', requestId)
    .executeTakeFirst()
  return row ?? null
}
