import { describe, expect, test } from 'vitest'
import { calendarDate } from '../calendar-date.ts'
import { citationText } from '../citation.ts'
import { checkLetter, type LetterFault, type LetterToCheck, likeness } from './letter-checks.ts'
import {
  blanks,
  fillTemplate,
  isReplyKind,
  type LetterKind,
  letterForms,
  letterKinds,
  problemsOfTemplate,
} from './letters.ts'
import { outcomes, remedies } from './outcome.ts'

const organs = { reconsideration: '青山市人民政府', court: '青山市云岭区人民法院' }
const on = (day: string) => calendarDate(day)

const valuesOn = (kind: LetterKind, day: string) => ({
  申请人: '演示申请人',
  编号: 'YJ-2026-000012',
  收到日期: '2026年3月2日',
  申请事项: '2025年执法检查统计',
  依据: citationText(letterForms[kind].cite),
  救济途径: remedies(isReplyKind(kind) ? kind : 'granted', on(day), organs).clause,
  公开机构: '办公室',
  电话: '0000-1',
  机关名称: '青山市应急管理局',
})

const filled = (kind: LetterKind, day: string, words = '全年检查 412 次，发现隐患 980 处。') =>
  fillTemplate(letterForms[kind].template, valuesOn(kind, day)).replace(blanks, words)

const aLetter = (kind: LetterKind, change: Partial<LetterToCheck> = {}, day = '2026-03-20'): LetterToCheck => ({
  kind,
  text: filled(kind, day),
  own: '全年检查 412 次，发现隐患 980 处。',
  on: on(day),
  request: {
    number: 'YJ-2026-000012',
    title: '2025年执法检查统计',
    applicant: '演示申请人',
    receivedOn: on('2026-03-02'),
    events: [],
    applicantsOwn: ['演示申请人'],
  },
  bureau: { name: '青山市应急管理局', ...organs, ownData: ['0000-1'] },
  others: [],
  likenessConfirmed: false,
  ...change,
})
const faults = (letter: LetterToCheck) =>
  checkLetter(letter).flatMap(({ fault, weight }) => (weight === 'stop' ? [fault] : []))
const changed = (kind: LetterKind, change: (text: string) => string, day?: string): LetterFault[] => {
  const letter = aLetter(kind, {}, day)
  return faults({ ...letter, text: change(letter.text) })
}

test('every leaf of the outcome tree that answers in writing has its letter, and no other', () => {
  const written = Object.values(outcomes).filter(({ letterMustContain }) => letterMustContain.length > 0)
  expect(letterKinds.filter(isReplyKind).toSorted()).toEqual(written.map(({ code }) => code).toSorted())
})

describe.each(letterKinds)('the letter %s', (kind) => {
  test('as shipped names its article, has every element, and no placeholder nobody fills', () => {
    const { cite, mustContain, template } = letterForms[kind]
    expect(problemsOfTemplate(kind, template)).toEqual({ unknown: [], missing: [] })
    expect(filled(kind, '2026-03-20')).toContain(citationText(cite))
    expect(mustContain.length).toBeGreaterThanOrEqual(4)
  })

  test.each(['2023-12-29', '2024-01-02'])('filled in on %s has no fault that stops it', (day) => {
    expect(faults(aLetter(kind, {}, day))).toEqual([])
  })
})

describe.each(letterKinds.filter(isReplyKind))('the remedies of %s', (kind) => {
  const first = outcomes[kind].refusesUnder141516
  test('changed on 1 January 2024 where it refuses, and nowhere else', () => {
    const [before, after] = [filled(kind, '2023-12-31'), filled(kind, '2024-01-01')]
    expect(before).toContain('6个月内直接向青山市云岭区人民法院提起行政诉讼')
    expect(after.includes('应当先自知道本答复之日起60日内向青山市人民政府申请行政复议')).toBe(first)
    expect(faults(aLetter(kind, { text: before }, '2024-01-01'))).toEqual(
      first ? ['remedy-missing', 'remedy-order'] : [],
    )
  })
})

test('an applicant is not named in a letter to somebody else', () => {
  for (const kind of letterKinds.filter((one) => letterForms[one].to !== 'applicant')) {
    expect(filled(kind, '2026-03-20')).not.toContain('演示申请人')
    expect(changed(kind, (text) => `${text}\n申请人为演示申请人`)).toEqual(['applicant-named-to-others'])
  }
})

