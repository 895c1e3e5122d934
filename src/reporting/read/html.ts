import { Parser } from 'htmlparser2'
import type { LineStart } from './page.ts'

/** The words of a page: a line for each block and table row, a tab before each cell. */
export interface HtmlText {
  raw: string
  starts: LineStart[]
  /** `<title>` and the `<meta>` names that say who published what and when */
  meta: Record<string, string>
}

const head = /<(?:!doctype|html|head|meta|body|div|table|tbody|tr|td|p|span|section|article)[\s>]/i

/** Whether text is markup: a tag of a page in its first part. */
export function looksLikeHtml(text: string): boolean {
  return text.includes('<') && head.test(text.length > 40_000 ? text.slice(0, 40_000) : text)
}

/** What an element does to the text; elements not named here begin and end a line. */
const effects = new Map<string, 'hides' | 'cell' | 'title' | 'nothing'>([
  ...'script style noscript template svg iframe select'.split(' ').map((name) => [name, 'hides'] as const),
  ...'td th'.split(' ').map((name) => [name, 'cell'] as const),
  ['title', 'title'],
  ...'a abbr b bdi bdo cite code data dfn em font i kbd label mark q s samp small span strong sub sup time u var wbr o:p img input button meta link'
    .split(' ')
    .map((name) => [name, 'nothing'] as const),
])

const metaTag = /<meta\s[^>]*>/gi
const attribute = /\b(name|content)\s*=\s*(?:"([^"]*)"|'([^']*)')/gi

/** The named `<meta>` of a page. Read here and not by the parser, which would gather the attributes of every cell as well. */
function metaOf(html: string): Record<string, string> {
  const meta: Record<string, string> = {}
  const body = html.search(/<body[\s>]/i)
  for (const [tag] of html.slice(0, body < 0 ? 20_000 : body).matchAll(metaTag)) {
    const found = { name: '', content: '' }
    for (const [, name = '', double, single] of tag.matchAll(attribute)) {
      found[name.toLowerCase() as keyof typeof found] = double ?? single ?? ''
    }
    if (found.name !== '') meta[found.name.toLowerCase()] = found.content
  }
  return meta
}

export function textOfHtml(html: string): HtmlText {
  const pieces: string[] = []
  const starts: LineStart[] = [{ at: 0, line: 1 }]
  const meta = metaOf(html)
  let length = 0
  let hiding = 0
  let cells = 0
  let titled = false
  let line = 1
  let counted = 0

  const write = (piece: string) => {
    pieces.push(piece)
    length += piece.length
  }
  /** Counts the lines of the source up to `to`. */
  const lineAt = (to: number) => {
    for (let next = html.indexOf('\n', counted); next >= 0 && next < to; next = html.indexOf('\n', counted)) {
      line += 1
      counted = next + 1
    }
    return line
  }
  const note = (at: number, of: number) => {
    const last = starts[starts.length - 1] as LineStart
    if (last.line !== of) starts.push({ at, line: of })
  }

  const parser = new Parser({
    onopentagname(name) {
      switch (effects.get(name)) {
        case 'nothing':
          return
        case 'cell':
          cells += 1
          write('\t')
          return
        case 'hides':
          hiding += 1
          return
        case 'title':
          titled = true
          return
        default:
          write(cells > 0 ? ' ' : '\n')
      }
    },
    onclosetag(name) {
      switch (effects.get(name)) {
        case 'nothing':
          return
        case 'cell':
          cells = Math.max(0, cells - 1)
          return
        case 'hides':
          hiding = Math.max(0, hiding - 1)
          return
        case 'title':
          titled = false
          return
        default:
          write(cells > 0 && name !== 'tr' ? ' ' : '\n')
      }
    },
    ontext(words) {
      if (hiding > 0) return
      if (titled) {
        meta['title'] = (meta['title'] ?? '') + words
        return
      }
      const of = lineAt(parser.startIndex)
      note(length, of)
      if (!words.includes('\n')) {
        write(words)
        return
      }
      // A line end inside a cell is a blank; outside it may begin a line of text.
      const lines = words.split('\n')
      lines.forEach((one, place) => {
        if (place > 0) {
          write(cells > 0 ? ' ' : '\n')
          note(length, of + place)
        }
        write(one)
      })
    },
  })
  parser.write(html)
  parser.end()
  return { raw: pieces.join(''), starts, meta }
}
