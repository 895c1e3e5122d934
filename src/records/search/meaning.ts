import { spokenWords } from './dictionary/spoken.ts'
import { allOf, anyOf, beginningWith, either } from './lexemes.ts'
import { normalised, segmentQuery } from './segment.ts'

/** A query as the index understands it, from the most exact way of finding to the widest. */
export interface Meaning {
  /** every word, and every pair of what no word covers; or the official words for what was said */
  exact: string | null
  /** without the pairs */
  words: string | null
  /** any of the words */
  any: string | null
  /** what a title may say literally */
  literal: string
  /** to be marked in what is found */
  marks: string[]
  /** the official words that were looked for as well */
  official: string[]
}

export interface Speech {
  spoken: string
  official: string
}

/** The ways of speaking that stand in a query, longest first, none of them within another. */
function spokenIn(plain: string, own: readonly Speech[]): { official: string[]; rest: string } {
  const ways = [...own, ...spokenWords].sort((a, b) => b.spoken.length - a.spoken.length)
  const official: string[] = []
  let rest = plain
  for (const way of ways) {
    const words = way.official.split(' ')
    if (!rest.includes(way.spoken) || words.every((word) => plain.includes(word))) continue
    official.push(...words)
    rest = rest.replace(way.spoken, ' ')
  }
  return { official, rest }
}

export function meaningOf(query: string, own: { words: readonly string[]; synonyms: readonly Speech[] }): Meaning {
  const { words, pairs, prefix, plain } = segmentQuery(query, own.words)
  const { official, rest } = spokenIn(plain, own.synonyms)
  const officialWords = official.flatMap((word) => segmentQuery(word, own.words).words)
  const besides = segmentQuery(rest, own.words)
  const instead = official.length === 0 ? null : allOf([...officialWords, ...besides.words], besides.pairs)
  return {
    exact: prefix ? beginningWith(prefix) : either(allOf(words, pairs), instead),
    words: pairs.length > 0 ? either(allOf(words), instead) : null,
    any: words.length + pairs.length > 1 ? anyOf(words, words.length > 0 ? [] : pairs) : null,
    literal: normalised(query).replace(/\s+/g, ' ').trim(),
    marks: [...new Set([...words, ...officialWords, ...pairs, ...(prefix ? [prefix] : [])])],
    official,
  }
}
