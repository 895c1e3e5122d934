import { typingProblem } from './typed.ts'

// GB 32100-2015: 17 characters and a check character, modulus 31; no I, O, Z, S, V.

const alphabet = '0123456789ABCDEFGHJKLMNPQRTUWXY'

/** The check character of the first 17. */
export function creditCheckCharacter(characters: string): string {
  let sum = 0
  let weight = 1
  for (const character of characters.slice(0, 17)) {
    sum += alphabet.indexOf(character) * weight
    weight = (weight * 3) % 31
  }
  return alphabet[(31 - (sum % 31)) % 31] ?? ''
}

export function isCreditCode(text: string): boolean {
  return (
    text.length === 18 &&
    creditCheckCharacter(text.toUpperCase()) === text[17]?.toUpperCase() &&
    creditCodeProblem(text) === null
  )
}

/** What is wrong with a unified social credit code, in words for whoever typed it; null when nothing is. */
export function creditCodeProblem(typed: string): string | null {
  const badlyTyped = typingProblem('统一社会信用代码', typed)
  if (badlyTyped) return badlyTyped
  const text = [...typed.toUpperCase()]
  if (text.length !== 18) return `统一社会信用代码应为18位，您输入了${text.length}位`
  const wrong = text.findIndex((letter) => !alphabet.includes(letter))
  if (wrong >= 0) return `统一社会信用代码第${wrong + 1}位“${text[wrong]}”有误，应为数字或大写字母，不含I、O、Z、S、V`
  if (creditCheckCharacter(text.join('')) !== text[17]) return '统一社会信用代码第18位与前17位不符，请核对'
  return null
}
