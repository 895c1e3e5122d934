import { fileURLToPath } from 'node:url'
import type { PDFDocumentProxy, PDFPageProxy } from 'pdfjs-dist/types/src/display/api.js'
import { CannotRead, type Hidden, type TextPart } from './inspection.ts'
import { painted } from './pdf-painted.ts'
import { hiddenInPicture } from './picture.ts'
import { plainText } from './plain-text.ts'

const mostPages = 3000
const mostEarlier = 5

type Pdfjs = typeof import('pdfjs-dist/legacy/build/pdf.mjs')
let loaded: Promise<Pdfjs> | null = null
export const pdfjs = () => {
  loaded ??= import('pdfjs-dist/legacy/build/pdf.mjs')
  return loaded
}
const folder = (name: string) => fileURLToPath(new URL(`${name}/`, import.meta.resolve('pdfjs-dist/package.json')))

export async function openPdf(bytes: Uint8Array, more: { useSystemFonts?: boolean } = {}): Promise<PDFDocumentProxy> {
  const { getDocument } = await pdfjs()
  return getDocument({
    // The library keeps what it is given.
    data: new Uint8Array(bytes),
    verbosity: 0,
    useSystemFonts: false,
    // Chinese without embedded fonts is encoded by one of these tables.
    cMapUrl: folder('cmaps'),
    cMapPacked: true,
    standardFontDataUrl: folder('standard_fonts'),
    // Decoders of JPEG 2000 and JBIG2, which scanners write.
    wasmUrl: folder('wasm'),
    ...more,
  }).promise as unknown as Promise<PDFDocumentProxy>
}

interface PdfText {
  parts: TextPart[]
  hidden: Hidden[]
  pages: number
  withoutText: boolean
}

/** The text of a PDF by page, and what lies below, behind and before it. */
export async function readPdf(
  bytes: Uint8Array,
  inside: (bytes: Uint8Array, name: string) => Promise<string>,
): Promise<PdfText> {
  const document = await openPdf(bytes).catch((error: Error) => {
    throw new CannotRead(error.name === 'PasswordException' ? 'password' : 'corrupt')
  })
  try {
    if (document.numPages > mostPages) throw new CannotRead('too-large')
    const found: PdfText = { parts: [], hidden: [], pages: document.numPages, withoutText: false }
    let pictures = 0
    for (let number = 1; number <= document.numPages; number += 1) {
      const page = await document.getPage(number)
      const text = await pageText(page)
      if (text.trim() !== '') found.parts.push({ place: `第 ${number} 页`, text })
      const seen = await painted(page, (await pdfjs()).OPS, await document.getOptionalContentConfig())
      if (text.trim() === '' && seen.hasPictures) pictures += 1
      found.hidden.push(
        ...seen.hidden.map((one) => ({ ...one, place: `第 ${number} 页${one.place}`, text: plainText(one.text) })),
      )
      found.hidden.push(...(await annotations(document, page, number, inside)))
      page.cleanup()
    }
    found.withoutText = pictures > 0
    found.hidden.push(...(await properties(document)), ...(await attachments(document, inside)))
    found.hidden.push(...(await picturePositions(bytes)))
    if (await document.hasJSActions()) found.hidden.push({ what: 'macro', place: '文档脚本', text: '' })
    found.hidden.push(...(await earlierRevisions(bytes, found.parts)))
    return found
  } catch (error) {
    if (error instanceof CannotRead) throw error
    throw new CannotRead('corrupt')
  } finally {
    await document.loadingTask.destroy()
  }
}

async function pageText(page: PDFPageProxy): Promise<string> {
  const { items } = await page.getTextContent({ includeMarkedContent: false })
  return plainText(items.map((item) => ('str' in item ? `${item.str}${item.hasEOL ? '\n' : ''}` : '')).join(''))
}

interface Annotation {
  subtype?: string
  contentsObj?: { str: string }
  titleObj?: { str: string }
  fieldValue?: unknown
  hidden?: boolean
  file?: { filename?: string }
  fileId?: string
}

async function annotations(
  document: PDFDocumentProxy,
  page: PDFPageProxy,
  number: number,
  inside: (bytes: Uint8Array, name: string) => Promise<string>,
): Promise<Hidden[]> {
  const found: Hidden[] = []
  for (const one of (await page.getAnnotations()) as Annotation[]) {
    const words = plainText(one.contentsObj?.str ?? '').trim()
    const author = plainText(one.titleObj?.str ?? '')
    if (words !== '' && one.subtype !== 'Link' && one.subtype !== 'Widget') {
      found.push({ what: 'comment', place: `第 ${number} 页批注${author ? `（${author}）` : ''}`, text: words })
    }
    if (one.subtype === 'FileAttachment') {
      const name = one.file?.filename ?? ''
      const text = one.fileId ? await contentOf(document, one.fileId, name, inside) : ''
      found.push({ what: 'embedded-file', place: `第 ${number} 页附件“${plainText(name)}”`, text })
    }
    if (one.subtype === 'Widget' && one.hidden && typeof one.fieldValue === 'string' && one.fieldValue !== '') {
      found.push({ what: 'hidden-text', place: `第 ${number} 页隐藏的表单域`, text: plainText(one.fieldValue) })
    }
  }
  return found
}

