import { isBankCard } from './bank-card.ts'
import { isDigit, isGap, isLetter } from './characters.ts'
import { isCreditCode } from './credit-code.ts'
import { isIdNumber, isOldIdNumber } from './id-number.ts'
import { halfWidth } from './typed.ts'

export type NumberClass = 'id-number' | 'bank-card' | 'bank-account' | 'mobile-phone'
export type Take = (kind: NumberClass, start: number, end: number) => void

const province = /^(?:1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|71|8[1-3]|91)/
/** Numbers that are only numbered things. 证件编号 and 卡号 are not among them. */
const serial =
  /(?:(?:订单|流水|合同|受理|文书|采购|招标|项目|业务|快递|运单|物流|事项|案件|批次|备案|发票|许可|登记|档案|报告|批准|资产|设备|物资|产品|样品|检验|检测|公告|票据|单据|资金|预算|信用|索引|注册|执照|工商)[^，。；\s]{0,4}(?:编号|编码|单号|号码|代码|号)|条码|案号|票号|批号|文号)[:：为是 ]{0,2}$/
const account = /(?:账号|帐号|卡号|账户|帐户|存折号?)[:：为是 \t]{0,3}$/
const idLabel = /身份证|证件|公民身份|身份号/
const called = /(?:身份证|证件|号码|卡号|账号|帐号|账户|电话|手机|联系方式)[^，。；]{0,6}$/

const before = (text: string, place: number, length: number) => text.slice(Math.max(0, place - length), place)
const isX = (text: string, place: number) => 'XxＸｘ'.includes(text[place] ?? '.')

/**
 * Reads a run of digits whose first group ends at `firstEnd` and takes the personal numbers in it: each group is a solid number
 * or a part of one that is written in groups. Gives the place at which reading goes on.
 */
export function readNumber(text: string, start: number, firstEnd: number, take: Take): number {
  const starts = [start]
  const ends = [firstEnd]
  let end = firstEnd
  let digits = firstEnd - start
  for (let gap = groupAfter(text, end); gap > 0 && starts.length < 400; gap = groupAfter(text, end)) {
    starts.push(end + gap)
    end += gap + 1
    while (isDigit(text.charCodeAt(end))) end += 1
    ends.push(end)
    digits += end - (starts.at(-1) ?? end)
  }
  if (digits < 8) return end
  for (let group = 0; group < starts.length; group += 1) {
    const [from, to] = [starts[group] ?? end, ends[group] ?? end]
    const next: number | null =
      (to - from >= 8 ? solid(text, from, to, take) : null) ??
      (digits >= 11 && group + 1 < starts.length ? joined(text, starts, ends, group, take) : null) ??
      (group === 0 ? accountNumber(text, starts, ends, group, take) : null)
    if (next === null) continue
    while (group + 1 < starts.length && (starts[group + 1] ?? end) < next) group += 1
    end = Math.max(end, next)
  }
  return end
}

/** The length of the gap after `place` when digits follow it. */
export function groupAfter(text: string, place: number): number {
  if (!isGap(text.charCodeAt(place))) return 0
  if (isDigit(text.charCodeAt(place + 1))) return 1
  return isGap(text.charCodeAt(place + 1)) && isDigit(text.charCodeAt(place + 2)) ? 2 : 0
}

function solid(text: string, start: number, end: number, take: Take): number | null {
  const known = wordAround(text, start, end, take)
  if (known !== null) return known
  const length = end - start
  if (length < 11) return null
  const digits = halfWidth(text.slice(start, end))
  const id = length === 17 && isX(text, end) ? `${digits}X` : digits
  if (id.length === 18 && isIdNumber(id) && !isSerial(text, start, id))
    return taken(take, 'id-number', start, start + 18)
  if (length === 15 && isOldIdNumber(digits) && isLikelyOld(text, start, digits)) {
    return taken(take, 'id-number', start, end)
  }
  if (showsBirth(text, end, digits)) return taken(take, 'id-number', start, end)
  const phone = phoneStart(digits)
  if (phone >= 0) return isAmount(text, start, end) ? end : taken(take, 'mobile-phone', start + phone, end)
  if (length > 19) return gluedNumbers(text, start, digits, take)
  if (!isBankCard(digits) || !isCardSeries(digits) || isAmount(text, start, end)) return null
  return serial.test(before(text, start, 14)) || isDatedSerial(digits) ? end : taken(take, 'bank-card', start, end)
}

function taken(take: Take, kind: NumberClass, start: number, end: number): number {
  take(kind, start, end)
  return end
}

