import { creditCheckCharacter } from '../src/law/personal-data/credit-code.ts'
import { idCheckDigit } from '../src/law/personal-data/id-number.ts'
import type { PersonalDataClass } from '../src/law/personal-data/mask.ts'

// Texts with personal data planted in them, made from a seed: the same seed gives the same texts. Every number is made up
// here; that one of them belongs to somebody cannot be told from a number, so none is ever written into a file.

export type Random = () => number

/** Mulberry32: small, even enough, the same everywhere. */
export function randomFrom(seed: number): Random {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}

export const oneOf = <Item>(random: Random, items: readonly Item[]): Item =>
  items[Math.floor(random() * items.length)] as Item
const between = (random: Random, low: number, high: number) => low + Math.floor(random() * (high - low + 1))
const digits = (random: Random, count: number) => Array.from({ length: count }, () => between(random, 0, 9)).join('')
const two = (value: number) => String(value).padStart(2, '0')

const areas = ['110105', '350128', '440301', '510104', '370102', '650102', '210103', '330106', '420102', '620102']

export function anIdNumber(random: Random): string {
  const born = `${between(random, 1940, 2015)}${two(between(random, 1, 12))}${two(between(random, 1, 28))}`
  const first = `${oneOf(random, areas)}${born}${digits(random, 3)}`
  return first + idCheckDigit(first)
}

const series: [begin: string, length: number][] = [
  ['622202', 19],
  ['621700', 19],
  ['622848', 19],
  ['621226', 19],
  ['622588', 16],
  ['625912', 16],
  ['436742', 19],
  ['421349', 16],
  ['552742', 16],
  ['955880', 19],
  ['356827', 16],
  ['603367', 18],
]

export function aBankCard(random: Random): string {
  const [begin, length] = oneOf(random, series)
  const first = begin + digits(random, length - begin.length - 1)
  const sum = [...first].reverse().reduce((all, written, place) => {
    const counted = Number(written) * (place % 2 === 0 ? 2 : 1)
    return all + (counted > 9 ? counted - 9 : counted)
  }, 0)
  return first + String((10 - (sum % 10)) % 10)
}

export const aPhone = (random: Random) => `1${between(random, 3, 9)}${digits(random, 9)}`

export function aPlate(random: Random): string {
  const letters = 'ABCDEFGHJKLMNPQRSTUVWXYZ'
  const begin = `${oneOf(random, [...'京津冀晋辽吉黑沪苏浙皖闽赣鲁豫鄂湘粤桂琼渝川贵云陕甘青宁新'])}${oneOf(random, [...letters])}`
  return oneOf(random, [
    `${begin}${digits(random, 5)}`,
    `${begin}·${digits(random, 3)}${oneOf(random, [...letters])}${digits(random, 1)}`,
    `${begin}${oneOf(random, [...letters])}${digits(random, 4)}`,
    // new energy
    `${begin}D${digits(random, 5)}`,
    `${begin}${digits(random, 5)}F`,
    `${begin}${digits(random, 4)}警`,
  ])
}

export const anEmail = (random: Random) =>
  `${oneOf(random, ['zhang.san', 'li_4', 'w5', 'someone+work', 'a-b'])}${digits(random, 3)}@${oneOf(random, ['applicant.example', 'mail.example', 'a-b.example'])}`

const aHome = (random: Random) =>
  `${oneOf(random, ['长堤路', '幸福街', '向阳巷', '建设大道'])}${between(random, 1, 200)}号${between(random, 1, 20)}${oneOf(random, ['栋', '幢', '号楼'])}${between(random, 1, 4)}单元${between(random, 101, 2502)}室`

const fullWidth = (text: string) => text.replace(/[0-9A-Z]/g, (one) => String.fromCharCode(one.charCodeAt(0) + 0xfee0))
const grouped = (text: string, sizes: readonly number[], gap: string) => {
  const parts: string[] = []
  let from = 0
  for (const size of sizes) {
    parts.push(text.slice(from, from + size))
    from += size
  }
  if (from < text.length) parts.push(text.slice(from))
  return parts.join(gap)
}

/** The ways a number is written. */
function written(random: Random, kind: PersonalDataClass, value: string): string {
  const gap = oneOf(random, [' ', '-', '\u3000', '\u00a0'])
  const way = random()
  if (way < 0.6) return value
  if (way < 0.75 && kind !== 'email' && kind !== 'home-address') return fullWidth(value)
  if (kind === 'id-number') {
    return grouped(
      value,
      oneOf(random, [
        [6, 8],
        [6, 4, 4],
        [3, 3, 4, 4],
        [4, 4, 4, 4],
      ] as const),
      gap,
    )
  }
  if (kind === 'bank-card') return grouped(value, [4, 4, 4, 4], gap)
  if (kind === 'mobile-phone') return grouped(value, [3, 4, 4], gap)
  return value
}

const makers: [kind: PersonalDataClass, make: (random: Random) => string][] = [
  ['id-number', anIdNumber],
  ['bank-card', aBankCard],
  ['mobile-phone', aPhone],
  ['vehicle-plate', aPlate],
  ['email', anEmail],
  ['home-address', aHome],
]

/** The classes whose numbers carry a check digit. */
export const checksumClasses: readonly PersonalDataClass[] = ['id-number', 'bank-card']

