import { expect, test } from 'vitest'
import { divisionOf, numberOf } from './divisions.ts'
import { markupOfText } from './from-text.ts'
import { anchoredMarkup, articlesOf, outlineOf } from './outline.ts'
import { textOfMarkup } from './to-text.ts'

test.each([
  ['一', 1],
  ['十', 10],
  ['十二', 12],
  ['二十', 20],
  ['一百零三', 103],
  ['一百二十三', 123],
  ['二〇', 20],
  ['12', 12],
  ['甲', null],
])('%s is the number %s', (numeral, number) => {
  expect(numberOf(numeral)).toBe(number)
})

test.each([
  [
    '第十二条　行政机关应当',
    { kind: 'article', number: 12, branch: null, label: '第十二条', rest: '行政机关应当', apart: true },
  ],
  ['第二十条之一 甲', { kind: 'article', number: 20, branch: 1, label: '第二十条之一', rest: '甲', apart: true }],
  ['第 3 条 甲', { kind: 'article', number: 3, branch: null, label: '第3条', rest: '甲', apart: true }],
  ['第三条规定的期限', { kind: 'article', number: 3, branch: null, label: '第三条', rest: '规定的期限', apart: false }],
  ['第一章　总　则', { kind: 'chapter', number: 1, branch: null, label: '第一章', rest: '总　则', apart: true }],
])('the division %s', (text, division) => {
  expect(divisionOf(text)).toEqual(division)
})

const rules = `
为了规范信息公开，制定本办法。

第一章　总则

第一条　甲。

第二条　乙：
（一）丙；
（二）丁。

第三条规定的事项除外，另行公布。

第二章　公开

第三条　【范围】戊。

第三条之一　己。

第四条庚。

第五条所称机关，是指本局。
`

test('articles are found by what separates them from their text or by their order, not where one is spoken of', () => {
  const { preamble, articles } = articlesOf(markupOfText(rules))
  expect(textOfMarkup(preamble)).toBe('为了规范信息公开，制定本办法。')
  expect(articles.map(({ id, label, chapter }) => [id, label, chapter])).toEqual([
    ['t1', '第一条', '第一章　总则'],
    ['t2', '第二条', '第一章　总则'],
    ['t3', '第三条', '第二章　公开'],
    ['t3-1', '第三条之一', '第二章　公开'],
    ['t4', '第四条', '第二章　公开'],
  ])
  expect(articles[1]!.text).toBe('第二条　乙：\n（一）丙；\n（二）丁。\n第三条规定的事项除外，另行公布。')
  expect(articles[4]!.text).toContain('第五条所称')
})

test('chapters, sections, articles and headings have names a link can use', () => {
  const html =
    '<h2 class="center">第一章　总则</h2><h3>第一节　目的</h3><p>第一条　甲</p><h2 class="center">第二章　附则</h2><h3>第一节　解释</h3><p>第二条　乙</p>'
  expect(outlineOf(html).map(({ id, level }) => `${id} ${level}`)).toEqual([
    'z1 1',
    'z1-j1 2',
    't1 3',
    'z2 1',
    'z2-j1 2',
    't2 3',
  ])
  expect(outlineOf('<h2>一、甲</h2><h3>（一）乙</h3><h3>（二）丙</h3><h2>二、丁</h2>').map(({ id }) => id)).toEqual([
    'h1',
    'h1-1',
    'h1-2',
    'h2',
  ])
  expect(anchoredMarkup('<h2>一、甲</h2><p>第一条　乙</p>').html).toBe(
    '<h2 id="h1">一、甲</h2>\n<p id="t1">第一条　乙</p>',
  )
})

test('a table of contents is not the outline, and a second set of articles does not take the names of the first', () => {
  const html =
    '<p>第一章　总则</p><p>第二章　附则</p><p>第一章　总则</p><p>第一条　甲</p><p>第二章　附则</p><p>第二条　乙</p><p>第一条　另一件</p>'
  expect(
    anchoredMarkup(html)
      .html.split('\n')
      .map((line) => /id="(\w+)"/.exec(line)?.[1] ?? null),
  ).toEqual([null, null, 'z1', 't1', 'z2', 't2', 't1_2'])
})

test('plain text: blank lines end paragraphs, short numbered lines are headings', () => {
  expect(
    markupOfText('一、总体情况\n全年公开 12 条。\n其中 <3> 条。\n\n（一）做法\n二、一是抓好落实，\n二是加强检查；'),
  ).toBe(
    '<h2>一、总体情况</h2>\n<p>全年公开 12 条。<br>其中 &lt;3&gt; 条。</p>\n<h3>（一）做法</h3>\n<p>二、一是抓好落实，<br>二是加强检查；</p>',
  )
  expect(markupOfText('（一）甲\n乙')).toBe('<h2>（一）甲</h2>\n<p>乙</p>')
  expect(markupOfText(' \n\n ')).toBe('')
})

test('what can be read of a text: a line a paragraph, a tab between cells, what pictures show', () => {
  const html =
    '<h2>甲</h2><p>乙<br><strong>丙</strong></p><ol start="3"><li>丁<ul><li>戊</li></ul></li></ol><table><caption>表</caption><thead><tr><th>己</th><th>庚</th></tr></thead><tbody><tr><td><p>1</p><p>2</p></td><td>3</td></tr></tbody></table><figure><img src="/a" alt="图"><figcaption>图1</figcaption></figure>'
  expect(textOfMarkup(html)).toBe('甲\n乙\n丙\n3. 丁\n• 戊\n表\n己\t庚\n1 2\t3\n图\n图1')
})