/** The word of letters and digits around a run: a credit code is passed over, an old tax number is an ID number. */
function wordAround(text: string, start: number, end: number, take: Take): number | null {
  let from = start
  let to = end
  while (from > 0 && end - from < 21 && isWord(text.charCodeAt(from - 1))) from -= 1
  while (to - from < 21 && isWord(text.charCodeAt(to))) to += 1
  if (to - from !== 18 && to - from !== 20) return null
  const word = halfWidth(text.slice(from, to))
  if (word.length === 20) {
    // An individual business's tax number of old was its owner's ID number and two characters more.
    const isTaxNumber = /^\d{17}[\dXx](?:L\d|\d{2})$/.test(word) && isIdNumber(word.slice(0, 18))
    return isTaxNumber ? taken(take, 'id-number', from, to) : null
  }
  // A credit code is public and asked for first; but one that is an ID number as well is taken for what must not leak.
  return isCreditCode(word) && !isIdNumber(word) ? to : null
}

function isWord(code: number): boolean {
  return isDigit(code) || isLetter(code)
}

/** 13800000000, with the country's code or a zero before it. The place at which the eleven digits begin, or -1. */
function phoneStart(digits: string): number {
  const more = digits.length - 11
  if (more > 4 || !/^1[3-9]/.test(digits.slice(more))) return -1
  return more === 0 || /^(?:86|0086|0)$/.test(digits.slice(0, more)) ? more : -1
}

/** In a number of a project or an order the year stands where a birth date does. */
function isSerial(text: string, start: number, id: string): boolean {
  return id.slice(6, 10) >= '2012' && serial.test(before(text, start, 14))
}

/** Nobody who got fifteen digits was born after 1984; the registration numbers of companies had fifteen, too. */
function isLikelyOld(text: string, start: number, digits: string): boolean {
  const label = before(text, start, 14)
  if (idLabel.test(label)) return true
  const year = Number(digits.slice(6, 8))
  return year >= 30 && year <= 84 && !serial.test(label)
}

/** 11010519491231****: masked, but the birth date is there for all to read. */
function showsBirth(text: string, end: number, digits: string): boolean {
  if (digits.length < 14 || digits.length > 17 || !/^[*＊×xX]/.test(text.slice(end, end + 1))) return false
  return province.test(digits) && /^(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])/.test(digits.slice(6))
}

/** Card numbers begin with the number of who issued them (ISO/IEC 7812), as they are given out in China. */
function isCardSeries(digits: string): boolean {
  const { length } = digits
  if (/^6(?:2|0|3|4|5|8|9)/.test(digits) || /^9(?:4|55|8[45]|9[089])/.test(digits)) return true
  if (digits[0] === '4') return length === 16 || (length === 19 && digits.startsWith('4367'))
  return length === 16 && /^(?:5[1-5]|35[2-8]|3[0689])/.test(digits)
}

/** 350128 20260315 0012…: a place and a day of this century is how things are numbered, not cards. */
function isDatedSerial(digits: string): boolean {
  return province.test(digits) && /^20[0-4]\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])/.test(digits.slice(6))
}

function isAmount(text: string, start: number, end: number): boolean {
  if (/^(?:\s?[元万亿]|[.．]\d)/.test(text.slice(end, end + 2))) return true
  return /\d[.．]|[¥￥$]$/.test(before(text, start, 2))
}

/** Cells glued together: an ID number and what else a person has, filling the whole run. */
function gluedNumbers(text: string, start: number, run: string, take: Take): number | null {
  const x = isX(text, start + run.length)
  const digits = x ? `${run}X` : run
  if (digits.length > 80) return null
  const found: [kind: NumberClass, start: number, end: number][] = []
  const fill = (place: number): boolean => {
    if (place === digits.length) return found.some(([kind]) => kind === 'id-number')
    const rest = digits.slice(place)
    const put = (kind: NumberClass, length: number) => {
      found.push([kind, start + place, start + place + length])
      if (fill(place + length)) return true
      found.pop()
      return false
    }
    const id = rest.slice(0, 18)
    if (province.test(id) && isIdNumber(id) && put('id-number', 18)) return true
    if (/^1[3-9]\d{9}/.test(rest) && put('mobile-phone', 11)) return true
    return [19, 18, 17, 16].some((length) => {
      const card = rest.slice(0, length)
      return card.length === length && isBankCard(card) && isCardSeries(card) && put('bank-card', length)
    })
  }
  if (!fill(0)) return null
  for (const one of found) take(...one)
  return start + digits.length
}

const phoneGroups = new Set(['3,4,4', '3,8', '7,4', '2,3,4,4', '2,11', '3,3,5'])

