import { sql } from 'kysely'
import { qinghe } from '../demo/bureau.ts'
import { calendarDate } from '../src/law/calendar-date.ts'
import { clockAt } from '../src/platform/clock.ts'
import { inBureau } from '../src/platform/database/bureau.ts'
import type { Database } from '../src/platform/database/open.ts'
import { withProgress } from '../src/platform/progress.ts'
import { foundBureau } from '../src/records/bureaus/found.ts'
import type { EntryType, SearchEntry, Validity } from '../src/records/search/entry.ts'
import { meaningOf } from '../src/records/search/meaning.ts'
import { soundedOf } from '../src/records/search/pinyin.ts'
import { putSearchEntries } from '../src/records/search/put.ts'
import { type Asked, anything, search } from '../src/records/search/search.ts'
import { madeDocuments } from './documents.ts'
import { type Measured, told } from './measure.ts'

const rounds = 200
const atOnce = 1000
const goal = 'p95 < 50 ms'

/** Loads the documents through the product's own segmenter and index. */
async function load(database: Database, bureau: number, count: number): Promise<void> {
  // An index is made faster at once than row by row.
  const { rows } = await sql<{ name: string; made: string }>`
    select indexname as name, indexdef as made from pg_indexes where tablename = 'search_entry' and indexdef like '%gin%'`.execute(
    database,
  )
  for (const { name } of rows) await sql`drop index ${sql.ref(name)}`.execute(database)
  await withProgress('search: documents indexed', count, async (tick) => {
    let batch: SearchEntry[] = []
    const write = async () => {
      const entries = batch
      batch = []
      await inBureau(database, bureau, (tx) => putSearchEntries(tx, entries))
      tick(entries.length)
    }
    let id = 0
    for (const made of madeDocuments(count)) {
      id += 1
      batch.push({
        kind: 'document',
        recordId: id,
        part: '',
        attachment: null,
        type: made.type as EntryType,
        columnId: null,
        title: made.title,
        documentNumber: made.number,
        valid: made.valid as Validity | null,
        organ: made.organ,
        hasAttachment: made.hasAttachment,
        publishedAt: made.publishedAt,
        address: `/bench/${id}.html`,
        body: made.body,
      })
      if (batch.length === atOnce) await write()
    }
    if (batch.length > 0) await write()
  })
  for (const { made } of rows) await sql.raw(made).execute(database)
  await sql`vacuum analyze search_entry`.execute(database)
  await sql`analyze search_vocabulary`.execute(database)
}

interface Words {
  rare: string[]
  common: string[]
  two: string[]
  /** what stands in a title, cut off in the middle: several words written together */
  phrase: string[]
  /** common words within one type and one old year */
  narrowed: string[]
  /** by sound, and found by their suggestion */
  misspelt: string[]
}

/** Words of each kind, taken from the index itself: rare in 2 to 20 entries, common in a quarter of them and more. */
async function wordsOf(database: Database, count: number): Promise<Words> {
  const { rows } = await sql<{ word: string; ndoc: number }>`
    select word, ndoc from ts_stat('select words from search_entry where id % 10 = 0')
    where word ~ '^[一-鿿]{2,}$'`.execute(database)
  const { rows: phrases } = await sql<{ phrase: string }>`
    select substr(title, 3, 10) as phrase from search_entry where id % ${Math.max(1, Math.floor(count / 20))}::int = 0
    order by id limit 20`.execute(database)
  const sample = count / 10
  const between = (least: number, most: number) =>
    rows
      .filter(({ ndoc }) => ndoc >= least && ndoc <= most)
      .map(({ word }) => word)
      .sort()
  const every = (words: string[], many: number) =>
    Array.from({ length: many }, (_, place) => words[Math.floor((place * words.length) / many)] ?? '')
  const [rare, middling, common] = [between(1, 2), between(sample * 0.01, sample * 0.1), between(sample * 0.25, sample)]
  const [some, more, most] = [every(rare, 20), every(middling, 20), every(common, 20)]
  const pair = (left: string[], right: string[]) => left.map((word, place) => `${word} ${right.at(-1 - place) ?? ''}`)
  return {
    rare: some,
    common: most,
    two: [...pair(most, more), ...pair(more, more), ...pair(most, most)],
    phrase: phrases.map(({ phrase }) => phrase),
    narrowed: most,
    misspelt: more.map((word) => soundedOf(word).pinyin),
  }
}

function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN
}

/** A search as the portal makes it, against the bare index: no ranking, no number, no facets, no snippets. */
export async function searchTimes(database: Database, count: number): Promise<Measured[]> {
  const bureau = await foundBureau(
    database,
    { ...qinghe, name: 'search', host: 'search.example' },
    clockAt(calendarDate('2026-01-05')).now(),
  )
  await load(database, bureau, count)
  const words = await wordsOf(database, count)
  const plain: Asked = { ...anything, sort: 'relevance', page: 1, size: 20 }
  const timed = async (work: () => Promise<unknown>) => {
    const began = performance.now()
    await work()
    return performance.now() - began
  }
  const measured: Measured[] = []
  for (const [name, queries] of Object.entries(words) as [keyof Words, string[]][]) {
    const asked: Asked = name === 'narrowed' ? { ...plain, type: 'plan', year: 2012 } : plain
    const [ours, reference]: [number[], number[]] = [[], []]
    for (let round = -queries.length; round < rounds; round += 1) {
      const query = queries[(round + queries.length) % queries.length] ?? ''
      const bare = meaningOf(query, { words: [], synonyms: [] }).exact
      const one = await timed(() => inBureau(database, bureau, (tx) => search(tx, query, asked)))
      const other = await timed(() =>
        inBureau(database, bureau, (tx) =>
          sql`select id from public_search_entry where words @@ ${bare}::tsquery order by published_at desc limit 20`.execute(
            tx,
          ),
        ),
      )
      // The first time of each query warms up.
      if (round < 0) continue
      ours.push(one)
      reference.push(other)
    }
    measured.push(
      told({
        name: `search.${name}`,
        ours: percentile(ours, 0.95),
        reference: percentile(reference, 0.95),
        goal,
        unit: `ms, p95 over ${count} documents`,
        note: `p50 ${percentile(ours, 0.5).toFixed(1)} ms against ${percentile(reference, 0.5).toFixed(1)} ms; ${queries.length} queries like “${queries[1]}”, with ranking, number, facets and snippets; reference: the newest 20 from the bare index`,
      }),
    )
  }
  return measured
}
