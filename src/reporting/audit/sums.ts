import type { Finding } from '../../law/finding.ts'
import { type Fact, labelOf } from '../read/facts.ts'
import { type Page, quotedAround } from '../read/page.ts'
import type { Notes, Values } from './result.ts'

/** A total with the parts the text gives of it. */
export interface Breakdown {
  whole: Fact
  parts: Fact[]
  holds: boolean
}

/** C-34 and C-35: what the text says of its own figures. Gives the breakdowns it found to the checks that follow. */
export function checkSums(page: Page, facts: readonly Fact[], notes: Notes): Breakdown[] {
  const text = new TextOfFacts(page, facts)
  const breakdowns = breakdownsIn(text, notes)
  complements(text, breakdowns, notes)
  kindsOfInformation(text, breakdowns, notes)
  shares(text, breakdowns, notes)
  savings(text, notes)
  published(text, notes)
  closed(text, breakdowns, notes)
  return breakdowns
}

class TextOfFacts {
  readonly page: Page
  readonly facts: readonly Fact[]
  private readonly labels: (string | undefined)[] = []

  constructor(page: Page, facts: readonly Fact[]) {
    this.page = page
    this.facts = facts
  }

  label(fact: Fact): string {
    return labelOf(this.page.dense, fact)
  }

  labelAt(place: number): string {
    this.labels[place] ??= labelOf(this.page.dense, this.facts[place] as Fact)
    return this.labels[place]
  }

  /** the words between a fact and the one before it */
  gapBefore(place: number): string {
    const before = this.facts[place - 1]
    return this.page.dense.slice(before ? before.to : 0, (this.facts[place] as Fact).from)
  }
}

// ── Totals with their parts ──

/** Farther apart than this, two figures are not parts of one list. */
const farthest = 130
/** A total stands at most this far before the list of its parts. */
const farthestTotal = 320

function breakdownsIn(text: TextOfFacts, notes: Notes): Breakdown[] {
  const breakdowns: Breakdown[] = []
  const taken = new Set<Fact>()
  for (let place = 1; place < text.facts.length; place += 1) {
    const first = text.facts[place] as Fact
    if (first.kind === 'percent') continue
    const found = bestOf(wholesOf(text, place, taken).map((whole) => breakdown(text, whole, place)))
    if (!found) continue
    breakdowns.push(found)
    for (const part of found.parts) taken.add(part)
    report(text, found, notes)
  }
  return breakdowns
}

const opensAList = /包括|涉及|分为|分别|含有|涵盖|^[^,]{0,12},由/
const insideOf = /^[^,。;]{0,12}中,/
const insideOfAll = /公开的(?:政府)?信息中?,/

/** A breakdown that holds, else the first. */
function bestOf(found: readonly (Breakdown | null)[]): Breakdown | null {
  return found.find((one) => one?.holds) ?? found.find((one) => one !== null) ?? null
}

/** The totals whose parts may begin at `place`, likeliest first; none where nothing says that parts begin. */
function wholesOf(text: TextOfFacts, place: number, taken: ReadonlySet<Fact>): Fact[] {
  const first = text.facts[place] as Fact
  const before = text.facts[place - 1] as Fact
  const { gap } = first
  const near = first.from - before.to <= farthest
  if (gap.among) return totalBefore(text, place, taken)
  // Most gaps are a word or two: the words that open a list are longer.
  if (first.from - before.to < 3) return []
  if (gap.bracket && near && first.depth === before.depth + 1 && opensRightAfter(text.page.dense, before))
    return [before]
  if (gap.stop) {
    if (first.from - before.to > farthest || !insideOfAll.test(text.gapBefore(place))) return []
    // What is itself a part (其中…) is less likely the total.
    return totalsBefore(text, place).sort((a, b) => Number(a.gap.among) - Number(b.gap.among))
  }
  if (!near) return []
  const words = text.gapBefore(place)
  if (before.kind !== 'count') return []
  return opensAList.test(words) || insideOf.test(words) ? [before] : []
}

function opensRightAfter(dense: string, fact: Fact): boolean {
  for (let at = fact.to; at < fact.to + 4; at += 1) if (dense[at] === '(') return true
  return false
}