const propertyNames: Record<string, string> = {
  Author: '作者',
  Subject: '主题',
  Keywords: '关键词',
  'dc:creator': '作者',
  'dc:description': '说明',
  'pdf:keywords': '关键词',
}

async function properties(document: PDFDocumentProxy): Promise<Hidden[]> {
  const { info, metadata } = await document.getMetadata()
  const told = new Map<string, Hidden>()
  const tell = (name: string, value: unknown) => {
    const text = plainText(Array.isArray(value) ? value.join('，') : typeof value === 'string' ? value : '').trim()
    if (text !== '') told.set(`${name} ${text}`, { what: 'metadata', place: `文档属性·${name}`, text })
  }
  for (const [key, value] of Object.entries(info as Record<string, unknown>)) {
    if (propertyNames[key]) tell(propertyNames[key], value)
    if (key === 'Custom')
      for (const [name, own] of Object.entries((value ?? {}) as Record<string, unknown>)) tell(name, own)
  }
  if (metadata) {
    for (const [key, value] of metadata as Iterable<[string, unknown]>)
      if (propertyNames[key]) tell(propertyNames[key], value)
  }
  return [...told.values()]
}

async function attachments(
  document: PDFDocumentProxy,
  inside: (bytes: Uint8Array, name: string) => Promise<string>,
): Promise<Hidden[]> {
  const found: Hidden[] = []
  for (const [id, { filename }] of (await document.getAttachments()) ?? []) {
    found.push({
      what: 'embedded-file',
      place: `附件“${plainText(filename)}”`,
      text: await contentOf(document, id, filename, inside),
    })
  }
  return found
}

async function contentOf(
  document: PDFDocumentProxy,
  id: string,
  name: string,
  inside: (bytes: Uint8Array, name: string) => Promise<string>,
): Promise<string> {
  const content = (await document.getAttachmentContent(id)) as unknown
  const bytes = content instanceof Uint8Array ? content : (content as { content?: Uint8Array } | null)?.content
  return bytes ? inside(bytes, name) : ''
}

/** Photographs lie in a PDF as the files they were, with where they were taken. */
async function picturePositions(bytes: Uint8Array): Promise<Hidden[]> {
  const found: Hidden[] = []
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  for (let at = buffer.indexOf('Exif\0\0'); at >= 0 && found.length < 50; at = buffer.indexOf('Exif\0\0', at + 6)) {
    const start = buffer.lastIndexOf(Buffer.from([0xff, 0xd8, 0xff]), at)
    if (start < 0 || at - start > 70_000) continue
    const hidden = await hiddenInPicture(buffer.subarray(start, Math.min(buffer.length, start + 400_000)))
    found.push(...hidden.filter(({ what }) => what === 'gps').map((one) => ({ ...one, place: `图片·${one.place}` })))
  }
  return found
}

/**
 * A PDF that was changed is written on at its end: what was there before is still in the file. Each earlier end is read as
 * the file it was, and what of its text is gone now is told.
 */
async function earlierRevisions(bytes: Uint8Array, now: readonly TextPart[]): Promise<Hidden[]> {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const ends: number[] = []
  for (let at = buffer.indexOf('%%EOF'); at >= 0; at = buffer.indexOf('%%EOF', at + 5)) ends.push(at + 5)
  ends.pop()
  const bare = (text: string) => text.replace(/\s/g, '')
  const present = bare(now.map(({ text }) => text).join(''))
  const found: Hidden[] = []
  for (const end of ends.slice(-mostEarlier)) {
    // The first part of a file made for the web is no file of its own.
    const earlier = await openPdf(bytes.subarray(0, end)).catch(() => null)
    if (!earlier) continue
    try {
      for (let number = 1; number <= Math.min(earlier.numPages, mostPages); number += 1) {
        const text = await earlier
          .getPage(number)
          .then(pageText)
          .catch(() => '')
        const lost = text.split('\n').filter((line) => bare(line) !== '' && !present.includes(bare(line)))
        if (lost.length > 0) {
          found.push({ what: 'earlier-revision', place: `修改前的第 ${number} 页`, text: lost.join('\n') })
        }
      }
    } finally {
      await earlier.loadingTask.destroy()
    }
  }
  return found
}
