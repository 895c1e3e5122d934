import { readMarkup } from './read.ts'
import { type Block, type Inline, textOfInlines } from './tree.ts'

/** What can be read, for search and for looking through: a line a paragraph, a tab between the cells of a row. */
export function textOfMarkup(html: string): string {
  return textOfBlocks(readMarkup(html))
}

export function textOfBlocks(blocks: readonly Block[]): string {
  return blocks.map(textOfBlock).join('\n')
}

export function textOfBlock(block: Block): string {
  switch (block.is) {
    case 'heading':
    case 'paragraph':
      return textOfInlines(block.inlines)
    case 'list':
      return block.items
        .map((item, place) => `${block.ordered ? `${block.start + place}. ` : '• '}${textOfBlocks(item)}`)
        .join('\n')
    case 'table': {
      const rows = [...block.head, ...block.body].map((row) =>
        row.map(({ blocks }) => textOfBlocks(blocks).replace(/\n/g, ' ')).join('\t'),
      )
      return [...captionLine(block.caption), ...rows].join('\n')
    }
    case 'figure':
      return [block.picture.alt ?? '', ...captionLine(block.caption)].filter((line) => line !== '').join('\n')
    case 'quote':
      return textOfBlocks(block.blocks)
    case 'rule':
      return ''
  }
}

const captionLine = (caption: readonly Inline[]) => (caption.length > 0 ? [textOfInlines(caption)] : [])