/** The nearest figure before that is no part of another list and counts in the same unit. */
function totalBefore(text: TextOfFacts, place: number, taken: ReadonlySet<Fact>): Fact[] {
  const first = text.facts[place] as Fact
  for (let at = place - 1; at >= 0; at -= 1) {
    const fact = text.facts[at] as Fact
    if (first.from - fact.to > farthestTotal) return []
    // 38件，比上年减少7件。其中…: the change is no total.
    if (/(?:比|较|同比|环比)[^,]*(?:增|减|下降|上升|多|少)[^,]{0,3}$/.test(text.labelAt(at))) continue
    if (fact.kind === 'count' && fact.unit === first.unit && !taken.has(fact) && fact.depth <= first.depth)
      return [fact]
  }
  return []
}

const tellsOfDisclosure = /主动公开|共(?:公布|公开|发布)[^,。]{0,10}信息/

function isDisclosed(text: TextOfFacts, place: number): boolean {
  const fact = text.facts[place] as Fact
  return fact.kind === 'count' && '条份件篇'.includes(fact.unit) && tellsOfDisclosure.test(text.labelAt(place))
}

interface Candidates {
  parts: Fact[]
  /** how many of the parts stand in the sentence in which the list begins */
  inSentence: number
}

function breakdown(text: TextOfFacts, whole: Fact, place: number): Breakdown | null {
  const { parts, inSentence } = candidates(text, whole, place)
  const exact = addingUp(parts, whole.value) ?? addingUp(withoutDerived(text, parts), whole.value)
  if (exact && !goesOn(text, parts.slice(0, inSentence), exact)) return { whole, parts: exact, holds: true }
  const own = withoutDerived(text, parts.slice(0, inSentence))
  const comparable = own.length >= 2 && own.every((part) => part.unit === whole.unit || part.kind === 'bare')
  if (!comparable || whole.approximate || own.some((part) => part.approximate)) return null
  return { whole, parts: own, holds: false }
}

function candidates(text: TextOfFacts, whole: Fact, place: number): Candidates {
  const first = text.facts[place] as Fact
  const ending = text.label(whole).slice(-4)
  const parts: Fact[] = [first]
  let inSentence = 0
  let last = first
  for (let at = place + 1; at < text.facts.length; at += 1) {
    const fact = text.facts[at] as Fact
    if (fact.depth < first.depth || fact.from - last.to > farthest) break
    if (fact.depth > first.depth) continue
    if (fact.gap.among) break
    if (fact.kind === 'percent') {
      last = fact
      continue
    }
    const another = fact.kind === 'count' && fact.unit !== first.unit
    if (another || (fact.kind === 'money') !== (first.kind === 'money')) continue
    if (fact.from - (text.facts[at - 1] as Fact).to >= 3 && !fact.gap.stop && opensAList.test(text.gapBefore(at))) break
    const elsewhere = fact.gap.semicolon || fact.gap.stop
    if (elsewhere && ending.length === 4 && text.labelAt(at).endsWith(ending)) break
    if (fact.gap.stop && inSentence === 0 && !followsAShare(text, at)) inSentence = parts.length
    parts.push(fact)
    last = fact
  }
  return { parts, inSentence: inSentence === 0 ? parts.length : inSentence }
}

/** `303条，占71.3%。各乡镇122条，占28.7%`: a list of shares goes on over the end of a sentence. */
function followsAShare(text: TextOfFacts, place: number): boolean {
  return text.facts[place - 1]?.kind === 'percent' && text.facts[place + 1]?.kind === 'percent'
}

/** 网站公开0条、微信公开9条、其他渠道公开1条 of 9: the list does not end where its first parts happen to make the total. */
function goesOn(text: TextOfFacts, sentence: readonly Fact[], exact: readonly Fact[]): boolean {
  const last = sentence.indexOf(exact.at(-1) as Fact)
  const next = sentence[last + 1]
  if (last < 0 || !next || next.gap.semicolon || exact.length !== last + 1) return false
  return next.value !== 0 && commonEnding([text.label(sentence[last] as Fact), text.label(next)]) >= 2
    ? true
    : next.value === 0 && goesOn(text, sentence, [...exact, next])
}

