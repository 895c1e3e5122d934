import type { Mark } from './marks.ts'

/** A chapter or an item with what stands under it. */
export interface Item {
  mark: Mark
  /** places in the dense text: behind the number, and where the next number or the end stands */
  from: number
  ownTo: number
  to: number
  parent: Item | null
  children: Item[]
}

/** Chapters and items as they contain each other. `end` is where the plan ends in the dense text. */
export function treeOf(marks: readonly Mark[], end: number): Item[] {
  const roots: Item[] = []
  const open: { item: Item; isChapter: boolean }[] = []
  for (const [place, mark] of marks.entries()) {
    const next = marks[place + 1]
    const ownTo = next?.from ?? end
    const isChapter = mark.kind === 'chapter' || mark.standsForChapter === true
    if (isChapter) open.length = 0
    else {
      const sibling = open.findIndex((one) => !one.isChapter && one.item.mark.kind === mark.kind)
      if (sibling >= 0) open.length = sibling
    }
    const parent = open.at(-1)?.item ?? null
    const item: Item = { mark, from: mark.to, ownTo, to: ownTo, parent, children: [] }
    if (parent) parent.children.push(item)
    else roots.push(item)
    open.push({ item, isChapter })
  }
  for (const root of roots) close(root)
  return roots
}

function close(item: Item): number {
  for (const child of item.children) item.to = Math.max(item.to, close(child))
  return item.to
}

export function leavesOf(items: readonly Item[]): Item[] {
  return items.flatMap((item) => (item.children.length === 0 ? [item] : leavesOf(item.children)))
}

/** The items an item stands in, the chapter first. */
export function above(item: Item): Item[] {
  return item.parent ? [...above(item.parent), item.parent] : []
}
