import type { Tx } from '../../platform/database/bureau.ts'
import { type FileOfApplicant, filesOfRequestIn, type Message, messagesIn, type Rating, ratingIn } from './store.ts'

export interface PapersOfApplicant {
  messages: Message[]
  files: FileOfApplicant[]
  rating: Rating | null
}

export async function papersOfApplicant(tx: Tx, requestId: number): Promise<PapersOfApplicant> {
  return {
    messages: await messagesIn(tx, requestId),
    files: await filesOfRequestIn(tx, requestId),
    rating: await ratingIn(tx, requestId),
  }
}

/** Requests whose applicants sent something nobody of the office has read: who waits longest stands first. */
export async function unreadMessages(
  tx: Tx,
): Promise<{ requestId: number; number: string; title: string; kind: Message['kind']; sentAt: Date }[]> {
  const rows = await tx
    .selectFrom('requestMessage as message')
    .innerJoin('request', (join) =>
      join.onRef('request.id', '=', 'message.requestId').onRef('request.bureauId', '=', 'message.bureauId'),
    )
    .select(['message.requestId', 'request.number', 'request.title', 'message.kind', 'message.sentAt'])
    .where('message.readAt', 'is', null)
    .orderBy('message.sentAt')
    .limit(100)
    .execute()
  return rows.map((row) => ({ ...row, kind: row.kind as Message['kind'] }))
}
