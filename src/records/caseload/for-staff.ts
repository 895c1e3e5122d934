import { sql } from 'kysely'
import type { CalendarDate } from '../../law/calendar-date.ts'
import type { OutcomeCode } from '../../law/requests/outcome.ts'
import type { Tx } from '../../platform/database/bureau.ts'
import type { Applicant, IdType, RequestState } from '../requests/request.ts'
import { marksOf, unsealedPerson } from '../requests/seal.ts'
import { segmentText } from '../search/segment.ts'
import type { Retention } from './retention.ts'

export interface RequestView {
  id: number
  name: string
  query: string
  shared: boolean
  own: boolean
}

/** The saved views of a person, then those others share. */
export async function requestViews(tx: Tx, staffId: number): Promise<RequestView[]> {
  return tx
    .selectFrom('requestView')
    .select(['id', 'name', 'query', 'shared', sql<boolean>`staff_id = ${staffId}`.as('own')])
    .where((or) => or.or([or('staffId', '=', staffId), or('shared', '=', true)]))
    .orderBy('own', 'desc')
    .orderBy('name')
    .execute()
}

export interface RequestAlike {
  id: number
  number: string
  title: string
  state: RequestState
  receivedOn: CalendarDate | null
  outcome: OutcomeCode | null
  concludedOn: CalendarDate | null
  /** of the two-character pieces of both titles, how many stand in both, 0 to 1 */
  likeness: number
}

const few = 400
/** A title shares this much with another before it is worth showing. */
const leastLikeness = 0.35

/** Words and code pieces of a title that are worth looking for, the longest and so the rarest first. */
function tellingWords(title: string): string[] {
  const words = [...segmentText(title).words.keys()].filter((word) => [...word].length > 1)
  return words.sort((a, b) => b.length - a.length).slice(0, 4)
}

/** Requests whose title is like this one, the most alike first. It says what is alike and judges nothing. */
export async function requestsAlike(
  tx: Tx,
  { title, except }: { title: string; except: readonly number[] },
): Promise<RequestAlike[]> {
  const words = tellingWords(title)
  if (words.length === 0) return []
  const { rows } = await sql<RequestAlike>`
    with wanted as (select text_pairs(${title}) as pairs),
    candidate as (
      select id from request_by_pairs
      where ${sql.join(
        words.map((word) => sql`pairs @> text_pairs(${word})`),
        sql` or `,
      )}
      order by id desc limit ${few}
    ),
    scored as (
      select r.id, 2.0 * cardinality(array(select unnest(text_pairs(r.title)) intersect select unnest(wanted.pairs)))
        / greatest(1, cardinality(text_pairs(r.title)) + cardinality(wanted.pairs)) as likeness
      from candidate join request r using (id), wanted
    )
    select r.id::int, r.number, r.title, r.state, r.received_on, r.outcome, r.concluded_on, round(likeness, 2)::float as likeness
    from scored join request r using (id)
    where likeness >= ${leastLikeness} and not r.id = any(${[...except]}::bigint[])
    order by likeness desc, r.id desc limit 10`.execute(tx)
  return rows
}

export type Person = Pick<Applicant, 'name' | 'phone' | 'idType' | 'idNumber'>

/** The requests of a person: by the number of their document where both have one, else by name and telephone; newest first. */
export async function requestsOfPerson(
  tx: Tx,
  person: Person,
  limit = 500,
): Promise<(Omit<RequestAlike, 'likeness'> & { fee: number })[]> {
  const { idMarks, nameMarks } = marksOf(tx, person)
  const { rows } = await sql<Omit<RequestAlike, 'likeness'> & { fee: number }>`
    select r.id::int, r.number, r.title, r.state, r.received_on, r.outcome, r.concluded_on,
      coalesce((select sum((e.event->>'amount')::numeric) from request_event e
        where e.bureau_id = r.bureau_id and e.request_id = r.id and e.event->>'kind' = 'fee-noticed'), 0)::float as fee
    from request_applicant a join request r on r.bureau_id = a.bureau_id and r.id = a.request_id
    where a.id_mark = any(${idMarks}::bytea[])
      or (a.name_mark = any(${nameMarks}::bytea[]) and (a.id_mark is null or ${idMarks.length === 0}))
    order by r.id desc limit ${limit}`.execute(tx)
  return rows
}

export interface ApplicantFacts {
  requests: Awaited<ReturnType<typeof requestsOfPerson>>
  /** the last twelve months that have any, `2026-03` first to last */
  byMonth: { month: string; count: number }[]
  /** how many of them ask for what is like this one */
  alike: number
  fees: number
  /** the same object asked by others */
  others: RequestAlike[]
}

const pairsOf = (text: string) => new Set([...text].slice(1).map((one, place) => `${[...text][place]}${one}`))

