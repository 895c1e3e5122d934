import { diffArrays } from 'diff'
import { type Guide, guideLines } from './guide.ts'

export interface ChangedLines {
  kind: 'same' | 'added' | 'removed'
  lines: string[]
}

/** What a later version says otherwise, line by line. */
export function compareGuides(earlier: Guide, later: Guide): ChangedLines[] {
  return diffArrays(guideLines(earlier), guideLines(later)).map(({ added, removed, value }) => ({
    kind: added ? 'added' : removed ? 'removed' : 'same',
    lines: value,
  }))
}
