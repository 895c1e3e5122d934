import { diffArrays } from 'diff'
import { readMarkup } from './read.ts'
import { textOfBlock, textOfBlocks } from './to-text.ts'
import { type Block, textOfInlines } from './tree.ts'
import { writeBlock, writeBlocks } from './write.ts'

export interface Part {
  kind: 'same' | 'added' | 'removed'
  text: string
}

/** What is compared with its like: a heading, a paragraph, an item of a list, a row of a table, a picture. */
export type UnitKind = 'heading' | 'paragraph' | 'item' | 'caption' | 'row' | 'figure'

export interface Change {
  kind: 'same' | 'added' | 'removed' | 'changed'
  unit: UnitKind
  /** 2–4 of a heading */
  level: number | null
  /** the text before; null where it was added */
  from: string | null
  /** the text after; null where it was removed */
  to: string | null
  /** both texts in one: `same` and `removed` give the old, `same` and `added` the new */
  parts: Part[]
  /** the cells of a row, where both have as many; the cell's parts */
  cells: Part[][] | null
  /** only the look or the target of a link is another */
  onlyLook: boolean
}

interface Unit {
  is: UnitKind
  level: number | null
  text: string
  cells: string[] | null
  html: string
}

const unitsOf = (blocks: readonly Block[]): Unit[] => blocks.flatMap(unitsOfBlock)

function unitsOfBlock(block: Block): Unit[] {
  const unit = (is: UnitKind, text: string, html = writeBlock(block), more: Partial<Unit> = {}): Unit => ({
    is,
    level: null,
    cells: null,
    text,
    html,
    ...more,
  })
  switch (block.is) {
    case 'heading':
      return [unit('heading', textOfBlock(block), undefined, { level: block.level })]
    case 'paragraph':
      return [unit('paragraph', textOfBlock(block))]
    case 'list':
      return block.items.map((item) => unit('item', textOfBlocks(item), writeBlocks(item)))
    case 'quote':
      return unitsOf(block.blocks)
    case 'figure':
      return [unit('figure', textOfBlock(block))]
    case 'rule':
      return []
    case 'table':
      return [
        ...(block.caption.length > 0
          ? [unit('caption', textOfInlines(block.caption), textOfInlines(block.caption))]
          : []),
        ...[...block.head, ...block.body].map((row) => {
          const cells = row.map(({ blocks }) => textOfBlocks(blocks))
          return unit('row', cells.join('\t'), JSON.stringify(row), { cells })
        }),
      ]
  }
}

/** What changed between two versions: by paragraphs and rows, and within those by characters of Chinese and other words. */
export function diffMarkup(from: string, to: string): Change[] {
  const changes: Change[] = []
  let removed: Unit[] = []
  let added: Unit[] = []
  const settle = () => {
    changes.push(...paired(removed, added))
    removed = []
    added = []
  }
  const parts = diffArrays(unitsOf(readMarkup(from)), unitsOf(readMarkup(to)), {
    comparator: (a, b) => a.is === b.is && a.html === b.html,
  })
  for (const { value, added: isAdded, removed: isRemoved } of parts) {
    if (isAdded) added.push(...value)
    else if (isRemoved) removed.push(...value)
    else {
      settle()
      changes.push(...value.map((unit) => changeOf(unit, unit)))
    }
  }
  settle()
  return changes
}

function changeOf(from: Unit | null, to: Unit | null): Change {
  const unit = (to ?? from)!
  const both = from !== null && to !== null
  const same = both && from.html === to.html && from.is === to.is
  const cells =
    both && from.cells && to.cells && from.cells.length === to.cells.length
      ? from.cells.map((cell, place) => wordDiff(cell, to.cells![place]!))
      : null
  return {
    kind: same ? 'same' : both ? 'changed' : to ? 'added' : 'removed',
    unit: unit.is,
    level: unit.level,
    from: from?.text ?? null,
    to: to?.text ?? null,
    parts: wordDiff(from?.text ?? '', to?.text ?? ''),
    cells,
    onlyLook: both && !same && from.text === to.text,
  }
}

/** Two units this alike are one that was changed. */
const alikeEnough = 0.4
const mostCompared = 40_000

/** Finds which of the removed became which of the added, in their order, so that likenesses add up to the most. */
function paired(removed: readonly Unit[], added: readonly Unit[]): Change[] {
  const texts = (units: readonly Unit[]) => units.map(({ text }) => text)
  return alignTexts(
    texts(removed),
    texts(added),
    (row, column) => (removed[row]!.is === 'row') === (added[column]!.is === 'row'),
  ).map(([row, column]) => changeOf(row === null ? null : removed[row]!, column === null ? null : added[column]!))
}

