import { type Division, type DivisionKind, divisionOf, headsDivision } from './divisions.ts'
import { readMarkup } from './read.ts'
import { textOfBlock, textOfBlocks } from './to-text.ts'
import type { Block } from './tree.ts'
import { writeBlocks } from './write.ts'

export interface OutlineEntry {
  /** the name a link uses: `t12` for 第十二条, `t12-1` for 第十二条之一, `z3` for 第三章, `h2-1` for other headings */
  id: string
  kind: DivisionKind | 'heading'
  /** 1 is the highest the document has */
  level: number
  /** the heading; of an article 第十二条 and its title if it has one in 【】 */
  label: string
}

export interface Article {
  id: string
  number: number
  branch: number | null
  /** 第十二条 */
  label: string
  /** the heading of the chapter it stands in, null in a document without chapters */
  chapter: string | null
  text: string
  html: string
}

interface Anchor extends OutlineEntry {
  block: Block
  division: Division | null
}

const letters: Record<DivisionKind, string> = { part: 'b', chapter: 'z', section: 'j', article: 't' }
const depths: Record<DivisionKind, number> = { part: 1, chapter: 2, section: 3, article: 4 }

/** Words that follow 第三条 where it is spoken of, not begun. */
const spokenOf = /^(?:[、至到和及或的款项中所之第规]|规定|以|与|，)/

/** Where the divisions and headings of a document begin. Only what stands on the page itself can be one. */
function anchorsOf(blocks: readonly Block[]): Anchor[] {
  const found: Omit<Anchor, 'id' | 'level'>[] = []
  let last: Division | null = null
  for (const block of blocks) {
    if (block.is !== 'heading' && block.is !== 'paragraph') continue
    const text = textOfBlock(block)
    const division = divisionOf(text)
    if (division?.kind === 'article' && beginsArticle(division, last)) {
      last = division
      const title = /^【[^】]{1,30}】/.exec(division.rest)?.[0] ?? ''
      found.push({ kind: 'article', label: division.label + title, block, division })
    } else if (headsDivision(text)) {
      found.push({ kind: division!.kind, label: text.replace(/\s*\n\s*/g, ' '), block, division })
    } else if (block.is === 'heading' && text.trim() !== '') {
      found.push({ kind: 'heading', label: text, block, division: null })
    }
  }
  return named(withoutContents(found))
}

function beginsArticle(division: Division, last: Division | null): boolean {
  if (division.apart) return true
  const next = last === null ? division.number === 1 : division.number === last.number + 1
  return next && !spokenOf.test(division.rest)
}

/** A table of contents at the front says every chapter once more: the later one counts. */
function withoutContents<T extends { kind: string; label: string }>(found: T[]): T[] {
  const key = ({ label }: T) => label.replace(/[\s\u3000…·.\d]+/g, '')
  const lastPlace = new Map(found.map((one, place) => [key(one), place]))
  const firstArticle = found.findIndex(({ kind }) => kind === 'article')
  return found.filter(
    (one, place) => one.kind === 'heading' || place >= firstArticle || lastPlace.get(key(one)) === place,
  )
}

function named(found: Omit<Anchor, 'id' | 'level'>[]): Anchor[] {
  const present = [...new Set(found.flatMap(({ kind }) => (kind === 'heading' ? [] : [depths[kind]])))].sort()
  const used = new Map<string, number>()
  const counts = [0, 0, 0]
  let chapter = ''
  return found.map((one) => {
    let name: string
    let level: number
    if (one.kind === 'heading') {
      level = one.block.is === 'heading' ? one.block.level - 1 : 1
      counts[level - 1]!++
      counts.fill(0, level)
      name = `h${counts.slice(0, level).join('-')}`
    } else {
      const { kind, number, branch } = one.division!
      level = present.indexOf(depths[kind]) + 1
      if (kind === 'chapter') chapter = `z${number}`
      const own = `${letters[kind]}${number}${branch === null ? '' : `-${branch}`}`
      name = kind === 'section' && chapter !== '' ? `${chapter}-${own}` : own
    }
    const times = (used.get(name) ?? 0) + 1
    used.set(name, times)
    return { ...one, level, id: times === 1 ? name : `${name}_${times}` }
  })
}

export function outlineOf(html: string): OutlineEntry[] {
  return anchorsOf(readMarkup(html)).map(({ id, kind, level, label }) => ({ id, kind, level, label }))
}

/** The same markup with the ids of {@link outlineOf} on the elements, for a page. What is kept has none. */
export function anchoredMarkup(html: string): { html: string; outline: OutlineEntry[] } {
  const blocks = readMarkup(html)
  const anchors = anchorsOf(blocks)
  const ids = new Map(anchors.map(({ block, id }) => [block, id]))
  return {
    html: writeBlocks(blocks, (block) => ids.get(block) ?? null),
    outline: anchors.map(({ id, kind, level, label }) => ({ id, kind, level, label })),
  }
}

/** A normative document by its articles; `preamble` is what stands before the first heading or article that counts. */
export function articlesOf(html: string): { preamble: string; articles: Article[] } {
  const blocks = readMarkup(html)
  const anchors = new Map(anchorsOf(blocks).map((anchor) => [anchor.block, anchor]))
  const articles: Article[] = []
  const preamble: Block[] = []
  let chapter: string | null = null
  let open: { anchor: Anchor; blocks: Block[] } | null = null
  let begun = false
  const close = () => {
    if (open === null) return
    const { id, division } = open.anchor
    const { number, branch, label } = division!
    articles.push({
      id,
      number,
      branch,
      label,
      chapter,
      text: textOfBlocks(open.blocks),
      html: writeBlocks(open.blocks),
    })
    open = null
  }
  for (const block of blocks) {
    const anchor = anchors.get(block)
    if (anchor) {
      close()
      begun = true
      if (anchor.kind === 'chapter') chapter = anchor.label
      if (anchor.kind === 'article') open = { anchor, blocks: [block] }
    } else if (open) open.blocks.push(block)
    else if (!begun) preamble.push(block)
  }
  close()
  return { preamble: writeBlocks(preamble), articles }
}