const sentences: ((value: string) => string)[] = [
  (value) => `经核查，${value}所涉事项已经办结。`,
  (value) => `现将救助对象${value}的情况公示如下，公示期五个工作日。`,
  (value) => `（${value}）`,
  (value) => `序号\t内容\t备注\n1\t${value}\t已核\n2\t无\t待核`,
  (value) => `| 1 | ${value} | 2026年3月5日 | 12,000.00 |`,
  (value) => `附件登记为“${value}”，请各科室于2026年3月15日前核对，逾期按〔2026〕58号文处理。`,
  (value) => `联系：${value}；共计23400400元，其中2025年1,234.56万元。`,
  (value) => value,
]

export interface Planted {
  text: string
  class: PersonalDataClass
  value: string
}

export function plantedLeaks(seed: number, count: number): Planted[] {
  const random = randomFrom(seed)
  return Array.from({ length: count }, (_, place) => {
    const [kind, make] = makers[place % makers.length] as (typeof makers)[number]
    const value = written(random, kind, make(random))
    return { text: oneOf(random, sentences)(value), class: kind, value }
  })
}

export const aCreditCode = (random: Random) => {
  const letters = '0123456789ABCDEFGHJKLMNPQRTUWXY'
  const first = `9135010${digits(random, 1)}MA${Array.from({ length: 7 }, () => oneOf(random, [...letters])).join('')}`
  return first + creditCheckCharacter(first)
}

/** What looks like personal data and is none: orders, document numbers, credit codes, amounts, rows of a table. */
const decoyMakers: ((random: Random) => string)[] = [
  (random) => `订单号：2026${two(between(random, 1, 12))}${two(between(random, 1, 28))}${digits(random, 10)}`,
  (random) =>
    `项目编号：350128${between(random, 2019, 2026)}${two(between(random, 1, 12))}${two(between(random, 1, 28))}${digits(random, 4)}`,
  (random) => `流水号${digits(random, 19)}`,
  (random) => `采购编号 ${digits(random, 16)}`,
  (random) => `统一社会信用代码${aCreditCode(random)}，`,
  (random) => `信用代码：${fullWidth(aCreditCode(random))}`,
  (random) => `青应急〔2026〕${between(random, 1, 999)}号`,
  (random) => `（青）应急罚〔${between(random, 2019, 2026)}〕${between(random, 1, 99)}-${between(random, 1, 9)}号`,
  (random) => `合计${between(random, 1, 9)}${digits(random, 10)}元`,
  (random) => `金额 ${between(random, 1, 9)}${digits(random, 15)}.00元`,
  (random) => `${between(random, 1, 999)},${digits(random, 3)},${digits(random, 3)}.${digits(random, 2)}`,
  (random) => `受理编号 YJ-2026-${digits(random, 6)}`,
  (random) => Array.from({ length: 12 }, () => between(random, 0, 4000)).join(' '),
  (random) => Array.from({ length: 17 }, () => between(random, 0, 9)).join('\t'),
  (random) => `2019 2020 2021 2022 2023 ${between(random, 1, 9)}000`,
  (random) =>
    `电话：0591-${between(random, 2, 8)}${digits(random, 7)}，传真：0591${between(random, 2, 8)}${digits(random, 7)}`,
  (random) => `办公地址：青禾市长堤路${between(random, 1, 300)}号`,
  (random) => `危险化学品经营许可证编号：闽榕危化经〔2026〕${digits(random, 6)}`,
  (random) => `安全生产许可证（闽）JZ安许证字〔2026〕${digits(random, 6)}`,
  (random) => `京ICP备${digits(random, 8)}号-1，京公网安备${digits(random, 14)}号`,
  (random) => `东经119.${digits(random, 6)}，北纬25.${digits(random, 6)}`,
  (random) =>
    `2026年${between(random, 1, 12)}月${between(random, 1, 28)}日${between(random, 0, 23)}时${between(random, 0, 59)}分`,
  (random) => `0000-00000${digits(random, 2)}`,
  (random) => `第${between(random, 1, 40)}条第（${between(random, 1, 9)}）项`,
]

export function decoys(seed: number, count: number): string[] {
  const random = randomFrom(seed)
  return Array.from({ length: count }, (_, place) =>
    oneOf(random, sentences)((decoyMakers[place % decoyMakers.length] as (typeof decoyMakers)[number])(random)),
  )
}

const prose = [
  '为贯彻落实安全生产责任制，进一步加强危险化学品企业的监督检查，现就有关事项通知如下。',
  '各科室要按照先审查、后公开的要求，对拟公开的政府信息逐项进行保密审查，并留存审查记录。',
  '2026年3月，全市共检查生产经营单位1,284家次，发现隐患3,067处，已整改2,951处，整改率96.2%。',
  '一、总体要求。坚持人民至上、生命至上，统筹发展和安全，坚决防范遏制重特大事故。',
  '（二）强化源头治理。对储存剧毒化学品的仓库，应当实行双人收发、双人保管。',
  '申请人对本答复不服的，可以自收到本答复之日起60日内申请行政复议，或者在六个月内提起行政诉讼。',
  '表3 收到和处理政府信息公开申请情况\n本年新收 57 12 0 3 1 2 75\n上年结转 1 0 0 0 0 0 1',
  '依据《中华人民共和国政府信息公开条例》第三十六条第（一）项，决定予以公开。',
]

/** Prose of an office with a leak every few paragraphs, at least so many characters. */
export function longText(seed: number, characters: number, every = 12): string {
  const random = randomFrom(seed)
  const parts: string[] = []
  let length = 0
  while (length < characters) {
    const planted = parts.length % every === every - 1
    const [kind, make] = oneOf(random, makers)
    const part = planted ? oneOf(random, sentences)(written(random, kind, make(random))) : oneOf(random, prose)
    parts.push(part)
    length += part.length + 1
  }
  return parts.join('\n')
}
