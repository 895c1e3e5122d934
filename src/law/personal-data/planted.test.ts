import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { aCreditCode, checksumClasses, decoys, plantedLeaks, randomFrom } from '../../../test/planted-leaks.ts'
import { findWords, lexiconOf } from '../wording/lexicon.ts'
import { ownWords } from '../wording/own-words.ts'
import { creditCheckCharacter, isCreditCode } from './credit-code.ts'
import type { PersonalDataClass } from './mask.ts'
import { maskText } from './mask-text.ts'
import { scanText } from './scan.ts'

const planted = plantedLeaks(20260312, 12_000)

const foundIn = ({ text, class: kind, value }: (typeof planted)[number]) => {
  const from = text.indexOf(value)
  return scanText(text).some((hit) => hit.class === kind && hit.start <= from && hit.end >= from + value.length)
}

describe('leaks planted from a seed', () => {
  test.each([...new Set(planted.map((one) => one.class))].map((kind) => [kind]))('%s is found', (kind) => {
    const all = planted.filter((one) => one.class === kind)
    const missed = all.filter((one) => !foundIn(one))
    const recall = 1 - missed.length / all.length
    console.info(`${kind}: ${all.length - missed.length} of ${all.length} found (${(recall * 100).toFixed(2)} %)`)
    const least = checksumClasses.includes(kind) ? 0.99 : 0.97
    expect(
      recall,
      missed
        .slice(0, 5)
        .map((one) => JSON.stringify(one.text))
        .join('\n'),
    ).toBeGreaterThanOrEqual(least)
  })

  test('one class is masked in one go, all else stays, and nothing of that class is left', () => {
    for (const one of planted.slice(0, 3000)) {
      const masked = maskText(one.text, [one.class])
      expect(scanText(masked).filter((hit) => hit.class === one.class)).toEqual([])
      const others: PersonalDataClass[] = one.class === 'email' ? ['id-number'] : ['email']
      expect(maskText(one.text, others)).toBe(one.text)
    }
  })
})

test('credit codes are known by their check character, with none mistaken and no wrong one believed', () => {
  const random = randomFrom(91)
  const codes = Array.from({ length: 4000 }, () => aCreditCode(random))
  const known = codes.filter((code) => isCreditCode(code)).length
  const otherCharacter = (code: string) => (creditCheckCharacter(code) === '0' ? '1' : '0')
  const believed = codes.filter((code) => isCreditCode(code.slice(0, 17) + otherCharacter(code))).length
  const mistaken = codes.flatMap((code) => scanText(`企业${code}，`).filter(({ severity }) => severity !== 'INFO'))
  console.info(`credit-code: ${known} of ${codes.length} known (${((known / codes.length) * 100).toFixed(2)} %)`)
  expect(known / codes.length).toBeGreaterThanOrEqual(0.99)
  expect(believed).toBe(0)
  expect(mistaken.map((hit) => `${hit.class} ${hit.text}`)).toEqual([])
})

test('orders, document numbers, credit codes, amounts and tables stop nothing', () => {
  const stopped = decoys(7, 24_000).flatMap((text) =>
    scanText(text)
      .filter((hit) => hit.severity !== 'INFO')
      .map((hit) => `${hit.class}: ${hit.text} in ${text}`),
  )
  expect(stopped).toEqual([])
})

// Reports as bureaus published them. They are no part of this repository; without them there is nothing to test here.
const published = fileURLToPath(new URL('../../../../shared/seeds/', import.meta.url))
test.skipIf(!existsSync(published))('published reports hold no mark of secrecy or of inner use', () => {
  const lexicon = lexiconOf(ownWords)
  const marked = readdirSync(published).flatMap((name) =>
    findWords(readFileSync(published + name, 'utf8'), lexicon)
      .filter(({ kind }) => kind === 'work-secret')
      .map(({ word }) => `${name}: ${word}`),
  )
  expect(marked).toEqual([])
})

test.skipIf(!existsSync(published))('published reports of real bureaus are not stopped', () => {
  const stopped = readdirSync(published).flatMap((name) =>
    scanText(readFileSync(published + name, 'utf8'))
      .filter((hit) => hit.severity !== 'INFO')
      .map((hit) => `${name}: ${hit.class} ${hit.text}`),
  )
  expect(stopped).toEqual([])
})