test.each<[LetterFault, LetterKind, (text: string) => string]>([
  ['blank-left', 'granted', (text) => text.replace('全年检查', '〔写明信息内容〕')],
  ['subject-not-named', 'granted', (text) => text.replaceAll('2025年执法检查统计', '应急避难场所名录')],
  ['number-not-named', 'granted', (text) => text.replace('YJ-2026-000012', '见附页')],
  ['other-number', 'granted', (text) => text.replace('全年检查', 'YJ-2026-000013 所述')],
  ['applicant-not-named', 'granted', (text) => text.replace('演示申请人', '张先生')],
  ['bureau-not-named', 'granted', (text) => text.replaceAll('青山市应急管理局', '本局')],
  ['article-missing', 'deny-5', (text) => text.replace('第十六条第一款', '第十六条第二款')],
  ['no-such-article', 'granted', (text) => text.replace('以上', '按照《政府信息公开条例》第五十七条，以上')],
  ['law-not-in-force', 'granted', (text) => text.replace('以上', '按照《政府信息公开条例》（2007）第二十一条，以上')],
  [
    'law-not-in-force',
    'granted',
    (text) => text.replace('以上', '按照《最高人民法院关于审理政府信息公开行政案件若干问题的规定》第二条，以上'),
  ],
  ['outcome-not-said', 'deny-5', (text) => text.replace('本机关不予公开', '本机关知悉')],
  ['outcome-contradicted', 'granted', (text) => text.replace('全年检查', '本机关不予公开。全年检查')],
  ['outcome-contradicted', 'deny-5', (text) => text.replace('全年检查', '现予公开：全年检查')],
  ['remedy-missing', 'granted', (text) => text.replace('青山市云岭区人民法院', '人民法院')],
  ['remedy-missing', 'granted', (text) => text.replace('60日', '30日')],
  ['remedy-order', 'granted', (text) => text.replace('可以自知道', '应当先自知道')],
])('%s stops a letter (%s)', (fault, kind, change) => {
  expect(changed(kind, change)).toContain(fault)
})

test('articles are read with and without brackets, and numbers of documents are no blanks', () => {
  expect(changed('granted', (text) => text.replace('第（二）项', '第二项'))).toEqual([])
  expect(changed('granted', (text) => text.replace('全年检查', '见青应急〔2026〕3号。全年检查'))).toEqual([])
  expect(
    changed('granted', (text) => text.replace('以上', '按照《中华人民共和国行政诉讼法》第一百零三条，以上')),
  ).toEqual([])
})

test('the subject may stand in other words of the same order of things', () => {
  expect(changed('granted', (text) => text.replaceAll('2025年执法检查统计', '2025年度执法检查的统计'))).toEqual([])
})

describe('a reply on another subject', () => {
  const words = '经查，该规划由本机关于2025年6月印发，共分五章，现将全文随附，供您查阅使用。'
  const other = {
    number: 'YJ-2026-000009',
    title: '烟花爆竹零售点布点规划',
    text: filled('granted', '2026-03-10', words).replaceAll('2025年执法检查统计', '烟花爆竹零售点布点规划'),
    own: words,
  }
  const pasted = aLetter('granted', { own: words, text: filled('granted', '2026-03-20', words), others: [other] })

  test('whose words are repeated stops the letter until somebody confirms it', () => {
    expect(faults(pasted)).toEqual(['same-as-other'])
    expect(faults({ ...pasted, likenessConfirmed: true })).toEqual([])
  })
  test('taken whole is not even about what was asked', () => {
    expect(faults({ ...pasted, text: other.text, own: other.text })).toEqual(
      expect.arrayContaining(['subject-not-named', 'same-as-other']),
    )
  })
  test('on the same subject may say the same, and the words of the template are nobody’s', () => {
    expect(faults({ ...pasted, others: [{ ...other, title: '2025年执法检查统计表' }] })).toEqual([])
    expect(
      faults({ ...pasted, own: '全年检查 412 次，发现隐患 980 处。', text: filled('granted', '2026-03-20') }),
    ).toEqual([])
  })
})

test('an outcome without the step it presupposes, and data of people, are pointed out', () => {
  const warned = (letter: LetterToCheck) => checkLetter(letter).map(({ fault }) => fault)
  expect(warned(aLetter('unable-3'))).toContain('step-missing')
  const asked = [{ kind: 'correction-asked' as const, on: on('2026-03-04'), answerBy: on('2026-03-25') }]
  const { request } = aLetter('unable-3')
  expect(warned(aLetter('unable-3', { request: { ...request, events: asked } }))).not.toContain('step-missing')
  const letter = aLetter('granted')
  expect(warned({ ...letter, text: `${letter.text} 13800138000` })).toContain('personal-data')
})

test('likeness goes from nothing to all, the same both ways', () => {
  expect(likeness('执法检查统计', '执法检查统计')).toBe(1)
  expect(likeness('执法检查统计', '避难场所名录')).toBe(0)
  expect(likeness('', '')).toBe(0)
  expect(likeness('执法检查统计', '执法检查计划')).toBe(likeness('执法检查计划', '执法检查统计'))
})
