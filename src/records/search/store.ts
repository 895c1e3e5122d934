import { sql } from 'kysely'
import type { CalendarDate } from '../../law/calendar-date.ts'
import type { Tx } from '../../platform/database/bureau.ts'
import type { EntryKind, SearchEntry } from './entry.ts'
import type { Sounded } from './pinyin.ts'

/** The first half of the advisory lock; the second is the bureau. */
const LOCK = 7_201_912

/** Publications write side by side. */
export async function lockIndexForOne(tx: Tx): Promise<void> {
  await sql`select pg_advisory_xact_lock_shared(${LOCK}::int, current_bureau())`.execute(tx)
}

/** A rebuilding waits for publications under way, so that it reads what they leave behind. */
export async function lockIndexForAll(tx: Tx): Promise<void> {
  await sql`select pg_advisory_xact_lock(${LOCK}::int, current_bureau())`.execute(tx)
}

export interface IndexedEntry extends SearchEntry {
  numberKey: string | null
  year: number
  /** as text of a tsvector */
  titleWords: string
  words: string
}

export async function upsertEntries(tx: Tx, entries: readonly IndexedEntry[]): Promise<void> {
  if (entries.length === 0) return
  const column = <T>(of: (entry: IndexedEntry) => T): T[] => entries.map(of)
  await sql`
    insert into search_entry (kind, record_id, part, attachment_name, attachment_page, type, column_id, title, document_number,
      number_key, valid, organ, has_attachment, year, published_at, address, title_words, words, generation)
    select each.*, coalesce((select generation from search_state), 0)
    from unnest(
      ${column(({ kind }) => kind)}::text[],
      ${column(({ recordId }) => recordId)}::bigint[],
      ${column(({ part }) => part)}::text[],
      ${column(({ attachment }) => attachment?.name ?? null)}::text[],
      ${column(({ attachment }) => attachment?.page ?? null)}::int[],
      ${column(({ type }) => type)}::text[],
      ${column(({ columnId }) => columnId)}::bigint[],
      ${column(({ title }) => title)}::text[],
      ${column(({ documentNumber }) => documentNumber)}::text[],
      ${column(({ numberKey }) => numberKey)}::text[],
      ${column(({ valid }) => valid)}::text[],
      ${column(({ organ }) => organ)}::text[],
      ${column(({ hasAttachment }) => hasAttachment)}::boolean[],
      ${column(({ year }) => year)}::int[],
      ${column(({ publishedAt }) => publishedAt)}::timestamptz[],
      ${column(({ address }) => address)}::text[],
      ${column(({ titleWords }) => titleWords)}::tsvector[],
      ${column(({ words }) => words)}::tsvector[]) each
    on conflict (bureau_id, kind, record_id, part) do update set
      attachment_name = excluded.attachment_name, attachment_page = excluded.attachment_page, type = excluded.type,
      column_id = excluded.column_id, title = excluded.title, document_number = excluded.document_number,
      number_key = excluded.number_key, valid = excluded.valid, organ = excluded.organ,
      has_attachment = excluded.has_attachment, year = excluded.year, published_at = excluded.published_at,
      address = excluded.address, title_words = excluded.title_words, words = excluded.words, generation = excluded.generation`.execute(
    tx,
  )
  await sql`
    insert into search_text (kind, record_id, part, body)
    select * from unnest(
      ${column(({ kind }) => kind)}::text[], ${column(({ recordId }) => recordId)}::bigint[],
      ${column(({ part }) => part)}::text[], ${column(({ body }) => body)}::text[])
    on conflict (bureau_id, kind, record_id, part) do update set body = excluded.body`.execute(tx)
}

/** With `besides`, only the parts that are not named. */
export async function deleteEntries(
  tx: Tx,
  kind: EntryKind,
  recordId: number,
  besides: readonly string[] = [],
): Promise<void> {
  await tx
    .deleteFrom('searchEntry')
    .where('kind', '=', kind)
    .where('recordId', '=', recordId)
    .where(sql<boolean>`part <> all(${[...besides]}::text[])`)
    .execute()
}

export async function deleteOlderGenerations(tx: Tx, generation: number): Promise<void> {
  await tx.deleteFrom('searchEntry').where('generation', '<', generation).execute()
}

/** Those of the words that the vocabulary lacks. */
export async function unknownWords(tx: Tx, words: readonly string[]): Promise<string[]> {
  if (words.length === 0) return []
  const { rows } = await sql<{ word: string }>`
    select word from unnest(${[...words]}::text[]) word
    where not exists (select from search_vocabulary known where known.word = word.word)`.execute(tx)
  return rows.map(({ word }) => word)
}

export async function insertVocabulary(tx: Tx, words: readonly ({ word: string } & Sounded)[]): Promise<void> {
  if (words.length === 0) return
  await sql`
    insert into search_vocabulary (word, pinyin, initials, sound)
    select * from unnest(
      ${words.map(({ word }) => word)}::text[], ${words.map(({ pinyin }) => pinyin)}::text[],
      ${words.map(({ initials }) => initials)}::text[], ${words.map(({ sound }) => sound)}::text[])
    on conflict do nothing`.execute(tx)
}

/** Counts in how many entries each word stands, and forgets the words that stand in none. */
export async function recountVocabulary(tx: Tx): Promise<void> {
  await sql`
    with counted as materialized (select word, ndoc from ts_stat('select words from public_search_entry')),
    changed as (
      update search_vocabulary known set documents = counted.ndoc from counted
      where counted.word = known.word and known.documents <> counted.ndoc)
    delete from search_vocabulary known where not exists (select from counted where counted.word = known.word)`.execute(
    tx,
  )
}

