/** 工作秘密 and marks of secrecy; words to be looked at; misprints and names no office bears any more. */
export const wordKinds = ['work-secret', 'sensitive', 'misprint'] as const
export type WordKind = (typeof wordKinds)[number]

export interface LexiconWord {
  kind: WordKind
  word: string
  /** what to write instead */
  suggestion: string | null
}

export interface WordHit extends LexiconWord {
  start: number
  end: number
}

/** The words, of two characters at least, as a tree, so that a text is read once however many there are (Aho–Corasick without its way back). */
export interface Lexicon {
  /** of each character: 1 where it begins a word, 2 where it is the second of one */
  marks: Uint8Array
  /** which two characters may begin a word, by {@link pairOf}: nearly every first character leads to none */
  pairs: Uint8Array
  branches: ReadonlyMap<number, Branch>
}

interface Branch {
  word: LexiconWord | null
  next: Map<number, Branch>
}

export function lexiconOf(words: readonly LexiconWord[]): Lexicon {
  const marks = new Uint8Array(65536)
  const pairs = new Uint8Array(65536)
  const branches = new Map<number, Branch>()
  for (const word of words) {
    const [begin, second] = [word.word.charCodeAt(0), word.word.charCodeAt(1)]
    marks[begin] = (marks[begin] as number) | 1
    marks[second] = (marks[second] as number) | 2
    pairs[pairOf(begin, second)] = 1
    let below = branches
    let branch: Branch | undefined
    for (let place = 0; place < word.word.length; place += 1) {
      const code = word.word.charCodeAt(place)
      branch = below.get(code) ?? { word: null, next: new Map() }
      below.set(code, branch)
      below = branch.next
    }
    if (branch) branch.word = word
  }
  return { marks, pairs, branches }
}

const pairOf = (one: number, other: number) => (Math.imul(one, 31) ^ other) & 0xffff

/** Every word of the lexicon in a text, the longest at each place, none overlapping another. */
export function findWords(text: string, lexicon: Lexicon): WordHit[] {
  const hits: WordHit[] = []
  const { marks, pairs, branches } = lexicon
  const { length } = text
  let place = 0
  while (place < length) {
    // A word has two characters at least, so that every other character tells whether one begins in the eight.
    while (
      place + 8 <= length &&
      ((marks[text.charCodeAt(place + 1)] as number) |
        (marks[text.charCodeAt(place + 3)] as number) |
        (marks[text.charCodeAt(place + 5)] as number) |
        (marks[text.charCodeAt(place + 7)] as number)) ===
        0
    ) {
      place += 8
    }
    const begin = text.charCodeAt(place)
    const second = text.charCodeAt(place + 1)
    if (marks[second] === 0) {
      place += 2
      continue
    }
    if (((marks[begin] as number) & 1) === 0 || pairs[pairOf(begin, second)] !== 1) {
      place += 1
      continue
    }
    let below = branches
    let longest: { word: LexiconWord; end: number } | null = null
    for (let at = place; at < text.length; at += 1) {
      const branch = below.get(text.charCodeAt(at))
      if (!branch) break
      if (branch.word) longest = { word: branch.word, end: at + 1 }
      below = branch.next
    }
    if (!longest || isRight(text, place, longest.word)) {
      place += 1
      continue
    }
    hits.push({ ...longest.word, start: place, end: longest.end })
    place = longest.end
  }
  return hits
}

/** 帐户 inside what is already the suggestion is no misprint: 应急管理部 written where 急管理部 is listed. */
function isRight(text: string, start: number, { word, suggestion }: LexiconWord): boolean {
  if (!suggestion?.includes(word)) return false
  const before = suggestion.indexOf(word)
  return text.startsWith(suggestion, start - before)
}
