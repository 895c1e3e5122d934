import type { Tx } from '../../platform/database/bureau.ts'
import { findsAnything, type KnownWord, wordsLike, wordsSounding } from './for-public.ts'
import { meaningOf } from './meaning.ts'
import { soundOf, syllables } from './pinyin.ts'
import { normalised } from './segment.ts'

const mostSuggestions = 3
const longestLetters = 40
const longestRun = 14
const longestWord = 12

/**
 * What somebody may have meant who typed by sound (anquan, aqsc), or another character of the same sound (应急管里), or one
 * character wrong. Only what finds something is suggested.
 */
export async function didYouMean(tx: Tx, query: string): Promise<string[]> {
  const plain = normalised(query).trim()
  const letters = plain.replace(/[\s'’]/g, '')
  const meant = /^[a-z]{2,}$/.test(letters)
    ? letters.length <= longestLetters
      ? await byLetters(tx, letters)
      : []
    : await byCharacters(tx, plain)
  const found: string[] = []
  for (const suggestion of new Set(meant)) {
    if (suggestion === plain || found.length >= mostSuggestions) continue
    const { exact } = meaningOf(suggestion, { words: [], synonyms: [] })
    if (exact && (await findsAnything(tx, exact))) found.push(suggestion)
  }
  return found
}

const wordsIn = (known: readonly KnownWord[]) => known.map(({ word }) => word)

async function byLetters(tx: Tx, letters: string): Promise<string[]> {
  const exact = wordsIn(await wordsSounding(tx, 'pinyin', [letters]))
  if (exact.length > 0) return exact
  const initials = letters.length <= 8 ? wordsIn(await wordsSounding(tx, 'initials', [letters])) : []
  const alike = wordsIn(await wordsSounding(tx, 'sound', [soundOf(letters)]))
  const pieces = await inPieces(tx, letters)
  const found = [...initials, ...alike, ...(pieces ? [pieces] : [])]
  if (found.length > 0 || letters.length < 4) return found
  return wordsIn(await wordsLike(tx, 'pinyin', oneOff(letters)))
}

/** yanhuaranfang is 烟花 and 燃放: the longest known word first, as long as every letter belongs to one. */
async function inPieces(tx: Tx, letters: string): Promise<string | null> {
  const parts: string[] = []
  for (let from = 0; from < letters.length; from += 1) {
    for (let to = from + 4; to <= Math.min(letters.length, from + 30); to += 1) parts.push(letters.slice(from, to))
  }
  const known = new Map<string, string>()
  for (const { pinyin, word } of await wordsSounding(tx, 'pinyin', parts)) {
    if (!known.has(pinyin)) known.set(pinyin, word)
  }
  const words: string[] = []
  for (let from = 0; from < letters.length; ) {
    let to = Math.min(letters.length, from + 30)
    while (to > from && !known.has(letters.slice(from, to))) to -= 1
    if (to === from) return null
    words.push(known.get(letters.slice(from, to)) ?? '')
    from = to
  }
  return words.length > 1 ? words.join(' ') : null
}

async function byCharacters(tx: Tx, query: string): Promise<string[]> {
  const whole: string[] = []
  let changed = false
  for (const piece of query.split(/(\p{Script=Han}+)/u)) {
    const mended = /^\p{Script=Han}{2,}$/u.test(piece) ? await bySound(tx, piece) : null
    if (mended !== null) changed = true
    whole.push(mended ?? piece)
  }
  if (changed) return [whole.join('')]
  const characters = [...query]
  if (characters.length < 3 || characters.length > 8 || !/^\p{Script=Han}+$/u.test(query)) return []
  return wordsIn(await wordsLike(tx, 'word', oneOff(query)))
}

/** Patterns for one character wrong, missing or too much; and two that changed places. */
function oneOff(text: string): string[] {
  const characters = [...text]
  const patterns = new Set<string>()
  for (let at = 0; at < characters.length; at += 1) {
    const [before, after] = [characters.slice(0, at).join(''), characters.slice(at + 1).join('')]
    patterns.add(`${before}_${after}`)
    patterns.add(before + after)
    patterns.add(`${before}_${characters[at]}${after}`)
    if (at + 1 < characters.length) {
      patterns.add(`${before}${characters[at + 1]}${characters[at]}${characters.slice(at + 2).join('')}`)
    }
  }
  patterns.add(`${text}_`)
  return [...patterns]
}

interface Way {
  cost: number
  text: string
}

/** The run of characters with words of the same sound where what stands there is no word; null when nothing changes. */
async function bySound(tx: Tx, run: string): Promise<string | null> {
  const characters = [...run]
  const sounds = syllables(run)
  if (characters.length > longestRun || sounds.length !== characters.length) return null
  const spans: { from: number; to: number; pinyin: string }[] = []
  for (let from = 0; from < characters.length; from += 1) {
    for (let to = from + 2; to <= Math.min(characters.length, from + longestWord); to += 1) {
      spans.push({ from, to, pinyin: sounds.slice(from, to).join('') })
    }
  }
  const known = await wordsSounding(
    tx,
    'sound',
    spans.map(({ pinyin }) => soundOf(pinyin)),
  )
  // Cheapest way through the run: a word as it stands costs nothing, a word of the same sound a little, of nearly the same
  // sound more, a character that belongs to no word most.
  const best: Way[] = [{ cost: 0, text: '' }]
  for (let to = 1; to <= characters.length; to += 1) {
    const before = best[to - 1] as Way
    let way: Way = { cost: before.cost + 3, text: before.text + characters[to - 1] }
    for (const span of spans) {
      if (span.to !== to) continue
      const written = characters.slice(span.from, to).join('')
      const start = best[span.from] as Way
      for (const { word, pinyin, sound } of known) {
        if (sound !== soundOf(span.pinyin) || [...word].length !== to - span.from) continue
        const cost = start.cost + 0.1 + (word === written ? 0 : pinyin === span.pinyin ? 1 : 1.5)
        if (cost < way.cost) way = { cost, text: start.text + word }
      }
    }
    best.push(way)
  }
  const mended = best.at(-1)?.text ?? run
  return mended === run ? null : mended
}