export interface IndexState {
  generation: number
  segmenter: string | null
  wantedAt: Date | null
  buildingAt: Date | null
}

export async function indexState(tx: Tx): Promise<IndexState> {
  const row = await tx
    .selectFrom('searchState')
    .select(['generation', 'segmenter', 'wantedAt', 'buildingAt'])
    .executeTakeFirst()
  return row ?? { generation: 0, segmenter: null, wantedAt: null, buildingAt: null }
}

export async function saveIndexState(tx: Tx, change: Partial<IndexState & { rebuiltAt: Date }>): Promise<void> {
  await tx
    .insertInto('searchState')
    .values(change)
    .onConflict((conflict) => conflict.column('bureauId').doUpdateSet(change))
    .execute()
}

export async function ownWordList(tx: Tx): Promise<string[]> {
  return (await tx.selectFrom('searchWord').select('word').execute()).map(({ word }) => word)
}

export async function takeWordsIntoUse(tx: Tx, words: readonly string[]): Promise<void> {
  await tx
    .updateTable('searchWord')
    .set({ inUse: true })
    .where(sql<boolean>`word = any(${[...words]})`)
    .execute()
}

interface Added {
  addedBy: number
  addedAt: Date
}

/** Null when it is there already. */
export async function insertWord(tx: Tx, word: { word: string } & Added): Promise<number | null> {
  const row = await tx
    .insertInto('searchWord')
    .values(word)
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst()
  return row?.id ?? null
}

export async function insertSynonym(
  tx: Tx,
  synonym: { spoken: string; official: string } & Added,
): Promise<number | null> {
  const row = await tx
    .insertInto('searchSynonym')
    .values(synonym)
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst()
  return row?.id ?? null
}

export async function insertBestBet(
  tx: Tx,
  bet: { query: string; title: string; address: string } & Added,
): Promise<number | null> {
  const row = await tx
    .insertInto('searchBestBet')
    .values(bet)
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst()
  return row?.id ?? null
}

/** What was taken out, for the journal; null when it was not there. */
export async function deleteWord(tx: Tx, id: number): Promise<{ word: string } | null> {
  return (await tx.deleteFrom('searchWord').where('id', '=', id).returning('word').executeTakeFirst()) ?? null
}

export async function deleteSynonym(tx: Tx, id: number): Promise<{ spoken: string; official: string } | null> {
  const row = await tx
    .deleteFrom('searchSynonym')
    .where('id', '=', id)
    .returning(['spoken', 'official'])
    .executeTakeFirst()
  return row ?? null
}

export async function deleteBestBet(tx: Tx, id: number): Promise<{ query: string; address: string } | null> {
  const row = await tx
    .deleteFrom('searchBestBet')
    .where('id', '=', id)
    .returning(['query', 'address'])
    .executeTakeFirst()
  return row ?? null
}

/** The salt of a week, made when the week's first visitor searches. */
export async function saltOf(tx: Tx, weekOn: CalendarDate, fresh: Buffer): Promise<Buffer> {
  const known = await tx.selectFrom('searchLogSalt').select('salt').where('weekOn', '=', weekOn).executeTakeFirst()
  if (known) return known.salt
  await tx
    .insertInto('searchLogSalt')
    .values({ weekOn, salt: fresh })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  const { salt } = await tx
    .selectFrom('searchLogSalt')
    .select('salt')
    .where('weekOn', '=', weekOn)
    .executeTakeFirstOrThrow()
  return salt
}

export async function insertSearch(
  tx: Tx,
  search: { query: string; hits: number; asker: Buffer; at: Date },
): Promise<void> {
  await tx.insertInto('searchLog').values(search).execute()
}

export async function deleteSearchesBefore(tx: Tx, at: Date, weekOn: CalendarDate): Promise<void> {
  await tx.deleteFrom('searchLog').where('at', '<', at).execute()
  await tx.deleteFrom('searchLogSalt').where('weekOn', '<', weekOn).execute()
}

/**
 * The words most people looked for and now find, of those at least `least` people looked for in one week: within a week
 * nobody is counted twice.
 */
export async function refreshHotWords(tx: Tx, since: Date, least: number, most: number): Promise<void> {
  await tx.deleteFrom('searchHotWord').execute()
  await sql`
    with weeks as (
      select query, count(distinct asker)::int as askers, (array_agg(hits order by at desc, id desc))[1] as hits, max(at) as at
      from search_log
      where at >= ${since} and char_length(query) between 2 and 20
      group by query, date_trunc('week', at at time zone 'Asia/Shanghai')),
    words as (
      select query, max(askers) as askers from weeks
      group by query having max(askers) >= ${least} and (array_agg(hits order by at desc))[1] > 0)
    insert into search_hot_word (position, query, askers)
    select row_number() over (order by askers desc, query), query, askers from words order by askers desc, query
    limit ${most}`.execute(tx)
}

/** Of every document in the index that has force: how it was said to stand. */
export async function indexedValidities(tx: Tx): Promise<Map<number, string>> {
  const rows = await tx
    .selectFrom('searchEntry')
    .select(['recordId', 'valid'])
    .where('kind', '=', 'document')
    .where('valid', 'is not', null)
    .execute()
  return new Map(rows.map(({ recordId, valid }) => [recordId, valid ?? '']))
}
