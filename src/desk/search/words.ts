import type { LookedForView, SynonymView } from '../../api/contract/search.ts'

/** Where the public sees what a query finds. */
export const portalSearch = (query: string) => `/sousuo?q=${encodeURIComponent(query)}`

const plain = (text: string) => text.normalize('NFKC').toLowerCase().replace(/\s+/g, '')

/** The way of speaking by which a query is understood already. */
export function synonymIn({ query }: Pick<LookedForView, 'query'>, synonyms: readonly SynonymView[]) {
  return synonyms.find(({ spoken }) => plain(query).includes(spoken)) ?? null
}

/** What of a query could be a word of the dictionary: its longest run of Chinese characters. */
export function possibleWord(query: string): string {
  const runs = query.match(/\p{Script=Han}+/gu) ?? []
  return runs.reduce((longest, run) => (run.length > longest.length ? run : longest), '')
}
