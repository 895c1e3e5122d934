import { type Block, type Cell, type Inline, type Mark, marks, type Picture, type Table } from './tree.ts'

export const escapeText = (text: string) => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;')
const escapeValue = (text: string) => escapeText(text).replace(/"/g, '&quot;')

function attributes(values: Record<string, string | number | null>): string {
  return Object.entries(values)
    .filter(([, value]) => value !== null)
    .map(([name, value]) => ` ${name}="${escapeValue(String(value))}"`)
    .join('')
}

/** `idOf` gives a block the name by which a link finds it. */
export function writeBlocks(blocks: readonly Block[], idOf: (block: Block) => string | null = () => null): string {
  return blocks.map((block) => writeBlock(block, idOf)).join('\n')
}

export function writeBlock(block: Block, idOf: (block: Block) => string | null = () => null): string {
  const id = idOf(block)
  switch (block.is) {
    case 'heading':
      return `<h${block.level}${attributes({ id, class: block.align })}>${writeInlines(block.inlines)}</h${block.level}>`
    case 'paragraph':
      return `<p${attributes({ id, class: block.align })}>${writeInlines(block.inlines)}</p>`
    case 'list': {
      const tag = block.ordered ? 'ol' : 'ul'
      const start = block.ordered && block.start !== 1 ? block.start : null
      const items = block.items.map((item) => `<li>${writeContent(item)}</li>`).join('')
      return `<${tag}${attributes({ start })}>${items}</${tag}>`
    }
    case 'table':
      return writeTable(block)
    case 'figure': {
      const caption = block.caption.length > 0 ? `<figcaption>${writeInlines(block.caption)}</figcaption>` : ''
      return `<figure>${writePicture(block.picture)}${caption}</figure>`
    }
    case 'quote':
      return `<blockquote>${block.blocks.map((inner) => writeBlock(inner)).join('')}</blockquote>`
    case 'rule':
      return '<hr>'
  }
}

function writeTable({ caption, head, body }: Table): string {
  const rows = (rows: Cell[][]) => rows.map((row) => `<tr>${row.map(writeCell).join('')}</tr>`).join('')
  return [
    '<table>',
    caption.length > 0 ? `<caption>${writeInlines(caption)}</caption>` : '',
    head.length > 0 ? `<thead>${rows(head)}</thead>` : '',
    body.length > 0 ? `<tbody>${rows(body)}</tbody>` : '',
    '</table>',
  ].join('')
}

function writeCell({ header, scope, rowspan, colspan, align, blocks }: Cell): string {
  const tag = header ? 'th' : 'td'
  const spans = { rowspan: rowspan > 1 ? rowspan : null, colspan: colspan > 1 ? colspan : null }
  return `<${tag}${attributes({ scope, ...spans, class: align })}>${writeContent(blocks)}</${tag}>`
}

/** One plain paragraph in a cell or an item stands there without its own element. */
function writeContent(blocks: readonly Block[]): string {
  const [first] = blocks
  const alone =
    first?.is === 'paragraph' && first.align === null && blocks.slice(1).every((block) => block.is === 'list')
  return blocks.map((block, place) => (alone && place === 0 ? writeInlines(first.inlines) : writeBlock(block))).join('')
}

function writePicture({ src, alt, width, height }: Picture): string {
  return `<img${attributes({ src, alt, width, height })}>`
}

interface Open {
  tag: 'a' | Mark
  href: string | null
}

export function writeInlines(inlines: readonly Inline[]): string {
  const open: Open[] = []
  let html = ''
  const closeDownTo = (depth: number) => {
    while (open.length > depth) html += `</${open.pop()!.tag}>`
  }
  for (const one of inlines) {
    if (one.is !== 'text') {
      closeDownTo(0)
      html += one.is === 'break' ? '<br>' : writePicture(one)
      continue
    }
    const wanted: Open[] = [
      ...(one.href === null ? [] : [{ tag: 'a' as const, href: one.href }]),
      ...marks.filter((mark) => one.marks.includes(mark)).map((tag) => ({ tag, href: null })),
    ]
    const differs = open.findIndex(({ tag, href }, depth) => tag !== wanted[depth]?.tag || href !== wanted[depth]?.href)
    closeDownTo(differs === -1 ? open.length : differs)
    for (const element of wanted.slice(open.length)) {
      html += `<${element.tag}${attributes({ href: element.href })}>`
      open.push(element)
    }
    html += escapeText(one.text)
  }
  closeDownTo(0)
  return html
}
