import { type Fact, labelOf } from '../read/facts.ts'
import { type Page, quotedAround } from '../read/page.ts'
import type { Notes } from './result.ts'
import { type Breakdown, checkShare, clean, decimalsOf, same, totalOf } from './sums.ts'

// C-34 and C-35 beside the breakdowns: a total named after its parts, growth over the year before, rates of what was to be done.

export function checkComparisons(
  page: Page,
  facts: readonly Fact[],
  breakdowns: readonly Breakdown[],
  year: number | null,
  notes: Notes,
): void {
  totalsAfter(page, facts, breakdowns, notes)
  for (const sentence of sentencesOf(facts)) {
    growth(page, sentence, year, notes)
    sharesOfNamed(page, sentence, notes)
    singleShares(page, sentence, breakdowns, notes)
    rates(page, sentence, notes)
  }
}

function sentencesOf(facts: readonly Fact[]): Fact[][] {
  return [...Map.groupBy(facts, ({ sentence }) => sentence).values()]
}

// ── 门户网站300条、微信公众号200条，合计500条 ──

const total =
  /^(?:(?:以上|[一二两三四五六七八九十]+[项类种者个]|各类|各项|信息|总数|数量)*(?:合计|共计|总计|总共|共))(?:为|有|达|是)?$/

function totalsAfter(page: Page, facts: readonly Fact[], breakdowns: readonly Breakdown[], notes: Notes): void {
  for (let place = 2; place < facts.length; place += 1) {
    const whole = facts[place] as Fact
    if (whole.kind !== 'count' || whole.gap.stop || whole.gap.semicolon || whole.gap.among || whole.approximate)
      continue
    if (!total.test(labelOf(page.dense, whole))) continue
    const parts: Fact[] = []
    for (let at = place - 1; at >= 0; at -= 1) {
      const part = facts[at] as Fact
      if (part.sentence !== whole.sentence || part.depth !== whole.depth || part.unit !== whole.unit) break
      parts.unshift(part)
      if (part.gap.semicolon) break
    }
    // What follows belongs to another list, which gives the parts of this total.
    if (parts.length < 2 || breakdowns.some((one) => one.whole === whole && one.holds)) continue
    if (parts.some(({ approximate }) => approximate)) continue
    const values = parts.map(({ value }) => value)
    const fitting = values.findIndex(
      (_, from) => from <= values.length - 2 && same(totalOf(parts.slice(from)), whole.value),
    )
    const from = Math.max(fitting, 0)
    const formula = `${clean(whole.value)}${fitting < 0 ? '≠' : '='}${values.slice(from).join('+')}`
    const told = { whole: whole.value, sum: clean(totalOf(parts.slice(from))), formula }
    if (fitting >= 0) notes.pass('C-34', told)
    else {
      const first = parts[0] as Fact
      notes.find(
        'C-34',
        parts.every(({ from: at, labelFrom }) => at - labelFrom < 24) && noneInside(parts) ? 'mismatch' : 'doubt',
        `前面各项相加是 ${told.sum}${whole.unit}，文中写共计 ${whole.value}${whole.unit}`,
        told,
        [quotedAround(page, first.from, whole.to)],
      )
    }
  }
}

/** No part is said to be inside another one. */
function noneInside(parts: readonly Fact[]): boolean {
  return parts.every(({ gap }) => !gap.among && !gap.bracket)
}

// ── 600条，比上年500条增长20% ──

const grows = /(?:增长|上升|提高|增加|增幅|上涨|多)(?:了|为|达|约|到|至)*$/
const shrinks = /(?:下降|减少|降低|降幅|下滑|少)(?:了|为|达|约|到|至)*$/
const earlier = /(?:比|较|与|去年|上年|上一年|上年度|同期)[^,;]{0,14}$|(?:从|由)[^,;]{0,12}$/
const anyYear = /20\d\d年[^,;]{0,14}$/

