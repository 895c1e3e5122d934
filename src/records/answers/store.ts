import { sql } from 'kysely'
import type { CalendarDate } from '../../law/calendar-date.ts'
import type { OutcomeCode } from '../../law/requests/outcome.ts'
import type { Tx } from '../../platform/database/bureau.ts'

/** A reply that went out, as far as a published answer is made of it. */
export async function repliedRequest(
  tx: Tx,
  id: number,
): Promise<{ number: string; outcome: OutcomeCode; answeredOn: CalendarDate } | null> {
  const row = await tx
    .selectFrom('request')
    .innerJoin('requestReply as reply', (join) =>
      join.onRef('reply.requestId', '=', 'request.id').onRef('reply.bureauId', '=', 'request.bureauId'),
    )
    .select(['request.number', 'reply.outcome', 'request.concludedOn as answeredOn'])
    .where('request.id', '=', id)
    .where('request.state', '=', 'closed')
    .where('reply.number', 'is not', null)
    .executeTakeFirst()
  if (!row || row.answeredOn === null) return null
  return { ...row, outcome: row.outcome as OutcomeCode, answeredOn: row.answeredOn }
}

export async function saveAnswer(
  tx: Tx,
  answer: {
    requestId: number
    title: string
    summary: string
    outcome: OutcomeCode
    answeredOn: CalendarDate
    publishedBy: number
    publishedAt: Date
  },
): Promise<number> {
  const again = { ...answer, withdrawnAt: null, withdrawnReason: null }
  const { id } = await tx
    .insertInto('publishedAnswer')
    .values(answer)
    .onConflict((conflict) => conflict.columns(['bureauId', 'requestId']).doUpdateSet(again))
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

export async function saveWithdrawn(tx: Tx, id: number, reason: string, at: Date): Promise<boolean> {
  const row = await tx
    .updateTable('publishedAnswer')
    .set({ withdrawnAt: at, withdrawnReason: reason })
    .where('id', '=', id)
    .where('withdrawnAt', 'is', null)
    .returning('id')
    .executeTakeFirst()
  return row !== undefined
}

export interface Asked {
  id: number
  title: string
  documentNumber: string | null
  reviewId: number | null
}

/** Requests sent from a moment on, with the review they belong to. */
export async function requestsSince(tx: Tx, since: Date): Promise<Asked[]> {
  return tx
    .selectFrom('request')
    .leftJoin('conversionRequest as watched', (join) =>
      join.onRef('watched.requestId', '=', 'request.id').onRef('watched.bureauId', '=', 'request.bureauId'),
    )
    .select(['request.id', 'request.title', 'request.wantedDocumentNumber as documentNumber', 'watched.reviewId'])
    .where('request.submittedAt', '>=', since)
    .where('request.splitFrom', 'is', null)
    .orderBy('request.id')
    .execute()
}

/** How many persons sent these requests. */
export async function personsOf(tx: Tx, ids: readonly number[]): Promise<number> {
  const { count } = await tx
    .selectFrom('requestApplicant')
    .select(sql<number>`count(distinct coalesce(id_mark, name_mark))::int`.as('count'))
    .where('requestId', 'in', [...ids])
    .executeTakeFirstOrThrow()
  return count
}

export async function insertReview(tx: Tx, object: string, openedAt: Date): Promise<number> {
  const { id } = await tx
    .insertInto('conversionReview')
    .values({ object, openedAt })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

export async function insertReviewed(tx: Tx, reviewId: number, requestIds: readonly number[]): Promise<void> {
  await tx
    .insertInto('conversionRequest')
    .values(requestIds.map((requestId) => ({ reviewId, requestId })))
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

export async function saveDecision(
  tx: Tx,
  id: number,
  decision: { decision: 'publish' | 'not-to-publish'; reason: string; decidedBy: number; decidedAt: Date },
): Promise<boolean> {
  const row = await tx
    .updateTable('conversionReview')
    .set(decision)
    .where('id', '=', id)
    .where('decision', 'is', null)
    .returning('id')
    .executeTakeFirst()
  return row !== undefined
}
