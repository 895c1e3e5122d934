import { deflateSync } from 'node:zlib'
import type { SKRSContext2D } from '@napi-rs/canvas'
import { type Box, paintBox } from './box.ts'
import { type FlatPage, FlatPdf } from './flat-pdf.ts'
import { type Proof, type Proved, prove } from './prove.ts'
import { boundedScale, type Letter, openSource, type Rect, runningText } from './source.ts'

export interface Flattened {
  file: Buffer
  /** what can still be read, page by page: for those who cannot see the pictures */
  text: string
  proof: Proof
}

const scale = 200 / 72

/**
 * Makes a file of pictures of the pages with the boxes painted over, one page at a time, and proves that nothing of what
 * is below a box came through.
 */
export async function flatten(
  { bytes, mediaType, boxes }: { bytes: Uint8Array; mediaType: string; boxes: readonly Box[] },
  onPage: (done: number, of: number) => void = () => {},
): Promise<Flattened> {
  const source = await openSource(bytes, mediaType)
  const flat = new FlatPdf()
  const texts: string[] = []
  const proved: Proved[] = []
  try {
    for (let number = 1; number <= source.pages; number += 1) {
      const page = await source.page(number)
      const here = boxes.filter((box) => box.page === number)
      const letters = await page.letters()
      const painted = await page.paint(boundedScale(page, scale))
      const { width, height } = painted.canvas
      const perPoint = width / page.width
      for (const box of here) paintBox(painted, box, perPoint)
      flat.add({ width: (width * 72) / 200, height: (height * 72) / 200, ...(await packed(painted)) })
      const isBelow = (letter: Letter) => here.some((box) => overlap(letter.box, box))
      texts.push(runningText(letters.filter((letter) => !isBelow(letter))).text)
      proved.push({
        page: number,
        pixels: { width, height },
        boxes: here.map((box) => ({ box, perPoint, below: below(letters, box) })),
      })
      onPage(number, source.pages)
    }
  } finally {
    await source.close()
  }
  const file = flat.end()
  const text = texts
    .map((one, place) => `第 ${place + 1} 页\n${one.trim() || '（这一页没有可以提取的文字）'}\n`)
    .join('\n')
  return { file, text, proof: await prove({ file, original: bytes, pages: proved, text }) }
}

/** The words below a box, joined as they stand on the page. */
function below(letters: readonly Letter[], box: Rect): string {
  return runningText(letters.filter((letter) => overlap(letter.box, box))).text.trim()
}

const overlap = (a: Rect, b: Rect) =>
  a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height

/** Exact where that is not the larger: print and drawings are, photographs and scans are not. */
async function packed(context: SKRSContext2D): Promise<Pick<FlatPage, 'pixels' | 'filter' | 'colours' | 'data'>> {
  const { width, height } = context.canvas
  const { data } = context.getImageData(0, 0, width, height)
  const greys = inGreys(data, width, height)
  const exact = deflateSync(greys ?? inColours(data), { level: 6 })
  const jpeg = await context.canvas.encode('jpeg', 85)
  const pixels = { width, height }
  return exact.length <= jpeg.length
    ? { pixels, filter: 'FlateDecode', colours: greys ? 'grey' : 'rgb', data: exact }
    : { pixels, filter: 'DCTDecode', colours: 'rgb', data: jpeg }
}

function inColours(data: Uint8ClampedArray): Buffer {
  const colours = Buffer.allocUnsafe((data.length / 4) * 3)
  for (let from = 0, to = 0; from < data.length; from += 4) {
    colours[to++] = data[from] ?? 0
    colours[to++] = data[from + 1] ?? 0
    colours[to++] = data[from + 2] ?? 0
  }
  return colours
}

/** Two pixels a byte, sixteen shades: more is not seen in print. Null when there is a colour. */
function inGreys(data: Uint8ClampedArray, width: number, height: number): Buffer | null {
  const row = Math.ceil(width / 2)
  const greys = Buffer.alloc(row * height)
  for (let y = 0, from = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1, from += 4) {
      const shade = data[from] ?? 0
      if (shade !== data[from + 1] || shade !== data[from + 2]) return null
      const place = y * row + (x >> 1)
      greys[place] = (greys[place] ?? 0) | (Math.round(shade / 17) << (x & 1 ? 0 : 4))
    }
  }
  return greys
}
