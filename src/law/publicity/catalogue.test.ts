import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { calendarDate } from '../calendar-date.ts'
import { missingCatalogueFields, statutoryItems } from './catalogue.ts'
import { type Freshness, freshness, type Span, type UpdateClass } from './freshness.ts'
import { missingGuideFields } from './guide.ts'
import {
  type IndexPatternProblem,
  indexNumber,
  indexNumberProblems,
  indexPatternProblems,
  indexSeries,
  plainIndexPattern,
  usualIndexPattern,
} from './index-number.ts'
import { isPlaceholder, publishedPhoneProblem } from './placeholders.ts'

const on = calendarDate

it('article 20 has fifteen items, in their order, each cited', () => {
  expect(statutoryItems.map(({ item }) => item)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15])
  expect(statutoryItems[11]?.cite.article).toBe('第二十条第（十二）项')
})

it('an entry of the catalogue lacks every field that is empty, told at once', () => {
  const entry = { index: '202603-00001', name: '检查计划', summary: '本年度检查计划', createdOn: '2026-03-02' }
  expect(missingCatalogueFields(entry)).toEqual([])
  expect(missingCatalogueFields({ ...entry, index: null, summary: ' ' })).toEqual(['index', 'summary'])
})

it('a guide lacks every one of its nine fields that is empty, told at once', () => {
  const told = {
    classification: '按主题',
    arrangement: '索引号',
    ways: '网站',
    office: '办公室',
    address: '长堤路1号',
    hours: '工作日',
    phone: '0000-0000001',
    fax: '0000-0000003',
    internet: 'a@b.example',
  }
  expect(missingGuideFields(told)).toEqual([])
  expect(missingGuideFields({ ...told, fax: null, ways: '' })).toEqual(['ways', 'fax'])
})

describe('how fresh a column is', () => {
  it.each<[string, UpdateClass, Span | null, string, Partial<Freshness>]>([
    ['news a week old', 'news', null, '2026-03-09', { state: 'fresh', dueOn: on('2026-03-16'), by: 'inspection' }],
    ['news ten days old: 71 %', 'news', null, '2026-03-12', { state: 'warn' }],
    ['news thirteen days old: 93 %', 'news', null, '2026-03-15', { state: 'alarm' }],
    ['the last day is still in time', 'news', null, '2026-03-16', { state: 'alarm' }],
    ['news fifteen days old', 'news', null, '2026-03-17', { state: 'late' }],
    ['policies have half a year', 'notice-policy', null, '2026-06-01', { state: 'fresh', dueOn: on('2026-09-02') }],
    ['a promise shorter than the limit', 'other', { months: 3 }, '2026-06-03', { state: 'late', by: 'promise' }],
    ['a promise longer than the limit', 'news', { days: 30 }, '2026-03-17', { state: 'late', by: 'inspection' }],
    ['organisation is not timed', 'static', null, '2036-01-01', { state: 'untimed', dueOn: null }],
    ['unless it was promised', 'static', { months: 12 }, '2027-03-03', { state: 'late', by: 'promise' }],
  ])('%s', (_, updateClass, promise, today, expected) => {
    expect(freshness({ lastOn: on('2026-03-02'), promise, updateClass, today: on(today) })).toMatchObject(expected)
  })
})

describe('index numbers', () => {
  const facts = { creditCode: '000000000000000000', on: on('2026-03-04'), item: 5 as const }
  it.each<[string, string]>([
    [usualIndexPattern, '000000000000000000/202603-00042'],
    [plainIndexPattern, '202603-00042'],
    ['{org}/{yyyy}-{serial:5}', '000000000/2026-00042'],
    ['330200-{item}-{yyyymmdd}-{serial:4}', '330200-05-20260304-0042'],
  ])('by %s', (pattern, number) => {
    expect(indexPatternProblems(pattern, facts.creditCode)).toEqual([])
    expect(indexNumber(pattern, facts, 42)).toBe(number)
    const days = { creditCode: facts.creditCode, formedOn: on('2026-01-30'), publishedOn: on('2026-03-04') }
    expect(indexNumberProblems(number, pattern, days)).toEqual([])
  })

  it.each<[string, string | null, IndexPatternProblem[]]>([
    ['{yyyymm}', null, ['no-serial']],
    ['{serial:5}', null, ['no-period']],
    ['{serial:5}{serial:5}', null, ['two-serials', 'no-period']],
    ['{yyyy}-{month}-{serial:5}', null, ['unknown-part']],
    ['{yyyy}第{serial:5}号', null, ['bad-character']],
    [usualIndexPattern, null, ['needs-credit-code']],
    [`${'a'.repeat(60)}{yyyy}{serial:5}`, null, ['too-long']],
  ])('%s is refused', (pattern, creditCode, problems) => {
    expect(indexPatternProblems(pattern, creditCode)).toEqual(problems)
  })

  it.each([
    ['000000000000000000/202602-00042', ['other-period']],
    ['00000000000000000G/202603-00042', ['other-code']],
    ['202603-00042', ['not-the-pattern']],
    ['000000000000000000/202601-00042', []],
  ])('%s: %j', (number, problems) => {
    const days = { creditCode: facts.creditCode, formedOn: on('2026-01-30'), publishedOn: on('2026-03-04') }
    expect(indexNumberProblems(number, usualIndexPattern, days)).toEqual(problems)
  })

  it('two serials of one series never give the same number, nor do two series', () => {
    const serial = fc.integer({ min: 1, max: 2_000_000 })
    const month = fc.integer({ min: 1, max: 12 }).map((n) => on(`2026-${String(n).padStart(2, '0')}-01`))
    fc.assert(
      fc.property(serial, serial, month, month, (a, b, first, second) => {
        const [one, other] = [
          { ...facts, on: first },
          { ...facts, on: second },
        ]
        const same = a === b && indexSeries(usualIndexPattern, one) === indexSeries(usualIndexPattern, other)
        expect(indexNumber(usualIndexPattern, one, a) === indexNumber(usualIndexPattern, other, b)).toBe(same)
      }),
    )
  })
})

describe('what stands for nobody', () => {
  it.each(['姓名一', '姓名', '某某', '王某某', 'XXX', '待定', '暂无', '测试1', '张××', '***'])('%s', (name) => {
    expect(isPlaceholder(name)).toBe(true)
  })
  it.each(['沈禾', '欧阳川', '买买提·吐尔逊', '办公室主任', '未央区应急局'])('but %s does', (name) => {
    expect(isPlaceholder(name)).toBe(false)
  })
  it.each(['1234567', '0931-12345678', '7654321', '8888888', '00000000', '12', '电话', '0931 1234567'])(
    '%s',
    (phone) => {
      expect(publishedPhoneProblem(phone)).not.toBeNull()
    },
  )
  it.each(['0000-0000001', '0931-8888889', '12350', '110', '010-68888888转6021', '400-800-1234', '13900000001'])(
    'but %s may be published',
    (phone) => {
      expect(publishedPhoneProblem(phone)).toBeNull()
    },
  )
})