/** The first parts that make the total; null when no number of them does. */
function addingUp(parts: readonly Fact[], total: number): Fact[] | null {
  let sum = 0
  for (const [place, part] of parts.entries()) {
    sum += part.value
    if (same(sum, total)) return parts.slice(0, place + 1)
  }
  return null
}

const derived = /(?:对外|按规定|按要求|要求|全部|均|已)[^,]{0,6}(?:公布|公开)了?$|(?:公布|公开)了$|满意/

/** Parts without those that say what became of the parts before them (主办7件…对外公布了6件). */
function withoutDerived(text: TextOfFacts, parts: readonly Fact[]): Fact[] {
  const own = parts.filter((part) => !derived.test(text.label(part)))
  return own.length === 0 || own.length === parts.length || parts.length - own.length > own.length ? [...parts] : own
}

export function same(a: number, b: number): boolean {
  return Math.abs(a - b) < 1e-6
}

function report(text: TextOfFacts, { whole, parts, holds }: Breakdown, notes: Notes): void {
  const sum = totalOf(parts)
  const values = sumValues(whole.value, parts)
  if (holds) {
    notes.pass('C-34', values)
    return
  }
  const difference = clean(whole.value - sum)
  const labels = parts.map((part) => text.label(part))
  const verdict = verdictOn(labels, difference, sharesOf(text, parts))
  const unit = whole.unit
  const message =
    verdict === 'mismatch'
      ? `分项之和是 ${sum}${unit}，总数写的是 ${whole.value}${unit}，相差 ${Math.abs(difference)}${unit}`
      : difference > 0
        ? `总数 ${whole.value}${unit}，列出的各项合计 ${sum}${unit}，还有 ${difference}${unit}没有说明去向`
        : `列出的各项合计 ${sum}${unit}，多于总数 ${whole.value}${unit}；请说明是否有重复计算`
  notes.find('C-34', verdict, message, values, quotesOf(text, whole, parts))
}

function quotesOf(text: TextOfFacts, whole: Fact, parts: readonly Fact[]) {
  const first = parts[0] as Fact
  const quotes = [quotedAround(text.page, whole.from, whole.to)]
  if (first.sentence !== whole.sentence || first.from - whole.to > 100) {
    quotes.push(quotedAround(text.page, first.from, (parts.at(-1) as Fact).to))
  }
  return quotes
}

function sumValues(whole: number, parts: readonly Fact[]): Values {
  const values: Values = {
    whole,
    sum: totalOf(parts),
    formula: `${whole}=${parts.map(({ value }) => value).join('+')}`,
  }
  if (values['sum'] !== whole) values['formula'] = `${whole}≠${parts.map(({ value }) => value).join('+')}`
  for (const [place, part] of parts.entries()) values[`part${place + 1}`] = part.value
  return values
}

export function totalOf(parts: readonly Fact[]): number {
  return clean(parts.reduce((all, part) => all + part.value, 0))
}

export function clean(value: number): number {
  return Math.round(value * 1e6) / 1e6
}

const applicant = /自然人|法人|公民|商业企业|科研机构|公益组织|法律服务/
const outcomes = /予以公开|部分公开|不予公开|无法提供|不予处理|其他处理|同意公开|区分处理/

/**
 * Parts that must make up the whole are wrong when they do not. Parts that only exclude each other (kinds, outcomes) may
 * leave something out, and are wrong when they are more than the whole. Any others (其中 names some of them, one case may
 * be counted twice) are a question.
 */
function verdictOn(labels: readonly string[], difference: number, percents: number): Finding['verdict'] {
  const every = (pattern: RegExp) => labels.every((label) => pattern.test(label))
  const count = (pattern: RegExp) => labels.filter((label) => pattern.test(label)).length
  const exhaustive =
    /其[他它余]/.test(labels.at(-1) ?? '') ||
    (count(/自然人/) > 0 && count(/法人/) > 0) ||
    (count(/主动公开/) > 0 && count(/依申请/) > 0 && count(/不予公开/) > 0) ||
    percents >= 95
  if (exhaustive) return 'mismatch'
  const exclusive =
    count(/类(?!型)/) >= 3 ||
    (count(/自然人|法人|公民/) > 0 && every(applicant)) ||
    count(outcomes) >= 2 ||
    complementary(labels) ||
    every(/主办|协办|承办|会办/) ||
    (labels.length >= 3 && commonEnding(labels) >= 2)
  return difference < 0 && exclusive ? 'mismatch' : 'doubt'
}

