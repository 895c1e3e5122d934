import { customPinyin, pinyin } from 'pinyin-pro'
import { placesReadAnotherWay } from './dictionary/readings.ts'

customPinyin(placesReadAnotherWay)

/** How a word sounds, for those who type by sound. */
export interface Sounded {
  /** the syllables in one piece: anquan */
  pinyin: string
  /** aqsc */
  initials: string
  /** what stays of the pinyin when z and zh, in and ing are not told apart */
  sound: string
}

/** One syllable a character; what is not Chinese stays out. */
export function syllables(text: string): string[] {
  return pinyin(text, { toneType: 'none', type: 'array', nonZh: 'removed', v: true })
}

export function soundedOf(word: string): Sounded {
  const each = syllables(word)
  const joined = each.join('')
  return { pinyin: joined, initials: each.map((one) => one[0] ?? '').join(''), sound: soundOf(joined) }
}

export function soundOf(letters: string): string {
  return letters.replace(/([zcs])h/g, '$1').replace(/ng/g, 'n')
}
