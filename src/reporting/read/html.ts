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

const hidden = new Set(['script', 'style', 'noscript', 'template', 'svg', 'iframe', 'select'])
const inline = new Set(
  'a abbr b bdi bdo cite code data dfn em font i kbd label mark q s samp small span strong sub sup time u var wbr o:p img input button'.split(
    ' ',
  ),
)

export function textOfHtml(html: string): HtmlText {
  const pieces: string[] = []
  const starts: LineStart[] = [{ at: 0, line: 1 }]
  const meta: Record<string, string> = {}
  let length = 0
  let hiding = 0
  let cells = 0
  let titled = false
  let line = 1
  let counted = 0
  let inMeta = false
  let about = ''
  let content = ''

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
    // Attributes are looked at in `<meta>` only: gathering those of every cell is what takes time.
    onattribute(attribute, value) {
      if (!inMeta) return
      if (attribute === 'name') about = value.toLowerCase()
      else if (attribute === 'content') content = value
      if (about !== '' && content !== '') meta[about] = content
    },
    onopentagname(name) {
      inMeta = name === 'meta'
      if (inMeta) {
        about = ''
        content = ''
      } else if (name === 'td' || name === 'th') {
        cells += 1
        write('\t')
      } else if (hidden.has(name)) hiding += 1
      else if (name === 'title') titled = true
      else if (!inline.has(name)) write(cells > 0 ? ' ' : '\n')
    },
    onclosetag(name) {
      if (name === 'td' || name === 'th') cells = Math.max(0, cells - 1)
      else if (hidden.has(name)) hiding = Math.max(0, hiding - 1)
      else if (name === 'title') titled = false
      else if (!inline.has(name)) write(cells > 0 && name !== 'tr' ? ' ' : '\n')
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
