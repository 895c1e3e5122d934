import { Parser } from 'htmlparser2'

const blocks = new Set([
  'p',
  'h1',
  'h2',
  'h3',
  'h4',
  'li',
  'tr',
  'caption',
  'figcaption',
  'blockquote',
  'div',
  'br',
  'ul',
  'ol',
  'table',
])
const cells = new Set(['td', 'th'])

/** The words of a text with markup, one line a block. What describes a picture is part of it. */
export function plainText(html: string): string {
  const lines: string[] = ['']
  const say = (text: string) => {
    lines[lines.length - 1] += text
  }
  const parser = new Parser({
    ontext: (text) => {
      const [first = '', ...more] = text.split('\n')
      say(first)
      lines.push(...more)
    },
    onopentag: (name, { alt }) => {
      if (blocks.has(name)) lines.push('')
      if (cells.has(name)) say(' ')
      if (name === 'img' && alt) say(` ${alt} `)
    },
    onclosetag: (name) => {
      if (blocks.has(name)) lines.push('')
    },
  })
  parser.end(html)
  return lines
    .map((line) => line.replace(/[\s\u00a0\u3000]+/g, ' ').trim())
    .filter((line) => line !== '')
    .join('\n')
}
