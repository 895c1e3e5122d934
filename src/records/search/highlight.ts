import { halfWidth } from '../../law/personal-data/typed.ts'

/** A piece of text; `hit`: it is what was looked for. */
export interface Piece {
  text: string
  hit: boolean
}

const snippetLength = 110
const lead = 24

/** Same length as the text, so that places found in one are places in the other. */
function comparable(text: string): string {
  const plain = halfWidth(text).toLowerCase()
  return plain.length === text.length ? plain : text
}

function placesOf(text: string, words: readonly string[]): [start: number, end: number][] {
  const plain = comparable(text)
  const places: [number, number][] = []
  for (const word of words) {
    if (word === '') continue
    for (let at = plain.indexOf(word); at >= 0; at = plain.indexOf(word, at + word.length)) {
      places.push([at, at + word.length])
    }
  }
  places.sort(([a, aEnd], [b, bEnd]) => a - b || bEnd - aEnd)
  // Words that overlap or touch are one place.
  const joined: [number, number][] = []
  for (const [start, end] of places) {
    const last = joined.at(-1)
    if (last && start <= last[1]) last[1] = Math.max(last[1], end)
    else joined.push([start, end])
  }
  return joined
}

/** A whole text with the words marked. */
export function marked(text: string, words: readonly string[]): Piece[] {
  const pieces: Piece[] = []
  let from = 0
  for (const [start, end] of placesOf(text, words)) {
    if (start > from) pieces.push({ text: text.slice(from, start), hit: false })
    pieces.push({ text: text.slice(start, end), hit: true })
    from = end
  }
  if (from < text.length) pieces.push({ text: text.slice(from), hit: false })
  return pieces
}

/** The part of a text in which most of the words stand together, marked. The beginning of the text when none does. */
export function snippet(text: string, words: readonly string[]): Piece[] {
  const flat = text.replace(/\s+/g, ' ')
  const places = placesOf(flat, words)
  const plain = comparable(flat)
  let [best, most] = [0, -1]
  // Enough to choose from; a very long text is not searched to its end.
  for (const [start] of places.slice(0, 200)) {
    const within = places.filter(([other, end]) => other >= start && end <= start + snippetLength)
    const different = new Set(within.map(([from, to]) => plain.slice(from, to))).size
    if (different > most) [best, most] = [start, different]
  }
  const begin = best <= lead ? 0 : sentenceBegin(flat, best)
  const end = Math.min(flat.length, begin + snippetLength + lead)
  return marked(`${begin > 0 ? '…' : ''}${flat.slice(begin, end)}${end < flat.length ? '…' : ''}`, words)
}

/** Where to begin: after the stop before the place, or a few characters before it. */
function sentenceBegin(text: string, place: number): number {
  const before = text.slice(Math.max(0, place - lead), place)
  const stop = Math.max(...[...'。；！？，、 '].map((mark) => before.lastIndexOf(mark)))
  return place - before.length + (stop >= 0 ? stop + 1 : 0)
}
