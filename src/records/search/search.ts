import type { Tx } from '../../platform/database/bureau.ts'
import { didYouMean } from './did-you-mean.ts'
import {
  entriesById,
  entriesByNumber,
  type Facets,
  type Filters,
  type FoundEntry,
  mostCounted,
  type Ranked,
  rankedEntries,
  taught,
} from './for-public.ts'
import { marked, type Piece, snippet } from './highlight.ts'
import { type Meaning, meaningOf } from './meaning.ts'
import { isWholeNumber, numberKey } from './number.ts'
import { normalised } from './segment.ts'

export interface Asked extends Filters {
  sort: 'relevance' | 'newest'
  page: number
  size: number
}

export const anything: Filters = { type: null, year: null, organ: null, valid: null, hasAttachment: false }

export interface Hit extends Omit<FoundEntry, 'body' | 'title'> {
  title: Piece[]
  snippet: Piece[]
}

export interface Found {
  /** what bears the number that was typed */
  direct: Hit[]
  bestBets: { title: string; address: string }[]
  /** a whole number was typed and nothing bears it: what is found is only like it */
  noSuchNumber: boolean
  /** of all pages; when `capped`, there are more */
  total: number
  capped: boolean
  facets: Facets
  hits: Hit[]
  pages: number
  didYouMean: string[]
  /** the suggestion whose hits are shown because the query itself has none */
  shownFor: string | null
  /** nothing has all of the words: what is shown has some of them */
  someWords: boolean
  /** official words that were looked for as well */
  official: string[]
  milliseconds: number
}

/** The longest query that is looked at, in characters. */
export const longestQuery = 100

/** Looks for what is public: words, names, document numbers; by sound and by the way people speak where words fail. */
export async function search(tx: Tx, typed: string, asked: Asked): Promise<Found> {
  const began = performance.now()
  const query = [
    ...normalised(typed)
      .replace(/[\s\p{Cc}]+/gu, ' ')
      .trim(),
  ]
    .slice(0, longestQuery)
    .join('')
  const own = await taught(tx, query)
  const key = numberKey(query)
  const direct = key && asked.page === 1 ? await entriesByNumber(tx, key) : []
  let meaning = meaningOf(query, own)
  let ranked = await ranking(tx, meaning.exact, meaning, asked)
  const none = ranked.total === 0 && direct.length === 0 && !narrowed(asked)
  let [shownFor, someWords]: [string | null, boolean] = [null, false]
  const suggestions = ranked.total < 3 && direct.length === 0 && !narrowed(asked) ? await didYouMean(tx, query) : []
  if (none) {
    const [suggestion] = suggestions
    if (suggestion) {
      shownFor = suggestion
      meaning = meaningOf(suggestion, own)
      ranked = await ranking(tx, meaning.exact, meaning, asked)
    }
    for (const wider of [meaning.words, meaning.any]) {
      if (ranked.total > 0 || !wider) continue
      ranked = await ranking(tx, wider, meaning, asked)
      someWords = ranked.total > 0
    }
  }
  const { ids, total, capped, facets } = ranked
  const asHit = ({ title, body, ...rest }: FoundEntry): Hit => ({
    ...rest,
    title: marked(title, meaning.marks),
    snippet: snippet(body, meaning.marks),
  })
  const hits = (await entriesById(tx, ids)).map(asHit)
  return {
    direct: direct.map(asHit),
    noSuchNumber: asked.page === 1 && direct.length === 0 && isWholeNumber(query),
    bestBets: own.bestBets,
    total: Math.min(total, mostCounted),
    capped,
    facets,
    hits,
    pages: Math.max(1, Math.ceil(Math.min(total, mostCounted) / asked.size)),
    didYouMean: suggestions,
    shownFor,
    someWords,
    official: meaning.official,
    milliseconds: Math.round(performance.now() - began),
  }
}

const nothing: Ranked = {
  ids: [],
  total: 0,
  capped: false,
  facets: { types: [], years: [], organs: [], validities: [], withAttachment: 0 },
}

async function ranking(tx: Tx, query: string | null, { literal }: Meaning, asked: Asked): Promise<Ranked> {
  if (query === null) return nothing
  const { sort, page, size, ...filters } = asked
  return rankedEntries(tx, { query, literal, filters, sort, page, size })
}

function narrowed({ type, year, organ, valid, hasAttachment }: Filters): boolean {
  return type !== null || year !== null || organ !== null || valid !== null || hasAttachment
}
