import { strFromU8, strToU8, zipSync } from 'fflate'
import mammoth from 'mammoth'
import { cleanMarkup } from '../clean.ts'
import { divisionOf } from '../divisions.ts'
import { headingOfLine } from '../from-text.ts'
import { writeOutNumbers } from './numbering.ts'
import { type DocxRefusal, unpackDocx } from './unpack.ts'

export interface DocxPicture {
  /** picture-1.png */
  name: string
  mediaType: string
  bytes: Uint8Array
  alt: string | null
}

export const docxWarningKinds = [
  'tracked-changes',
  'comments',
  'notes',
  'text-boxes',
  'formulas',
  'embedded-files',
  'pictures-in-other-formats',
] as const

export interface DocxWarning {
  kind: (typeof docxWarningKinds)[number]
  /** how many of them */
  count: number
}

export interface ImportedDocx {
  html: string
  /** the centred lines the text begins with; null where there are none */
  title: string | null
  /** ×应急〔2026〕12号, where a line above the title is one */
  documentNumber: string | null
  /** lines that stood above the title (the red head) and are not in `html` */
  above: string[]
  pictures: DocxPicture[]
  warnings: DocxWarning[]
}

/** What browsers show; EMF, WMF and TIFF they do not. */
const shown: Record<string, string> = {
  'image/png': 'png',
  'image/jpeg': 'jpg',
  'image/gif': 'gif',
  'image/webp': 'webp',
}

/**
 * The text of a Word document as our markup. Numbers Word counts are written out, tracked changes are taken as accepted,
 * comments, headers and footers are left out. `addressOf` says where a picture will be found; it is called once for each.
 */
export async function docxToMarkup(
  bytes: Uint8Array,
  addressOf: (picture: DocxPicture) => string,
): Promise<ImportedDocx | { refused: DocxRefusal }> {
  const parts = unpackDocx(bytes)
  if ('refused' in parts) return parts as { refused: DocxRefusal }
  try {
    return await convert(parts, addressOf)
  } catch {
    return { refused: 'broken' }
  }
}

async function convert(
  parts: Record<string, Uint8Array>,
  addressOf: (picture: DocxPicture) => string,
): Promise<ImportedDocx> {
  const text = (name: string) => (parts[name] ? strFromU8(parts[name]) : '')
  const source = text('word/document.xml')
  const numbering = text('word/numbering.xml')
  const document = writeOutNumbers(source, numbering, text('word/styles.xml'))
  const packed = zipSync(
    {
      ...parts,
      'word/document.xml': strToU8(document),
      // A style would give back the numbers that are in the text now.
      ...(numbering === '' ? {} : { 'word/numbering.xml': strToU8(numbering.replace(/<w:pStyle [^>]*\/>/g, '')) }),
    },
    { level: 0 },
  )
  const pictures: DocxPicture[] = []
  let otherPictures = 0
  let front: Front = { title: null, documentNumber: null, above: [] }
  const { value } = await mammoth.convertToHtml(
    { buffer: Buffer.from(packed) },
    {
      styleMap,
      ignoreEmptyParagraphs: true,
      transformDocument: (document: Element) => {
        const { front: found, rest } = takeFront(document.children ?? [])
        front = found
        return { ...document, children: rest.map(dressed) }
      },
      convertImage: mammoth.images.imgElement(async (image) => {
        const ending = shown[image.contentType]
        if (!ending) {
          otherPictures++
          return { src: '' }
        }
        const alt = (image as { altText?: string }).altText?.trim() || null
        const picture = {
          name: `picture-${pictures.length + 1}.${ending}`,
          mediaType: image.contentType,
          bytes: new Uint8Array(await image.readAsArrayBuffer()),
          alt,
        }
        pictures.push(picture)
        return { src: addressOf(picture) }
      }),
    },
  )
  return { html: cleanMarkup(value), ...front, pictures, warnings: warningsOf(parts, source, otherPictures) }
}

const styleMap = [
  "p[style-name='zm-title'] => h2.center:fresh",
  "p[style-name='zm-h2'] => h2:fresh",
  "p[style-name='zm-h2-center'] => h2.center:fresh",
  "p[style-name='zm-h3'] => h3:fresh",
  "p[style-name='zm-h3-center'] => h3.center:fresh",
  "p[style-name='zm-h4'] => h4:fresh",
  "p[style-name='zm-center'] => p.center:fresh",
  "p[style-name='zm-right'] => p.right:fresh",
  'u => u',
  'strike => ',
]

/** A node of the document as mammoth reads it. */
interface Element {
  type: string
  children?: Element[]
  value?: string
  styleName?: string | null
  styleId?: string | null
  alignment?: string | null
  numbering?: unknown
}

function textOf({ type, value, children }: Element): string {
  if (type === 'text') return value ?? ''
  if (type === 'tab') return ' '
  if (type === 'break') return '\n'
  return (children ?? []).map(textOf).join('')
}

