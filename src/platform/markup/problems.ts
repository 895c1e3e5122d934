import { columnsOf, widthsOf } from './grid.ts'
import { readMarkup } from './read.ts'
import { textOfBlock } from './to-text.ts'
import { type Block, type Inline, type Picture, type Table, textOfInlines } from './tree.ts'

export const markupProblemKinds = [
  'picture-without-alt',
  'alt-is-file-name',
  'table-without-head',
  'table-without-caption',
  'table-too-wide',
  'table-uneven',
  'heading-skipped',
  'empty-heading',
  'vague-link',
  'bold-in-place-of-heading',
  'blanks-in-place-of-layout',
] as const
export type MarkupProblemKind = (typeof markupProblemKinds)[number]

/** What keeps somebody from reading the text (GB/T 37668), so that it may not be published with it. The rest is advice. */
const barriers = new Set<MarkupProblemKind>([
  'picture-without-alt',
  'alt-is-file-name',
  'table-without-head',
  'table-uneven',
  'heading-skipped',
  'empty-heading',
  'vague-link',
])

export interface MarkupProblem {
  kind: MarkupProblemKind
  /** whether it keeps somebody from reading */
  barrier: boolean
  /** which block of the text it is in, from 1 */
  block: number
  /** the words it is about, at most 40 characters; may be empty for a picture */
  quote: string
  /** the nearest heading above */
  under: string | null
}

/** More than this cannot be read on paper (156 mm) nor on a telephone. */
const mostColumns = 12
const vague =
  /^(?:请?点击?(?:这里|此处|查看|下载|进入)?|这里|此处|链接|查看|详情|查看详情|更多|下载|here|click here|more|link)[>»…。]*$/i
const address = /^(?:https?:\/\/|www\.)\S+$/i
const fileName =
  /\.(?:jpe?g|png|gif|webp|bmp|tiff?|svg)$|^(?:img|dsc|image|图片|微信图片|mmexport|screenshot)[\s_\-\d()（）]*$/i

export function markupProblems(html: string): MarkupProblem[] {
  const problems: MarkupProblem[] = []
  let under: string | null = null
  let level = 1
  for (const [place, block] of readMarkup(html).entries()) {
    const note = (kind: MarkupProblemKind, quote: string) =>
      problems.push({ kind, barrier: barriers.has(kind), block: place + 1, quote: excerpt(quote), under })
    if (block.is === 'heading') {
      const words = block.inlines.map((one) => (one.is === 'text' ? one.text : '')).join('')
      if (words.trim() === '') note('empty-heading', textOfBlock(block))
      if (block.level > level + 1) note('heading-skipped', words)
      level = block.level
    }
    look(block, note)
    if (block.is === 'heading') under = excerpt(textOfBlock(block))
  }
  return problems
}

const excerpt = (text: string) => (text.length > 40 ? `${text.slice(0, 39)}…` : text).replace(/\s+/g, ' ').trim()

type Note = (kind: MarkupProblemKind, quote: string) => void

function look(block: Block, note: Note): void {
  switch (block.is) {
    case 'heading':
      lookAtInlines(block.inlines, note)
      break
    case 'paragraph': {
      lookAtInlines(block.inlines, note)
      const text = textOfInlines(block.inlines)
      const bold = block.inlines.every((one) => one.is === 'text' && one.marks.includes('strong'))
      if (bold && text.length <= 30 && !/[。；：，、！？]$/.test(text)) note('bold-in-place-of-heading', text)
      if (/\u3000{4,}\S/.test(text)) note('blanks-in-place-of-layout', text)
      break
    }
    case 'list':
      for (const item of block.items) for (const inner of item) lookWithin(inner, note)
      break
    case 'quote':
      for (const inner of block.blocks) lookWithin(inner, note)
      break
    case 'figure':
      lookAtPicture(block.picture, note)
      lookAtInlines(block.caption, note)
      break
    case 'table':
      lookAtTable(block, note)
      break
    case 'rule':
      break
  }
}

/** Bold words in a cell or an item are no heading. */
function lookWithin(block: Block, note: Note): void {
  look(block, (kind, quote) => {
    if (kind !== 'bold-in-place-of-heading') note(kind, quote)
  })
}

function lookAtTable(table: Table, note: Note) {
  const { caption, head, body } = table
  const quote = textOfInlines(caption) || textOfBlock(table).split('\n')[0]!.replace(/\t/g, ' ')
  const rows = [...head, ...body]
  if (!rows.some((row) => row.some(({ header }) => header))) note('table-without-head', quote)
  if (caption.length === 0) note('table-without-caption', quote)
  if (columnsOf(table) > mostColumns) note('table-too-wide', quote)
  if (new Set([...widthsOf(head), ...widthsOf(body)]).size > 1) note('table-uneven', quote)
  for (const row of rows) for (const { blocks } of row) for (const block of blocks) lookWithin(block, note)
}

function lookAtPicture({ alt, src }: Picture, note: Note) {
  if (alt === null) note('picture-without-alt', src.split('/').at(-1) ?? '')
  else if (fileName.test(alt)) note('alt-is-file-name', alt)
}

function lookAtInlines(inlines: readonly Inline[], note: Note) {
  const links: { href: string; text: string }[] = []
  for (const one of inlines) {
    if (one.is === 'picture') lookAtPicture(one, note)
    if (one.is !== 'text' || one.href === null) continue
    const last = links.at(-1)
    if (last?.href === one.href) last.text += one.text
    else links.push({ href: one.href, text: one.text })
  }
  for (const { text } of links) {
    if (vague.test(text.trim()) || address.test(text.trim())) note('vague-link', text)
  }
}
