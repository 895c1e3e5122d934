import { expect, test } from 'vitest'
import { on } from '../../../test/builders.ts'
import { textOfBlocks } from '../../platform/markup/to-text.ts'
import { officialParts, type TextToTypeset } from './official-parts.ts'

const bureauName = '临江市应急管理局'
const text = (change: Partial<TextToTypeset>): TextToTypeset => ({
  title: '关于开展检查的通知',
  subtitle: null,
  body: '<p>正文。</p>',
  source: bureauName,
  jointIssuers: null,
  documentNumber: null,
  formedOn: on('2026-03-12'),
  ...change,
})
const partsOf = (change: Partial<TextToTypeset>, fileNames: string[] = []) => {
  const { body, annexes, ...parts } = officialParts(text(change), { fileNames, bureauName, foot: null })
  const told = annexes.map(({ label, title, body }) => ({ label, title, body: textOfBlocks(body) }))
  return { ...parts, body: textOfBlocks(body), annexes: told }
}

test('a letter as it stands on a page is taken apart, and no word is lost', () => {
  const body = `<p>各县（市、区）应急管理局：</p><p>请开展检查。</p><p>附件：1.重点内容表</p><p>2.联络员名单</p><p class="right">临江市应急管理局</p><p class="right">2026年3月12日</p><p>（此件公开发布）</p><p>附件1</p><p class="center">重点内容表</p><p>内容。</p><p>附件2</p><p class="center">联络员名单</p><p>名单。</p><p>抄送：省应急管理厅。</p><p>临江市应急管理局办公室　2026年3月13日印发</p>`
  expect(partsOf({ body, documentNumber: '临应急〔2026〕12号' })).toMatchObject({
    withRedHead: true,
    issuers: [bureauName],
    addressees: '各县（市、区）应急管理局：',
    body: '请开展检查。',
    attachments: ['重点内容表', '联络员名单'],
    signers: [bureauName],
    date: '2026年3月12日',
    notes: '（此件公开发布）',
    annexes: [
      { label: '附件1', title: '重点内容表', body: '内容。' },
      { label: '附件2', title: '联络员名单', body: '名单。' },
    ],
    copyTo: '省应急管理厅。',
    printer: '临江市应急管理局办公室',
    printed: '2026年3月13日印发',
  })
})

test('rules issued by a notice begin their own page', () => {
  const body =
    '<p>各科室：</p><p>现将《信息公开办法》印发给你们。</p><p class="right">临江市应急管理局</p><p class="right">2026年3月12日</p><h2 class="center">信息公开办法</h2><p>第一条　为了公开。</p>'
  expect(partsOf({ title: '关于印发《信息公开办法》的通知', body }).annexes).toEqual([
    { label: null, title: '信息公开办法', body: '第一条　为了公开。' },
  ])
})

test.each([
  ['a sentence that announces what follows is no addressee', '<p>现将有关事项公告如下：</p><p>一条。</p>'],
  ['a date in the text is no signature', '<p>会议于下列日期召开。</p><p>2026年3月12日</p><p>请参加。</p>'],
  [
    'a signature with more text after it stays where it is',
    '<p>甲。</p><p class="right">临江市应急管理局</p><p class="right">2026年3月12日</p><p>又及，请回复。</p>',
  ],
])('%s', (_, body) => {
  const parts = partsOf({ body })
  expect(parts).toMatchObject({ addressees: null, signers: [], date: null, annexes: [] })
  expect(parts.body).toBe(
    textOfBlocks(
      officialParts(text({ body: `<p>占位。</p>${body}` }), { fileNames: [], bureauName, foot: null }).body,
    ).replace('占位。\n', ''),
  )
})

test('a letter with a number is signed by those who issue it where its page is not', () => {
  const own = { documentNumber: '临应急〔2026〕12号', jointIssuers: '临江市财政局、临江市公安局' }
  const issuers = [bureauName, '临江市财政局', '临江市公安局']
  expect(partsOf(own)).toMatchObject({ withRedHead: true, issuers, signers: issuers, date: '2026年3月12日' })
  expect(partsOf({ ...own, body: '<p>正文。</p><p class="right">2026年3月12日</p>' })).toMatchObject({ signers: [] })
})

test('what another organ issued, and what has no number, has no red head and no signature of ours', () => {
  const other = partsOf({ source: '国务院办公厅', documentNumber: '国办发〔2026〕1号' })
  expect(other).toMatchObject({ withRedHead: false, documentNumber: '国办发〔2026〕1号', signers: [], date: null })
  expect(partsOf({})).toMatchObject({ withRedHead: false, signers: [], date: null })
})

test('files are told as attachments where the text does not tell them itself', () => {
  expect(partsOf({}, ['名单.xlsx', '申报表.v2.docx']).attachments).toEqual(['名单', '申报表.v2'])
  expect(partsOf({ body: '<p>正文。</p><p>附件：名单</p>' }, ['名单.xlsx'])).toMatchObject({
    attachments: ['名单'],
    body: '正文。',
  })
})
