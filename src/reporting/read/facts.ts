import { digit, kinds, latin } from './fold.ts'
import type { Page } from './page.ts'
import type { Place } from './tables.ts'

/** A quantity in the text: how much of what, and where it stands. */
export interface Fact {
  /** as written, with 万 and 亿 of a count worked in; money stays in the unit it is written in */
  value: number
  /** 条, 件, 元, 万元, %; empty where there is none */
  unit: string
  kind: 'count' | 'money' | 'percent' | 'bare'
  /** 余, 多, 近, 约: not meant exactly */
  approximate: boolean
  /** places in the dense text: the number, and the end of its unit */
  from: number
  to: number
  /** where the words begin that say what is counted: after a pause or the fact before */
  labelFrom: number
  /** where its sentence begins */
  sentence: number
  /** how many brackets are open around it */
  depth: number
  /** what lies between the fact before and this one */
  gap: Gap
}

export interface Gap {
  /** a sentence ended */
  stop: boolean
  semicolon: boolean
  /** 其中 */
  among: boolean
  bracket: boolean
}

const code = (character: string) => character.charCodeAt(0)
const stopMark = code('。')
const measureWords = new Set(
  '条件份个篇次期起宗例项家人场名张册部本幅户处台套款批轮通页封则位类种级届天大床步辆具座所间亩吨组层版站字幢栋只头道门批稿封组户'
    .split('')
    .map(code),
)
const longMeasures = ['人次', '件次', '人份', '小时', '分钟', '周年', '批次', '平方', '公里', '工作日', '个工作日']
const approximations = new Set([...'余多'].map(code))
const before = new Set([...'近约超逾'].map(code))
const endsAWord = new Set(['节约', '签约', '预约', '履约', '违约', '合约', '最近', '附近'])
// What makes a number a day, an ordinal or a name instead of a quantity.
const calendar = new Set([...'年月日时分号届章·-/:_~'].map(code))
const ordinal = code('第')
const [wan, yi, yuan, percent, yu] = [code('万'), code('亿'), code('元'), code('%'), code('余')]
const [comma, point, enumeration, open, close] = [44, 46, code('、'), 40, 41]
const [semicolon, colon, exclamation, question, quotationMark] = [59, 58, 33, 63, 34]
const [among, inside] = [code('其'), code('中')]

/** The quantities in the text, in the order in which they stand. */
export function factsIn(page: Page, places: readonly Place[]): Fact[] {
  const facts: Fact[] = []
  for (const place of places) read(page, place, facts)
  return facts
}

function read({ dense, numbers }: Page, { from, to }: Place, facts: Fact[]): void {
  let at = from
  let depth = 0
  let label = from
  let sentence = from
  let gap: Gap = { stop: facts.length > 0, semicolon: false, among: false, bracket: false }
  for (let which = firstFrom(numbers, from); which < numbers.length; which += 1) {
    const number = numbers[which] as number
    if (number >= to) break
    if (number < at) continue
    // The words between the fact before and this number.
    for (; at < number; at += 1) {
      switch (dense.charCodeAt(at)) {
        case stopMark:
        case exclamation:
        case question:
          sentence = at + 1
          label = at + 1
          gap.stop = true
          depth = 0
          break
        case semicolon:
          label = at + 1
          gap.semicolon = true
          break
        case comma:
        case colon:
        case quotationMark:
          label = at + 1
          break
        case open:
          depth += 1
          label = at + 1
          gap.bracket = true
          break
        case close:
          depth = Math.max(0, depth - 1)
          label = at + 1
          break
        case enumeration:
          // Between two words of one label (机构设置、主要职能) it is no pause; after a fact the label begins anew anyway.
          break
        case among:
          if (dense.charCodeAt(at + 1) === inside) {
            gap.among = true
            label = at + 2
          }
          break
        default:
      }
    }
    const end = endOfNumber(dense, number)
    at = end
    if (!isQuantity(dense, number, end)) {
      at = Math.max(at, number + 1)
      continue
    }
    const fact = quantity(dense, number, end, label, sentence, depth, gap)
    facts.push(fact)
    at = fact.to
    label = fact.to
    gap = { stop: false, semicolon: false, among: false, bracket: false }
  }
}

function firstFrom(numbers: readonly number[], from: number): number {
  let low = 0
  let high = numbers.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((numbers[middle] as number) < from) low = middle + 1
    else high = middle
  }
  return low
}

function isDigit(dense: string, at: number): boolean {
  const one = dense.charCodeAt(at)
  return one >= 48 && one <= 57
}

function endOfNumber(dense: string, from: number): number {
  let at = from
  while (isDigit(dense, at)) at += 1
  while (
    dense.charCodeAt(at) === comma &&
    at - from <= 3 &&
    isDigit(dense, at + 1) &&
    isDigit(dense, at + 2) &&
    isDigit(dense, at + 3) &&
    !isDigit(dense, at + 4)
  ) {
    at += 4
  }
  if (dense.charCodeAt(at) === point && isDigit(dense, at + 1)) {
    at += 1
    while (isDigit(dense, at)) at += 1
  }
  return at
}

function isQuantity(dense: string, from: number, to: number): boolean {
  const previous = dense.charCodeAt(from - 1)
  const next = dense.charCodeAt(to)
  if (previous === ordinal || kinds[previous] === latin || calendar.has(next)) return false
  if (previous === 45 || previous === 47 || previous === point || previous === 91 || previous === 32) return false
  if (kinds[next] === latin || kinds[next] === digit || next === 93) return false
  // `1.` and `1、` before a word number what follows.
  const numbered = (next === point || next === enumeration) && !isDigit(dense, to + 1)
  if (numbered && next === point) return false
  return !(numbered && to - from <= 2 && !(previous > 0x3400))
}

function quantity(
  dense: string,
  from: number,
  end: number,
  labelFrom: number,
  sentence: number,
  depth: number,
  gap: Gap,
): Fact {
  const written = dense.slice(from, end)
  let value = Number(written.includes(',') ? written.replaceAll(',', '') : written)
  let at = end
  let approximate = before.has(dense.charCodeAt(from - 1)) && !endsAWord.has(dense.slice(from - 2, from))
  let times = 1
  if (approximations.has(dense.charCodeAt(at))) {
    approximate = true
    at += 1
  }
  const scale = dense.charCodeAt(at)
  if (scale === wan || scale === yi) {
    times = scale === wan ? 10_000 : 100_000_000
    at += 1
    if (dense.charCodeAt(at) === yu || approximations.has(dense.charCodeAt(at))) {
      approximate = true
      at += 1
    }
  }
  const next = dense.charCodeAt(at)
  let unit = ''
  let kind: Fact['kind'] = 'bare'
  if (next === percent) {
    unit = '%'
    kind = 'percent'
  } else if (next === yuan) {
    unit = times === 1 ? '元' : times === 10_000 ? '万元' : '亿元'
    kind = 'money'
    times = 1
    at += 1
  } else {
    const long = longMeasures.find((measure) => dense.startsWith(measure, at))
    if (long) unit = long
    else if (measureWords.has(next)) unit = dense.charAt(at)
    if (unit !== '') kind = 'count'
    at += unit.length
  }
  if (kind === 'percent') at += 1
  if (times !== 1) value *= times
  return { value, unit, kind, approximate, from, to: at, labelFrom, sentence, depth, gap }
}

/** The words before a number that say what is counted. */
export function labelOf(dense: string, fact: Fact): string {
  return dense.slice(fact.labelFrom, fact.from)
}
