import { expect, test } from 'vitest'
import { markupProblems } from './problems.ts'

const kindsIn = (html: string) => markupProblems(html).map(({ kind }) => kind)

test.each([
  ['a picture nobody has described', '<p><img src="/f/a.png"></p>', ['picture-without-alt']],
  [
    'a picture described by its file name',
    '<figure><img src="/f/1" alt="微信图片_20260312"></figure>',
    ['alt-is-file-name'],
  ],
  ['a picture that is decoration', '<p>甲<img src="/f/1" alt=""></p>', []],
  ['a table without header cells', '<table><caption>表1</caption><tr><td>甲</td></tr></table>', ['table-without-head']],
  ['a table whose rows have headers', '<table><caption>表1</caption><tr><th>甲</th><td>1</td></tr></table>', []],
  ['a table without caption', '<table><tr><th>甲</th></tr><tr><td>1</td></tr></table>', ['table-without-caption']],
  ['a table too wide', `<table><caption>表</caption><tr>${'<th>甲</th>'.repeat(13)}</tr></table>`, ['table-too-wide']],
  [
    'rows of unequal width',
    '<table><caption>表</caption><tr><th>甲</th><th>乙</th></tr><tr><td>1</td></tr></table>',
    ['table-uneven'],
  ],
  [
    'rows made equal by spans',
    '<table><caption>表</caption><tr><th rowspan=2>甲</th><th>乙</th></tr><tr><th>丙</th></tr><tr><td colspan=2>1</td></tr></table>',
    [],
  ],
  ['a heading level left out', '<h2>甲</h2><h4>乙</h4>', ['heading-skipped']],
  ['a text that begins with h3', '<h3>甲</h3>', ['heading-skipped']],
  ['a heading that is a picture', '<h2><img src="/f/1" alt="标题"></h2>', ['empty-heading']],
  [
    'a link that says nothing',
    '<p>详情请<a href="/a">点击这里</a>，<a href="/b">查看</a></p>',
    ['vague-link', 'vague-link'],
  ],
  ['a link that is its address', '<p><a href="https://a.cn/b">https://a.cn/b</a></p>', ['vague-link']],
  ['a link that says where it leads', '<p><a href="/a">《信息公开条例》全文</a></p>', []],
  ['a bold line in place of a heading', '<p><strong>一、工作要求</strong></p>', ['bold-in-place-of-heading']],
  [
    'bold words in a cell',
    '<table><caption>表</caption><tr><th>甲</th></tr><tr><td><strong>合计</strong></td></tr></table>',
    [],
  ],
  ['blanks in place of layout', '<p>甲　　　　　乙</p>', ['blanks-in-place-of-layout']],
])('%s', (_, html, kinds) => {
  expect(kindsIn(html)).toEqual(kinds)
})

test('a problem says where it is', () => {
  expect(markupProblems('<h2>一、要求</h2><p>甲</p><p>请<a href="/a">点击这里</a></p>')).toEqual([
    { kind: 'vague-link', barrier: true, block: 3, quote: '点击这里', under: '一、要求' },
  ])
})