function commonEnding(labels: readonly string[]): number {
  const [first = '', ...rest] = labels
  let length = 0
  while (length < first.length && rest.every((label) => label.at(-1 - length) === first.at(-1 - length))) length += 1
  return length
}

function complementary(labels: readonly string[]): boolean {
  return labels.some((label, place) => /[不未]/.test(label) && place > 0 && isDenialOf(label, labels[place - 1] ?? ''))
}

function isDenialOf(label: string, of: string): boolean {
  const positive = of.slice(-2)
  return positive.length === 2 && new RegExp(`(?:不予|未予|未|不)${escaped(positive)}$`).test(label)
}

function escaped(words: string): string {
  return words.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
}

// ── Done and not done: 受理533件，许可503件，不予许可30件 ──

const receives = /受理|收到|接收|办结|办理|申请|审结/

function complements(text: TextOfFacts, breakdowns: Breakdown[], notes: Notes): void {
  for (let place = 2; place < text.facts.length; place += 1) {
    const denied = text.facts[place] as Fact
    if (denied.kind !== 'count' || denied.gap.stop) continue
    const label = text.labelAt(place)
    if (!/[不未]/.test(label)) continue
    const granted = text.facts[place - 1] as Fact
    const whole = text.facts[place - 2] as Fact
    const sameUnit = granted.unit === denied.unit && whole.unit === denied.unit && whole.depth === denied.depth
    if (!sameUnit || granted.gap.stop || !isDenialOf(label, text.labelAt(place - 1))) continue
    if (!receives.test(text.labelAt(place - 2))) continue
    if (breakdowns.some(({ parts }) => parts.includes(denied))) continue
    const parts = [granted, denied]
    const found = { whole, parts, holds: same(totalOf(parts), whole.value) }
    breakdowns.push(found)
    report(text, found, notes)
  }
}

// ── The kinds of information made public, listed apart from their total ──

const fewestKinds = 4

function kindsOfInformation(text: TextOfFacts, breakdowns: Breakdown[], notes: Notes): void {
  const taken = new Set(breakdowns.filter(({ holds }) => holds).flatMap(({ parts }) => parts))
  const failed = new Set(breakdowns.filter(({ holds }) => !holds).flatMap(({ parts }) => parts))
  for (let place = 0; place < text.facts.length; ) {
    const end = endOfRun(text, place)
    const run = text.facts.slice(place, end)
    const from = place
    place = Math.max(end, place + 1)
    if (run.length < fewestKinds || run.some((fact) => taken.has(fact) || failed.has(fact))) continue
    const labels = run.map((fact) => text.label(fact))
    const sorted = labels.filter((label) => /类(?!型)/.test(label)).length
    if (
      sorted < 3 &&
      !(sorted >= 1 && /类别/.test(text.page.dense.slice((run[0] as Fact).sentence, (run[0] as Fact).from)))
    )
      continue
    const sum = totalOf(run)
    const totals = totalsBefore(text, from)
    const whole = totals.find(({ value }) => same(value, sum)) ?? totals[0]
    if (!whole) continue
    const found = { whole, parts: run, holds: same(whole.value, sum) }
    if (!found.holds && whole.unit !== (run[0] as Fact).unit) continue
    breakdowns.push(found)
    report(text, found, notes)
  }
}

/** Figures of one unit one after the other, as in a list. */
function endOfRun(text: TextOfFacts, place: number): number {
  const first = text.facts[place] as Fact
  if (first.kind !== 'count') return place
  let end = place + 1
  while (end < text.facts.length) {
    const fact = text.facts[end] as Fact
    const before = text.facts[end - 1] as Fact
    if (fact.unit !== first.unit || fact.depth !== first.depth || fact.gap.stop || fact.from - before.to > 48) break
    end += 1
  }
  return end
}

/** What was made public in all, nearest first, each value once. */
function totalsBefore(text: TextOfFacts, place: number): Fact[] {
  const totals: Fact[] = []
  for (let at = place - 1; at >= 0; at -= 1) {
    const fact = text.facts[at] as Fact
    if (isDisclosed(text, at) && !totals.some(({ value }) => value === fact.value)) totals.push(fact)
  }
  return totals
}

