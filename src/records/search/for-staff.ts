import { sql } from 'kysely'
import type { Tx } from '../../platform/database/bureau.ts'
import { segmenterVersion } from './version.ts'

export interface LookedFor {
  query: string
  searches: number
  askers: number
  lastAt: Date
}

/** What was looked for since a moment and not found when it was looked for last, the most wanted first. */
export async function searchesWithoutHits(tx: Tx, since: Date, most: number): Promise<LookedFor[]> {
  const { rows } = await sql<LookedFor>`
    select query, count(*)::int as searches, count(distinct asker)::int as askers, max(at) as "lastAt"
    from search_log where at >= ${since}
    group by query having (array_agg(hits order by at desc, id desc))[1] = 0
    order by count(*) desc, max(at) desc limit ${most}`.execute(tx)
  return rows
}

export async function searchesWithHits(tx: Tx, since: Date, most: number): Promise<LookedFor[]> {
  const { rows } = await sql<LookedFor>`
    select query, count(*)::int as searches, count(distinct asker)::int as askers, max(at) as "lastAt"
    from search_log where at >= ${since}
    group by query having (array_agg(hits order by at desc, id desc))[1] > 0
    order by count(*) desc, max(at) desc limit ${most}`.execute(tx)
  return rows
}

export interface SearchKept {
  words: { id: number; word: string; inUse: boolean; addedAt: Date }[]
  synonyms: { id: number; spoken: string; official: string; addedAt: Date }[]
  bestBets: { id: number; query: string; title: string; address: string; addedAt: Date }[]
}

export async function searchKept(tx: Tx): Promise<SearchKept> {
  return {
    words: await tx.selectFrom('searchWord').select(['id', 'word', 'inUse', 'addedAt']).orderBy('id', 'desc').execute(),
    synonyms: await tx
      .selectFrom('searchSynonym')
      .select(['id', 'spoken', 'official', 'addedAt'])
      .orderBy('id', 'desc')
      .execute(),
    bestBets: await tx
      .selectFrom('searchBestBet')
      .select(['id', 'query', 'title', 'address', 'addedAt'])
      .orderBy('id', 'desc')
      .execute(),
  }
}

/** How the index stands. */
export async function searchStanding(
  tx: Tx,
): Promise<{ entries: number; words: number; rebuiltAt: Date | null; rebuilding: 'wanted' | 'under-way' | null }> {
  const state = await tx
    .selectFrom('searchState')
    .select(['segmenter', 'rebuiltAt', 'wantedAt', 'buildingAt'])
    .executeTakeFirst()
  const { entries } = await tx
    .selectFrom('publicSearchEntry')
    .select(sql<number>`count(*)::int`.as('entries'))
    .executeTakeFirstOrThrow()
  const { words } = await tx
    .selectFrom('searchVocabulary')
    .select(sql<number>`count(*)::int`.as('words'))
    .executeTakeFirstOrThrow()
  const stale = state?.wantedAt != null || state?.segmenter !== segmenterVersion
  return {
    entries,
    words,
    rebuiltAt: state?.rebuiltAt ?? null,
    rebuilding: state?.buildingAt ? 'under-way' : stale ? 'wanted' : null,
  }
}
