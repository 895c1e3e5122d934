import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { calendarDate } from '../calendar-date.ts'
import { isBankCard } from './bank-card.ts'
import { creditCheckCharacter, creditCodeProblem, isCreditCode } from './credit-code.ts'
import { idCheckDigit, idNumberProblem, isIdNumber, isOldIdNumber } from './id-number.ts'
import { mask } from './mask.ts'
import { isMobileNumber, mobileNumberProblem } from './phone-number.ts'
import { scanText } from './scan.ts'

// The specimen number of GB 11643 itself, and codes of the standards' own making: nobody's.
const specimen = '11010519491231002X'

const pad = (value: number, width: number) => String(value).padStart(width, '0')
const anyId = fc
  .tuple(
    fc.integer({ min: 110000, max: 659000 }),
    fc.integer({ min: 1900, max: 2025 }),
    fc.integer({ min: 1, max: 12 }),
    fc.integer({ min: 1, max: 28 }),
    fc.integer({ min: 0, max: 999 }),
  )
  .map(([area, year, month, day, serial]) => {
    const first = `${area}${year}${pad(month, 2)}${pad(day, 2)}${pad(serial, 3)}`
    return first + idCheckDigit(first)
  })

describe('resident ID number', () => {
  test.each([
    [specimen, null, 'the specimen of the standard'],
    ['11010519491231002x', null, 'a small x'],
    ['1101051949123100', '身份证号码应为18位，您输入了16位', 'too short'],
    ['11010519491231002X1', '身份证号码应为18位，您输入了19位', 'too long'],
    ['', '身份证号码应为18位，您输入了0位', 'nothing'],
    ['110105194912310021', '身份证号码第18位与前17位不符，请核对', 'a wrong check digit'],
    ['11010519490231002X', '身份证号码第7至14位不是有效的出生日期，请核对', 'the thirty-first of February'],
    ['11010517991231002X', '身份证号码第7至14位不是有效的出生日期，请核对', 'born in the eighteenth century'],
    ['1101O519491231002X', '身份证号码第5位“O”有误，应为数字', 'a letter O for a zero'],
    ['11010519491231002Y', '身份证号码第18位“Y”有误，应为数字或X', 'another letter at the end'],
    ['110105 19491231 002X', '身份证号码中有空格，请删去', 'blanks'],
    ['1１010519491231002X', '身份证号码第2位“１”是全角字符，请改为半角的“1”', 'a full-width digit'],
  ])('%s: %s (%s)', (typed, problem, _because) => {
    expect(idNumberProblem(typed)).toBe(problem)
  })

  test('nobody is born after today', () => {
    const first = '11010520300101001'
    const number = first + idCheckDigit(first)
    expect(idNumberProblem(number, calendarDate('2029-12-31'))).toContain('出生日期')
    expect(idNumberProblem(number, calendarDate('2030-01-01'))).toBeNull()
  })

  test('every number made by the rule is accepted, and none with one digit changed or two neighbours swapped', () => {
    fc.assert(
      fc.property(anyId, fc.integer({ min: 0, max: 16 }), fc.integer({ min: 1, max: 9 }), (number, place, shift) => {
        expect(isIdNumber(number)).toBe(true)
        const changed = number.slice(0, place) + ((Number(number[place]) + shift) % 10) + number.slice(place + 1)
        expect(isIdNumber(changed)).toBe(false)
        const [a, b] = [number[place], number[place + 1]]
        if (place === 16 || a === b) return
        expect(isIdNumber(`${number.slice(0, place)}${b}${a}${number.slice(place + 2)}`)).toBe(false)
      }),
    )
  })

  test.each([
    ['110105491231002', true, 'the specimen as it was'],
    ['110105491331002', false, 'no thirteenth month'],
    ['200105491231002', false, 'no province 20'],
    ['11010549123100', false, 'fourteen digits'],
  ])('the old fifteen digits %s: %s (%s)', (text, is, _because) => {
    expect(isOldIdNumber(text)).toBe(is)
  })
})

describe('unified social credit code', () => {
  const letters = fc.string({
    unit: fc.constantFrom(...'0123456789ABCDEFGHJKLMNPQRTUWXY'),
    minLength: 17,
    maxLength: 17,
  })
  test('every code made by the rule is accepted, and none with one character changed', () => {
    const alphabet = '0123456789ABCDEFGHJKLMNPQRTUWXY'
    fc.assert(
      fc.property(letters, fc.integer({ min: 0, max: 17 }), fc.integer({ min: 1, max: 30 }), (first, place, shift) => {
        const code = first + creditCheckCharacter(first)
        expect(isCreditCode(code)).toBe(true)
        const other = alphabet[(alphabet.indexOf(code[place] as string) + shift) % 31]
        expect(isCreditCode(code.slice(0, place) + other + code.slice(place + 1))).toBe(false)
      }),
    )
  })

  test.each([
    ['91350100M000100Y43', null, 'the specimen of GB 32100'],
    ['91350100m000100y43', null, 'small letters'],
    ['91110000MA00000X', '统一社会信用代码应为18位，您输入了16位', 'too short'],
    ['91110000MAO0000000', '统一社会信用代码第11位“O”有误，应为数字或大写字母，不含I、O、Z、S、V', 'a letter O'],
    ['91350100M000100Y44', '统一社会信用代码第18位与前17位不符，请核对', 'a wrong check character'],
    ['91350100 M000100Y43', '统一社会信用代码中有空格，请删去', 'a blank'],
  ])('%s: %s (%s)', (typed, problem, _because) => {
    expect(creditCodeProblem(typed)).toBe(problem)
  })
})