/**
 * Which of some texts became which of others, both in their order: places of pairs, and null where a text has no other
 * side. `mayPair` keeps unlike things apart, whatever they say.
 */
export function alignTexts(
  from: readonly string[],
  to: readonly string[],
  mayPair: (from: number, to: number) => boolean = () => true,
): [from: number | null, to: number | null][] {
  const [rows, columns] = [from.length, to.length]
  if (rows * columns > mostCompared) {
    return [
      ...from.map((_, row): [number, null] => [row, null]),
      ...to.map((_, column): [null, number] => [null, column]),
    ]
  }
  const pairs = from.map(bigramsOf)
  const others = to.map(bigramsOf)
  const likeness = from.map((text, row) =>
    to.map((other, column) => {
      const alike = text === other ? 1 : diceOf(pairs[row]!, others[column]!)
      return !mayPair(row, column) || alike < alikeEnough ? 0 : alike
    }),
  )
  const best = Array.from({ length: rows + 1 }, () => new Float64Array(columns + 1))
  for (let row = rows - 1; row >= 0; row--) {
    for (let column = columns - 1; column >= 0; column--) {
      const alike = likeness[row]![column]!
      const together = alike > 0 ? alike + best[row + 1]![column + 1]! : 0
      best[row]![column] = Math.max(together, best[row + 1]![column]!, best[row]![column + 1]!)
    }
  }
  const aligned: [number | null, number | null][] = []
  let [row, column] = [0, 0]
  while (row < rows || column < columns) {
    const alike = likeness[row]?.[column] ?? 0
    if (alike > 0 && best[row]![column] === alike + best[row + 1]![column + 1]!) aligned.push([row++, column++])
    else if (row < rows && (column === columns || best[row + 1]![column]! >= best[row]![column + 1]!))
      aligned.push([row++, null])
    else aligned.push([null, column++])
  }
  return aligned
}

function bigramsOf(text: string): Map<string, number> {
  const bigrams = new Map<string, number>()
  const padded = `^${text}$`
  for (let at = 0; at + 1 < padded.length; at++) {
    const pair = padded.slice(at, at + 2)
    bigrams.set(pair, (bigrams.get(pair) ?? 0) + 1)
  }
  return bigrams
}

function diceOf(some: Map<string, number>, others: Map<string, number>): number {
  let shared = 0
  let total = 0
  for (const [pair, times] of some) {
    shared += Math.min(times, others.get(pair) ?? 0)
    total += times
  }
  for (const times of others.values()) total += times
  return total === 0 ? 0 : (2 * shared) / total
}

const token = /[A-Za-z]+|\d+(?:[.,]\d+)*%?|\s+|./gsu

/** Beyond this many differences nobody reads them one by one. */
const mostEdits = 2_000

function wordDiff(from: string, to: string): Part[] {
  if (from === to) return from === '' ? [] : [{ kind: 'same', text: from }]
  const parts = diffArrays(from.match(token) ?? [], to.match(token) ?? [], { maxEditLength: mostEdits })
  if (!parts)
    return joined([
      { kind: 'removed', text: from },
      { kind: 'added', text: to },
    ])
  return joined(
    withoutIslands(
      parts.map(({ value, added, removed }) => ({
        kind: added ? 'added' : removed ? 'removed' : 'same',
        text: value.join(''),
      })),
    ),
  )
}

/** A single character that two changes happen to share is no common ground: it makes the change unreadable. */
function withoutIslands(parts: Part[]): Part[] {
  return parts.flatMap((part, place): Part[] => {
    const between = place > 0 && place < parts.length - 1
    const island =
      part.kind === 'same' && between && part.text.length === 1 && !/[\s，。；：、年月日号第条款项]/.test(part.text)
    return island
      ? [
          { kind: 'removed', text: part.text },
          { kind: 'added', text: part.text },
        ]
      : [part]
  })
}

/** Between two common parts: all that was removed, then all that was added. */
function joined(parts: readonly Part[]): Part[] {
  const result: Part[] = []
  let removed = ''
  let added = ''
  const close = () => {
    if (removed !== '') result.push({ kind: 'removed', text: removed })
    if (added !== '') result.push({ kind: 'added', text: added })
    removed = added = ''
  }
  for (const { kind, text } of parts) {
    if (kind === 'removed') removed += text
    else if (kind === 'added') added += text
    else if (text !== '') {
      close()
      result.push({ kind, text })
    }
  }
  close()
  return result
}
