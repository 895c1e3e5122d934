import { headingLevelOf, headsDivision } from './divisions.ts'
import { plainCharacters, settleInlines } from './text.ts'
import type { Block, Inline } from './tree.ts'
import { writeBlocks } from './write.ts'

/**
 * Plain text as markup: a blank line ends a paragraph; a short line that begins with 一、 or （一） or 第一章 and does not
 * end like a sentence is a heading; other line breaks stay.
 */
export function markupOfText(text: string): string {
  const blocks: Block[] = []
  let open: string[] = []
  const close = () => {
    const inlines = settleInlines(open.flatMap((line): Inline[] => [{ is: 'break' }, run(line)]))
    if (inlines.length > 0) blocks.push({ is: 'paragraph', align: null, inlines })
    open = []
  }
  for (const line of plainCharacters(text)
    .split(/\r?\n/)
    .map((line) => line.trim())) {
    const heading = headingOfLine(line)
    if (line === '' || heading) close()
    if (heading) blocks.push({ is: 'heading', ...heading, inlines: settleInlines([run(line)]) })
    else if (line !== '') open.push(line)
  }
  close()
  return writeBlocks(raised(blocks))
}

const run = (text: string): Inline => ({ is: 'text', text, marks: [], href: null })

interface FoundHeading {
  level: 2 | 3 | 4
  align: 'center' | null
}

/** What a line of text would be as a heading. */
export function headingOfLine(line: string): FoundHeading | null {
  const level = headingLevelOf(line)
  if (level !== null) return { level: level === 1 ? 2 : 3, align: null }
  const division = headsDivision(line)
  return division && { level: division.kind === 'section' ? 3 : 2, align: 'center' }
}

/** A text that has only （一） keeps the order of headings: none is skipped. */
export function raised(blocks: Block[]): Block[] {
  const levels = blocks.flatMap((block) => (block.is === 'heading' ? [block.level] : []))
  const surplus = Math.min(...levels) - 2
  if (levels.length === 0 || surplus <= 0) return blocks
  return blocks.map((block) =>
    block.is === 'heading' ? { ...block, level: (block.level - surplus) as typeof block.level } : block,
  )
}
