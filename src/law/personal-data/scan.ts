import { homeAddressAround } from './address.ts'
import {
  afterNumber,
  at,
  digit,
  gap,
  houseUnit,
  houseWord,
  isNumeral,
  kinds,
  labelEnd,
  mayStandBeforeHouse,
  nothing,
  province,
} from './characters.ts'
import { mask, type PersonalDataClass } from './mask.ts'
import { nameAfterLabel, nameBefore } from './names.ts'
import { groupAfter, readNumber } from './numbers.ts'
import { plateEnd } from './plate.ts'
import { halfWidth } from './typed.ts'

/** BLOCK stops a publication, REVIEW asks a person to look, INFO is told (R11-8; PIPL art. 28). */
export type Severity = 'BLOCK' | 'REVIEW' | 'INFO'

export interface Hit {
  class: PersonalDataClass
  label: string
  severity: Severity
  start: number
  end: number
  text: string
  /** what may be shown of it */
  masked: string
}

export const personalDataClasses: Record<PersonalDataClass, { label: string; severity: Severity }> = {
  'id-number': { label: '身份证号码', severity: 'BLOCK' },
  'bank-card': { label: '银行卡号', severity: 'BLOCK' },
  // Who reported a danger is sealed from everybody else (R9-46).
  reporter: { label: '举报人', severity: 'BLOCK' },
  // May be the account of an office, which is public.
  'bank-account': { label: '银行账号', severity: 'REVIEW' },
  'mobile-phone': { label: '手机号码', severity: 'REVIEW' },
  email: { label: '电子邮箱', severity: 'REVIEW' },
  'vehicle-plate': { label: '车牌号码', severity: 'REVIEW' },
  'home-address': { label: '住址', severity: 'REVIEW' },
  health: { label: '健康状况', severity: 'REVIEW' },
  name: { label: '姓名', severity: 'INFO' },
}

export interface ScanOptions {
  /** what may be public: the bureau's own address, telephones and e-mail; of a letter, what is its reader's own */
  allowed?: readonly string[]
}

/** Personal data in a text, in the order in which it stands. No two hits overlap. */
export function scanText(text: string, { allowed = [] }: ScanOptions = {}): Hit[] {
  const found: { class: PersonalDataClass; start: number; end: number }[] = []
  let taken = 0
  const take = (kind: PersonalDataClass, start: number, end: number) => {
    if (start < taken) return
    found.push({ class: kind, start, end })
    taken = end
  }
  const { length } = text
  for (let place = nextOfInterest(text, 0); place < length; place = nextOfInterest(text, place)) {
    const kind = kinds[text.charCodeAt(place)]
    if (kind === digit) {
      const end = digitsEnd(text, place)
      const after = afterNumber[text.charCodeAt(end)]
      // Nearly every run is a year, a count or a clause, and is left after a look at its length.
      if (end - place >= 8 || (after === gap && groupAfter(text, end) > 0)) {
        place = Math.max(readNumber(text, place, end, take), taken)
        continue
      }
      if (after === houseUnit && mayStandBeforeHouse(text.charCodeAt(place - 1))) {
        const home = homeAddressAround(text, place)
        if (home) take('home-address', Math.max(taken, home.start), home.end)
      }
      place = Math.max(end, taken)
    } else {
      const words = inWords(text, place, kind)
      if (words) take(words.class, Math.max(taken, words.start), words.end)
      place = Math.max(place + 1, taken)
    }
  }

  const withNames = found.flatMap((one, place) => {
    if (one.class === 'health' || one.class === 'name' || one.class === 'reporter') return [one]
    const name = nameBefore(text, one.start)
    return name && name.start >= (found[place - 1]?.end ?? 0) ? [{ class: 'name' as const, ...name }, one] : [one]
  })
  const mayBePublic = new Set(allowed.map(bare).filter((value) => value.length > 0))
  return withNames.flatMap(({ class: kind, start, end }) => {
    const written = text.slice(start, end)
    if (mayBePublic.size > 0 && isAllowed(kind, bare(written), mayBePublic)) return []
    return [{ class: kind, ...personalDataClasses[kind], start, end, text: written, masked: mask(kind, written) }]
  })
}

