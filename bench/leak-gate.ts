import { scanText } from '../src/law/personal-data/scan.ts'
import { findWords, lexiconOf } from '../src/law/wording/lexicon.ts'
import { ownWords } from '../src/law/wording/own-words.ts'
import { longText } from '../test/planted-leaks.ts'
import { cpuSeconds, inTurn, type Measured, told } from './measure.ts'

const gap = '[ \\u00a0\\u3000-]'
/** The numbers alone, as somebody would write them first. */
const numbers = [
  '(?<!\\d)\\d{17}[\\dXx]',
  '(?<!\\d)\\d{15}(?!\\d)',
  '(?<!\\d)1[3-9]\\d{9}(?!\\d)',
  '(?<!\\d)[3-69]\\d{15,18}(?!\\d)',
  '[\\w.+-]+@[\\w-]+(?:\\.[\\w-]+)+',
  '[京津冀晋蒙辽吉黑沪苏浙皖闽赣鲁豫鄂湘粤桂琼渝川贵云藏陕甘青宁新][A-Z]·?[A-HJ-NP-Z0-9]{5,6}',
]
/** The same classes as the scan, by their shapes only: no check digits, no context, no full width. */
const shapes = [
  ...numbers,
  `1[3-9]\\d${gap}\\d{4}${gap}\\d{4}`,
  `\\d{6}${gap}\\d{8}${gap}\\d{3}[\\dXx]`,
  `\\d{4}(?:${gap}\\d{4}){3}(?:${gap}\\d{1,3})?`,
  '(?:账号|帐号|卡号)[:：为是 ]{0,3}\\d[\\d -]{6,30}\\d',
  '(?:路|街|道|巷|弄|村|组|小区|社区|花园)\\d+(?:号|栋|幢|座|单元|楼)[\\d\\u4e00-\\u9fff-]*?\\d+(?:室|户|单元|楼|号)',
  '(?:[一二三四]级|重度|智力|肢体|听力|视力|精神)残疾|患有?[\\u4e00-\\u9fff]{1,8}(?:病|症|癌|炎)',
  '(?:姓名|申请人|联系人|户主|举报人)[：: ]{1,2}[\\u4e00-\\u9fff]{2,4}',
]

/**
 * Megabytes of UTF-8 text per CPU second, scanned for personal data and read for the words of the lexicon, against the bare
 * union of regular expressions and words over the same text.
 */
export async function leakGate(scale: number): Promise<Measured> {
  const text = longText(1, 4_000_000 * scale, 60)
  const megabytes = Buffer.byteLength(text) / 1_000_000
  let hits = 0
  let words = 0
  let shaped = 0
  const lexicon = lexiconOf(ownWords)
  const union = new RegExp([...shapes, ...ownWords.map(({ word }) => word)].join('|'), 'g')
  const shapesOnly = new RegExp(shapes.join('|'), 'g')
  const bare = new RegExp(numbers.join('|'), 'g')
  const scan = () =>
    cpuSeconds(() => {
      hits = scanText(text).length
      words = findWords(text, lexicon).length
    })
  const match = (expression: RegExp) => () =>
    cpuSeconds(() => {
      shaped = [...text.matchAll(expression)].length
    })
  // A rate is of a program that has run for a while.
  for (let round = 0; round < 4; round += 1) {
    await scan()
    await match(union)()
  }
  const { ours, reference } = await inTurn(9, scan, match(union))
  const matches = shaped
  const scanOnly = () => cpuSeconds(() => scanText(text))
  const withoutWords = await inTurn(5, scanOnly, match(shapesOnly))
  const numbersOnly = await inTurn(5, match(bare), match(bare))
  return told({
    name: 'leak-gate',
    ours: megabytes / ours,
    reference: megabytes / reference,
    goal: '>= 1',
    unit: 'MB per CPU second',
    note:
      `${Math.round(megabytes)} MB of office prose, a leak every sixty lines: ${hits} hits, checked, and ${words} of ${ownWords.length} listed words; ` +
      `reference: one regular expression of the same classes and words, ${matches} matches, unchecked; without the words: ` +
      `${Math.round(megabytes / withoutWords.ours)} MB against ${Math.round(megabytes / withoutWords.reference)} MB; ` +
      `of the numbers alone the expression does ${Math.round(megabytes / numbersOnly.ours)} MB`,
  })
}
