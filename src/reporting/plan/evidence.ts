import type { Page } from '../read/page.ts'
import { published } from './words.ts'

/** What can be counted or measured when a task is done, as the plan says it. */
export interface Evidence {
  text: string
  value: number
  unit: string
}

const unit =
  '个工作日|个百分点|个小时|小时|工作日|分钟|万字|人次|余?次|余?篇|余?条|余?期|余?场次?|余?件次?|余?个|余?份|余?项|余?部|余?批|余?家|余?期|余?例|余?幅|余?名|余?人|余?处|余?分|余?天|余?日内|余?字'
const every = '每(?:个|半)?(?:年度?|季度?|月|周|日|天)[\\u4e00-\\u9fff]{0,4}?'
const least = '(?:至少|不少于|不低于|不得少于|不得低于|不超过|不得超过|达到?|超过|控制在|保持在?)'
const bound = `(?:${every}(?:${least}[\\u4e00-\\u9fff]{0,3}?)?|${least}(?:安排|开展|组织|举办|发布|公开|更新)?)`
const numerals = '一二两三四五六七八九十'
const patterns: readonly RegExp[] = [
  new RegExp(`${bound}?(?:\\d+[~～\\-至])?(?<value>\\d+(?:\\.\\d+)?)(?<unit>%|‰)(?:以上|以内|以下)?`, 'g'),
  new RegExp(`${bound}?(?:\\d+[~～\\-至])?(?<value>\\d+(?:\\.\\d+)?)(?<unit>${unit})(?:以上|以内|以下|之内|内)?`, 'g'),
  new RegExp(`${bound}(?<value>[${numerals}]{1,2})(?<unit>${unit})(?:以上|以内|以下|之内|内)?`, 'g'),
  new RegExp(`(?<value>[${numerals}]{1,3})(?<unit>个工作日|个小时|小时|日内)(?:以内|之内|内)?`, 'g'),
  /(?<value>百分之百)(?<unit>)/g,
]

/** The measures in the words from `from` to `to`, in their order. What stands in 《》 and 〔〕 is a name. */
export function evidenceIn(page: Page, from: number, to: number): Evidence[] {
  const words = page.dense
    .slice(from, to)
    .replace(/《[^》]*》|\[[^\]]*\]\d*号?|"[^"]*"/g, (name) => '　'.repeat(name.length))
  const found: { at: number; end: number; evidence: Evidence }[] = []
  for (const pattern of patterns) {
    for (const match of words.matchAll(pattern)) {
      const end = match.index + match[0].length
      const standsBefore = words[match.index - 1] ?? ''
      if (found.some((one) => match.index < one.end && end > one.at)) continue
      if (/[第\d.年月A-Za-z/]/.test(standsBefore) || /^[月号届条]/.test(words.slice(end)) || isOrdinal(words, end))
        continue
      const { value = '', unit: of = '' } = match.groups ?? {}
      found.push({
        at: match.index,
        end,
        evidence: {
          text: published(page, from + match.index, from + end),
          value: value === '百分之百' ? 100 : numberOf(value),
          unit: value === '百分之百' ? '%' : of.replace(/^余/, '').replace(/^日内$/, '日'),
        },
      })
    }
  }
  return found.sort((a, b) => a.at - b.at).map(({ evidence }) => evidence)
}

/** 3个月 counts months and 3分钟 minutes; 条例 and 部门 only begin like a unit. */
function isOrdinal(words: string, end: number): boolean {
  return /^(?:例|门|工作日|月)/.test(words.slice(end))
}

function numberOf(words: string): number {
  if (/^\d/.test(words)) return Number(words)
  if (words === '两') return 2
  const digits = '一二三四五六七八九'
  const ten = words.indexOf('十')
  if (ten < 0) return digits.indexOf(words) + 1
  return (ten === 0 ? 1 : digits.indexOf(words[0] as string) + 1) * 10 + digits.indexOf(words[ten + 1] ?? '') + 1
}
