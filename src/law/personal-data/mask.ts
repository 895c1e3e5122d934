import { halfWidth } from './typed.ts'

export type PersonalDataClass =
  | 'id-number'
  | 'bank-card'
  | 'bank-account'
  | 'mobile-phone'
  | 'email'
  | 'vehicle-plate'
  | 'home-address'
  | 'health'
  | 'name'
  | 'reporter'

/** How many characters may stay at the beginning and at the end. */
const shown: Partial<Record<PersonalDataClass, readonly [number, number]>> = {
  'id-number': [3, 4],
  'bank-card': [0, 4],
  'bank-account': [0, 4],
  'mobile-phone': [3, 4],
}

/** What may be shown of personal data: of an ID number at most the first three and the last four, never the birth date. */
export function mask(kind: PersonalDataClass, text: string): string {
  switch (kind) {
    case 'email':
      return text.replace(/^(.).*[@＠]/, '$1***@')
    case 'home-address':
      // Down to the village or the street.
      return text.replace(/[\d０-９一二三四五六七八九十百]+/g, '*')
    case 'vehicle-plate':
      return `${text.slice(0, 2)}*****`
    case 'name':
    case 'reporter':
      return `${text.slice(0, 1)}${'×'.repeat(Math.max(1, text.length - 1))}`
    case 'health':
      // What is said of someone's health is not shown at all.
      return '*'.repeat(text.length)
    default: {
      const [head, tail] = shown[kind] ?? [0, 0]
      const plain = halfWidth(text).replace(/[^0-9A-Za-z]/g, '')
      // Of an old ID number only three digits follow the birth date; a tax number made of an ID number ends in two more.
      const end = kind === 'id-number' && plain.length !== 18 ? (plain.length === 15 ? 3 : 0) : tail
      const start = Math.min(head, plain.length - end)
      return `${plain.slice(0, start)}${'*'.repeat(Math.max(0, plain.length - start - end))}${plain.slice(plain.length - end)}`
    }
  }
}