// ── Shares ──

const share = /^[,(]?(?:约)?占(?:比|总数|总量|全部|全区|全市)?(?:的|约|为|达)*$/

/** What the shares named beside the parts come to. */
function sharesOf(text: TextOfFacts, parts: readonly Fact[]): number {
  let percents = 0
  for (const part of parts) {
    const place = text.facts.indexOf(part) + 1
    const next = text.facts[place]
    if (next?.kind === 'percent' && share.test(text.gapBefore(place))) percents += next.value
  }
  return percents
}

function shares(text: TextOfFacts, breakdowns: Breakdown[], notes: Notes): void {
  const wholes = new Map<Fact, Breakdown>()
  for (const found of breakdowns) for (const part of found.parts) wholes.set(part, found)
  let loose: { part: Fact; percent: Fact }[] = []
  for (let place = 1; place <= text.facts.length; place += 1) {
    const percent = text.facts[place]
    const part = text.facts[place - 1] as Fact
    if (percent?.kind !== 'percent' || part.kind !== 'count' || !share.test(text.gapBefore(place))) {
      const goesOn =
        percent !== undefined &&
        percent.kind !== 'percent' &&
        loose.length > 0 &&
        text.facts[place + 1]?.kind === 'percent'
      if (loose.length > 0 && !goesOn && percent?.kind !== 'percent') {
        looseShares(text, loose, breakdowns, notes)
        loose = []
      }
      continue
    }
    const of = wholes.get(part)
    if (of) checkShare(text.page, part, of.whole, percent, of.holds, notes)
    else loose.push({ part, percent })
  }
}

/** Shares of a total that stands farther before: it is the one of which the first is the share it says. */
function looseShares(
  text: TextOfFacts,
  chain: readonly { part: Fact; percent: Fact }[],
  breakdowns: Breakdown[],
  notes: Notes,
): void {
  const first = chain[0]
  if (!first) return
  const place = text.facts.indexOf(first.part)
  const whole = [...totalsBefore(text, place), ...text.facts.slice(Math.max(0, place - 3), place).reverse()].find(
    (one) => one.kind === 'count' && shareHolds(first.part.value, one.value, first.percent, text.page.dense),
  )
  if (!whole) return
  const parts = chain.map(({ part }) => part)
  const percents = clean(chain.reduce((all, { percent }) => all + percent.value, 0))
  if (Math.abs(percents - 100) <= 0.1 * chain.length && chain.length >= 2) {
    const found = { whole, parts, holds: same(totalOf(parts), whole.value) }
    breakdowns.push(found)
    report(text, found, notes)
  }
  for (const { part, percent } of chain) checkShare(text.page, part, whole, percent, false, notes)
}

export function decimalsOf(dense: string, percent: Fact): number {
  const written = dense.slice(percent.from, percent.to - 1)
  const point = written.indexOf('.')
  return point < 0 ? 0 : written.length - point - 1
}

function shareHolds(part: number, whole: number, percent: Fact, dense: string): boolean {
  if (whole === 0) return false
  return Math.abs((part / whole) * 100 - percent.value) <= 0.5 * 10 ** -decimalsOf(dense, percent) + 1e-9
}

/** C-35 of one share. `certain`: the whole is beyond doubt. */
export function checkShare(page: Page, part: Fact, whole: Fact, percent: Fact, certain: boolean, notes: Notes): void {
  if (part.approximate || percent.approximate || whole.value === 0) return
  const computed = Math.round((part.value / whole.value) * 1e5) / 1e3
  const values = { part: part.value, whole: whole.value, percent: percent.value, computed }
  if (shareHolds(part.value, whole.value, percent, page.dense)) {
    notes.pass('C-35', values)
    return
  }
  // Rounded the other way, or made to add up to 100, is not worth more than a question.
  const verdict =
    certain && Math.abs(computed - percent.value) > 1.5 * 10 ** -decimalsOf(page.dense, percent) ? 'mismatch' : 'doubt'
  notes.find('C-35', verdict, `${part.value} 占 ${whole.value} 的 ${computed}%，文中写的是 ${percent.value}%`, values, [
    quotedAround(page, part.from, percent.to),
  ])
}

// ── Savings: 预算2892万元，实际2467.5773万元，节约424.4227万元，节约率14.7% ──

const saved = /(?:节约|节省|结余)[^,。;]{0,6}$/
const savedRate = /(?:节约|节省|结余|节支)率[^,。;]{0,3}$/

function savings(text: TextOfFacts, notes: Notes): void {
  for (let place = 2; place < text.facts.length; place += 1) {
    const saving = text.facts[place] as Fact
    if (saving.kind === 'percent' || saving.kind === 'bare' || !saved.test(text.labelAt(place))) continue
    const [budget, spent] = [text.facts[place - 2] as Fact, text.facts[place - 1] as Fact]
    const inOneSentence =
      budget.sentence === saving.sentence && budget.unit === saving.unit && spent.unit === saving.unit
    if (!inOneSentence || budget.value <= spent.value) continue
    const expected = clean(budget.value - spent.value)
    const values: Values = {
      minuend: budget.value,
      subtrahend: spent.value,
      difference: saving.value,
      computed: expected,
      formula: `${budget.value}-${spent.value}${same(expected, saving.value) ? '=' : '≠'}${saving.value}`,
    }
    const quotes = [quotedAround(text.page, budget.from, saving.to)]
    if (same(expected, saving.value)) notes.pass('C-35', values)
    else {
      notes.find(
        'C-35',
        'mismatch',
        `${budget.value}${saving.unit}减 ${spent.value}${saving.unit}是 ${expected}${saving.unit}，文中写的是 ${saving.value}${saving.unit}`,
        values,
        quotes,
      )
    }
    const rate = text.facts[place + 1]
    if (rate?.kind === 'percent' && savedRate.test(text.labelAt(place + 1)))
      checkShare(text.page, saving, budget, rate, true, notes)
  }
}

// ── 主办 7 件，对外公布了 6 件 ──

function published(text: TextOfFacts, notes: Notes): void {
  for (const [place, fact] of text.facts.entries()) {
    if (fact.kind !== 'count' || fact.gap.stop || !/(?:公布|公开)了?$/.test(text.labelAt(place))) continue
    const handled = text.facts
      .slice(Math.max(0, place - 3), place)
      .find((one) => one.sentence === fact.sentence && one.unit === fact.unit && /主办|承办|办理/.test(text.label(one)))
    if (!handled || !/建议|提案/.test(text.page.dense.slice(handled.sentence, fact.from))) continue
    const values = { handled: handled.value, published: fact.value, remainder: handled.value - fact.value }
    if (handled.value === fact.value) notes.pass('C-34', values)
    else if (handled.value > fact.value) {
      notes.find(
        'C-34',
        'doubt',
        `主办 ${handled.value}${fact.unit}，公布 ${fact.value}${fact.unit}，其余 ${handled.value - fact.value}${fact.unit}没有公布，也没有说明理由`,
        values,
        [quotedAround(text.page, handled.from, fact.to)],
      )
    }
  }
}

// ── 收到 70 件，办结 69 件，1 件结转下年度 ──

function closed(text: TextOfFacts, breakdowns: Breakdown[], notes: Notes): void {
  for (let place = 2; place < text.facts.length; place += 1) {
    const carried = text.facts[place] as Fact
    const [whole, done] = [text.facts[place - 2] as Fact, text.facts[place - 1] as Fact]
    const here = text.labelAt(place)
    const after = text.page.dense.slice(carried.to, carried.to + 4)
    if (!(/结转(?!上)[^上]*$/.test(here) || /^,?结转(?!上)/.test(after)) || /上年/.test(here)) continue
    if (!/办结|办理|答复/.test(text.labelAt(place - 1)) || done.unit !== carried.unit) continue
    const received = [whole, ...text.facts.slice(Math.max(0, place - 6), place - 2).reverse()].find(
      (one) =>
        one.sentence === carried.sentence && one.unit === carried.unit && same(one.value, done.value + carried.value),
    )
    // What was carried in is often left out of the sentence, so a sum that fails says nothing: table 3 is asked instead.
    if (!received) continue
    const found = { whole: received, parts: [done, carried], holds: true }
    breakdowns.push(found)
    report(text, found, notes)
  }
}
