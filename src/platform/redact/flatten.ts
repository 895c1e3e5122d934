import { deflateSync } from 'node:zlib'
import type { SKRSContext2D } from '@napi-rs/canvas'
import { type Box, paintBox } from './box.ts'
import { FlatPdf } from './flat-pdf.ts'
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

/** Without loss where that is not the larger: text is, photographs and scans are not. */
async function packed(context: SKRSContext2D) {
  const { width, height } = context.canvas
  const { data } = context.getImageData(0, 0, width, height)
  const colours = Buffer.allocUnsafe(width * height * 3)
  for (let from = 0, to = 0; from < data.length; from += 4) {
    colours[to++] = data[from] ?? 0
    colours[to++] = data[from + 1] ?? 0
    colours[to++] = data[from + 2] ?? 0
  }
  const exact = deflateSync(colours, { level: 6 })
  const jpeg = await context.canvas.encode('jpeg', 85)
  const pixels = { width, height }
  return exact.length <= jpeg.length
    ? { pixels, filter: 'FlateDecode' as const, data: exact }
    : { pixels, filter: 'DCTDecode' as const, data: jpeg }
}
