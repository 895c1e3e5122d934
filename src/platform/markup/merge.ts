import { diffArrays } from 'diff'
import { readMarkup } from './read.ts'
import { writeBlock } from './write.ts'

export interface Conflict {
  /** which block of the merged text begins with it, from 1 */
  block: number
  base: string
  mine: string
  theirs: string
}

/** Blocks `from` up to, not including, `to` of the base became `blocks`. */
interface Hunk {
  from: number
  to: number
  blocks: string[]
}

/**
 * Puts together what two people made of the same text, by paragraphs, tables and lists. Where both changed the same block,
 * the merged text has mine, and the conflict says what theirs is: nothing may be saved before somebody has chosen.
 */
export function mergeThree(base: string, mine: string, theirs: string): { html: string; conflicts: Conflict[] } {
  const [ours, original, other] = [blocksOf(mine), blocksOf(base), blocksOf(theirs)]
  const merged: string[] = []
  const conflicts: Conflict[] = []
  let at = 0
  for (const { from, to, mine, theirs } of together(hunksOf(original, ours), hunksOf(original, other))) {
    merged.push(...original.slice(at, from))
    at = to
    const before = original.slice(from, to)
    const left = applied(before, from, mine)
    const right = applied(before, from, theirs)
    if (mine.length > 0 && theirs.length > 0 && left.join('\n') !== right.join('\n')) {
      conflicts.push({
        block: merged.length + 1,
        base: before.join('\n'),
        mine: left.join('\n'),
        theirs: right.join('\n'),
      })
    }
    merged.push(...(mine.length > 0 ? left : right))
  }
  merged.push(...original.slice(at))
  return { html: merged.join('\n'), conflicts }
}

const blocksOf = (html: string) => readMarkup(html).map((block) => writeBlock(block))

function hunksOf(base: readonly string[], changed: readonly string[]): Hunk[] {
  const hunks: Hunk[] = []
  let at = 0
  let open: Hunk | null = null
  for (const { value, added, removed } of diffArrays([...base], [...changed])) {
    if (!added && !removed) {
      at += value.length
      open = null
      continue
    }
    if (open === null) {
      open = { from: at, to: at, blocks: [] }
      hunks.push(open)
    }
    if (added) open.blocks.push(...value)
    else {
      at += value.length
      open.to = at
    }
  }
  return hunks.flatMap(blockByBlock)
}

/** As many blocks as before, each changed: each is a change of its own, so that one choice does not decide on the next. */
function blockByBlock(hunk: Hunk): Hunk[] {
  const { from, to, blocks } = hunk
  if (to - from !== blocks.length) return [hunk]
  return blocks.map((block, place) => ({ from: from + place, to: from + place + 1, blocks: [block] }))
}

interface Group {
  from: number
  to: number
  mine: Hunk[]
  theirs: Hunk[]
}

/** Hunks of both sides that touch the same blocks of the base, or insert at the same place, make one group. */
function together(mine: readonly Hunk[], theirs: readonly Hunk[]): Group[] {
  const all = [
    ...mine.map((hunk) => ({ hunk, side: 'mine' as const })),
    ...theirs.map((hunk) => ({ hunk, side: 'theirs' as const })),
  ].sort((a, b) => a.hunk.from - b.hunk.from || a.hunk.to - b.hunk.to)
  const groups: Group[] = []
  for (const { hunk, side } of all) {
    const last = groups.at(-1)
    const overlaps = last && (hunk.from < last.to || (hunk.from === last.from && hunk.to === last.to))
    const group = overlaps ? last : { from: hunk.from, to: hunk.to, mine: [], theirs: [] }
    if (!overlaps) groups.push(group)
    group.to = Math.max(group.to, hunk.to)
    group[side].push(hunk)
  }
  return groups
}

function applied(before: readonly string[], from: number, hunks: readonly Hunk[]): string[] {
  const result: string[] = []
  let at = from
  for (const hunk of hunks) {
    result.push(...before.slice(at - from, hunk.from - from), ...hunk.blocks)
    at = hunk.to
  }
  return [...result, ...before.slice(at - from)]
}
