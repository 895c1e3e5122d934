import { type RawBuilder, sql } from 'kysely'
import type { Tx } from '../../platform/database/bureau.ts'
import type { EntryKind, EntryType, Validity } from './entry.ts'
import type { Sounded } from './pinyin.ts'

/** What narrows a search down. */
export interface Filters {
  type: EntryType | null
  year: number | null
  organ: string | null
  valid: Validity | null
  hasAttachment: boolean
}

/** How many of a kind there are among what was found; null where only the newest of very many were looked at. */
export interface FacetValue<T> {
  value: T
  count: number | null
}

export interface Facets {
  types: FacetValue<EntryType>[]
  years: FacetValue<number>[]
  organs: FacetValue<string>[]
  validities: FacetValue<Validity>[]
  withAttachment: number | null
}

export interface Ranked {
  ids: number[]
  total: number
  /** there are more than were counted */
  capped: boolean
  facets: Facets
}

/** Counting stops here. What is older is found by narrowing down, or where its title says it. */
export const mostCounted = 1000
const mostByTitle = 300

const notCounted = { types: [], years: [], organs: [], validities: [], withAttachment: 0 }

/**
 * One page of what a query finds, with its number and its facets.
 *
 * A common word stands in tens of thousands of entries; looked at are the newest of them and those that have it in their
 * title. Within these: the query as it was typed in a title, then all its words in a title, then how often they stand in
 * the text, younger before older. What no longer holds and the lines of registers step back.
 */
export async function rankedEntries(
  tx: Tx,
  {
    query,
    literal,
    filters,
    sort,
    page,
    size,
  }: {
    /** as text of a tsquery */
    query: string
    literal: string
    filters: Filters
    sort: 'relevance' | 'newest'
    page: number
    size: number
  },
): Promise<Ranked> {
  const { type, year, organ, valid, hasAttachment } = filters
  const conditions: RawBuilder<unknown>[] = []
  if (type) conditions.push(sql`type = ${type} and`)
  if (year) {
    const [from, until] = [`${year}-01-01T00:00:00+08:00`, `${year + 1}-01-01T00:00:00+08:00`]
    conditions.push(sql`published_at >= ${from} and published_at < ${until} and`)
  }
  if (organ) conditions.push(sql`organ = ${organ} and`)
  if (valid) conditions.push(sql`valid = ${valid} and`)
  if (hasAttachment) conditions.push(sql`has_attachment and`)
  const narrowed = sql.join(conditions, sql` `)
  const score = sql`(case when literal then 3 else 0 end) + (case when titled then 2 else 0 end) + often
    + 0.3 / (1 + extract(epoch from now() - published_at) / 31557600)
    - (case when valid in ('repealed', 'expired') then 2 else 0 end) - (case when kind = 'register-entry' then 1 else 0 end)`
  const order = sort === 'newest' ? sql`published_at desc, id desc` : sql`score desc, published_at desc, id desc`
  const counted = (column: string) =>
    sql`(select json_object_agg(value, n) from (
      select ${sql.ref(column)} as value, count(*) as n from records where ${sql.ref(column)} is not null group by 1) each)`
  const { rows } = await sql<{
    total: number
    capped: boolean
    ids: number[] | null
    types: Record<EntryType, number> | null
    years: Record<string, number> | null
    organs: Record<string, number> | null
    validities: Record<Validity, number> | null
    withAttachment: number
  }>`
    with newest as materialized (
      select id from public_search_entry where ${narrowed} words @@ ${query}::tsquery
      order by published_at desc, id desc limit ${mostCounted + 1}),
    titled as materialized (
      select id from public_search_entry where ${narrowed} title_words @@ ${query}::tsquery
      order by published_at desc, id desc limit ${mostByTitle}),
    hits as materialized (
      select id, case kind when 'attachment' then 'document' else kind end as kind, record_id, type, year, organ, valid,
        has_attachment, published_at, id in (select id from titled) as titled,
        position(${literal} in lower(title)) > 0 as literal,
        ts_rank('{0.1, 0.2, 0.4, 0.6}', words, ${query}::tsquery) as often
      from public_search_entry where id = any(array(select id from newest union select id from titled))),
    records as materialized (
      select distinct on (kind, record_id) *, ${score} as score from hits order by kind, record_id, often desc, id)
    select
      (select count(*)::int from records) as total,
      (select count(*) > ${mostCounted} from newest) as capped,
      (select json_agg(id) from (
        select id from records order by ${order} limit ${size} offset ${(page - 1) * size}) page) as ids,
      ${counted('type')} as types,
      ${counted('year')} as years,
      ${counted('organ')} as organs,
      ${counted('valid')} as validities,
      (select count(*)::int from records where has_attachment) as "withAttachment"`.execute(tx)
  const found = rows[0]
  if (!found) return { ids: [], total: 0, capped: false, facets: notCounted }
  const { total, capped, ids, types, years, organs, validities, withAttachment } = found
  const facet = <T>(counts: Record<string, number> | null, read: (value: string) => T): FacetValue<T>[] =>
    Object.entries(counts ?? {})
      .map(([value, count]) => ({ value: read(value), count }))
      .sort((a, b) => b.count - a.count)
  return {
    ids: ids ?? [],
    total,
    capped,
    facets: capped
      ? { ...(await possibleFacets(tx)), withAttachment: null }
      : {
          types: facet(types, (value) => value as EntryType),
          years: facet(years, Number).sort((a, b) => b.value - a.value),
          organs: facet(organs, String).slice(0, 8),
          validities: facet(validities, (value) => value as Validity),
          withAttachment,
        },
  }
}

