import { chineseNumber } from '../read/dates.ts'
import type { Page } from '../read/page.ts'
import { beginsLine, gapBefore, placeAt } from './words.ts'

// The numbers of chapters and items: 一、 (一) 1. 1、 (1) ①. Saved pages often have a whole plan in one line, so that a number
// may stand anywhere; there it must follow a sentence or go on with its series.

export type MarkKind = 'chapter' | 'bracketed' | 'number' | 'number-bracketed' | 'circled'

export interface Mark {
  kind: MarkKind
  number: number
  /** places in the dense text: the mark, and what follows it */
  from: number
  to: number
  beginsLine: boolean
  /** as published, without the number: 、 or ． or （） */
  style: string
  /** （三） where 三、 is due */
  standsForChapter?: true
}

const han = '一二三四五六七八九十'
const pattern = new RegExp(
  `\\(([${han}]{1,3})\\)[、.]?|([${han}]{1,3})[、.](?![${han}、])|\\((\\d{1,2})\\)|(?<![\\dA-Za-z.])(\\d{1,2})[.、] ?(?=[\\u4e00-\\u9fff"《<\\[A-Za-z]|20\\d\\d年)`,
  'g',
)
/** 统一、 and 第一、 are no numbers, and neither is the 一 of 十一 or the (一) of 第二十条第(一)项. */
const partOfAWord = new RegExp(`[${han}统第唯单专同划之另其每某]$|星期$`)
const reference = /[第款条项至和及或到]$/

function candidates(page: Page): Mark[] {
  const { dense, raw, at } = page
  const marks: Mark[] = []
  for (const found of dense.matchAll(pattern)) {
    const from = found.index
    const starts = beginsLine(page, from)
    const [, bracketed, chapter, numberBracketed, number] = found
    const glued = !starts && gapBefore(page, from) === ''
    const wordBefore = dense.slice(Math.max(0, from - 2), from)
    if (glued && ((chapter && partOfAWord.test(wordBefore)) || (bracketed && reference.test(wordBefore)))) continue
    if (bracketed && /^[项款条至、]/.test(dense.slice(from + found[0].length))) continue
    const kind = bracketed ? 'bracketed' : chapter ? 'chapter' : numberBracketed ? 'number-bracketed' : 'number'
    const style = raw
      .slice(at[from], (at[from + found[0].length - 1] as number) + 1)
      .replace(/[\s\d０-９]/g, '')
      .replace(new RegExp(`[${han}]`, 'g'), '')
    marks.push({
      kind,
      number:
        (number ?? numberBracketed) ? Number(number ?? numberBracketed) : chineseNumber(bracketed ?? chapter ?? ''),
      from,
      to: from + found[0].length,
      beginsLine: starts,
      style,
    })
  }
  for (const found of raw.matchAll(/[①-⑳]/g)) {
    const from = placeAt(page, found.index)
    marks.push({
      kind: 'circled',
      number: found[0].charCodeAt(0) - 0x245f,
      from,
      to: from + 1,
      beginsLine: beginsLine(page, from),
      style: '①',
    })
  }
  return marks.sort((a, b) => a.from - b.from)
}

/** The numbers of a plan, and whether they are found at the beginning of lines. */
export function marksOf(page: Page): { marks: Mark[]; inLines: boolean } {
  const all = candidates(page)
  const lined = all.filter((mark) => mark.beginsLine)
  const inLines = lined.length >= 3 && lined.length * 3 >= all.length
  return { marks: withChapters(page, inLines ? lined : inRunningText(page, all)), inLines }
}

function inRunningText(page: Page, all: readonly Mark[]): Mark[] {
  const last = new Map<MarkKind, number>()
  const marks: Mark[] = []
  for (const mark of all) {
    const { kind, number, from } = mark
    const before = last.get(kind)
    const strong = mark.beginsLine || gapBefore(page, from) !== '' || /[。;:!?)"\]]/.test(page.dense[from - 1] ?? '')
    const previous = marks.at(-1)
    const opens = number === 1 && (strong || (kind === 'chapter' ? before === undefined : previous?.kind !== kind))
    const goesOn = number === (before ?? 0) + 1
    const near = (strong || previous?.kind !== kind) && before !== undefined && number >= before && number <= before + 3
    // 一、 in running text opens a second list only where a sentence has ended.
    if (!opens && !(goesOn && number > 1) && !near && !(kind === 'bracketed' && isNextChapter(last, number, strong))) {
      continue
    }
    if (opens || goesOn || near) last.set(kind, number)
    else last.set('chapter', number)
    marks.push(mark)
  }
  return marks
}

/** (三) where 三、 should stand. */
function isNextChapter(last: ReadonlyMap<MarkKind, number>, number: number, strong: boolean): boolean {
  return strong && number === (last.get('chapter') ?? 0) + 1
}

const longestHeading = 40

/** Finds the headings that are written like items among items that go on counting, and 12. between （十一） and （十三）. */
function withChapters({ dense }: Page, marks: readonly Mark[]): Mark[] {
  let chapter = 0
  let item = 0
  return marks.map((mark, place) => {
    const { kind, number } = mark
    if (kind === 'chapter') chapter = number
    const next = marks[place + 1]
    if (kind === 'number' && number > 1 && number === item + 1 && marks[place - 1]?.kind === 'bracketed') {
      if (next && next.kind !== 'chapter' && (next.kind !== 'bracketed' || next.number !== number + 1)) return mark
      item = number
      return { ...mark, kind: 'bracketed' }
    }
    if (kind !== 'bracketed') return mark
    const words = dense.slice(mark.to, next?.from)
    const isHeading = words.length <= longestHeading && !/[。;]/.test(words) && next?.kind === 'bracketed'
    const goesOn = next?.number === 1 || (number !== item + 1 && next?.number === item + 1)
    if (chapter > 0 && number === chapter + 1 && isHeading && goesOn) {
      chapter = number
      return { ...mark, standsForChapter: true }
    }
    item = number
    return mark
  })
}
