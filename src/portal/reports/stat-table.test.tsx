import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, test } from 'vitest'
import { formats } from '../../law/reports/formats.ts'
import { StatTable } from './stat-table.tsx'

const format = formats['2021']
const html = renderToStaticMarkup(
  <StatTable
    id="requests"
    caption="申请"
    corner={format.requests.corner}
    rows={format.requests.rows}
    columns={format.requests.columns}
    shortLabel={({ path }) => path.at(-1) ?? ''}
    cell={(row, column) => ({
      value: row === 'granted' && column === 'natural' ? 4 : row === 'deny1' && column === 'legal' ? null : 0,
      href: row === 'granted' && column === 'natural' ? '/behind' : null,
    })}
  />,
)
const text = (markup: string) => markup.replace(/<[^>]+>/g, '')
const headings = new Map(
  [...html.matchAll(/<th id="([^"]+)"[^>]*>(.*?)<\/th>/g)].map(([, id, words]) => [id ?? '', text(words ?? '')]),
)
const cells = [...html.matchAll(/<td headers="([^"]+)"[^>]*>(.*?)<\/td>/g)].map(([, ids = '', words = '']) => ({
  under: ids.split(' ').map((id) => headings.get(id)),
  words: text(words),
}))

describe('table 3 of the annual report', () => {
  test('has a cell for each of 25 rows and 7 columns, and every cell names headings that exist', () => {
    expect(cells).toHaveLength(175)
    for (const { under } of cells) expect(under).not.toContain(undefined)
  })

  test('a cell names all headings it stands under, of its row and of its column', () => {
    expect(cells.find(({ words }) => words.startsWith('4'))?.under).toEqual([
      '三、本年度办理结果',
      '（一）予以公开',
      '申请人情况',
      '自然人',
    ])
    expect(cells.find(({ words }) => words === '未填报')?.under).toEqual([
      '三、本年度办理结果',
      '（三）不予公开',
      '1.属于国家秘密',
      '申请人情况',
      '法人或其他组织',
      '法律服务机构',
    ])
  })

  test('every printed line fills all ten places of the grid', () => {
    const open: number[] = []
    for (const line of html.split('<tbody>')[1]?.split('</tr>').slice(0, -1) ?? []) {
      const spanned = open.filter((left) => left > 0).length
      open.forEach((left, place) => {
        open[place] = left - 1
      })
      const own = [...line.matchAll(/<t[hd] [^>]*>/g)].map(([tag]) => ({
        columns: Number(/colSpan="(\d+)"/i.exec(tag)?.[1] ?? 1),
        rows: Number(/rowSpan="(\d+)"/i.exec(tag)?.[1] ?? 1),
      }))
      expect(spanned + own.reduce((sum, { columns }) => sum + columns, 0)).toBe(10)
      for (const { rows } of own) if (rows > 1) open.push(rows - 1)
    }
  })

  test('zero is printed, what was not reported is not zero, and a number with records leads to them', () => {
    expect(cells.filter(({ words }) => words === '0')).toHaveLength(173)
    expect(html).toContain('<a href="/behind" aria-label="4，查看所依据的记录">4</a>')
  })
})

test('an amount bears its unit where the heading does not say it', () => {
  const printed = (vintage: '2019' | '2021', row: string) => {
    const block = formats[vintage].disclosure.find(({ rows }) => rows.some(({ id }) => id === row))
    if (!block) throw new Error(`no row ${row}`)
    const { rows, columns } = block
    const cell = () => ({ value: 12_000, href: null })
    return renderToStaticMarkup(
      <StatTable id="t" caption="" corner="" rows={rows} columns={columns} shortLabel={({ id }) => id} cell={cell} />,
    )
  }
  expect(text(printed('2019', 'procurement'))).toMatch(/12,000元$/)
  expect(text(printed('2021', 'fees'))).toMatch(/12,000$/)
})
