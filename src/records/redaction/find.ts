import { scanText } from '../../law/personal-data/scan.ts'
import type { Rect } from '../../platform/redact/source.ts'
import type { PageLetters } from '../../platform/redact/worker.ts'

export interface HitOnPage {
  page: number
  foundBy: string
  text: string
  /** one for each line it goes over */
  rects: Rect[]
}

/** Personal data and the officer's own words on the pages of a material, each with the places it takes. */
export function hitsIn(pages: readonly PageLetters[], words: readonly string[]): HitOnPage[] {
  return pages.flatMap((page, place) => {
    const found: { foundBy: string; start: number; end: number }[] = scanText(page.text).map(
      ({ class: foundBy, start, end }) => ({ foundBy, start, end }),
    )
    for (const word of words) {
      const pattern = anyBlanks(word)
      if (!pattern) continue
      for (const match of page.text.matchAll(pattern)) {
        found.push({ foundBy: 'word', start: match.index, end: match.index + match[0].length })
      }
    }
    return found
      .map(({ foundBy, start, end }) => ({
        page: place + 1,
        foundBy,
        text: page.text.slice(start, end).replace(/\s+/g, ' '),
        rects: rectsOf(page, start, end),
      }))
      .filter(({ rects }) => rects.length > 0)
  })
}

/** A word may be spread out by blanks, or go over the end of a line. */
function anyBlanks(word: string): RegExp | null {
  const characters = [...word.replace(/\s/g, '')].map((one) => one.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&'))
  return characters.length === 0 ? null : new RegExp(characters.join('\\s*'), 'giu')
}

/** The boxes of the letters joined by line, with a rim: strokes reach over the edge of a letter's own box. */
function rectsOf({ letterAt, boxes }: PageLetters, start: number, end: number): Rect[] {
  const rects: Rect[] = []
  for (let place = start; place < end; place += 1) {
    const box = boxes[letterAt[place] ?? -1]
    if (!box) continue
    const last = rects.at(-1)
    if (last && sameLine(last, box)) {
      const [x, y] = [Math.min(last.x, box.x), Math.min(last.y, box.y)]
      const right = Math.max(last.x + last.width, box.x + box.width)
      const bottom = Math.max(last.y + last.height, box.y + box.height)
      rects[rects.length - 1] = { x, y, width: right - x, height: bottom - y }
    } else rects.push({ ...box })
  }
  return rects.map(({ x, y, width, height }) => {
    const rim = Math.min(width, height) * 0.08
    return { x: Math.max(0, x - rim), y: Math.max(0, y - rim), width: width + 2 * rim, height: height + 2 * rim }
  })
}

/** Beside each other, on an upright page or on one that lies. */
function sameLine(a: Rect, b: Rect): boolean {
  const shareRow = Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y) > Math.min(a.height, b.height) * 0.6
  const shareColumn = Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x) > Math.min(a.width, b.width) * 0.6
  return shareRow || (shareColumn && Math.abs(a.x - b.x) < 0.5 && Math.abs(a.width - b.width) < 0.5)
}
