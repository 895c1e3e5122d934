import { type Node, sift } from './sift.ts'
import { plainCharacters, settleInlines, splitAtBlankLines } from './text.ts'
import {
  type Align,
  type Block,
  type Cell,
  type Inline,
  type List,
  type Mark,
  marks,
  type Picture,
  type Scope,
  scopes,
  type Table,
} from './tree.ts'

type Element = Exclude<Node, string>

/** Where a block stands: a heading or a table within a cell, an item or a quotation would break the order of the page. */
type Place = 'page' | 'quote' | 'item' | 'cell'

/** How deep lists and quotations may stand within each other. */
const deepest = 6

interface Style {
  marks: readonly Mark[]
  href: string | null
}

const plain: Style = { marks: [], href: null }

/** Reads any HTML into our own order. Nothing that {@link Block} does not know survives. */
export function readMarkup(html: string): Block[] {
  const nodes = sift(html)
  // The page has its own h1: where the source has one too, all its headings go down a step and keep their order.
  return new Gatherer('page', 0, holds(nodes, 'h1') ? 1 : 0).take(nodes).done()
}

/** Gathers the content of one container: loose text becomes paragraphs between the blocks. */
class Gatherer {
  readonly #place: Place
  readonly #depth: number
  readonly #lowered: number
  readonly #blocks: Block[] = []
  #inlines: Inline[] = []
  #align: Align = null
  /** The mark Word has put before the paragraph in place of a list. */
  #marker: string | null = null

  constructor(place: Place, depth: number, lowered = 0) {
    this.#place = place
    this.#depth = depth
    this.#lowered = lowered
  }

  take(nodes: readonly Node[], style: Style = plain, align: Align = null): this {
    for (const node of nodes) {
      if (typeof node === 'string') this.#text(node, style)
      else this.#element(node, style, align)
    }
    return this
  }

  done(): Block[] {
    this.#flush()
    return this.#blocks
  }

  #text(text: string, style: Style) {
    this.#inlines.push({ is: 'text', text: plainCharacters(text), ...style })
  }

  /** Ends the open paragraph. */
  #flush(make: (inlines: Inline[], align: Align) => Block = (inlines, align) => ({ is: 'paragraph', align, inlines })) {
    const marker = this.#marker
    const ordered = splitAtBlankLines(this.#inlines).map(settleInlines)
    const align = this.#align
    this.#inlines = []
    this.#align = null
    this.#marker = null
    for (const inlines of ordered) {
      if (inlines.length === 0) continue
      if (marker !== null && bullet.test(marker)) this.#item(inlines)
      else this.#blocks.push(make(marker === null ? inlines : settleInlines(numbered(marker, inlines)), align))
    }
  }

  /** A paragraph that Word shows with a dot is an item of a list. */
  #item(inlines: Inline[]) {
    const item: Block[] = [{ is: 'paragraph', align: null, inlines }]
    const last = this.#blocks.at(-1)
    if (last?.is === 'list' && !last.ordered) last.items.push(item)
    else if (this.#depth < deepest) this.#blocks.push({ is: 'list', ordered: false, start: 1, items: [item] })
    else this.#blocks.push(...item)
  }

  #element(node: Element, style: Style, align: Align) {
    const { name, attribs, children } = node
    const own = alignOf(attribs['class']) ?? align
    if (name === 'br') {
      this.#inlines.push({ is: 'break' })
    } else if (name === 'img') {
      this.#inlines.push(pictureOf(attribs))
    } else if (name === 'span' && attribs['class'] === 'marker') {
      this.#marker = (this.#marker ?? '') + wordsOf(children)
    } else if (name === 'a') {
      this.take(children, { ...style, href: attribs['href'] ?? null }, align)
    } else if (isMark(name)) {
      this.take(children, { ...style, marks: [...style.marks, name] }, align)
    } else if (name === 'span') {
      this.take(children, style, align)
    } else {
      this.#flush()
      this.#block(node, style, own)
    }
  }

  #block({ name, attribs, children }: Element, style: Style, align: Align) {
    if (/^h[1234]$/.test(name)) {
      this.#heading(Math.min(4, Number(name[1]) + this.#lowered) as 2 | 3 | 4, children, style, align)
    } else if (name === 'ul' || name === 'ol') this.#list(name === 'ol', attribs['start'], children, style)
    else if (name === 'table' && this.#place !== 'cell') this.#table(children)
    else if (name === 'figure') this.#figure(children, style)
    else if (name === 'blockquote' && this.#place !== 'cell' && this.#depth < deepest) this.#quote(children)
    else if (name === 'hr' && this.#place === 'page') this.#blocks.push({ is: 'rule' })
    else {
      this.#align = name === 'caption' || name === 'figcaption' ? 'center' : align
      this.take(children, style, align)
      this.#flush()
    }
  }

  #heading(level: 2 | 3 | 4, children: Node[], style: Style, align: Align) {
    if (this.#place !== 'page') {
      this.#align = align
      this.take(children, { ...style, marks: [...style.marks, 'strong'] }, align)
      this.#flush()
      return
    }
    const inlines = inlinesOf(children).map(
      (one): Inline => (one.is === 'text' ? { ...one, marks: notStrong(one) } : one),
    )
    const settled = settleInlines(inlines)
    if (settled.length > 0) this.#blocks.push({ is: 'heading', level, align, inlines: settled })
  }

  #list(ordered: boolean, start: string | undefined, children: Node[], style: Style) {
    if (this.#depth >= deepest) {
      this.take(children, style)
      this.#flush()
      return
    }
    const list: List = { is: 'list', ordered, start: whole(start, 1, 9999) ?? 1, items: [] }
    let loose: Node[] = []
    const item = (nodes: Node[]) => {
      const blocks = new Gatherer(this.#place === 'cell' ? 'cell' : 'item', this.#depth + 1).take(nodes, style).done()
      const before = list.items.at(-1)
      // A list directly within a list belongs to the item above it.
      if (before && nodes !== loose && blocks.every((block) => block.is === 'list')) before.push(...blocks)
      else if (blocks.length > 0) list.items.push(blocks)
    }
    const endLoose = () => {
      const nodes = loose
      loose = []
      if (nodes.length > 0) item(nodes)
    }
    for (const child of children) {
      if (typeof child !== 'string' && child.name === 'li') {
        endLoose()
        item(child.children)
      } else if (typeof child !== 'string' && (child.name === 'ul' || child.name === 'ol')) {
        endLoose()
        item([child])
      } else loose.push(child)
    }
    endLoose()
    if (list.items.length > 0) this.#blocks.push(list)
  }

  #quote(children: Node[]) {
    const blocks = new Gatherer('quote', this.#depth + 1).take(children).done()
    if (blocks.length > 0) this.#blocks.push({ is: 'quote', blocks })
  }

  #figure(children: Node[], style: Style) {
    const caption = children.find((child): child is Element => typeof child !== 'string' && child.name === 'figcaption')
    const content = children.filter((child) => child !== caption)
    const pictures = inlinesOf(content).filter((one) => one.is === 'picture')
    const words = settleInlines(inlinesOf(caption ? caption.children : [])).filter((one) => one.is !== 'picture')
    const table = content.some((child) => typeof child !== 'string' && child.name === 'table')
    if (pictures.length === 0 || table || this.#place === 'cell' || this.#place === 'item') {
      const captioned = table && words.length > 0 ? content.map((child) => withCaption(child, caption!)) : content
      this.take(captioned, style)
      this.#flush()
      if (!table && words.length > 0) this.#blocks.push({ is: 'paragraph', align: 'center', inlines: words })
      return
    }
    for (const [place, picture] of pictures.entries()) {
      this.#blocks.push({ is: 'figure', picture, caption: place === pictures.length - 1 ? words : [] })
    }
  }

  #table(children: Node[]) {
    const table = tableOf(children, this.#depth)
    if (table) this.#blocks.push(table)
  }
}

