import { openPdf } from '../files/pdf.ts'
import { type Box, paintBox, pixelsOf } from './box.ts'
import { whatElseIsIn } from './flat-pdf.ts'
import { openSource, white } from './source.ts'

/** What a page was made with, to be held against the file. */
export interface Proved {
  page: number
  pixels: { width: number; height: number }
  boxes: { box: Box; perPoint: number; below: string }[]
}

export const checks = [
  'pages',
  'only-pictures',
  'no-text',
  'no-words-in-bytes',
  'no-original-parts',
  'boxes-opaque',
] as const
export type Check = (typeof checks)[number]

export interface Proof {
  /** every check that was made, in order; what was found against it, or null */
  checks: { check: Check; against: string | null }[]
  holds: boolean
  boxes: number
  /** how many of the boxes had words below them */
  withWords: number
  /** words below a box that can still be read elsewhere: by page, how often. Somebody may have meant it so */
  elsewhere: { page: number; count: number }[]
}

/** Reads the finished file as a stranger would and looks for anything that should not be in it. */
export async function prove({
  file,
  original,
  pages,
  text,
}: {
  file: Buffer
  original: Uint8Array
  pages: readonly Proved[]
  text: string
}): Promise<Proof> {
  const words = [...new Set(pages.flatMap(({ boxes }) => boxes.map(({ below }) => below)))].filter(
    (one) => one.length > 1,
  )
  const against: Record<Check, string | null> = {
    pages: null,
    'only-pictures': whatElseIsIn(file, pages.length),
    'no-text': null,
    'no-words-in-bytes': wordsIn(file, words),
    'no-original-parts': partsIn(file, Buffer.from(original.buffer, original.byteOffset, original.byteLength)),
    'boxes-opaque': null,
  }
  const document = await openPdf(file)
  try {
    if (document.numPages !== pages.length) against.pages = `${document.numPages} of ${pages.length}`
    for (let number = 1; number <= document.numPages; number += 1) {
      const page = await document.getPage(number)
      const { items } = await page.getTextContent()
      if (items.length > 0) against['no-text'] ??= `page ${number}`
      if ((await page.getAnnotations()).length > 0) against['only-pictures'] ??= `annotations on page ${number}`
      page.cleanup()
    }
    if ((await document.getAttachments()) !== null) against['only-pictures'] ??= 'attachments'
  } finally {
    await document.loadingTask.destroy()
  }
  against['boxes-opaque'] = await seenThrough(file, pages)
  return {
    checks: checks.map((check) => ({ check, against: against[check] })),
    holds: checks.every((check) => against[check] === null),
    boxes: pages.reduce((sum, { boxes }) => sum + boxes.length, 0),
    withWords: pages.flatMap(({ boxes }) => boxes).filter(({ below }) => below !== '').length,
    elsewhere: elsewhere(text, words),
  }
}

function elsewhere(text: string, words: readonly string[]): Proof['elsewhere'] {
  const bare = (one: string) => one.replace(/\s/g, '')
  const sought = words.map(bare).filter((word) => word.length > 1)
  return text
    .split(/^第 \d+ 页\n/m)
    .slice(1)
    .flatMap((page, place) => {
      const here = bare(page)
      const count = sought.reduce((sum, word) => sum + here.split(word).length - 1, 0)
      return count > 0 ? [{ page: place + 1, count }] : []
    })
}

/** In the writings a PDF or a picture may keep words in. */
function wordsIn(file: Buffer, words: readonly string[]): string | null {
  for (const word of words.filter(({ length }) => length >= 4)) {
    const utf16 = Buffer.from(word, 'utf16le')
    const writings = [Buffer.from(word), utf16, Buffer.from(utf16).swap16()]
    if (writings.some((writing) => file.includes(writing))) return 'words below a box'
    if (file.includes(Buffer.from(Buffer.from(utf16).swap16().toString('hex').toUpperCase()))) return 'words as digits'
  }
  return null
}

const sample = 64

/** Pieces of the original: of every stream of a PDF, and of the whole, some bytes out of the middle. */
function partsIn(file: Buffer, original: Buffer): string | null {
  const pieces: [number, number][] = [[0, original.length]]
  for (let at = original.indexOf('stream'); at >= 0; at = original.indexOf('stream', at + 6)) {
    const end = original.indexOf('endstream', at + 6)
    if (end < 0) break
    pieces.push([at + 8, end])
    at = end + 3
  }
  for (const [from, to] of pieces) {
    if (to - from < sample * 4) continue
    const middle = from + Math.floor((to - from) / 2)
    const piece = original.subarray(middle, middle + sample)
    // A run of one byte is in any picture.
    if (new Set(piece).size > 16 && file.includes(piece)) return `bytes ${middle} of the original`
  }
  return null
}

/**
 * Whether a box looks, in the finished file, as it looks on an empty page: then nothing of what was below it is left.
 * JPEG blurs by a few shades what stands side by side.
 */
async function seenThrough(file: Buffer, pages: readonly Proved[]): Promise<string | null> {
  const source = await openSource(file, 'application/pdf')
  try {
    for (const { page, pixels, boxes } of pages) {
      if (boxes.length === 0) continue
      const shown = await (await source.page(page)).paint(200 / 72)
      if (shown.canvas.width !== pixels.width || shown.canvas.height !== pixels.height) return `page ${page}: its size`
      const empty = white(pixels.width, pixels.height)
      for (const { box, perPoint } of boxes) paintBox(empty, box, perPoint)
      for (const { box, perPoint } of boxes) {
        const { x, y, width, height } = within(pixelsOf(box, perPoint), pixels)
        if (width < 1 || height < 1) continue
        const [a, b] = [shown.getImageData(x, y, width, height).data, empty.getImageData(x, y, width, height).data]
        let sum = 0
        let most = 0
        for (let place = 0; place < a.length; place += 1) {
          const difference = Math.abs((a[place] ?? 0) - (b[place] ?? 0))
          sum += difference
          if (difference > most) most = difference
        }
        if (sum / a.length > mostDifference.mean || most > mostDifference.anywhere) {
          return `page ${page}: a box is not opaque`
        }
      }
    }
    return null
  } finally {
    await source.close()
  }
}

/** of 255; a stroke of white in the black is 255 */
const mostDifference = { mean: 4, anywhere: 110 }

/** The edge of a box shares pixels with what is beside it when the file is scaled. */
function within({ x, y, width, height }: ReturnType<typeof pixelsOf>, page: { width: number; height: number }) {
  const [left, top] = [Math.max(0, x + 1), Math.max(0, y + 1)]
  return {
    x: left,
    y: top,
    width: Math.min(page.width, x + width - 1) - left,
    height: Math.min(page.height, y + height - 1) - top,
  }
}