describe('mobile number', () => {
  test.each([
    ['13800000000', null, 'a number'],
    ['1380000000', '手机号码应为11位，您输入了10位', 'too short'],
    ['138000o0000', '手机号码第7位“o”有误，应为数字', 'a letter o'],
    ['12800000000', '手机号码应以13至19开头，请核对', 'no such series'],
    ['138 0000 0000', '手机号码中有空格，请删去', 'blanks'],
  ])('%s: %s (%s)', (typed, problem, _because) => {
    expect(mobileNumberProblem(typed)).toBe(problem)
    expect(isMobileNumber(typed)).toBe(problem === null)
  })
})

describe('bank card', () => {
  test.each([
    ['4111111111111111', true, 'a test card'],
    ['4111111111111112', false, 'a wrong check digit'],
    ['6666666666666666', false, 'one digit over and over'],
    ['411111111111111', false, 'fifteen digits'],
    ['1111200000000000', false, 'no card begins with 1'],
  ])('%s: %s (%s)', (text, is, _because) => {
    expect(isBankCard(text)).toBe(is)
  })
})

describe('scanning a text', () => {
  const credit = `91110105MA0000000${creditCheckCharacter('91110105MA0000000')}`
  test.each([
    [`身份证号${specimen}，`, ['id-number'], 'beside Chinese words'],
    [`id${specimen}`, ['id-number'], 'after letters'],
    ['身份证１１０１０５１９４９１２３１００２Ｘ', ['id-number'], 'in full-width characters'],
    ['110105 19491231 002X', ['id-number'], 'in groups'],
    ['旧号110105491231002。', ['id-number'], 'the old fifteen digits'],
    [`税号${specimen}00`, ['id-number'], "an owner's ID number in an old tax number"],
    ['电话13800000000。', ['mobile-phone'], 'a mobile number'],
    ['电话138-0000-0000。', ['mobile-phone'], 'a mobile number in groups'],
    ['13800000000 13900000000', ['mobile-phone', 'mobile-phone'], 'two, one after the other'],
    ['213800000000123', [], 'inside a longer run of digits'],
    [`统一社会信用代码${credit}`, [], 'a credit code is public'],
    ['付款账户4111 1111 1111 1111。', ['bank-card'], 'a card in groups of four'],
    ['2026 4111 1111 1111 1111', ['bank-card'], 'a card after a year'],
    ['卡号6222 0200 0000 0000 000', ['bank-card'], 'nineteen digits in groups'],
    ['卡号6222 0200 0000 0000 001', ['bank-account'], 'no card by its check digit, but called one'],
    ['账号：0200000009020000123', ['bank-account'], 'an account number'],
    ['金额23400400元，文号〔2026〕58号', [], 'amounts and document numbers'],
    ['编号 YJ-2026-000123', [], 'the number of a request'],
    ['写信到 someone@applicant.example', ['email'], 'an e-mail address'],
    ['1357+4=1361，2021年12月31日', [], 'sums and days'],
    ['许可 867 13 7 0 1357 29362 95 41 2340 0400', [], 'a row of a table'],
    ['家住幸福路12号3栋502室', ['home-address'], 'down to the room'],
    ['办公地址：幸福路12号', [], "a house on a street may be the bureau's"],
    ['系二级残疾', ['health'], 'health'],
    ['', [], 'nothing'],
  ])('%s → %o: %s', (text, found, _because) => {
    expect(scanText(text).map((hit) => hit.class)).toEqual(found)
  })

  test('ID and card numbers stop a publication, the rest is looked at', () => {
    const severities = scanText(`${specimen} 13800000000 4111111111111111 a@b.example`).map((hit) => hit.severity)
    expect(severities).toEqual(['BLOCK', 'REVIEW', 'BLOCK', 'REVIEW'])
  })

  test('every ID number in a text is found, wherever it stands, and blocks', () => {
    const words = fc.string({ unit: fc.constantFrom(...'张三系本市居民，（）。 \n'), maxLength: 12 })
    fc.assert(
      fc.property(anyId, words, words, (id, before, after) => {
        const text = `${before}${id}${after}`
        const hits = scanText(text).filter((hit) => hit.class !== 'name')
        expect(hits.map(({ class: kind, severity }) => [kind, severity])).toEqual([['id-number', 'BLOCK']])
        expect(text.slice(hits[0]?.start, hits[0]?.end)).toBe(id)
        expect(hits[0]?.masked).not.toContain(id.slice(6, 14))
      }),
    )
  })

  test('a long text takes no time', () => {
    const text = '某县应急管理局二〇二六年安全生产执法检查情况通报幸福村'.repeat(8000) + specimen
    const began = performance.now()
    expect(scanText(text)).toHaveLength(1)
    expect(performance.now() - began).toBeLessThan(2000)
  })
})

describe('masking', () => {
  test.each([
    ['id-number', specimen, '110***********002X', 'no birth date'],
    ['id-number', '110105491231002', '110*********002', 'nor of an old number'],
    ['id-number', `${specimen}00`, '110*****************', 'nor of a tax number made of it'],
    ['id-number', '110105 19491231 002X', '110***********002X', 'nor in groups'],
    ['mobile-phone', '13812345678', '138****5678', 'first three, last four'],
    ['bank-card', '4111 1111 1111 1234', '************1234', 'the last four'],
    ['email', 'someone@applicant.example', 's***@applicant.example', 'the first letter'],
    ['home-address', '幸福路12号3栋502室', '幸福路*号*栋*室', 'the street'],
  ] as const)('%s %s: %s (%s)', (kind, text, masked, _because) => {
    expect(mask(kind, text)).toBe(masked)
  })
})
