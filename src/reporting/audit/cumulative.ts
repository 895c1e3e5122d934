import { type Fact, labelOf } from '../read/facts.ts'
import { type Page, quoted, quotedAround } from '../read/page.ts'
import type { Notes } from './result.ts'

const upToNow = /截[止至]/
const disclosed = /(?:公开|公布)/

/** C-24: a figure since the beginning can be checked with the report of the year before only. */
export function noteCumulative(page: Page, facts: readonly Fact[], notes: Notes): void {
  if (statistics(page, facts, notes)) return
  for (const [place, fact] of facts.entries()) {
    if (fact.kind !== 'count' || fact.approximate || !'条份件篇'.includes(fact.unit)) continue
    const label = labelOf(page.dense, fact)
    if (!label.includes('累计') || !disclosed.test(label)) continue
    if (!upToNow.test(page.dense.slice(Math.max(fact.sentence, fact.from - 80), fact.from))) continue
    const near = [...facts.slice(Math.max(0, place - 2), place).reverse(), ...facts.slice(place + 1, place + 4)]
    const thisYear = near.find(
      (one) => one.kind === 'count' && '条份件篇'.includes(one.unit) && /主动公开/.test(labelOf(page.dense, one)),
    )
    notes.find(
      'C-24',
      'unknown',
      `累计数 ${fact.value}${fact.unit}要有上一年度报告才能核对`,
      { cumulative: fact.value, thisYear: thisYear?.value ?? null },
      [quotedAround(page, fact.from, fact.to)],
    )
    return
  }
}

const row = /主动公开(?:文件|信息)数(?:条|件|份)(\d+)(?: (\d+))?/

/** The table of statistics usual before 2019: this year, and since the beginning, which may have run together. */
function statistics(page: Page, facts: readonly Fact[], notes: Notes): boolean {
  const from = page.dense.lastIndexOf('指标名称')
  const found = from < 0 ? null : row.exec(page.dense.slice(from))
  if (!found) return false
  const [words, first = '', second] = found
  const place = { from: from + found.index, to: from + found.index + words.length }
  const said = facts.find((fact) => fact.kind === 'count' && tells.test(labelOf(page.dense, fact)))
  // Run together, they are told apart by what the text says of this year.
  const thisYear = second === undefined ? (said?.value ?? null) : Number(first)
  const rest =
    second ?? (thisYear !== null && first.startsWith(String(thisYear)) ? first.slice(String(thisYear).length) : '')
  if (thisYear === null || rest === '' || !/^[1-9]/.test(rest)) return false
  if (second !== undefined && said && said.value !== thisYear) {
    notes.find(
      'C-32',
      'doubt',
      `正文写主动公开 ${said.value}${said.unit}，统计表是 ${thisYear}`,
      { text: said.value, table: thisYear },
      [quotedAround(page, said.from, said.to), quoted(page, place.from, place.to)],
    )
  }
  const values = { cumulative: Number(rest), thisYear }
  notes.find('C-24', 'unknown', `历年累计 ${rest} 要有上一年度报告才能核对`, values, [
    quoted(page, place.from, place.to),
  ])
  return true
}

const tells = /主动公开政府信息$/
