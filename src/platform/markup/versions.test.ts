import fc from 'fast-check'
import { expect, test } from 'vitest'
import { diffMarkup, type Part } from './diff.ts'
import { mergeThree } from './merge.ts'

const shown = (parts: readonly Part[]) =>
  parts.map(({ kind, text }) => (kind === 'same' ? text : kind === 'added' ? `{+${text}+}` : `{-${text}-}`)).join('')

test('a changed word is shown within its paragraph', () => {
  const changes = diffMarkup(
    '<p>本办法自2025年1月1日起施行。</p><p>不变。</p>',
    '<p>本办法自2026年3月1日起施行。</p><p>不变。</p><p>新增的一段。</p>',
  )
  expect(changes.map(({ kind, parts }) => `${kind} ${shown(parts)}`)).toEqual([
    'changed 本办法自{-2025-}{+2026+}年{-1-}{+3+}月1日起施行。',
    'same 不变。',
    'added {+新增的一段。+}',
  ])
})

test('a removed paragraph and a wholly new one are not taken for a change', () => {
  const changes = diffMarkup('<p>关于元旦值班的安排。</p>', '<p>危险化学品企业名单见附件二。</p>')
  expect(changes.map(({ kind }) => kind)).toEqual(['removed', 'added'])
})

test('a table is compared by its rows, and a row by its cells', () => {
  const row = (name: string, number: number) => `<tr><td>${name}</td><td>${number}</td></tr>`
  const changes = diffMarkup(
    `<table><tbody>${row('矿山企业检查', 12)}${row('烟花爆竹检查', 3)}</tbody></table>`,
    `<table><tbody>${row('矿山企业检查', 14)}${row('工贸企业检查', 5)}${row('烟花爆竹检查', 3)}</tbody></table>`,
  )
  expect(changes.map(({ kind, unit }) => `${kind} ${unit}`)).toEqual(['changed row', 'added row', 'same row'])
  expect(changes[0]!.cells!.map(shown)).toEqual(['矿山企业检查', '{-12-}{+14+}'])
})

test('only the look, only a level', () => {
  const [bold, level] = diffMarkup('<p>甲乙</p><h2>丙</h2>', '<p><strong>甲</strong>乙</p><h3>丙</h3>')
  expect(bold).toMatchObject({ kind: 'changed', onlyLook: true, parts: [{ kind: 'same', text: '甲乙' }] })
  expect(level).toMatchObject({ kind: 'changed', level: 3, onlyLook: true })
})

const paragraph = fc.string({ unit: fc.constantFrom('甲', '乙', '丙', '1', '。'), minLength: 1, maxLength: 6 })
const text = fc.array(paragraph, { maxLength: 8 }).map((lines) => lines.map((line) => `<p>${line}</p>`).join('\n'))

test('the parts of a comparison give both texts back', () => {
  fc.assert(
    fc.property(text, text, (from, to) => {
      const changes = diffMarkup(from, to)
      const side = (left: 'removed' | 'added') =>
        changes
          .filter(({ kind }) => kind !== (left === 'removed' ? 'added' : 'removed'))
          .map(({ parts }) => parts.filter(({ kind }) => kind === 'same' || kind === left).map(({ text }) => text))
          .map((texts) => `<p>${texts.join('')}</p>`)
          .join('\n')
      expect(side('removed')).toBe(from)
      expect(side('added')).toBe(to)
    }),
  )
})

const base = '<p>甲</p>\n<p>乙</p>\n<p>丙</p>\n<p>丁</p>'

test('two people who changed different paragraphs lose nothing', () => {
  const mine = base.replace('甲', '甲一').replace('<p>丁</p>', '<p>丁</p>\n<p>戊</p>')
  const theirs = base.replace('乙', '乙二').replace('<p>丙</p>\n', '')
  expect(mergeThree(base, mine, theirs)).toEqual({
    html: '<p>甲一</p>\n<p>乙二</p>\n<p>丁</p>\n<p>戊</p>',
    conflicts: [],
  })
})

test('two people who changed the same paragraph must choose', () => {
  const { html, conflicts } = mergeThree(
    base,
    base.replace('乙', '乙一'),
    base.replace('乙', '乙二').replace('丁', '丁二'),
  )
  expect(html).toBe('<p>甲</p>\n<p>乙一</p>\n<p>丙</p>\n<p>丁二</p>')
  expect(conflicts).toEqual([{ block: 2, base: '<p>乙</p>', mine: '<p>乙一</p>', theirs: '<p>乙二</p>' }])
})

test('two people who did the same have no quarrel', () => {
  const both = base.replace('乙', '乙一')
  expect(mergeThree(base, both, both)).toEqual({ html: both, conflicts: [] })
})

test('what one did not touch is as the other left it', () => {
  fc.assert(
    fc.property(text, text, (base, other) => {
      expect(mergeThree(base, base, other)).toEqual({ html: other, conflicts: [] })
      expect(mergeThree(base, other, base)).toEqual({ html: other, conflicts: [] })
      expect(mergeThree(base, other, other)).toEqual({ html: other, conflicts: [] })
    }),
  )
})
