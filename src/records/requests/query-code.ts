import { randomBytes } from 'node:crypto'
import { sha256 } from '../journal/entry.ts'

// Crockford's base 32: no I, L, O or U, so that nothing read aloud or copied by hand can be mistaken.
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

function spell(bytes: Uint8Array): string {
  let bits = 0n
  for (const byte of bytes.subarray(0, 5)) bits = (bits << 8n) | BigInt(byte)
  const letters = Array.from({ length: 8 }, (_, place) => alphabet[Number((bits >> BigInt(35 - 5 * place)) & 31n)])
  return `${letters.slice(0, 4).join('')}-${letters.slice(4).join('')}`
}

/** Worked out from the draft's secret token: sending the same form twice gives the same code, and nothing stores it. */
export function queryCodeOfDraft(token: string): string {
  return spell(sha256(`query code of ${token}`))
}

/** Worked out from the secret token of the link in the mail: pressing the button twice gives the same code. */
export function queryCodeOfRecovery(token: string): string {
  return spell(sha256(`query code recovered with ${token}`))
}

/** The code in the letter to somebody who is asked: it opens the page to answer on, and can be printed again. */
export function enquiryCode(salt: Buffer, enquiry: string): string {
  const bytes = sha256(Buffer.concat([salt, Buffer.from(enquiry)]))
  return `${spell(bytes)}-${spell(bytes.subarray(5))}`
}

/** The code of a request split off another: whoever has the code of that one is led to this, nobody else. */
export function siblingCode(rootHash: Buffer, place: number): string {
  return spell(sha256(Buffer.concat([rootHash, Buffer.from(`sibling ${place}`)])))
}

export function freshQueryCode(): string {
  return spell(randomBytes(5))
}

/** Forgives what people do to codes: lower case, blanks, a missing dash, O for 0, I or L for 1. */
export function readQueryCode(typed: string): string {
  const letters = typed.normalize('NFKC').toUpperCase().replace(/[\s-]/g, '').replace(/O/g, '0').replace(/[IL]/g, '1')
  return `${letters.slice(0, 4)}-${letters.slice(4)}`
}

export function queryCodeHash(number: string, code: string): Buffer {
  return sha256(`${number} ${code}`)
}
