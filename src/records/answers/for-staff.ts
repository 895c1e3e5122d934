import type { CalendarDate } from '../../law/calendar-date.ts'
import type { OutcomeCode } from '../../law/requests/outcome.ts'
import type { Tx } from '../../platform/database/bureau.ts'

export interface AnswerOfOffice {
  id: number
  requestId: number
  title: string
  summary: string
  outcome: OutcomeCode
  answeredOn: CalendarDate
  withdrawnAt: Date | null
  withdrawnReason: string | null
}

const columns = [
  'id',
  'requestId',
  'title',
  'summary',
  'outcome',
  'answeredOn',
  'withdrawnAt',
  'withdrawnReason',
] as const

/** Newest first. */
export async function answersOfOffice(tx: Tx): Promise<AnswerOfOffice[]> {
  const rows = await tx.selectFrom('publishedAnswer').select(columns).orderBy('id', 'desc').limit(500).execute()
  return rows as AnswerOfOffice[]
}

export interface ConversionReview {
  id: number
  object: string
  openedAt: Date
  decision: 'publish' | 'not-to-publish' | null
  reason: string | null
  decidedBy: string | null
  decidedAt: Date | null
  requests: { id: number; number: string; title: string }[]
}

/** Those to be decided first, then the newest. */
export async function conversionReviews(tx: Tx): Promise<ConversionReview[]> {
  const reviews = await tx
    .selectFrom('conversionReview as review')
    .leftJoin('staff', (join) =>
      join.onRef('staff.id', '=', 'review.decidedBy').onRef('staff.bureauId', '=', 'review.bureauId'),
    )
    .select([
      'review.id',
      'review.object',
      'review.openedAt',
      'review.decision',
      'review.reason',
      'staff.name as decidedBy',
      'review.decidedAt',
    ])
    .orderBy((by) => by('review.decision', 'is not', null))
    .orderBy('review.id', 'desc')
    .limit(200)
    .execute()
  if (reviews.length === 0) return []
  const requests = await tx
    .selectFrom('conversionRequest as watched')
    .innerJoin('request', (join) =>
      join.onRef('request.id', '=', 'watched.requestId').onRef('request.bureauId', '=', 'watched.bureauId'),
    )
    .select(['watched.reviewId', 'request.id', 'request.number', 'request.title'])
    .where(
      'watched.reviewId',
      'in',
      reviews.map(({ id }) => id),
    )
    .orderBy('request.id')
    .execute()
  const byReview = Map.groupBy(requests, ({ reviewId }) => reviewId)
  return reviews.map((review) => ({
    ...review,
    decision: review.decision as ConversionReview['decision'],
    requests: (byReview.get(review.id) ?? []).map(({ reviewId: _, ...one }) => one),
  }))
}
