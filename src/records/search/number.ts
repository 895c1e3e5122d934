import { normalised } from './segment.ts'

const parts =
  /^(?<word>[\p{Script=Han}a-z]{1,20})\s*[[({〔【<《「]?\s*(?<year>(?:19|20)\d{2})\s*[\])}〕】>》」]?\s*年?\s*第?\s*(?<number>\d{1,6})\s*号?$/u

/** Whether somebody looks for one document by its number, and not for words with a year beside them. */
export function isWholeNumber(text: string): boolean {
  const plain = normalised(text).trim()
  return parts.test(plain) && /[[({〔【<《「]|号$/u.test(plain)
}

/**
 * One form for every way of writing a document number: 青应急发〔2026〕41号, 青应急发[2026]41号 and 青应急发 2026 41 are one.
 * Null for what has no digit and so is no number.
 */
export function numberKey(text: string): string | null {
  const plain = normalised(text).trim()
  const { word, year, number } = parts.exec(plain)?.groups ?? {}
  if (word && year && number) return `${word} ${year} ${Number(number)}`
  const rest = plain.replace(/[^\p{Script=Han}a-z0-9]/gu, '')
  return /\d/.test(rest) && rest.length >= 4 && rest.length <= 60 ? rest : null
}
