import { isBankCard } from './bank-card.ts'
import { isCreditCode } from './credit-code.ts'
import { isIdNumber, isOldIdNumber } from './id-number.ts'
import { mask, type PersonalDataClass } from './mask.ts'
import { isMobileNumber } from './phone-number.ts'
import { halfWidth } from './typed.ts'

/** BLOCK stops a publication; REVIEW asks a person to look (section 11 of the rules; PIPL art. 28). */
export type Severity = 'BLOCK' | 'REVIEW'

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

const classes: Record<PersonalDataClass, { label: string; severity: Severity }> = {
  'id-number': { label: '身份证号码', severity: 'BLOCK' },
  'bank-card': { label: '银行卡号', severity: 'BLOCK' },
  // May be the account of an office, which is public.
  'bank-account': { label: '银行账号', severity: 'REVIEW' },
  'mobile-phone': { label: '手机号码', severity: 'REVIEW' },
  email: { label: '电子邮箱', severity: 'REVIEW' },
  'home-address': { label: '住址', severity: 'REVIEW' },
  health: { label: '健康状况', severity: 'REVIEW' },
}

// What a run of digits is, its check digits decide; in groups only as such numbers are written, or every table would do.
const solid = /[0-9]+[Xx]?/g
const gap = '[ \\u00a0\\u3000-]'
const groupings = [
  `1[3-9]\\d${gap}\\d{4}${gap}\\d{4}`,
  `\\d{6}${gap}\\d{8}${gap}\\d{3}[\\dXx]`,
  `\\d{4}(?:${gap}\\d{4}){3}(?:${gap}\\d{1,3})?`,
]
// Looked ahead, so that a number is found which begins in the middle of what looked like one.
const grouped = new RegExp(`(?<!\\d)(?=(${groupings.join('|')})(?!\\d))`, 'g')
const creditCodes = /(?<![0-9A-Za-z])[0-9A-Za-z]{18}(?![0-9A-Za-z])/g
/** An individual business's tax number of old was its owner's ID number and two characters more. */
const oldTaxNumbers = /(?<![0-9A-Za-z])(\d{17}[\dXx])(?:L\d|\d{2})(?![0-9A-Za-z])/g

const emails = /[\w.+-]+@[\w-]+(?:\.[\w-]+)+/g
const accounts = /(?:账号|帐号|卡号)[:：为是 ]{0,3}(\d[\d -]{6,30}\d)/g
const addresses =
  /[\u4e00-\u9fff]{2,20}(?:路|街|道|巷|弄|村|组|小区|社区|花园)\d+(?:号|栋|幢|座|单元|楼)[\d\u4e00-\u9fff-]*?\d+(?:室|户|单元|楼|号)/g
const health = /(?:[一二三四]级|重度|智力|肢体|听力|视力|精神)残疾|患有?[\u4e00-\u9fff]{1,8}(?:病|症|癌|炎)|病历号/g

/** Personal data in a text, in the order in which it stands. No two hits overlap; the weightier one is kept. */
export function scanText(text: string): Hit[] {
  // Same length as the text: places found in one are places in the other.
  const plain = halfWidth(text)
  const hits: Hit[] = []
  const taken: [start: number, end: number][] = []
  const free = (start: number, end: number) => taken.every(([from, to]) => end <= from || to <= start)
  const found = (kind: PersonalDataClass, start: number, end: number) => {
    if (!free(start, end)) return
    taken.push([start, end])
    const written = text.slice(start, end)
    hits.push({ class: kind, ...classes[kind], start, end, text: written, masked: mask(kind, written) })
  }

  for (const { 0: code, index } of plain.matchAll(creditCodes)) {
    // A credit code is public and asked for first; but one that is an ID number as well is taken for what must not leak.
    if (isCreditCode(code) && !isIdNumber(code)) taken.push([index, index + code.length])
  }
  for (const { 0: whole, 1: id = '', index } of plain.matchAll(oldTaxNumbers)) {
    if (isIdNumber(id)) found('id-number', index, index + whole.length)
  }
  for (const { 0: run, index } of plain.matchAll(solid)) {
    const kind = classOf(run)
    if (kind) found(kind, index, index + run.length)
  }
  for (const { 1: run = '', index } of plain.matchAll(grouped)) {
    const kind = classOf(run.replace(/[^0-9Xx]/g, ''))
    if (kind) found(kind, index, index + run.length)
  }
  for (const { 0: email, index } of plain.matchAll(emails)) found('email', index, index + email.length)
  for (const match of plain.matchAll(accounts)) {
    const end = match.index + match[0].length
    found('bank-account', end - (match[1] ?? '').length, end)
  }
  for (const { 0: address, index } of plain.matchAll(addresses)) found('home-address', index, index + address.length)
  for (const { 0: words, index } of plain.matchAll(health)) found('health', index, index + words.length)
  return hits.sort((a, b) => a.start - b.start)
}

function classOf(run: string): PersonalDataClass | null {
  if (isIdNumber(run) || isOldIdNumber(run)) return 'id-number'
  if (isMobileNumber(run)) return 'mobile-phone'
  return isBankCard(run) ? 'bank-card' : null
}
