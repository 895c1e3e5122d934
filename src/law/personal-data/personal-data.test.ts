import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isBankCard } from './bank-card.ts'
import { creditCheckCharacter, creditCodeProblem, isCreditCode } from './credit-code.ts'
import { idCheckDigit, idNumberProblem, isIdNumber, isOldIdNumber } from './id-number.ts'
import { scanText } from './scan.ts'

// The specimen number of GB 11643 itself, and codes of the standard GB 32100's own making: nobody's.
const specimen = '11010519491231002X'

describe('resident ID number', () => {
  test.each([
    [specimen, null, 'the specimen of the standard'],
    ['11010519491231002x', null, 'a small x'],
    ['1101051949123100', '身份证号码应为18位，您输入了16位', 'too short'],
    ['110105194912310021', '身份证号码第18位与前17位不符，请核对', 'a wrong check digit'],
    ['11010519490231002X', '身份证号码第7至14位不是有效的出生日期，请核对', 'the thirty-first of February'],
    ['1101O519491231002X', '身份证号码第5位“O”有误，应为数字', 'a letter O for a zero'],
  ])('%s: %s (%s)', (typed, problem, _because) => {
    expect(idNumberProblem(typed)).toBe(problem)
  })

  test('every number made by the rule is accepted, and none with one digit changed', () => {
    const digits = fc.tuple(
      fc.integer({ min: 110000, max: 659000 }),
      fc.integer({ min: 1900, max: 2025 }),
      fc.integer({ min: 1, max: 12 }),
      fc.integer({ min: 1, max: 28 }),
      fc.integer({ min: 0, max: 999 }),
    )
    fc.assert(
      fc.property(
        digits,
        fc.integer({ min: 0, max: 16 }),
        fc.integer({ min: 1, max: 9 }),
        ([area, year, month, day, serial], place, shift) => {
          const pad = (value: number, width: number) => String(value).padStart(width, '0')
          const first = `${area}${year}${pad(month, 2)}${pad(day, 2)}${pad(serial, 3)}`
          const number = first + idCheckDigit(first)
          expect(isIdNumber(number)).toBe(true)
          const changed = number.slice(0, place) + ((Number(number[place]) + shift) % 10) + number.slice(place + 1)
          expect(isIdNumber(changed)).toBe(false)
        },
      ),
    )
  })

  test('the old fifteen digits are known by their birth date', () => {
    expect(isOldIdNumber('110105491231002')).toBe(true)
    expect(isOldIdNumber('110105491331002')).toBe(false)
  })
})

describe('unified social credit code', () => {
  test('every code made by the rule is accepted', () => {
    const letters = fc.string({
      unit: fc.constantFrom(...'0123456789ABCDEFGHJKLMNPQRTUWXY'),
      minLength: 17,
      maxLength: 17,
    })
    fc.assert(fc.property(letters, (first) => expect(isCreditCode(first + creditCheckCharacter(first))).toBe(true)))
  })
  test.each([
    ['91110000MA00000X', '统一社会信用代码应为18位，您输入了16位', 'too short'],
    ['91110000MAO0000000', '统一社会信用代码第11位“O”有误，应为数字或大写字母，不含I、O、Z、S、V', 'a letter O'],
  ])('%s: %s (%s)', (typed, problem, _because) => {
    expect(creditCodeProblem(typed)).toBe(problem)
  })
})

describe('scanning a text', () => {
  const credit = `91110105MA0000000${creditCheckCharacter('91110105MA0000000')}`
  test.each([
    [`身份证号${specimen}，`, ['id-number'], 'beside Chinese words'],
    ['电话13800000000。', ['mobile-phone'], 'a mobile number'],
    [`统一社会信用代码${credit}`, [], 'a credit code is public'],
    ['卡号6222 0200 0000 0000 000', [], 'nineteen digits that are no card'],
    ['金额23400400元，文号〔2026〕58号', [], 'amounts and document numbers'],
    ['编号 YJ-2026-000123', [], 'the number of a request'],
    ['写信到 someone@applicant.example', ['email'], 'an e-mail address'],
    ['1357+4=1361，2021年12月31日', [], 'sums and days'],
  ])('%s → %o: %s', (text, found, _because) => {
    expect(scanText(text).map((hit) => hit.class)).toEqual(found)
  })

  test('a card number is found by its check digit, in groups or not', () => {
    const number = '4111111111111111'
    expect(isBankCard(number)).toBe(true)
    expect(scanText(`付款账户4111 1111 1111 1111。`).map((hit) => hit.class)).toEqual(['bank-card'])
  })

  test('what is shown of a hit never contains the birth date', () => {
    expect(scanText(specimen)[0]?.masked).toBe('110***********002X')
  })
})
