import type { ReactNode } from 'react'

export type Block = { kind: 'heading' | 'subheading' | 'paragraph'; text: string }

const first = /^[一二三四五六七八九十百]+、/
const second = /^[（(][一二三四五六七八九十百]+[）)]/
const sentenceEnd = /[。；：，！？;:,]$/
const longestHeading = 40
const levels = ['h1', 'h2', 'h3', 'h4'] as const

/**
 * Plain text as the desk keeps it: a blank line ends a paragraph; a short line that begins with 一、 or （一） and does
 * not end like a sentence is a heading.
 */
export function blocksOf(text: string): Block[] {
  const blocks: Block[] = []
  let open: string[] = []
  const close = () => {
    if (open.length > 0) blocks.push({ kind: 'paragraph', text: open.join('\n') })
    open = []
  }
  for (const line of text.split(/\r?\n/).map((line) => line.trim())) {
    const kind =
      line.length > longestHeading || sentenceEnd.test(line)
        ? null
        : first.test(line)
          ? 'heading'
          : second.test(line)
            ? 'subheading'
            : null
    if (line === '' || kind) close()
    if (kind) blocks.push({ kind, text: line })
    else if (line !== '') open.push(line)
  }
  close()
  return blocks
}

/** `under`: the level of the heading the text stands under. `words` may turn parts of the text into links. */
export function Prose({
  text,
  under = 1,
  words = (text) => text,
}: {
  text: string
  under?: 1 | 2
  words?: (text: string) => ReactNode
}) {
  const blocks = blocksOf(text)
  // A text that has only （一） keeps the order of headings: they stand directly under the heading above.
  const lowest = blocks.some(({ kind }) => kind === 'heading') ? 2 : 1
  const tags = { heading: levels[under], subheading: levels[under + lowest - 1] ?? 'h4' } as const
  return (
    <div className="prose">
      {blocks.map(({ kind, text }, place) => {
        const Tag = kind === 'paragraph' ? 'p' : tags[kind]
        // biome-ignore lint/suspicious/noArrayIndexKey: the text never changes once rendered
        return <Tag key={place}>{words(text)}</Tag>
      })}
    </div>
  )
}
