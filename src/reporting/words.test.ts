import { expect, test } from 'vitest'
import { busyReport } from '../../test/planted-contradictions.ts'
import { figuresByName } from './narrative.ts'
import { checkWords } from './words.ts'

const none = { overall: '', problems: '', other: '' }
const check = (narrative: Partial<typeof none>, lastYear: Partial<typeof none> | null = null) =>
  checkWords({
    bureau: busyReport.bureau,
    year: busyReport.year,
    narrative: { ...none, ...narrative },
    cells: busyReport.cells,
    figures: figuresByName(busyReport.cells, { 'documents.published': 513 }),
    lastYear: lastYear && { ...none, ...lastYear },
  })
const told = (text: string, { numbers }: ReturnType<typeof check>) =>
  numbers.map(({ from, to, verdict }) => [text.slice(from, to), verdict])

test('a number bound to a figure is neither unbound nor wrong, and the places are those of the text as typed', () => {
  const overall = '办理行政许可{{licences.decisions}}件，作出行政处罚决定9件，召开发布会4场。'
  const checked = check({ overall })
  expect(told(overall, checked)).toEqual([
    ['9件', 'unbound'],
    ['4场', 'unbound'],
  ])
  expect(checked.numbers[0]?.figures).toEqual(['penalties.decisions'])
  expect(checked.characters).toBe('办理行政许可40件，作出行政处罚决定9件，召开发布会4场。'.length)
})

test('a number that contradicts the tables says which', () => {
  const overall = '办理行政许可{{licences.decisions}}件，作出行政处罚决定12件。'
  const checked = check({ overall })
  expect(told(overall, checked)).toEqual([['12件', 'contradicting']])
  expect(checked.numbers[0]?.message).toContain('表格“行政处罚”是 9')
})

test('a sum in the words that does not hold is found before there is a page', () => {
  const overall = '公开信息{{documents.published}}条，其中网站300条、其他渠道203条。'
  const checked = check({ overall })
  expect(checked.findings).toContainEqual(expect.objectContaining({ rule: 'C-34', verdict: 'mismatch' }))
  expect(told(overall, checked)).toEqual([
    ['300条', 'unbound'],
    ['203条', 'unbound'],
  ])
})

test('sentences of last year are found again, whatever their numbers', () => {
  const lastYear = { problems: '一是部分栏目信息更新不够及时，2023年有3个栏目超过规定时限。二是解读形式单一。' }
  const problems =
    '一是部分栏目信息更新不够及时，2024年有5个栏目超过规定时限。二是政策解读的形式已经改进，增加了图解和视频。'
  const { repeated } = check({ problems }, lastYear)
  expect(repeated.map(({ from, to }) => problems.slice(from, to))).toEqual([
    problems.slice(0, problems.indexOf('二是')),
  ])
  expect(check({ problems }).repeated).toEqual([])
})