const holds = (nodes: readonly Node[], name: string): boolean =>
  nodes.some((node) => typeof node !== 'string' && (node.name === name || holds(node.children, name)))

const bullet = /^[·•●○■□◆◇★➢➤►▪▫§Øüýnlqpuvwo\-–—*\uf000-\uf0ff]$/u

function numbered(marker: string, inlines: Inline[]): Inline[] {
  const text = /[、）)．]$/.test(marker) ? marker : `${marker} `
  return [{ is: 'text', text, ...plain }, ...inlines]
}

function wordsOf(nodes: readonly Node[]): string {
  return nodes
    .map((node) => (typeof node === 'string' ? plainCharacters(node) : wordsOf(node.children)))
    .join('')
    .trim()
}

/** The content without its blocks, as for a heading or a caption. */
function inlinesOf(nodes: readonly Node[], style: Style = plain): Inline[] {
  return nodes.flatMap((node): Inline[] => {
    if (typeof node === 'string') return [{ is: 'text', text: plainCharacters(node), ...style }]
    const { name, attribs, children } = node
    if (name === 'br') return [blank]
    if (name === 'img') return [pictureOf(attribs)]
    if (name === 'a') return inlinesOf(children, { ...style, href: attribs['href'] ?? null })
    if (name === 'span') return inlinesOf(children, style)
    if (isMark(name)) return inlinesOf(children, { ...style, marks: [...style.marks, name] })
    return [blank, ...inlinesOf(children, style), blank]
  })
}

const blank: Inline = { is: 'text', text: ' ', ...plain }
const isMark = (name: string): name is Mark => (marks as readonly string[]).includes(name)
const notStrong = ({ marks }: { marks: readonly Mark[] }) => marks.filter((mark) => mark !== 'strong')

const withCaption = (child: Node, caption: Element): Node =>
  typeof child !== 'string' && child.name === 'table'
    ? { ...child, children: [{ ...caption, name: 'caption' }, ...child.children] }
    : child

