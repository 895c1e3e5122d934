import { isBankCard } from './bank-card.ts'
import { isCreditCode } from './credit-code.ts'
import { isIdNumber, isOldIdNumber } from './id-number.ts'

export type PersonalDataClass = 'id-number' | 'bank-card' | 'mobile-phone' | 'email'

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
  'mobile-phone': { label: '手机号码', severity: 'REVIEW' },
  email: { label: '电子邮箱', severity: 'REVIEW' },
}

// Runs of digits and letters as long as anything we look for; what each one is, its check digits decide. A credit code
// is asked for first: it is public, and some contain what would pass for an ID number.
const runs = /[0-9A-Za-z]+(?:[ -][0-9A-Za-z]+)*|[\w.+-]+@[\w-]+(?:\.[\w-]+)+/g
const emails = /[\w.+-]+@[\w-]+(?:\.[\w-]+)+/g

function classOf(run: string): PersonalDataClass | null {
  if (run.length === 18) {
    if (isCreditCode(run)) return null
    if (isIdNumber(run)) return 'id-number'
  }
  if (run.length === 15 && isOldIdNumber(run)) return 'id-number'
  if (/^1[3-9]\d{9}$/.test(run)) return 'mobile-phone'
  if (isBankCard(run)) return 'bank-card'
  return null
}

/** Personal data in a text, in the order in which it stands. */
export function scanText(text: string): Hit[] {
  const hits: Hit[] = []
  for (const found of text.matchAll(runs)) {
    const run = found[0]
    if (run.includes('@')) continue
    // A number is also written in groups: 6222 0000 … ; the whole group is tried first, then its parts.
    const joined = run.replace(/[ -]/g, '')
    const whole = /^[\dXx]+$/.test(joined) ? classOf(joined) : null
    if (whole) hits.push(hitOf(whole, text, found.index, found.index + run.length))
    else {
      for (const part of run.matchAll(/[0-9A-Za-z]+/g)) {
        const kind = classOf(part[0])
        const start = found.index + part.index
        if (kind) hits.push(hitOf(kind, text, start, start + part[0].length))
      }
    }
  }
  for (const found of text.matchAll(emails)) {
    hits.push(hitOf('email', text, found.index, found.index + found[0].length))
  }
  return hits.sort((a, b) => a.start - b.start)
}

function hitOf(kind: PersonalDataClass, text: string, start: number, end: number): Hit {
  const found = text.slice(start, end)
  return { class: kind, ...classes[kind], start, end, text: found, masked: masked(kind, found) }
}

/** What may be shown: never a birth date, at most the first three and the last four. */
export function masked(kind: PersonalDataClass, text: string): string {
  if (kind === 'email') return text.replace(/^(.).*@/, '$1***@')
  const plain = text.replace(/[ -]/g, '')
  const [head, tail] = kind === 'bank-card' ? [0, 4] : [3, 4]
  return `${plain.slice(0, head)}${'*'.repeat(Math.max(0, plain.length - head - tail))}${plain.slice(-tail)}`
}
