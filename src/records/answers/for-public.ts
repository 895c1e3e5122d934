import { type NotNull, sql } from 'kysely'
import type { CalendarDate } from '../../law/calendar-date.ts'
import type { OutcomeCode } from '../../law/requests/outcome.ts'
import type { Tx } from '../../platform/database/bureau.ts'
import { likeness } from './likeness.ts'

/** A reply told to everybody. */
export interface PublicAnswer {
  id: number
  title: string
  summary: string
  outcome: OutcomeCode
  answeredOn: CalendarDate
  publishedAt: Date
}

// A view knows no column that is always there.
interface ThereAlways {
  id: NotNull
  title: NotNull
  summary: NotNull
  outcome: NotNull
  answeredOn: NotNull
  publishedAt: NotNull
}
type TitleAlways = Pick<ThereAlways, 'id' | 'title'>

const columns = ['id', 'title', 'summary', 'outcome', 'answeredOn', 'publishedAt'] as const
const read = (row: Omit<PublicAnswer, 'outcome'> & { outcome: string }): PublicAnswer => ({
  ...row,
  outcome: row.outcome as OutcomeCode,
})

export interface AnswerFilter {
  outcomes: readonly OutcomeCode[] | null
  year: number | null
  text: string
  page: number
  size: number
}

/** Newest first. */
export async function publicAnswers(
  tx: Tx,
  { outcomes, year, text, page, size }: AnswerFilter,
): Promise<{ answers: PublicAnswer[]; total: number }> {
  let query = tx.selectFrom('publicAnswer')
  if (outcomes) query = query.where('outcome', 'in', outcomes.length > 0 ? [...outcomes] : [''])
  if (year) {
    query = query
      .where('answeredOn', '>=', `${year}-01-01` as CalendarDate)
      .where('answeredOn', '<=', `${year}-12-31` as CalendarDate)
  }
  if (text) {
    const like = `%${text.replace(/[\\%_]/g, '\\$&')}%`
    query = query.where((or) => or.or([or('title', 'like', like), or('summary', 'like', like)]))
  }
  const { total } = await query.select(sql<number>`count(*)::int`.as('total')).executeTakeFirstOrThrow()
  const rows = await query
    .select(columns)
    .$narrowType<ThereAlways>()
    .orderBy('answeredOn', 'desc')
    .orderBy('id', 'desc')
    .limit(size)
    .offset((page - 1) * size)
    .execute()
  return { total, answers: rows.map(read) }
}

export async function publicAnswer(tx: Tx, id: number): Promise<PublicAnswer | null> {
  const row = await tx
    .selectFrom('publicAnswer')
    .select(columns)
    .$narrowType<ThereAlways>()
    .where('id', '=', id)
    .executeTakeFirst()
  return row ? read(row) : null
}

/** The years answers were given in, newest first. */
export async function yearsOfAnswers(tx: Tx): Promise<number[]> {
  const rows = await tx
    .selectFrom('publicAnswer')
    .select(sql<number>`extract(year from answered_on)::int`.as('year'))
    .distinct()
    .orderBy('year', 'desc')
    .execute()
  return rows.map(({ year }) => year)
}

const lookedAt = 3000
const alikeFrom = 0.35

/** Answers to somebody who asked for something like it, the most alike first. */
export async function answersLike(tx: Tx, title: string, most: number): Promise<{ id: number; title: string }[]> {
  const rows = await tx
    .selectFrom('publicAnswer')
    .select(['id', 'title'])
    .$narrowType<TitleAlways>()
    .orderBy('answeredOn', 'desc')
    .limit(lookedAt)
    .execute()
  return rows
    .map((row) => ({ ...row, alike: likeness(row.title, title) }))
    .filter(({ alike }) => alike >= alikeFrom)
    .sort((a, b) => b.alike - a.alike)
    .slice(0, most)
    .map(({ alike: _, ...row }) => row)
}