function alignOf(value: string | undefined): Align {
  return value === 'center' || value === 'right' ? value : null
}

function whole(value: string | undefined, least: number, most: number): number | null {
  if (value === undefined || !/^\s*\d{1,6}(?:\.\d+)?(?:px)?\s*$/i.test(value)) return null
  const number = Math.round(Number.parseFloat(value))
  return number >= least ? Math.min(number, most) : null
}

function pictureOf(attribs: Record<string, string>): Picture {
  return {
    is: 'picture',
    src: attribs['src'] ?? '',
    alt: attribs['alt'] === undefined ? null : plainCharacters(attribs['alt']).replace(/\s+/g, ' ').trim(),
    width: whole(attribs['width'], 1, 4000),
    height: whole(attribs['height'], 1, 4000),
  }
}

const mostSpanned = 100

function tableOf(children: readonly Node[], depth: number): Table | null {
  const rows: { inHead: boolean; cells: Cell[] }[] = []
  let caption: Inline[] = []
  const walk = (nodes: readonly Node[], inHead: boolean) => {
    for (const node of nodes) {
      if (typeof node === 'string') continue
      if (node.name === 'caption') caption = caption.length > 0 ? caption : settleInlines(inlinesOf(node.children))
      else if (node.name === 'tr') rows.push({ inHead, cells: cellsOf(node.children, depth) })
      else if (node.name === 'table') walk(node.children, false)
      else walk(node.children, node.name === 'thead')
    }
  }
  walk(children, false)
  caption = caption.filter((one) => one.is !== 'picture')

  const grid = withoutEmptyRows(rows)
  if (grid.length === 0) return null
  const said = grid.filter(({ inHead }) => inHead)
  const ordered = [...said, ...grid.filter(({ inHead }) => !inHead)]
  const headed = ordered.findIndex(({ cells }) => !cells.every(({ header }) => header))
  const leading = said.length > 0 ? said.length : headed === -1 ? ordered.length : headed
  const head = covering(
    ordered.map(({ cells }) => cells),
    leading,
  )
  return {
    is: 'table',
    caption,
    head: fitted(ordered.slice(0, head).map(({ cells }) => cells.map((cell) => asHeader(cell, cell.scope ?? 'col')))),
    body: fitted(
      ordered
        .slice(head)
        .map(({ cells }) => cells.map((cell) => (cell.header ? asHeader(cell, cell.scope ?? 'row') : cell))),
    ),
  }
}

const asHeader = (cell: Cell, scope: Scope): Cell => ({
  ...cell,
  header: true,
  scope,
  blocks: cell.blocks.map(
    (block): Block =>
      block.is === 'paragraph'
        ? {
            ...block,
            inlines: settleInlines(
              block.inlines.map((one) => (one.is === 'text' ? { ...one, marks: notStrong(one) } : one)),
            ),
          }
        : block,
  ),
})

function cellsOf(children: readonly Node[], depth: number): Cell[] {
  return children
    .filter((child): child is Element => typeof child !== 'string' && (child.name === 'td' || child.name === 'th'))
    .map(({ name, attribs, children }) => {
      const align = alignOf(attribs['class'])
      const blocks = new Gatherer('cell', Math.max(depth, deepest - 2)).take(children).done()
      const alone = blocks.length === 1 && blocks[0]!.is === 'paragraph' ? blocks[0] : null
      const header = name === 'th'
      const scope = attribs['scope']?.toLowerCase() as Scope
      return {
        header,
        scope: header && scopes.includes(scope) ? scope : null,
        rowspan: whole(attribs['rowspan'], 1, mostSpanned) ?? 1,
        colspan: whole(attribs['colspan'], 1, mostSpanned) ?? 1,
        align: alone?.align ?? align,
        blocks: alone ? [{ ...alone, align: null }] : blocks,
      }
    })
}

/** A row that only cells from above reach into is taken out, and those cells become shorter. */
function withoutEmptyRows(rows: { inHead: boolean; cells: Cell[] }[]): { inHead: boolean; cells: Cell[] }[] {
  const left = rows.map((row) => ({ ...row, cells: row.cells.map((cell) => ({ ...cell })) }))
  for (let row = left.length - 1; row >= 0; row--) {
    if (left[row]!.cells.length > 0) continue
    left.slice(0, row).forEach(({ cells }, above) => {
      for (const cell of cells) if (above + cell.rowspan > row) cell.rowspan = Math.max(1, cell.rowspan - 1)
    })
    left.splice(row, 1)
  }
  return left
}

/** How many rows the head needs so that no cell of it reaches out. */
function covering(rows: readonly Cell[][], leading: number): number {
  let end = leading
  for (let row = 0; row < end; row++) {
    for (const { rowspan } of rows[row]!) end = Math.min(rows.length, Math.max(end, row + rowspan))
  }
  return end
}

const fitted = (rows: Cell[][]): Cell[][] =>
  rows.map((cells, row) => cells.map((cell) => ({ ...cell, rowspan: Math.min(cell.rowspan, rows.length - row) })))
