import { halfWidth } from './typed.ts'

export type PersonalDataClass =
  | 'id-number'
  | 'bank-card'
  | 'bank-account'
  | 'mobile-phone'
  | 'email'
  | 'home-address'
  | 'health'

/** How many characters may stay at the beginning and at the end. */
const shown: Record<Exclude<PersonalDataClass, 'email' | 'home-address' | 'health'>, readonly [number, number]> = {
  'id-number': [3, 4],
  'bank-card': [0, 4],
  'bank-account': [0, 4],
  'mobile-phone': [3, 4],
}

/** What may be shown of personal data: of an ID number at most the first three and the last four, never the birth date. */
export function mask(kind: PersonalDataClass, text: string): string {
  if (kind === 'email') return text.replace(/^(.).*@/, '$1***@')
  // Down to the village or the street; what is said of someone's health, not at all.
  if (kind === 'home-address') return text.replace(/[\d０-９一二三四五六七八九十]+/g, '*')
  if (kind === 'health') return text
  const plain = halfWidth(text).replace(/[^0-9A-Za-z]/g, '')
  const [head, tail] = shown[kind]
  // Of an old ID number only three digits follow the birth date; a tax number made of an ID number ends in two more.
  const end = kind === 'id-number' && plain.length !== 18 ? (plain.length === 15 ? 3 : 0) : tail
  return `${plain.slice(0, head)}${'*'.repeat(Math.max(0, plain.length - head - end))}${plain.slice(plain.length - end)}`
}