/** The types and years there are at all: each is one look into an index. */
async function possibleFacets(tx: Tx): Promise<Pick<Facets, 'types' | 'years' | 'organs' | 'validities'>> {
  const { rows } = await sql<{ types: EntryType[] | null; first: number | null; last: number | null }>`
    with recursive types as (
      (select type from public_search_entry order by type limit 1)
      union all
      select (select next.type from public_search_entry next where next.type > types.type order by next.type limit 1)
      from types where types.type is not null)
    select (select array_agg(type) from types where type is not null) as types,
      (select year from public_search_entry order by published_at, id limit 1) as first,
      (select year from public_search_entry order by published_at desc, id desc limit 1) as last`.execute(tx)
  const { types, first, last } = rows[0] ?? { types: null, first: null, last: null }
  const years = first === null || last === null ? [] : Array.from({ length: last - first + 1 }, (_, ago) => last - ago)
  const uncounted = <T>(value: T): FacetValue<T> => ({ value, count: null })
  return { types: (types ?? []).map(uncounted), years: years.map(uncounted), organs: [], validities: [] }
}

export interface FoundEntry {
  id: number
  kind: EntryKind
  recordId: number
  attachmentName: string | null
  attachmentPage: number | null
  type: EntryType
  columnId: number | null
  title: string
  documentNumber: string | null
  valid: Validity | null
  organ: string | null
  hasAttachment: boolean
  publishedAt: Date
  address: string
  body: string
}

const told = [
  'id',
  'kind',
  'recordId',
  'attachmentName',
  'attachmentPage',
  'type',
  'columnId',
  'title',
  'documentNumber',
  'valid',
  'organ',
  'hasAttachment',
  'publishedAt',
  'address',
] as const

const whole = (tx: Tx) =>
  tx
    .selectFrom('publicSearchEntry as entry')
    .select(told)
    .select((outer) =>
      outer
        .selectFrom('searchText')
        .select('body')
        .whereRef('searchText.kind', '=', 'entry.kind')
        .whereRef('searchText.recordId', '=', 'entry.recordId')
        .whereRef('searchText.part', '=', 'entry.part')
        .as('body'),
    )