function growth(page: Page, sentence: readonly Fact[], year: number | null, notes: Notes): void {
  const { dense } = page
  const ofBefore = (fact: Fact): boolean => {
    const label = labelOf(dense, fact)
    if (signOf(label) !== 0) return false
    return earlier.test(label) || (anyYear.test(label) && !label.includes(`${year}年`))
  }
  for (const [place, change] of sentence.entries()) {
    if (place === 0 || change.approximate) continue
    const label = labelOf(dense, change)
    const sign = signOf(label)
    if (sign === 0 || /[到至]$/.test(label) || dense.startsWith('个百分点', change.to)) continue
    const pair = comparedOf(dense, sentence, place, ofBefore)
    if (!pair || pair.past === 0 || (change.kind !== 'percent' && change.unit !== pair.unit)) continue
    const { now, past, unit } = pair
    const difference = clean(now - past)
    const computed = change.kind === 'percent' ? Math.round((difference / past) * 1e5) / 1e3 : difference
    const stated = sign * change.value
    const near = change.kind === 'percent' ? 0.5 * 10 ** -decimalsOf(dense, change) + 1e-9 : 1e-6
    const values = { now, before: past, stated, computed }
    if (Math.abs(computed - stated) <= near) {
      notes.pass('C-35', values)
      continue
    }
    const measure = change.kind === 'percent' ? '%' : change.unit
    notes.find(
      'C-35',
      pair.adjacent && Math.abs(computed - stated) > 3 * near ? 'mismatch' : 'doubt',
      `由 ${past} 到 ${now}${unit}是${computed < 0 ? '减少' : '增加'} ${Math.abs(computed)}${measure}，文中写的是${sign < 0 ? '减少' : '增加'} ${change.value}${measure}`,
      values,
      [quotedAround(page, pair.from, Math.max(change.to, pair.to))],
    )
  }
}

function signOf(label: string): -1 | 0 | 1 {
  return grows.test(label) ? 1 : shrinks.test(label) ? -1 : 0
}

interface Compared {
  now: number
  past: number
  unit: string
  /** the figures of both years and the change stand side by side */
  adjacent: boolean
  from: number
  to: number
}

/** What a change is the change of: two figures, or one and how much it is more than the year before. */
function comparedOf(
  dense: string,
  sentence: readonly Fact[],
  place: number,
  ofBefore: (fact: Fact) => boolean,
): Compared | null {
  const change = sentence[place] as Fact
  const near = sentence.slice(Math.max(0, place - 3), place + 3)
  const then = near.find(
    (one) => one !== change && one.kind !== 'percent' && ofBefore(one) && Math.abs(one.from - change.from) < 60,
  )
  const unit = then?.unit ?? sentence[place - 1]?.unit
  const isNow = (one: Fact) => one !== then && one.unit === unit && !ofBefore(one)
  if (then) {
    const now = sentence
      .slice(0, place)
      .filter((one) => isNow(one) && (signOf(labelOf(dense, one)) === 0 || /[到至]$/.test(labelOf(dense, one))))
      .at(-1)
    if (!now || now.approximate || then.approximate) return null
    const both = [sentence[place - 2], sentence[place - 1]]
    return {
      now: now.value,
      past: then.value,
      unit: then.unit,
      // Only 比 or 较 says for certain that the two are compared.
      adjacent: both.includes(now) && both.includes(then) && /[比较]/.test(labelOf(dense, then)),
      from: Math.min(now.from, then.from),
      to: Math.max(now.to, then.to),
    }
  }
  // 120万元，比上年减少20万元，下降14.3%
  const [now, difference] = [sentence[place - 2], sentence[place - 1]]
  if (!now || !difference || change.kind !== 'percent' || now.approximate || difference.approximate) return null
  const label = labelOf(dense, difference)
  const sign = signOf(label)
  if (sign === 0 || now.unit !== difference.unit || now.kind === 'percent' || !/比|较|同期|去年|上年/.test(label))
    return null
  const computed = clean(now.value - sign * difference.value)
  return { now: now.value, past: computed, unit: now.unit, adjacent: false, from: now.from, to: difference.to }
}

// ── 600条，其中网站450条，占75% ──

