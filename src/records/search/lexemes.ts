import { pairMark, type Segmented } from './segment.ts'

const quoted = (word: string) => `'${word.replace(/['\\]/g, '$&$&')}'`

/** How often a word stands in a text, as one of PostgreSQL's weights. A is kept for the title. */
const weightOf = (often: number) => (often >= 4 ? 'B' : often >= 2 ? 'C' : 'D')

const lexemesOf = ({ words, pairs }: Segmented): string[] => [
  ...words.keys(),
  ...[...pairs].map((pair) => pairMark + pair),
]

/** A tsvector of the words of a title. */
export function titleVector(title: Segmented): string {
  return lexemesOf(title).map(quoted).join(' ')
}

/** A tsvector with each word of title and text once: it is small enough to stay in its row. */
export function textVector(title: Segmented, text: Segmented): string {
  const weights = new Map<string, string>()
  for (const [word, often] of text.words) weights.set(word, weightOf(often))
  for (const pair of text.pairs) weights.set(pairMark + pair, 'D')
  for (const lexeme of lexemesOf(title)) weights.set(lexeme, 'A')
  return [...weights].map(([lexeme, weight]) => `${quoted(lexeme)}:1${weight}`).join(' ')
}

/** Words and pairs that must all stand in the text; null where there are none. */
export function allOf(words: readonly string[], pairs: readonly string[] = []): string | null {
  const lexemes = [...words, ...pairs.map((pair) => pairMark + pair)]
  return lexemes.length === 0 ? null : lexemes.map(quoted).join(' & ')
}

export function anyOf(words: readonly string[], pairs: readonly string[] = []): string | null {
  const lexemes = [...words, ...pairs.map((pair) => pairMark + pair)]
  return lexemes.length === 0 ? null : lexemes.map(quoted).join(' | ')
}

export function beginningWith(prefix: string): string {
  return `${quoted(prefix)}:*`
}

/** What any of several queries finds. */
export function either(...queries: (string | null)[]): string | null {
  const each = queries.filter((query) => query !== null)
  return each.length === 0 ? null : each.map((query) => `(${query})`).join(' | ')
}
