import { sql } from 'kysely'
import type { CalendarDate } from '../../law/calendar-date.ts'
import type { Tx } from '../../platform/database/bureau.ts'
import type { Verdict } from './feedback.ts'

export interface FeedbackInList {
  id: number
  address: string
  verdict: Verdict
  words: string | null
  madeAt: Date
  dueOn: CalendarDate | null
  state: 'open' | 'closed'
  note: string | null
  closedBy: string | null
  closedAt: Date | null
  version: number
}

/** What somebody wrote or reported: the open ones by their last day, the closed ones newest first. */
export async function feedbackList(
  tx: Tx,
  { state, page, size }: { state: 'open' | 'closed'; page: number; size: number },
): Promise<{ feedback: FeedbackInList[]; total: number }> {
  const wanted = tx.selectFrom('pageFeedback').where('state', '=', state)
  const { total } = await wanted.select(sql<number>`count(*)::int`.as('total')).executeTakeFirstOrThrow()
  const rows = await tx
    .selectFrom('pageFeedback')
    .leftJoin('staff', (join) =>
      join.onRef('staff.id', '=', 'pageFeedback.closedBy').onRef('staff.bureauId', '=', 'pageFeedback.bureauId'),
    )
    .select([
      'pageFeedback.id',
      'pageFeedback.address',
      'pageFeedback.verdict',
      'pageFeedback.words',
      'pageFeedback.madeAt',
      'pageFeedback.dueOn',
      'pageFeedback.state',
      'pageFeedback.note',
      'pageFeedback.closedAt',
      'pageFeedback.version',
      'staff.name as closedBy',
    ])
    .where('pageFeedback.state', '=', state)
    .orderBy(state === 'open' ? 'pageFeedback.dueOn' : 'pageFeedback.closedAt', state === 'open' ? 'asc' : 'desc')
    .orderBy('pageFeedback.id')
    .limit(size)
    .offset((page - 1) * size)
    .execute()
  return { total, feedback: rows as FeedbackInList[] }
}

export interface PageCounts {
  address: string
  useful: number
  useless: number
  errors: number
}

/** What was tapped under each page since a day, the pages that served people worst first. */
export async function feedbackByPage(tx: Tx, since: CalendarDate, most: number): Promise<PageCounts[]> {
  return tx
    .selectFrom('pageFeedback')
    .select([
      'address',
      sql<number>`(count(*) filter (where verdict = 'useful'))::int`.as('useful'),
      sql<number>`(count(*) filter (where verdict = 'useless'))::int`.as('useless'),
      sql<number>`(count(*) filter (where verdict = 'error'))::int`.as('errors'),
    ])
    .where(sql<boolean>`made_at >= ${`${since}T00:00:00+08:00`}`)
    .groupBy('address')
    .orderBy(sql`count(*) filter (where verdict <> 'useful')`, 'desc')
    .orderBy('address')
    .limit(most)
    .execute()
}
