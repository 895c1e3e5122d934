import { add_word, cut, cut_all } from 'jieba-wasm'
import { askingWords } from './dictionary/spoken.ts'
import { emptyWords, joiningCharacters } from './dictionary/stop.ts'
import { domainWords } from './dictionary/words.ts'

/**
 * What a text is found by.
 *
 * Every dictionary word that stands anywhere in the text is a word of it, overlapping or not. So whatever way a query is
 * cut, its words are found in every text that has the query in it: the sentence around a word decides nothing.
 * A character that no word covers (a name, mostly) is found by the pairs it makes with its neighbours.
 */
export interface Segmented {
  /** word → how often */
  words: Map<string, number>
  pairs: Set<string>
}

/** Marks a pair in the index, so that it is never taken for a word. */
export const pairMark = '·'

const longestRun = 400
const cachedRuns = 40_000
const hanOrCode = /(\p{Script=Han}+)|([a-z]+|\d+(?:\.\d+)?)/gu
const asking = new Set(askingWords)

let ready = false
/** The dictionary is loaded with the first text: half a second that starting the program need not wait for. */
function loadDictionary(): void {
  if (ready) return
  for (const word of domainWords) add_word(word)
  ready = true
}

/** One form for what is written in several: full width, capitals, compatibility characters; without what nobody sees. */
export function normalised(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/\p{Cf}/gu, '')
    .toLowerCase()
}

interface Run {
  words: readonly string[]
  pairs: readonly string[]
}

// The same clauses come again and again in official texts, and crossing into the segmenter costs more than looking up.
const runs = new Map<string, Run>()

function runOf(text: string): Run {
  const known = runs.get(text)
  if (known) return known
  const characters = [...text]
  const covered = new Set<number>()
  const words: string[] = []
  // In full mode the segmenter gives, character by character, the character itself and then the words that begin there.
  let at = -1
  for (const token of cut_all(text)) {
    const { length } = [...token]
    if (length === 1) at += 1
    else {
      for (let place = at; place < at + length; place += 1) covered.add(place)
      if (!emptyWords.has(token)) words.push(token)
    }
  }
  const run = { words, pairs: pairsOf(characters, covered) }
  if (runs.size >= cachedRuns) runs.clear()
  if (characters.length <= 24) runs.set(text, run)
  return run
}

/** Pairs with a character in them that no word covers and that does more than join words. */
function pairsOf(characters: readonly string[], covered: ReadonlySet<number>): string[] {
  const bare = (at: number) => !covered.has(at) && !joiningCharacters.has(characters[at] ?? '')
  const pairs: string[] = []
  for (let at = 0; at + 1 < characters.length; at += 1) {
    if (bare(at) || bare(at + 1)) pairs.push(`${characters[at]}${characters[at + 1]}`)
  }
  return pairs
}

/** For the index. `own`: words the bureau added to the dictionary. */
export function segmentText(text: string, own: readonly string[] = []): Segmented {
  loadDictionary()
  const plain = normalised(text)
  const words = new Map<string, number>()
  const pairs = new Set<string>()
  const add = (word: string) => words.set(word, (words.get(word) ?? 0) + 1)
  for (const { 1: han, 2: code = '' } of plain.matchAll(hanOrCode)) {
    if (han === undefined) {
      if (code.length > 1 && code.length <= 40) add(code)
      continue
    }
    for (let from = 0; from < han.length; from += longestRun) {
      const run = runOf(han.slice(from, from + longestRun))
      for (const word of run.words) add(word)
      for (const pair of run.pairs) pairs.add(pair)
    }
  }
  for (const word of own) {
    const often = plain.split(word).length - 1
    if (often > 0 && !words.has(word)) words.set(word, often)
  }
  return { words, pairs }
}

export interface SegmentedQuery {
  /** all of them stand in what is meant */
  words: string[]
  /** pairs of what no word covers; they make the search exact and may be dropped */
  pairs: string[]
  /** the query is one character: words that begin with it are meant */
  prefix: string | null
  /** the query without its words of asking, as spoken words are looked for in it */
  plain: string
}

/** For a query: cut once, words of asking taken out. */
export function segmentQuery(text: string, own: readonly string[] = []): SegmentedQuery {
  loadDictionary()
  const tokens: { text: string; fixed: boolean }[][] = []
  for (const { 1: han, 2: code } of normalised(text).matchAll(hanOrCode)) {
    tokens.push(han === undefined ? [{ text: code ?? '', fixed: true }] : cutRun(han, own))
  }
  const words = new Set<string>()
  const pairs = new Set<string>()
  for (const run of tokens) {
    const kept: string[][] = [[]]
    const covered: Set<number>[] = [new Set()]
    for (const { text: token, fixed } of run) {
      if (asking.has(token) && run.length > 1) {
        kept.push([])
        covered.push(new Set())
        continue
      }
      const characters = [...token]
      const [into, over] = [kept.at(-1) ?? [], covered.at(-1) ?? new Set<number>()]
      if (characters.length > 1 && !emptyWords.has(token)) words.add(token)
      for (const character of characters) {
        if (characters.length > 1) over.add(into.length)
        into.push(character)
      }
      if (fixed && characters.length === 1) over.add(into.length - 1)
    }
    kept.forEach((characters, place) => {
      for (const pair of pairsOf(characters, covered[place] ?? new Set())) pairs.add(pair)
    })
  }
  const kept = tokens.map((run) =>
    run
      .map((token) => token.text)
      .filter((token) => !asking.has(token))
      .join(''),
  )
  const plain = kept.join('')
  return {
    words: [...words],
    pairs: [...pairs],
    prefix: words.size === 0 && pairs.size === 0 && [...plain].length === 1 ? plain : null,
    plain,
  }
}

/** The bureau's own words first, the longest of them first; what lies between is cut by the dictionary. */
function cutRun(run: string, own: readonly string[]): { text: string; fixed: boolean }[] {
  const word = own.filter((one) => run.includes(one)).sort((a, b) => b.length - a.length)[0]
  if (word === undefined) return cut(run.slice(0, longestRun), false).map((text) => ({ text, fixed: false }))
  const at = run.indexOf(word)
  const rest = (part: string) => (part === '' ? [] : cutRun(part, own))
  return [...rest(run.slice(0, at)), { text: word, fixed: true }, ...rest(run.slice(at + word.length))]
}