/** A number written in groups: only as such numbers are written, or every row of a table would be one. */
function joined(text: string, starts: number[], ends: number[], group: number, take: Take): number | null {
  const start = starts[group] ?? 0
  let last = group
  let count = (ends[group] ?? 0) - start
  // Digits one by one all the way, or groups of at least two.
  if (count === 1 && (ends[group + 1] ?? 0) - (starts[group + 1] ?? 0) > 1) return null
  const found = (kind: NumberClass, end: number) =>
    isInRow(text, starts, ends, group, last) ? null : taken(take, kind, start, end)
  const digitsTo = (place: number) => halfWidth(text.slice(start, ends[place])).replace(/\D/g, '')
  while (count < 19 && last < starts.length) {
    const end = ends[last] ?? 0
    if (count === 17) {
      // 110105 19491231 002X, 11010519491231002 X
      const x = isX(text, end) ? end + 1 : isGap(text.charCodeAt(end)) && isX(text, end + 1) ? end + 2 : 0
      if (x > 0 && isPersonsId(text, start, `${digitsTo(last)}X`)) return found('id-number', x)
    }
    last += 1
    if (last >= starts.length) return null
    count += (ends[last] ?? 0) - (starts[last] ?? 0)
    if (count === 18) {
      const digits = digitsTo(last)
      if (isPersonsId(text, start, digits)) return found('id-number', ends[last] ?? 0)
    }
    if ((count === 11 || count === 13) && isPhoneInGroups(text, starts, ends, group, last, digitsTo)) {
      return found('mobile-phone', ends[last] ?? 0)
    }
    if (count >= 16 && count <= 19 && isCardInGroups(text, starts, ends, group, last, digitsTo)) {
      return found('bank-card', ends[last] ?? 0)
    }
  }
  return null
}

const sizes = (starts: number[], ends: number[], from: number, to: number) =>
  starts.slice(from, to + 1).map((start, place) => (ends[from + place] ?? start) - start)

function isPhoneInGroups(
  text: string,
  starts: number[],
  ends: number[],
  group: number,
  last: number,
  digitsTo: (last: number) => string,
): boolean {
  if (last - group > 3) return false
  const groups = sizes(starts, ends, group, last).join(',')
  if (!phoneGroups.has(groups)) return false
  const digits = digitsTo(last)
  const plus86 = digits.length === 13 && digits.startsWith('86')
  if (digits.length !== (plus86 ? 13 : 11) || !/^1[3-9]/.test(plus86 ? digits.slice(2) : digits)) return false
  // 138 23400400 may be two cells of a table; 138-23400400 may not.
  const certain = plus86 || groups === '3,4,4' || text[ends[group] ?? 0] !== ' '
  return certain && !isAmount(text, starts[group] ?? 0, ends[last] ?? 0)
}

function isCardInGroups(
  text: string,
  starts: number[],
  ends: number[],
  group: number,
  last: number,
  digitsTo: (last: number) => string,
): boolean {
  const groups = sizes(starts, ends, group, last)
  const fours = groups.length >= 4 && groups.slice(0, 4).every((size) => size === 4) && groups.length <= 5
  const sixAndRest = groups.length === 2 && groups[0] === 6
  if (!fours && !sixAndRest) return false
  const digits = digitsTo(last)
  if (!isBankCard(digits) || !isCardSeries(digits)) return false
  if (sixAndRest) return digits.startsWith('62')
  // Another group may belong to the card as well: 6222 0200 0000 0000 000.
  const more = (ends[last + 1] ?? 0) - (starts[last + 1] ?? 0)
  if (digits.length === 16 && more > 0 && more < 4) {
    const longer = digitsTo(last + 1)
    if (isBankCard(longer) && isCardSeries(longer)) return false
  }
  const round = [0, 4, 8, 12].filter((place) => digits.slice(place, place + 4).endsWith('00')).length >= 3
  return !round || account.test(before(text, starts[group] ?? 0, 8))
}

/** One of many groups with the same gap between them, and called nothing: cells of a row that happen to fit. */
function isInRow(text: string, starts: number[], ends: number[], from: number, to: number): boolean {
  const gap = text[ends[from] ?? 0]
  const apart = (left: number) => (starts[left + 1] ?? -1) - (ends[left] ?? 0) === 1 && text[ends[left] ?? 0] === gap
  let [first, last] = [from, to]
  while (first > 0 && apart(first - 1)) first -= 1
  while (last + 1 < starts.length && apart(last)) last += 1
  const others = from - first + (last - to)
  return others >= 2 && !called.test(before(text, starts[first] ?? 0, 12))
}

function isPersonsId(text: string, start: number, id: string): boolean {
  const dated = /^.{6}(?:18|19|20)/.test(id)
  return dated && province.test(id) && isIdNumber(id) && !isSerial(text, start, id)
}

/** 账号, 账户, 账号为, 账号：… ; blanks only where they are not the gaps of a row. */
function mayEndAccount(code: number): boolean {
  return code === 0x53f7 || code === 0x6237 || code === 0xff1a || code === 0x3a || code === 0x4e3a || code === 0x20
}

/** Digits called an account: 账号：0200… */
function accountNumber(text: string, starts: number[], ends: number[], group: number, take: Take): number | null {
  const start = starts[group] ?? 0
  if (!mayEndAccount(text.charCodeAt(start - 1)) || !account.test(before(text, start, 8))) return null
  let last = group
  let count = (ends[group] ?? 0) - start
  while (last + 1 < starts.length && (ends[last + 1] ?? 0) - start <= 36) {
    last += 1
    count += (ends[last] ?? 0) - (starts[last] ?? 0)
  }
  return count >= 8 ? taken(take, 'bank-account', start, ends[last] ?? 0) : null
}
