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

/** The words as a tree, so that a text is read once however many there are (Aho–Corasick without its way back). */
export interface Lexicon {
  first: Uint8Array
  branches: ReadonlyMap<number, Branch>
}

interface Branch {
  word: LexiconWord | null
  next: Map<number, Branch>
}

export function lexiconOf(words: readonly LexiconWord[]): Lexicon {
  const first = new Uint8Array(65536)
  const branches = new Map<number, Branch>()
  for (const word of words) {
    let below = branches
    let branch: Branch | undefined
    for (let place = 0; place < word.word.length; place += 1) {
      const code = word.word.charCodeAt(place)
      if (place === 0) first[code] = 1
      branch = below.get(code) ?? { word: null, next: new Map() }
      below.set(code, branch)
      below = branch.next
    }
    if (branch) branch.word = word
  }
  return { first, branches }
}

/** Every word of the lexicon in a text, the longest at each place, none overlapping another. */
export function findWords(text: string, lexicon: Lexicon): WordHit[] {
  const hits: WordHit[] = []
  const { first, branches } = lexicon
  for (let place = 0; place < text.length; place += 1) {
    if (first[text.charCodeAt(place)] !== 1) continue
    let below = branches
    let longest: { word: LexiconWord; end: number } | null = null
    for (let at = place; at < text.length; at += 1) {
      const branch = below.get(text.charCodeAt(at))
      if (!branch) break
      if (branch.word) longest = { word: branch.word, end: at + 1 }
      below = branch.next
    }
    if (!longest || isRight(text, place, longest.word)) continue
    hits.push({ ...longest.word, start: place, end: longest.end })
    place = longest.end - 1
  }
  return hits
}

/** 帐户 inside what is already the suggestion is no misprint: 应急管理部 written where 急管理部 is listed. */
function isRight(text: string, start: number, { word, suggestion }: LexiconWord): boolean {
  if (!suggestion?.includes(word)) return false
  const before = suggestion.indexOf(word)
  return text.startsWith(suggestion, start - before)
}
