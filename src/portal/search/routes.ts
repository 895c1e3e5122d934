import { createElement } from 'react'
import { entryTypes, validities } from '../../records/search/entry.ts'
import { beginningLike, hotWords } from '../../records/search/for-public.ts'
import type { Piece } from '../../records/search/highlight.ts'
import { noteSearch } from '../../records/search/log.ts'
import { type Asked, type Found, type Hit, longestQuery, search } from '../../records/search/search.ts'
import { normalised } from '../../records/search/segment.ts'
import { pageAsked, pageSize } from '../lists.ts'
import { paths } from '../paths.ts'
import type { Open } from '../visit.ts'
import { openSearchDescription } from './open-search.ts'
import { SearchPage } from './search.page.tsx'
import { sayable } from './words.ts'

const hotWordsShown = 5
const suggestionsShown = 8

const text = (value: unknown): string => (typeof value === 'string' ? value : '')

/** In one line, without what nobody sees and what turns the direction of writing. */
const typedIn = (value: unknown, longest: number): string =>
  [
    ...text(value)
      .replace(/\p{Cf}/gu, '')
      .replace(/[\s\p{Cc}]+/gu, ' ')
      .trim(),
  ]
    .slice(0, longest)
    .join('')

function askedIn(query: Record<string, unknown>): Asked {
  const year = Number(text(query['year']))
  return {
    type: entryTypes.find((type) => type === query['type']) ?? null,
    year: Number.isInteger(year) && year >= 1949 && year <= 2200 ? year : null,
    organ: typedIn(query['org'], 100) || null,
    valid: validities.find((valid) => valid === query['valid']) ?? null,
    hasAttachment: query['att'] === '1',
    sort: query['sort'] === 'newest' ? 'newest' : 'relevance',
    page: pageAsked(query),
    size: pageSize,
  }
}

const words = (pieces: readonly Piece[]) => pieces.map(({ text }) => text).join('')

/** What other software gets: the same hits, the marks left out. */
function asJson(query: string, asked: Asked, found: Found, domain: string) {
  const one = (hit: Hit) => ({
    title: words(hit.title),
    url: `https://${domain}${hit.address}`,
    type: hit.type,
    documentNumber: hit.documentNumber,
    validity: hit.valid,
    publisher: hit.organ,
    publishedAt: hit.publishedAt,
    snippet: words(hit.snippet),
    attachment: hit.attachmentName === null ? null : { name: hit.attachmentName, page: hit.attachmentPage },
  })
  const { total, capped, pages, didYouMean, shownFor, someWords, noSuchNumber, official, facets, milliseconds } = found
  return {
    query,
    total,
    totalIsLowerBound: capped,
    page: asked.page,
    pages,
    didYouMean,
    shownFor,
    someWords,
    noSuchNumber,
    alsoLookedFor: official,
    direct: found.direct.map(one),
    hits: found.hits.map(one),
    facets,
    milliseconds,
  }
}

export function searchRoutes(open: Open): void {
  open('GET', paths.search(), async ({ tx, http, frame, bureau, clock, columns }) => {
    const parameters = http.query as Record<string, unknown>
    const query = typedIn(parameters['q'], longestQuery)
    const asked = askedIn(parameters)
    const found = query === '' ? null : await search(tx, query, asked)
    if (parameters['format'] === 'json') {
      return found ? { json: asJson(query, asked, found, bureau.profile.domain) } : { failure: { status: 400 } }
    }
    if (found && asked.page > found.pages) return { failure: { status: 404 } }
    const narrowed = asked.type ?? asked.year ?? asked.organ ?? asked.valid
    if (found && sayable(query) && asked.page === 1 && !narrowed && !asked.hasAttachment) {
      // A query that only found something under another name, or in part, is one the office should hear of.
      const asItIs =
        found.shownFor !== null || found.someWords || found.noSuchNumber ? 0 : found.total + found.direct.length
      await noteSearch(tx, { query, hits: asItIs, visitor: http.ip }, clock)
    }
    return createElement(SearchPage, {
      frame,
      query,
      cut: [...text(parameters['q']).trim()].length > longestQuery,
      asked,
      found,
      columnNames: new Map(columns.map(({ id, name }) => [id, name])),
      hotWords: found === null || found.total === 0 ? await hotWords(tx, hotWordsShown) : [],
    })
  })

  // The form browsers ask for: the query, and words it may become.
  open('GET', paths.suggestions, async ({ tx, http }) => {
    const query = typedIn((http.query as Record<string, unknown>)['q'], longestQuery)
    const start = normalised(query)
    return { json: [query, start === '' ? [] : await beginningLike(tx, start, suggestionsShown)] }
  })

  open('GET', paths.openSearch, async ({ bureau }) => ({
    resource: { type: 'application/opensearchdescription+xml; charset=utf-8', body: openSearchDescription(bureau) },
  }))
}
