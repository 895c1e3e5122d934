import { parentPort, workerData } from 'node:worker_threads'
import { CannotRead, type Unreadable } from '../files/inspection.ts'
import type { Box } from './box.ts'
import { type Flattened, flatten } from './flatten.ts'
import { boundedScale, bringFonts, mostPages, openSource, type Rect, runningText } from './source.ts'

// Painting a page keeps a processor busy for half a second: here, beside the web server.

interface File {
  bytes: Uint8Array
  mediaType: string
}
export type Order =
  | ({ kind: 'sizes' } & File)
  | ({ kind: 'letters' } & File)
  | ({ kind: 'page'; page: number; widest: number } & File)
  | ({ kind: 'flatten'; boxes: readonly Box[] } & File)

export interface PageSize {
  /** in points */
  width: number
  height: number
  withText: boolean
}
export interface PageLetters {
  text: string
  /** for each UTF-16 unit of the text its letter; -1 for what was put between letters */
  letterAt: Int32Array
  boxes: Rect[]
}
export interface Given {
  sizes: PageSize[]
  letters: PageLetters[]
  /** a JPEG, or null where there is no such page */
  page: Uint8Array | null
  flatten: Flattened
}
export type Answer =
  | { given: Given[keyof Given] }
  | { progress: [done: number, of: number] }
  | { unreadable: Unreadable }
  | { failed: string }

async function fulfil(order: Order): Promise<Answer> {
  try {
    return { given: await made(order) }
  } catch (error) {
    if (error instanceof CannotRead) return { unreadable: error.why }
    return { failed: error instanceof Error ? (error.stack ?? error.message) : String(error) }
  }
}

async function made(order: Order): Promise<Given[keyof Given]> {
  if (order.kind === 'flatten') {
    return flatten(order, (done, of) => parentPort?.postMessage({ progress: [done, of] } satisfies Answer))
  }
  const source = await openSource(order.bytes, order.mediaType)
  try {
    if (source.pages > mostPages) throw new CannotRead('too-large')
    if (order.kind === 'page') {
      if (order.page > source.pages) return null
      const page = await source.page(order.page)
      const painted = await page.paint(boundedScale(page, order.widest / page.width))
      return await painted.canvas.encode('jpeg', 85)
    }
    const all: (PageSize | PageLetters)[] = []
    for (let number = 1; number <= source.pages; number += 1) {
      const page = await source.page(number)
      const letters = await page.letters()
      if (order.kind === 'sizes') all.push({ width: page.width, height: page.height, withText: letters.length > 0 })
      else all.push({ ...runningText(letters), boxes: letters.map(({ box }) => box) })
    }
    return all as Given['sizes'] | Given['letters']
  } finally {
    await source.close()
  }
}

bringFonts((workerData as { fonts: string }).fonts)
parentPort?.on('message', async (order: Order) => parentPort?.postMessage(await fulfil(order)))
