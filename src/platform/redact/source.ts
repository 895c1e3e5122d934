import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { createCanvas, GlobalFonts, loadImage, type SKRSContext2D } from '@napi-rs/canvas'
import type { PDFDocumentProxy } from 'pdfjs-dist/types/src/display/api.js'
import { CannotRead } from '../files/inspection.ts'
import { openPdf, pdfjs } from '../files/pdf.ts'
import { seenLetters } from '../files/pdf-painted.ts'
import { plainText } from '../files/plain-text.ts'

/** In points, from the upper left corner of the page as it is shown. */
export interface Rect {
  x: number
  y: number
  width: number
  height: number
}

export interface Letter {
  text: string
  box: Rect
  size: number
}

export interface SourcePage {
  width: number
  height: number
  /** what can be read on it; a picture has none */
  letters(): Promise<Letter[]>
  /** the page on white, `scale` pixels a point */
  paint(scale: number): Promise<SKRSContext2D>
}

/** A PDF or a picture, page by page: one page at a time is in memory. */
export interface Source {
  pages: number
  page(number: number): Promise<SourcePage>
  close(): Promise<void>
}

/** A picture has no size on paper: it is taken as scanned with as many dots an inch, but never larger than a poster. */
const dotsPerInch = 200
const largestSide = 1684

export const mostPages = 500
const mostPixels = 25_000_000

/** What scale a page can be painted with so that it stays within memory. */
export const boundedScale = ({ width, height }: { width: number; height: number }, scale: number) =>
  Math.min(scale, Math.sqrt(mostPixels / (width * height)))

export const labelFont = 'Zhaoming Hei'

/** The fonts that were made when building, for Chinese a file names and does not bring, and for the words on a box. */
export function bringFonts(folder: string): void {
  if (GlobalFonts.has(labelFont)) return
  for (const [file, name, ...others] of [
    ['hei.ttf.gz', labelFont, 'SimHei', '黑体'],
    ['song.ttf.gz', 'Zhaoming Song', 'SimSun', '宋体', 'FangSong', '仿宋', 'STSong', 'STSong-Light'],
    ['kai.ttf.gz', 'Zhaoming Kai', 'KaiTi', '楷体'],
  ] as const) {
    if (!existsSync(join(folder, file))) continue
    GlobalFonts.register(gunzipSync(readFileSync(join(folder, file))), name)
    for (const other of others) if (!GlobalFonts.has(other)) GlobalFonts.setAlias(name, other)
  }
}

export async function openSource(bytes: Uint8Array, mediaType: string): Promise<Source> {
  return mediaType === 'application/pdf' ? openDocument(bytes) : openPicture(bytes)
}

async function openDocument(bytes: Uint8Array): Promise<Source> {
  const document: PDFDocumentProxy = await openPdf(bytes, { useSystemFonts: true }).catch((error: Error) => {
    throw new CannotRead(error.name === 'PasswordException' ? 'password' : 'corrupt')
  })
  const { OPS } = await pdfjs()
  return {
    pages: document.numPages,
    async page(number) {
      const page = await document.getPage(number).catch(() => {
        throw new CannotRead('corrupt')
      })
      const { width, height, transform } = page.getViewport({ scale: 1 })
      return {
        width,
        height,
        async letters() {
          const seen = await seenLetters(page, OPS, await document.getOptionalContentConfig())
          return seen.map(({ text, box: [x0, y0, x1, y1], size }) => {
            const [a, b] = [at(transform, x0, y0), at(transform, x1, y1)]
            const [x, y] = [Math.min(a[0], b[0]), Math.min(a[1], b[1])]
            const box = { x, y, width: Math.abs(a[0] - b[0]), height: Math.abs(a[1] - b[1]) }
            return { text: plainText(text), box, size }
          })
        },
        async paint(scale) {
          const viewport = page.getViewport({ scale })
          const context = white(viewport.width, viewport.height)
          await page.render({ canvas: null, canvasContext: context as never, viewport }).promise
          page.cleanup()
          return context
        },
      }
    },
    close: () => document.loadingTask.destroy(),
  }
}

const at = (m: readonly number[], x: number, y: number): [number, number] => [
  (m[0] ?? 1) * x + (m[2] ?? 0) * y + (m[4] ?? 0),
  (m[1] ?? 0) * x + (m[3] ?? 1) * y + (m[5] ?? 0),
]

async function openPicture(bytes: Uint8Array): Promise<Source> {
  const picture = await loadImage(Buffer.from(bytes)).catch(() => {
    throw new CannotRead('corrupt')
  })
  const points = Math.min(72 / dotsPerInch, largestSide / Math.max(picture.width, picture.height))
  const [width, height] = [picture.width * points, picture.height * points]
  return {
    pages: 1,
    page: async () => ({
      width,
      height,
      letters: async () => [],
      async paint(scale) {
        const context = white(width * scale, height * scale)
        context.drawImage(picture, 0, 0, context.canvas.width, context.canvas.height)
        return context
      },
    }),
    close: async () => {},
  }
}

export function white(width: number, height: number): SKRSContext2D {
  const context = createCanvas(Math.max(1, Math.round(width)), Math.max(1, Math.round(height))).getContext('2d')
  context.fillStyle = '#ffffff'
  context.fillRect(0, 0, context.canvas.width, context.canvas.height)
  return context
}

export interface PageText {
  text: string
  /** for each UTF-16 unit of the text the letter it belongs to; -1 for what was put between letters */
  letterAt: Int32Array
}

/** The letters of a page as running text: a new line where one begins, a blank where there is a gap. */
export function runningText(letters: readonly Letter[]): PageText {
  let text = ''
  const letterAt: number[] = []
  let before: Letter | null = null
  for (const [place, letter] of letters.entries()) {
    if (before) {
      const between = joint(before, letter)
      text += between
      for (let more = 0; more < between.length; more += 1) letterAt.push(-1)
    }
    text += letter.text
    for (let more = 0; more < letter.text.length; more += 1) letterAt.push(place)
    before = letter
  }
  return { text, letterAt: Int32Array.from(letterAt) }
}

function joint({ box: a, size }: Letter, { box: b }: Letter): string {
  // A letter is as high as its line, 1.2 of its size; on a page that lies, its line is upright.
  const lies = Math.abs(a.width - size * 1.2) < Math.abs(a.height - size * 1.2)
  const aside = lies ? Math.abs(b.x - a.x) : Math.abs(b.y - a.y)
  const gap = lies
    ? Math.max(b.y - (a.y + a.height), a.y - (b.y + b.height))
    : Math.max(b.x - (a.x + a.width), a.x - (b.x + b.width))
  if (aside > size * 0.6 || gap > size * 3) return '\n'
  return gap > size * 0.6 ? ' ' : ''
}
