import { type CalendarDate, isCalendarDate } from '../calendar-date.ts'
import { typingProblem } from './typed.ts'

// GB 11643-1999: 17 digits and a check digit (ISO 7064 MOD 11-2); area code, birth date, serial.

const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
const checkDigits = '10X98765432'
const provinces = /^(?:1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|71|8[1-3]|91)/

/** The check digit of the first 17 digits. */
export function idCheckDigit(digits: string): string {
  const sum = weights.reduce((all, weight, place) => all + weight * Number(digits[place]), 0)
  return checkDigits[sum % 11] ?? ''
}

/** A resident ID number as it is issued now, check digit and birth date right. */
export function isIdNumber(text: string): boolean {
  if (text.length !== 18) return false
  let sum = 0
  for (let place = 0; place < 17; place += 1) {
    const digit = text.charCodeAt(place) - 0x30
    if (digit < 0 || digit > 9) return false
    sum += digit * (weights[place] ?? 0)
  }
  return checkDigits[sum % 11] === (text[17] === 'x' ? 'X' : text[17]) && idNumberProblem(text) === null
}

/**
 * What is wrong with an ID number, in words for whoever typed it; null when nothing is. With `today`, nobody is born later.
 * A small x is let pass.
 */
export function idNumberProblem(typed: string, today?: CalendarDate): string | null {
  const badlyTyped = typingProblem('身份证号码', typed)
  if (badlyTyped) return badlyTyped
  const text = [...typed.toUpperCase()]
  if (text.length !== 18) return `身份证号码应为18位，您输入了${text.length}位`
  const wrong = text.findIndex((letter, place) => !(place < 17 ? /\d/ : /[\dX]/).test(letter))
  if (wrong >= 0) return `身份证号码第${wrong + 1}位“${text[wrong]}”有误，${wrong < 17 ? '应为数字' : '应为数字或X'}`
  const digits = text.join('')
  const birth = `${digits.slice(6, 10)}-${digits.slice(10, 12)}-${digits.slice(12, 14)}`
  if (!isCalendarDate(birth) || birth < '1880-01-01' || (today !== undefined && birth > today)) {
    return '身份证号码第7至14位不是有效的出生日期，请核对'
  }
  if (idCheckDigit(digits) !== digits[17]) return '身份证号码第18位与前17位不符，请核对'
  return null
}

/** The 15 digits of numbers issued before 1999: no check digit, a province and a birth date of the twentieth century. */
export function isOldIdNumber(text: string): boolean {
  const birth = `19${text.slice(6, 8)}-${text.slice(8, 10)}-${text.slice(10, 12)}`
  return /^\d{15}$/.test(text) && provinces.test(text) && isCalendarDate(birth)
}