/** In the order of the ids. */
export async function entriesById(tx: Tx, ids: readonly number[]): Promise<FoundEntry[]> {
  if (ids.length === 0) return []
  const rows = (await whole(tx)
    .where(sql<boolean>`id = any(${[...ids]})`)
    .execute()) as FoundEntry[]
  return ids.flatMap((id) => rows.find((row) => row.id === id) ?? [])
}

/** What bears this number: documents before lines of registers. */
export async function entriesByNumber(tx: Tx, key: string): Promise<FoundEntry[]> {
  const rows = await whole(tx)
    .where('numberKey', '=', key)
    .where('kind', '<>', 'attachment')
    .orderBy(sql`kind = 'register-entry'`)
    .orderBy('publishedAt', 'desc')
    .limit(3)
    .execute()
  return rows as FoundEntry[]
}

/** Whether anything at all is found by a query. */
export async function findsAnything(tx: Tx, query: string): Promise<boolean> {
  const row = await tx
    .selectFrom('publicSearchEntry')
    .select('id')
    .where(sql<boolean>`words @@ ${query}::tsquery`)
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}

/** What the bureau taught the search: words already in use, ways of speaking, and what fits this query best. */
export async function taught(
  tx: Tx,
  query: string,
): Promise<{
  words: string[]
  synonyms: { spoken: string; official: string }[]
  bestBets: { title: string; address: string }[]
}> {
  const { rows } = await sql<{
    words: string[] | null
    synonyms: { spoken: string; official: string }[] | null
    bestBets: { title: string; address: string }[] | null
  }>`
    select (select array_agg(word) from search_word where in_use) as words,
      (select json_agg(json_build_object('spoken', spoken, 'official', official)) from search_synonym) as synonyms,
      (select json_agg(json_build_object('title', title, 'address', address) order by id)
        from search_best_bet where query = ${query}) as "bestBets"`.execute(tx)
  const { words, synonyms, bestBets } = rows[0] ?? { words: null, synonyms: null, bestBets: null }
  return { words: words ?? [], synonyms: synonyms ?? [], bestBets: bestBets ?? [] }
}

export interface KnownWord extends Sounded {
  word: string
  documents: number
}

const known = (tx: Tx) => tx.selectFrom('searchVocabulary').select(['word', 'pinyin', 'initials', 'sound', 'documents'])

/** Words that sound like one of these, or begin with these letters; the commonest first. */
export async function wordsSounding(
  tx: Tx,
  by: 'pinyin' | 'initials' | 'sound',
  values: readonly string[],
): Promise<KnownWord[]> {
  if (values.length === 0) return []
  return known(tx)
    .where(sql<boolean>`${sql.ref(by)} = any(${[...values]})`)
    .orderBy('documents', 'desc')
    .limit(200)
    .execute()
}

/** Words that fit one of some patterns with `_` for any character. Looks through the whole vocabulary. */
export async function wordsLike(tx: Tx, by: 'word' | 'pinyin', patterns: readonly string[]): Promise<KnownWord[]> {
  if (patterns.length === 0) return []
  return known(tx)
    .where(sql<boolean>`${sql.ref(by)} like any(${[...patterns]})`)
    .orderBy('documents', 'desc')
    .limit(20)
    .execute()
}

/** Words and titles that begin like this, for those who are still typing. */
export async function beginningLike(tx: Tx, start: string, most: number): Promise<string[]> {
  const pattern = `${start.replace(/[\\%_]/g, '\\$&')}%`
  const words = await known(tx)
    .where((or) => or.or([or('word', 'like', pattern), or('pinyin', 'like', pattern), or('initials', 'like', pattern)]))
    .orderBy('documents', 'desc')
    .limit(most)
    .execute()
  return words.map(({ word }) => word)
}

/** What many people looked for lately, and found. */
export async function hotWords(tx: Tx, most: number): Promise<string[]> {
  const rows = await tx.selectFrom('searchHotWord').select('query').orderBy('position').limit(most).execute()
  return rows.map(({ query }) => query)
}