/** What there is to know about the requests of one applicant beside this one: numbers and links, no verdict. */
export async function applicantFacts(tx: Tx, id: number): Promise<ApplicantFacts | null> {
  const this_ = await tx
    .selectFrom('request')
    .innerJoin('requestApplicant as a', (join) =>
      join.onRef('a.requestId', '=', 'request.id').onRef('a.bureauId', '=', 'request.bureauId'),
    )
    .select(['request.title', 'a.idType', 'a.sealed'])
    .where('request.id', '=', id)
    .executeTakeFirst()
  if (!this_) return null
  // Of somebody whose data were erased nothing can be told but what others asked.
  const person = this_.sealed && { ...unsealedPerson(tx, id, this_.sealed), idType: this_.idType as IdType | null }
  const requests = person ? await requestsOfPerson(tx, person) : []
  const months = Map.groupBy(
    requests.filter(({ receivedOn }) => receivedOn !== null),
    ({ receivedOn }) => (receivedOn ?? '').slice(0, 7),
  )
  const wanted = pairsOf(this_.title)
  const like = (title: string) => {
    const other = pairsOf(title)
    const both = [...other].filter((pair) => wanted.has(pair)).length
    return (2 * both) / Math.max(1, other.size + wanted.size) >= leastLikeness
  }
  return {
    requests,
    byMonth: [...months]
      .map(([month, some]) => ({ month, count: some.length }))
      .sort((a, b) => (a.month < b.month ? -1 : 1))
      .slice(-12),
    alike: requests.filter((one) => one.id !== id && like(one.title)).length,
    fees: requests.reduce((sum, { fee }) => sum + fee, 0),
    others: await requestsAlike(tx, { title: this_.title, except: [id, ...requests.map((one) => one.id)] }),
  }
}

export interface Topic {
  word: string
  /** requests with the word in their title */
  count: number
  /** by month of receipt */
  byMonth: Record<string, number>
}

/** Words that stand in every request and so tell nothing of any. */
const idle = new Set(
  '申请 公开 信息 政府 政府信息 有关 相关 情况 资料 文件 全部 全文 年度 应急 管理 管理局 应急管理 应急管理局 演练市'.split(
    ' ',
  ),
)

/** What the requests received in a period ask about most: words of their titles, each request counted once a word. */
export async function requestTopics(
  tx: Tx,
  { from, to }: { from: CalendarDate; to: CalendarDate },
): Promise<{ requests: number; topics: Topic[] }> {
  const rows = await tx
    .selectFrom('request')
    .select(['title', 'receivedOn'])
    .where('receivedOn', '>=', from)
    .where('receivedOn', '<=', to)
    .execute()
  const found = new Map<string, Topic>()
  for (const { title, receivedOn } of rows) {
    const month = (receivedOn ?? '').slice(0, 7)
    for (const word of segmentText(title).words.keys()) {
      if ([...word].length < 2 || idle.has(word) || /^\d/.test(word)) continue
      const topic = found.get(word) ?? { word, count: 0, byMonth: {} }
      topic.count += 1
      topic.byMonth[month] = (topic.byMonth[month] ?? 0) + 1
      found.set(word, topic)
    }
  }
  const topics = [...found.values()].sort((a, b) => b.count - a.count || b.word.length - a.word.length)
  // 危险 says nothing more than 危险化学品 where both stand in the same requests.
  const told = topics.filter(
    ({ word, count }) =>
      !topics.some((other) => other.word !== word && other.word.includes(word) && other.count === count),
  )
  return { requests: rows.length, topics: told.slice(0, 20) }
}

export interface FiledVolume {
  retention: Retention
  filedOn: CalendarDate
  keepUntil: CalendarDate | null
}

export async function filedVolume(tx: Tx, requestId: number): Promise<FiledVolume | null> {
  const row = await tx
    .selectFrom('requestVolume')
    .select(['retention', 'filedOn', 'keepUntil'])
    .where('requestId', '=', requestId)
    .executeTakeFirst()
  return row ? { ...row, retention: row.retention as Retention } : null
}

/** The volumes of the cases concluded in a year, in the order of their numbers. */
export async function volumesOfYear(tx: Tx, year: number) {
  return tx
    .selectFrom('request')
    .innerJoin('requestVolume as volume', (join) =>
      join.onRef('volume.requestId', '=', 'request.id').onRef('volume.bureauId', '=', 'request.bureauId'),
    )
    .leftJoin('requestReply as reply', (join) =>
      join.onRef('reply.requestId', '=', 'request.id').onRef('reply.bureauId', '=', 'request.bureauId'),
    )
    .select([
      'request.id',
      'request.number',
      'request.title',
      'request.receivedOn',
      'request.concludedOn',
      'request.outcome',
      'reply.number as replyNumber',
      'volume.retention',
      'volume.filedOn',
      'volume.keepUntil',
    ])
    .where('request.concludedOn', '>=', `${year}-01-01` as CalendarDate)
    .where('request.concludedOn', '<=', `${year}-12-31` as CalendarDate)
    .orderBy('request.number')
    .execute()
}
