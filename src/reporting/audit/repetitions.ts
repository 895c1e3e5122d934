import { type Fact, labelOf } from '../read/facts.ts'
import { type Page, quoted, quotedAround } from '../read/page.ts'
import type { ReportReading } from '../read/read-report.ts'
import type { Notes } from './result.ts'
import type { Breakdown } from './sums.ts'

// C-37 and C-47: the same thing counted twice with two results, and years that are not those of the report.

const filler =
  /截至|年底|20\d\d年(?:度)?|全年|年度|本年|今年|累计|共计|总计|合计|总共|共|我局|我委|我厅|全局|本局|本机关|本单位|及时|依法|按时|按规定|已|并|了|的|各类|其中|数量为|数量|总数|为|达到|达|有|约/g
/** Words that narrow or widen what is counted; two sentences with different ones count different things. */
const scopes =
  /网站|门户|公众号|微信|微博|抖音|头条|客户端|新媒体|平台|专栏|公报|电子屏|广播|电视|报纸|宣传栏|全省|全市|全县|全区|下属|直属|各[科处]室|乡镇|街道|县区|上年|去年|同期|上一年|20\d\d年|[一二三四]季度|上半年|下半年|\d{1,2}月|历年|累计|以来|网上|信函|当面|传真/g
/** Names of parts of a report, not of scopes. */
const headings = /(?:公开)?平台建设(?:情况|方面)?|信息管理(?:情况|方面)?|监督保障(?:情况|方面)?/g
const channels = /通过|门户|网站|微信|公众号|微博/g
const tells = /信息|申请|许可|处罚|强制|文件|发布会|解读|回应|建议|提案|留言|来信|会议|培训|检查/

/** One measure with two values in two sentences, nothing between them telling of another scope. */
export function checkRepetitions(
  page: Page,
  facts: readonly Fact[],
  breakdowns: readonly Breakdown[],
  year: number | null,
  notes: Notes,
): void {
  const { dense } = page
  const parts = new Set(breakdowns.flatMap((one) => one.parts))
  const known = new Map<string, { fact: Fact; scope: string }>()
  const told = new Set<string>()
  for (const fact of facts) {
    if (fact.kind !== 'count' || fact.approximate || fact.depth > 0 || fact.gap.among || parts.has(fact)) continue
    const label = labelOf(dense, fact)
    const measure = label.replace(filler, '').replace(channels, '')
    if (measure.length < 5 || measure.length > 24 || !(tells.test(measure) || measure.length > 7)) continue
    const clause = dense.slice(Math.max(fact.sentence, fact.from - 60), fact.from).replace(headings, '')
    const own = scopeIn(label, year)
    const scope = own === '' ? scopeIn(clause, year) : own
    const key = `${measure} ${fact.unit}`
    const before = known.get(key)
    if (!before) known.set(key, { fact, scope })
    else if (
      before.fact.value !== fact.value &&
      before.scope === scope &&
      before.fact.sentence !== fact.sentence &&
      !told.has(key)
    ) {
      told.add(key)
      notes.find(
        'C-37',
        'doubt',
        `“${measure}”前面写 ${before.fact.value}${fact.unit}，这里写 ${fact.value}${fact.unit}；请核对，或者说明口径`,
        { measure, value: before.fact.value, other: fact.value },
        [quotedAround(page, before.fact.from, before.fact.to), quotedAround(page, fact.from, fact.to)],
      )
    }
  }
}

function scopeIn(words: string, year: number | null): string {
  const found = [...words.replaceAll(`${year}年`, '').matchAll(scopes)].map(([word]) =>
    word === '门户' ? '网站' : word,
  )
  return [...new Set(found)].join(' ')
}

const compares = /比|较|上年|去年|同期|以来|起|开始|自|根据|按照|要求|《|印发|〔|上一|往年|历年|至/

/** C-47: `2023年，我局主动公开…` in the report of 2024 was perhaps copied. */
export function checkYears({ page, outline }: ReportReading, notes: Notes): void {
  const { year } = outline
  const overview = outline.sections.find(({ number }) => number === 1)
  if (year === null || !overview) return
  const { dense } = page
  const end = Math.min(overview.to, dense.length)
  let own = 0
  const others: { at: number; named: number }[] = []
  const pattern =
    /(?:^|[。;:,\d.)况、])(?:截至)?(20\d\d)年(?:度)?(?:(12)月(?:31|底)日?)?[,，]?(?:我局|本局|本机关|我委|我厅|全年|全局|共|我[市县区]|区|市|县|政务公开|政府信息公开|主动公开)/g
  for (const found of dense.slice(overview.from, end).matchAll(pattern)) {
    const named = Number(found[1])
    if (named === year) own += 1
    // Last year is told of on purpose where something is compared with it.
    else if (named === year - 1 || named > year) {
      const at = overview.from + found.index
      const sentence = dense.slice(at + 1, Math.max(at + 1, dense.indexOf('。', at + 1)))
      if (!compares.test(sentence.slice(0, 80))) others.push({ at, named })
    }
  }
  for (const { at, named } of others) {
    notes.find(
      'C-47',
      'doubt',
      `报告年度是 ${year} 年，这里写的是 ${named} 年；请核对是不是沿用了别的年度的文字`,
      { year, named },
      [quoted(page, at, at + 24)],
    )
  }
  if (own > 0 && others.length === 0) notes.pass('C-47', { year, named: own })
}
