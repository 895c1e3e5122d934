// How Chinese documents number their parts: 第一编 第二章 第三节 第四条之一, 一、 （一） 1. （1）.

const digits = '零一二三四五六七八九'
const units: Record<string, number> = { 十: 10, 百: 100, 千: 1000 }

/** 一百二十三, 二〇, 12 → a number; null for what is none. */
export function numberOf(numeral: string): number | null {
  if (/^\d+$/.test(numeral)) return Number(numeral)
  const written = numeral.replace(/〇/g, '零').replace(/两/g, '二')
  if (!/^[零一二三四五六七八九十百千]+$/.test(written)) return null
  if (!/[十百千]/.test(written)) return Number([...written].map((digit) => digits.indexOf(digit)).join(''))
  let sum = 0
  let digit = 0
  for (const one of written) {
    const unit = units[one]
    if (unit === undefined) digit = digits.indexOf(one)
    else {
      sum += (digit === 0 ? 1 : digit) * unit
      digit = 0
    }
  }
  return sum + digit
}

export type DivisionKind = 'part' | 'chapter' | 'section' | 'article'

export interface Division {
  kind: DivisionKind
  number: number
  /** 第十二条之一 → 1 */
  branch: number | null
  /** 第十二条 as written */
  label: string
  /** what follows the label, without the blank between */
  rest: string
  /** whether something separates the label from what follows, as it does where an article begins */
  apart: boolean
}

const kinds: Record<string, DivisionKind> = { 编: 'part', 章: 'chapter', 节: 'section', 条: 'article' }
const numeral = '[零〇一二两三四五六七八九十百千\\d]{1,9}'
const division = new RegExp(`^第\\s*(${numeral})\\s*([编章节条])(?:之(${numeral}))?(?=([\\s\\u3000【〔（(：:]|$)?)`)

export function divisionOf(text: string): Division | null {
  const found = division.exec(text)
  const number = found && numberOf(found[1]!)
  if (!found || number === null) return null
  const label = found[0].replace(/\s+/g, '')
  const apart = found[4] !== undefined
  return {
    kind: kinds[found[2]!]!,
    number,
    branch: found[3] === undefined ? null : numberOf(found[3]),
    label,
    rest: text.slice(found[0].length).trim(),
    apart,
  }
}

const first = /^[一二三四五六七八九十百]+、/
const second = /^[（(][一二三四五六七八九十百]+[）)]/
const sentenceEnd = /[。；：，！？;:,]$/
const longestHeading = 40

/** 1 for 一、…, 2 for （一）…, where the line stands as a heading: short, and not ending like a sentence. */
export function headingLevelOf(line: string): 1 | 2 | null {
  if (line.length > longestHeading || sentenceEnd.test(line)) return null
  return first.test(line) ? 1 : second.test(line) ? 2 : null
}

/** 第一章 总则, 第二节 …: a line that heads a part of a normative document. */
export function headsDivision(line: string): Division | null {
  if (line.length > longestHeading || sentenceEnd.test(line)) return null
  const division = divisionOf(line)
  return division && division.kind !== 'article' ? division : null
}
