import { diffArrays } from 'diff'

export interface Part {
  kind: 'same' | 'added' | 'removed'
  text: string
}

/** What one version of a letter changed in another, word by word: a Chinese character is one, and so is a number. */
export function compareTexts(earlier: string, later: string): Part[] {
  return diffArrays(wordsOf(earlier), wordsOf(later)).map(({ added, removed, value }) => ({
    kind: added ? 'added' : removed ? 'removed' : 'same',
    text: value.join(''),
  }))
}

const wordsOf = (text: string): string[] => text.match(/[A-Za-z0-9]+|[\s\S]/gu) ?? []
