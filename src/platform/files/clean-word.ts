import { zipSync } from 'fflate'
import { parseDocument } from 'htmlparser2'
import { cleanPicture } from './clean-picture.ts'
import { type Archive, textOf } from './zip.ts'

type Node = ReturnType<typeof parseDocument>['children'][number]
type Element = Extract<Node, { attribs: unknown }>

const isElement = (node: Node): node is Element => 'attribs' in node
const local = (node: Element) => node.name.slice(node.name.indexOf(':') + 1)

/** Parts that only speak about the document. */
const dropped =
  /^(?:word\/(?:comments\w*|people)\.xml|word\/_rels\/comments\w*\.xml\.rels|docProps\/custom\.xml|customXml\/.*|docProps\/thumbnail\.\w+)$/
const stories = /^word\/(?:document|header\d*|footer\d*|footnotes|endnotes)\.xml$/

const gone = new Set([
  'del',
  'moveFrom',
  'rPrChange',
  'pPrChange',
  'sectPrChange',
  'tblPrChange',
  'tblPrExChange',
  'tcPrChange',
  'trPrChange',
  'tblGridChange',
  'numberingChange',
  'commentRangeStart',
  'commentRangeEnd',
  'commentReference',
  'moveFromRangeStart',
  'moveFromRangeEnd',
  'moveToRangeStart',
  'moveToRangeEnd',
  'annotationRef',
])
const unwrapped = new Set(['ins', 'moveTo'])

/** The document with its changes accepted, and without comments, hidden runs and properties. */
export function cleanWord(archive: Archive): Uint8Array {
  const files: Record<string, Uint8Array> = {}
  const encode = (text: string) => new TextEncoder().encode(text)
  for (const [name, entry] of archive) {
    if (dropped.test(name) || name.endsWith('/')) continue
    if (stories.test(name)) files[name] = encode(rewrite(textOf(archive, name) ?? '', accepted))
    else if (name === 'word/settings.xml') files[name] = encode(rewrite(textOf(archive, name) ?? '', withoutSettings))
    else if (name === 'docProps/core.xml') files[name] = encode(coreOf(textOf(archive, name) ?? ''))
    else if (name === 'docProps/app.xml') files[name] = encode(app)
    else if (name === '[Content_Types].xml' || name.endsWith('.rels')) {
      files[name] = encode(rewrite(textOf(archive, name) ?? '', withoutReferences))
    } else files[name] = /^word\/media\//.test(name) ? cleanPicture(entry.read()) : entry.read()
  }
  return zipSync(files)
}

type Keep = (node: Element) => 'keep' | 'drop' | 'unwrap'

function accepted(node: Element): ReturnType<Keep> {
  const name = local(node)
  if (gone.has(name)) return 'drop'
  if (unwrapped.has(name)) return 'unwrap'
  const says = (properties: string, mark: string) =>
    node.children.some(
      (child) =>
        isElement(child) &&
        local(child) === properties &&
        child.children.some((one) => isElement(one) && local(one) === mark),
    )
  if (name === 'r' && says('rPr', 'vanish')) return 'drop'
  if (name === 'tr' && says('trPr', 'del')) return 'drop'
  if (name === 'tc' && says('tcPr', 'cellDel')) return 'drop'
  return 'keep'
}

function withoutSettings(node: Element): ReturnType<Keep> {
  return ['docVars', 'mailMerge', 'trackRevisions', 'attachedTemplate', 'rsids'].includes(local(node)) ? 'drop' : 'keep'
}

function withoutReferences(node: Element): ReturnType<Keep> {
  const { Target = '', PartName = '', Type = '' } = node.attribs as Record<string, string>
  const target = (PartName || Target).replace(/^\/|^(?:\.\.\/)+/g, '')
  const isGone = dropped.test(target) || dropped.test(`word/${target}`)
  return isGone || /\/(?:attachedTemplate|customXml|mailMergeSource|comments\w*)$/.test(Type) ? 'drop' : 'keep'
}

/** Of the properties a title may stay: it is what a reader's window shows. */
function coreOf(xml: string): string {
  const title = /<dc:title>([^<]*)<\/dc:title>/.exec(xml)?.[0] ?? ''
  return `<?xml version="1.0" encoding="UTF-8" standalone="yes"?><cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">${title}</cp:coreProperties>`
}
const app =
  '<?xml version="1.0" encoding="UTF-8" standalone="yes"?><Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"/>'

/** Writes XML again as it was, entities untouched, without the elements that are not kept. */
function rewrite(xml: string, keep: Keep): string {
  const written = (nodes: readonly Node[]): string =>
    nodes
      .map((node) => {
        if (isElement(node)) {
          const what = keep(node)
          if (what === 'drop') return ''
          const inner = written(node.children)
          if (what === 'unwrap') return inner
          const attributes = Object.entries(node.attribs as Record<string, string>)
            .map(([name, value]) => ` ${name}="${value.replaceAll('"', '&quot;')}"`)
            .join('')
          return inner === '' ? `<${node.name}${attributes}/>` : `<${node.name}${attributes}>${inner}</${node.name}>`
        }
        if (node.type === 'text') return (node as { data: string }).data
        if (node.type === 'directive') return `<${(node as { data: string }).data.replace(/\?$/, '')}?>`
        return ''
      })
      .join('')
  return written(parseDocument(xml, { xmlMode: true, decodeEntities: false }).children)
}
