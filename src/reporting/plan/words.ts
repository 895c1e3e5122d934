import type { Page } from '../read/page.ts'

/** Where the character before `place` ends in the published text, blanks left out. */
function endBefore(page: Page, place: number): number {
  let before = place - 1
  while (before >= 0 && page.dense[before] === ' ') before -= 1
  return before < 0 ? 0 : (page.at[before] as number) + 1
}

/** What stands between a place in the dense text and the character before it: blanks, line ends, cell marks. */
export function gapBefore(page: Page, place: number): string {
  return page.raw.slice(endBefore(page, place), page.at[place])
}

/** Whether a line or a cell begins at a place of the dense text. */
export function beginsLine(page: Page, place: number): boolean {
  return place === 0 || /[\n\t|]/.test(gapBefore(page, place))
}

/** Whether the line before a place is as long as the lines of this page get, so that its sentence goes on. */
export function wraps(page: Page, place: number): boolean {
  const { lines, raw } = page
  const widths = lines.map((offset, at) => raw.slice(offset, lines[at + 1] ?? raw.length).trim().length)
  const long = widths.filter((width) => width > 0).sort((a, b) => a - b)
  const usual = long[Math.floor(long.length * 0.9)] ?? 0
  const end = endBefore(page, place)
  const line = lines.findLastIndex((offset) => offset < end)
  return usual <= 80 && (widths[line] ?? 0) >= usual * 0.85
}

const hanOrMark = '[\\u2e80-\\u9fff\\uff00-\\uffef\\u3000-\\u303f\\u2018-\\u201d]'
const blanksInWords = new RegExp(`(?<=${hanOrMark})[\\s|]+|[\\s|]+(?=${hanOrMark})`, 'g')

/** The published words from `from` to `to` (places in the dense text); blanks and line ends between Chinese words left out. */
export function published(page: Page, from: number, to: number): string {
  if (to <= from) return ''
  return tidy(page.raw.slice(page.at[from], (page.at[to - 1] as number) + 1))
}

/** The same with the line ends. */
export function publishedLines(page: Page, from: number, to: number): string {
  if (to <= from) return ''
  const words = page.raw.slice(page.at[from], (page.at[to - 1] as number) + 1)
  return words
    .split('\n')
    .map(tidy)
    .filter((line) => line !== '')
    .join('\n')
}

export function tidy(words: string): string {
  return words.replace(blanksInWords, '').replace(/\s+/g, ' ').trim()
}

/** The first place in the dense text that stands at or behind an offset of the published text. */
export function placeAt({ at, dense }: Page, offset: number): number {
  let low = 0
  let high = dense.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((at[middle] as number) < offset) low = middle + 1
    else high = middle
  }
  return low
}