const share = /^[,(]?(?:约)?占(?:[^,;]{0,6}(?:总数|总量))?(?:比|全部)?(?:的|约|为|达)*$/

function singleShares(page: Page, sentence: readonly Fact[], breakdowns: readonly Breakdown[], notes: Notes): void {
  const { dense } = page
  const shares = sentence.filter(
    (one, place) =>
      one.kind === 'percent' && place > 0 && share.test(dense.slice((sentence[place - 1] as Fact).to, one.from)),
  )
  // A list of shares is looked at with its total.
  if (shares.length !== 1) return
  const place = sentence.indexOf(shares[0] as Fact)
  const [percent, part] = [sentence[place] as Fact, sentence[place - 1] as Fact]
  const ofTotal = /总[数量]/.test(dense.slice(part.to, percent.from))
  if (part.kind !== 'count' || !(part.gap.among || ofTotal) || part.approximate || percent.approximate) return
  if (breakdowns.some(({ parts }) => parts.includes(part))) return
  const whole = sentence.slice(0, place - 1).findLast(({ unit, depth }) => unit === part.unit && depth <= part.depth)
  if (!whole || whole.approximate || whole.value === 0) return
  checkShare(page, part, whole, percent, part.gap.among && whole === sentence[place - 2], notes)
}

// ── 12次，占全部20次的60% ──

function sharesOfNamed(page: Page, sentence: readonly Fact[], notes: Notes): void {
  const { dense } = page
  for (const [place, percent] of sentence.entries()) {
    const [part, whole] = [sentence[place - 2], sentence[place - 1]]
    if (percent.kind !== 'percent' || !part || !whole || part.unit !== whole.unit || whole.value === 0) continue
    if (!/^占[^,;]{0,12}$/.test(labelOf(dense, whole)) || !/^的?(?:约)?$/.test(dense.slice(whole.to, percent.from)))
      continue
    if (whole.approximate) continue
    checkShare(page, part, whole, percent, true, notes)
  }
}

// ── 应办50件，按时办结48件，办结率96% ──

const rate = /(?:办结|办理|答复|公开|完成|满意|回复|按期|按时|及时)[^,;、]{0,6}率(?:为|达|达到|均为|是|保持)*$/
const due = /应(?:公开|公示|办|答复|回复|完成)|收到[^,;]{0,16}$|受理[^,;]{0,16}$|共[^,;、]{0,6}$/
const done = /办结|办理|答复|完成|回复|按时|按期|已公开|实际公开|主动公开/

/** The words since the last pause, figures among them: 受理12345热线工单. */
function clauseOf(dense: string, fact: Fact): string {
  return /[^,;。:(]*$/.exec(dense.slice(fact.sentence, fact.from))?.[0] ?? ''
}

function rates(page: Page, sentence: readonly Fact[], notes: Notes): void {
  const { dense } = page
  for (const [place, percent] of sentence.entries()) {
    if (percent.kind !== 'percent' || percent.approximate || !rate.test(labelOf(dense, percent))) continue
    const [whole, part] = [sentence[place - 2], sentence[place - 1]]
    const [laterWhole, laterPart] = [sentence[place + 1], sentence[place + 2]]
    const pair = [
      [whole, part],
      [laterWhole, laterPart],
    ].find(
      ([first, second]) =>
        first &&
        second &&
        first.kind === 'count' &&
        first.unit === second.unit &&
        !first.approximate &&
        !second.approximate &&
        due.test(clauseOf(dense, first)) &&
        done.test(labelOf(dense, second)) &&
        !due.test(labelOf(dense, second)),
    ) as [Fact, Fact] | undefined
    if (!pair || pair[0].value === 0 || pair[1].value > pair[0].value) continue
    const computed = Math.round((pair[1].value / pair[0].value) * 1e5) / 1e3
    const values = { part: pair[1].value, whole: pair[0].value, percent: percent.value, computed }
    if (Math.abs(computed - percent.value) <= 0.5 * 10 ** -decimalsOf(dense, percent) + 1e-9) notes.pass('C-35', values)
    else {
      notes.find(
        'C-35',
        'doubt',
        `${pair[1].value} 占 ${pair[0].value} 的 ${computed}%，文中写的比率是 ${percent.value}%；请核对或说明口径`,
        values,
        [quotedAround(page, Math.min(pair[0].from, percent.from), Math.max(pair[1].to, percent.to))],
      )
    }
  }
}