const headingStyle = /^(?:heading|标题)\s*([1-6])$/i
const titleStyle = /^(?:title|标题|文档标题)$/i

/** Says with styles of ours what the paragraph is: a heading by its style or by its words, or set to the middle or right. */
function dressed(element: Element): Element {
  if (element.type === 'table') return { ...element, children: element.children?.map(dressedInTable) ?? [] }
  if (element.type !== 'paragraph') return element
  const text = textOf(element).trim()
  const byStyle = Number(headingStyle.exec(element.styleName ?? '')?.[1] ?? 0)
  if (byStyle > 0) return named(element, `zm-h${Math.min(4, byStyle + 1)}`)
  if (element.numbering) return element
  const byWords = headingOfLine(text)
  if (byWords) return named(element, `zm-h${byWords.level}${byWords.align ? '-center' : ''}`)
  const align = alignmentOf(element)
  return align ? named(element, `zm-${align}`) : named(element, null)
}

const named = (element: Element, styleName: string | null): Element => ({ ...element, styleId: null, styleName })

function dressedInTable(element: Element): Element {
  if (element.type !== 'paragraph')
    return { ...element, ...(element.children ? { children: element.children.map(dressedInTable) } : {}) }
  const align = alignmentOf(element)
  return element.numbering ? element : named(element, align ? `zm-${align}` : null)
}

function alignmentOf({ alignment }: Element): 'center' | 'right' | null {
  if (alignment === 'center') return 'center'
  return alignment === 'right' || alignment === 'end' ? 'right' : null
}

/** 通　知 is spaced out for its looks; Wi-Fi 6 is not. */
const withoutGaps = (text: string) => text.trim().replace(/(?<=\P{ASCII})\s+|\s+(?=\P{ASCII})/gu, '')

interface Front {
  title: string | null
  documentNumber: string | null
  above: string[]
}

const documentNumber = /^\S{1,20}[〔[［﹝(（]\d{4}[〕\]］﹞)）]第?\s*\d+\s*号$/
const mostAbove = 6
const longestTitle = 100

/** The lines in the middle that a document begins with are its title; a red head and a number may stand above them. */
function takeFront(children: readonly Element[]): { front: Front; rest: Element[] } {
  const above: string[] = []
  let number: string | null = null
  let at = 0
  const nothing = { front: { title: null, documentNumber: null, above: [] }, rest: [...children] }
  const isTitle = (element: Element, text: string) =>
    (alignmentOf(element) === 'center' || titleStyle.test(element.styleName ?? '')) &&
    text.length <= longestTitle &&
    !/[。；：]$/.test(text) &&
    divisionOf(text) === null
  for (; at < children.length; at++) {
    const element = children[at]!
    if (element.type !== 'paragraph') return nothing
    const text = textOf(element).replace(/\s+/g, ' ').trim()
    if (text === '') continue
    const isNumber = documentNumber.test(text.replace(/\s/g, ''))
    if (isNumber) number = text.replace(/\s/g, '')
    if (isNumber || /文\s*件$/.test(text)) above.push(text)
    else if (isTitle(element, text)) break
    else return nothing
    if (above.length > mostAbove) return nothing
  }
  const lines: string[] = []
  for (; at < children.length; at++) {
    const element = children[at]!
    const text = element.type === 'paragraph' ? withoutGaps(textOf(element)) : ''
    const goesOn = text !== '' && isTitle(element, text) && !/^[（(]/.test(text) && !documentNumber.test(text)
    if (!goesOn || [...lines, text].join('').length > longestTitle) break
    lines.push(text)
  }
  if (lines.length === 0) return nothing
  const next = children[at]
  const below = next?.type === 'paragraph' ? textOf(next).replace(/\s/g, '') : ''
  if (number === null && documentNumber.test(below)) {
    number = below
    at++
  }
  return { front: { title: lines.join(''), documentNumber: number, above }, rest: children.slice(at) }
}

function warningsOf(parts: Record<string, Uint8Array>, document: string, otherPictures: number): DocxWarning[] {
  const count = (pattern: RegExp) => document.match(pattern)?.length ?? 0
  const counts: Record<DocxWarning['kind'], number> = {
    'tracked-changes': count(/<w:(?:ins|del|moveFrom|moveTo) /g),
    comments: count(/<w:commentReference /g),
    notes: count(/<w:(?:footnote|endnote)Reference /g),
    'text-boxes': count(/<w:txbxContent>/g),
    formulas: count(/<m:oMath>/g),
    'embedded-files': Object.keys(parts).filter((name) => name.startsWith('word/embeddings/')).length,
    'pictures-in-other-formats': otherPictures,
  }
  return docxWarningKinds.filter((kind) => counts[kind] > 0).map((kind) => ({ kind, count: counts[kind] }))
}
