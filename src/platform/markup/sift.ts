import { Parser } from 'htmlparser2'
import sanitizeHtml, { type Attributes, type Tag } from 'sanitize-html'

/** An element or a text of the sifted source, before it is brought into our order. */
export type Node = string | { name: string; attribs: Record<string, string>; children: Node[] }

const blocks = new Set(
  'address article aside body center dd details div dl dt fieldset footer form header html main nav pre section summary'.split(
    ' ',
  ),
)

const renamed: Record<string, string> = {
  b: 'strong',
  i: 'em',
  h5: 'h4',
  h6: 'h4',
  ins: 'span',
  font: 'span',
}

const kept =
  'h1 h2 h3 h4 p div ul ol li table caption thead tbody tfoot tr th td figure figcaption img a strong em u sub sup blockquote br hr span'.split(
    ' ',
  )

/** Elements whose words are not words of the document: programs, forms, what a tracked change took out, what is hidden. */
const silent =
  'script style textarea option noscript title xml xmp head template iframe object embed svg math audio video canvas select datalist del hidden'.split(
    ' ',
  )

const sitePath = /^\/(?![/\\])[^\s\\]*$/
const outside = /^(?:https?:\/\/|mailto:|tel:)[^\s]+$/i
const place = /^#[a-z]\d[\w-]*$/

function addressOf(value: string): string | null {
  const address = value.trim()
  return sitePath.test(address) || outside.test(address) || place.test(address) ? address : null
}

function alignIn(attribs: Attributes): string | null {
  const said = /(?:^|;)\s*text-align\s*:\s*(\w+)/i.exec(attribs['style'] ?? '')?.[1] ?? attribs['align']
  const word = (said ?? attribs['class'] ?? '').toLowerCase()
  if (word === 'center' || word === 'right') return word
  return word === 'end' ? 'right' : null
}

/** Word and WPS say with styles what HTML says with elements. */
function withoutStyles(tagName: string, attribs: Attributes): Tag {
  const style = (attribs['style'] ?? '').toLowerCase()
  if (
    /(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all)/.test(style) ||
    'hidden' in attribs
  ) {
    return { tagName: 'hidden', attribs: {} }
  }
  const name = blocks.has(tagName) ? 'div' : (renamed[tagName] ?? tagName)
  const sifted: Record<string, string> = {}
  if (name === 'span' || name === 'strong' || name === 'em') {
    const bold = /font-weight\s*:\s*(?:bold|[6-9]00)/.test(style)
    if (/mso-list\s*:\s*ignore/.test(style)) return { tagName: 'span', attribs: { class: 'marker' } }
    if (/vertical-align\s*:\s*super/.test(style)) return { tagName: 'sup', attribs: {} }
    if (/vertical-align\s*:\s*sub/.test(style)) return { tagName: 'sub', attribs: {} }
    if (name === 'strong' && /font-weight\s*:\s*(?:normal|[1-4]00)/.test(style)) return { tagName: 'span', attribs: {} }
    return { tagName: bold ? 'strong' : name, attribs: {} }
  }
  if (name === 'a') {
    const href = addressOf(attribs['href'] ?? '')
    return href === null ? { tagName: 'span', attribs: {} } : { tagName: 'a', attribs: { href } }
  }
  if (name === 'img') {
    const src = (attribs['src'] ?? '').trim()
    if (!sitePath.test(src)) return { tagName: 'hidden', attribs: {} }
    sifted['src'] = src
    for (const attribute of ['alt', 'width', 'height']) {
      if (attribs[attribute] !== undefined) sifted[attribute] = attribs[attribute]
    }
  }
  if (name === 'td' || name === 'th') {
    for (const attribute of ['rowspan', 'colspan', 'scope']) {
      if (attribs[attribute] !== undefined) sifted[attribute] = attribs[attribute]
    }
  }
  if (name === 'ol' && attribs['start'] !== undefined) sifted['start'] = attribs['start']
  const align = tagName === 'center' ? 'center' : alignIn(attribs)
  if (align !== null) sifted['class'] = align
  return { tagName: name, attribs: sifted }
}

const alignable = ['class']

const options: sanitizeHtml.IOptions = {
  allowedTags: kept,
  nonTextTags: silent,
  allowedAttributes: {
    a: ['href'],
    img: ['src', 'alt', 'width', 'height'],
    td: ['rowspan', 'colspan', ...alignable],
    th: ['rowspan', 'colspan', 'scope', ...alignable],
    ol: ['start'],
    ...Object.fromEntries(['p', 'div', 'h1', 'h2', 'h3', 'h4', 'span'].map((name) => [name, alignable])),
  },
  allowedClasses: { '*': ['center', 'right', 'marker'] },
  allowedSchemes: ['http', 'https', 'mailto', 'tel'],
  allowProtocolRelative: false,
  transformTags: { '*': withoutStyles },
  nestingLimit: 80,
}

/**
 * What is left of a source after everything that could act has been taken out, as a tree.
 *
 * Removed with their content: scripts, styles, forms' fields, hidden text, tracked deletions. Removed but for their words:
 * every element we do not have.
 */
export function sift(html: string): Node[] {
  const root: Node[] = []
  const open: Node[][] = [root]
  const parser = new Parser(
    {
      onopentag(name, attribs) {
        const node = { name, attribs: { ...attribs }, children: [] }
        open.at(-1)!.push(node)
        open.push(node.children)
      },
      ontext(text) {
        const siblings = open.at(-1)!
        const last = siblings.at(-1)
        if (typeof last === 'string') siblings[siblings.length - 1] = last + text
        else siblings.push(text)
      },
      onclosetag() {
        open.pop()
      },
    },
    { decodeEntities: true },
  )
  parser.end(sanitizeHtml(html, options))
  return root
}
