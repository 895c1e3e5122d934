import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import { blocksOf, Prose } from './prose.tsx'

test('short numbered lines are headings, sentences are not', () => {
  expect(blocksOf('一、总体要求\n坚持人民至上。\n\n（一）危险化学品\n二、对重大危险源企业逐一检查。')).toEqual([
    { kind: 'heading', text: '一、总体要求' },
    { kind: 'paragraph', text: '坚持人民至上。' },
    { kind: 'subheading', text: '（一）危险化学品' },
    { kind: 'paragraph', text: '二、对重大危险源企业逐一检查。' },
  ])
})

test('lines of one paragraph stay together, and blank lines at the ends say nothing', () => {
  expect(blocksOf('\n\n联系人：办公室\r\n电话：0000-0000000\n\n\n')).toEqual([
    { kind: 'paragraph', text: '联系人：办公室\n电话：0000-0000000' },
  ])
  expect(blocksOf('')).toEqual([])
})

test('a text with only （一） leaves no level of headings out', () => {
  expect(renderToStaticMarkup(<Prose text={'（一）问题\n\n正文。'} under={2} />)).toContain('<h3>（一）问题</h3>')
  expect(renderToStaticMarkup(<Prose text={'一、甲\n\n（一）乙'} under={2} />)).toContain('<h4>（一）乙</h4>')
})

test('what looks like markup is shown as text', () => {
  expect(renderToStaticMarkup(<Prose text="<script>alert(1)</script>" />)).toContain('&lt;script&gt;')
})