/** A value without blanks and hyphens, half width: the same number however it was written. */
export function bare(value: string): string {
  return halfWidth(value)
    .replace(/[^\p{L}\p{N}@.]/gu, '')
    .toUpperCase()
}

function isAllowed(kind: PersonalDataClass, value: string, allowed: ReadonlySet<string>): boolean {
  if (allowed.has(value)) return true
  // 青禾市长堤路1号 is allowed, whether 长堤路1号 is written or the whole.
  return kind === 'home-address' && [...allowed].some((one) => one.includes(value) || value.includes(one))
}

/** Most characters are of no interest: four are passed over with one question. */
function nextOfInterest(text: string, from: number): number {
  const table = kinds
  const { length } = text
  let place = from
  while (
    place + 4 <= length &&
    ((table[text.charCodeAt(place)] as number) |
      (table[text.charCodeAt(place + 1)] as number) |
      (table[text.charCodeAt(place + 2)] as number) |
      (table[text.charCodeAt(place + 3)] as number)) ===
      nothing
  ) {
    place += 4
  }
  while (place < length && table[text.charCodeAt(place)] === nothing) place += 1
  return place
}

function digitsEnd(text: string, start: number): number {
  const table = kinds
  const { length } = text
  let end = start + 1
  while (end < length && table[text.charCodeAt(end)] === digit) end += 1
  return end
}

/** What begins, or ends, at a character that is no digit. */
function inWords(
  text: string,
  place: number,
  kind: number | undefined,
): { class: PersonalDataClass; start: number; end: number } | null {
  if (kind === labelEnd) {
    const name = nameAfterLabel(text, place + 1)
    return name && { class: name.kind, start: name.start, end: name.end }
  }
  if (kind === province) {
    const end = plateEnd(text, place)
    return end === null ? null : { class: 'vehicle-plate', start: place, end }
  }
  if (kind === houseWord) {
    const numeral = numeralBefore(text, place)
    const home =
      numeral !== null && mayStandBeforeHouse(text.charCodeAt(numeral - 1)) ? homeAddressAround(text, numeral) : null
    return home && { class: 'home-address', ...home }
  }
  if (kind === at) {
    const email = emailAround(text, place)
    return email && { class: 'email', ...email }
  }
  const words = healthAround(text, place)
  return words && { class: 'health', ...words }
}

const emailWord = /[\w.+-]/
const domain = /^[@＠][A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+/

function emailAround(text: string, place: number): { start: number; end: number } | null {
  let start = place
  while (start > 0 && place - start < 64 && emailWord.test(halfWidth(text[start - 1] ?? ''))) start -= 1
  const after = domain.exec(halfWidth(text.slice(place, place + 120)))
  return start < place && after ? { start, end: place + after[0].length } : null
}

/** 十二号: where the numeral in characters begins that stands before this word; null when none does. */
function numeralBefore(text: string, place: number): number | null {
  let start = place
  while (start > 0 && isNumeral(text.charCodeAt(start - 1))) start -= 1
  return start < place ? start : null
}

/** Illness that is said of nobody in particular: 患传染病的…, 肢体残疾人 */
const anybodysIllness = /(?:传染|职业|精神|大|重|疾|慢性|地方|遗传|急性)病$/

function healthAround(text: string, place: number): { start: number; end: number } | null {
  const character = text[place]
  if (character === '残') {
    const degree = /(?:[一二三四]级|重度|智力|肢体|听力|视力|精神|言语|多重)+$/.exec(
      text.slice(Math.max(0, place - 6), place),
    )
    if (!degree || text[place + 1] !== '疾' || /^[人者儿学青军等评鉴标]/.test(text.slice(place + 2, place + 3)))
      return null
    return { start: place - degree[0].length, end: place + 2 }
  }
  if (character === '历') {
    return text[place - 1] === '病' && text[place + 1] === '号' ? { start: place - 1, end: place + 2 } : null
  }
  if ('隐病防灾忧水后外内祸'.includes(text[place - 1] ?? '.')) return null
  const illness = /^患有?[\u4e00-\u9fff]{1,8}?(?:病|症|癌|炎)/.exec(text.slice(place, place + 12))
  if (!illness || anybodysIllness.test(illness[0])) return null
  return { start: place, end: place + illness[0].length }
}
