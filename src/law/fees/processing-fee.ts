import { type CalendarDate, calendarDate } from '../calendar-date.ts'
import type { Citation } from '../citation.ts'
import { type Dated, inForce } from '../dated.ts'

// 政府信息公开信息处理费 (国办函〔2020〕109号). For one application the office charges by item or by volume, never both;
// only what lies beyond a tier pays that tier's rate. Charging is optional. All amounts in yuan.

export type FeeMethod = 'by-item' | 'by-volume'

/** Up to and including this item or page, each costs this much. */
export interface Tier {
  upTo: number
  each: number
}

interface Tariff {
  /** rising with the number of applications of one applicant in one calendar month */
  items: readonly Tier[]
  /** beyond the last tier of items every further block costs more than the one before */
  furtherItems: { block: number; more: number }
  /** rising with the pages of one application: sides of A4 or smaller */
  pages: readonly Tier[]
}

const measures = (article: string): Citation => ({
  law: '政府信息公开信息处理费管理办法（国办函〔2020〕109号）',
  article,
})

export const tariffs: Dated<Tariff> = [
  {
    from: calendarDate('2021-01-01'),
    items: [
      { upTo: 10, each: 0 },
      { upTo: 30, each: 100 },
      { upTo: 40, each: 200 },
    ],
    furtherItems: { block: 10, more: 100 },
    pages: [
      { upTo: 30, each: 0 },
      { upTo: 100, each: 10 },
      { upTo: 200, each: 20 },
      { upTo: Number.POSITIVE_INFINITY, each: 40 },
    ],
    cite: measures(''),
  },
]

/** One line of the calculation a fee notice shows. */
export interface FeeLine {
  from: number
  to: number
  each: number
  amount: number
}

export interface Fee {
  amount: number
  lines: FeeLine[]
  /** the calculation in one Chinese sentence, for the notice */
  formula: string
  cite: Citation
}

/**
 * What the n-th application of one applicant in a calendar month costs by item: the price to keep with the application.
 * Corrected applications count in the month they first came; withdrawn ones count too.
 */
export function priceOfItem(nth: number, on: CalendarDate): number {
  mustBeCount(nth, 1)
  return eachAt(nth, itemTiers(nth, inForce(tariffs, on)))
}

/** What the first n applications of a month cost together, when every one of them was charged by item. */
export function feeByItem(items: number, on: CalendarDate): Fee {
  mustBeCount(items, 0)
  const tariff = inForce(tariffs, on)
  return feeOf(items, itemTiers(items, tariff), '件', tariff.cite)
}

/** What the pages given on one application cost by volume. Only where copies are given; never added up over applications. */
export function feeByVolume(pages: number, on: CalendarDate): Fee {
  mustBeCount(pages, 0)
  const tariff = inForce(tariffs, on)
  return feeOf(pages, tariff.pages, '页', tariff.cite)
}

/** Why an application cannot be charged in this way; null when it can. */
export function whyNotCharge(
  method: FeeMethod,
  application: { givesCopies: boolean; chargedAlready: FeeMethod | null },
): 'charged-the-other-way' | 'nothing-copied' | null {
  if (application.chargedAlready !== null && application.chargedAlready !== method) return 'charged-the-other-way'
  return method === 'by-volume' && !application.givesCopies ? 'nothing-copied' : null
}

function itemTiers(upTo: number, { items, furtherItems: { block, more } }: Tariff): Tier[] {
  const tiers = [...items]
  for (let last = tiers.at(-1); last && last.upTo < upTo; last = tiers.at(-1)) {
    tiers.push({ upTo: last.upTo + block, each: last.each + more })
  }
  return tiers
}

function eachAt(place: number, tiers: readonly Tier[]): number {
  const tier = tiers.find(({ upTo }) => place <= upTo)
  if (!tier) throw new Error(`no tier holds ${place}`)
  return tier.each
}

function feeOf(count: number, tiers: readonly Tier[], unit: string, cite: Citation): Fee {
  const lines: FeeLine[] = []
  let from = 1
  for (const { upTo, each } of tiers) {
    if (from > count) break
    const to = Math.min(upTo, count)
    lines.push({ from, to, each, amount: (to - from + 1) * each })
    from = to + 1
  }
  const amount = lines.reduce((sum, line) => sum + line.amount, 0)
  const paying = lines.filter(({ each }) => each > 0)
  const told = paying.map((line) => {
    const which = line.from === line.to ? `第${line.from}${unit}` : `第${line.from}至${line.to}${unit}`
    return `${which}每${unit}${line.each}元，计${line.amount}元`
  })
  const free = lines.find(({ each }) => each === 0)?.to
  const start = free === undefined ? '' : `${free === 1 ? `第1${unit}` : `第1至${free}${unit}`}不收费`
  const formula = [start, ...told, `共${amount}元`].filter(Boolean).join('；')
  return { amount, lines, formula: `${formula}。`, cite }
}

function mustBeCount(count: number, least: number): void {
  if (!Number.isInteger(count) || count < least) throw new RangeError(`not a number of items or pages: ${count}`)
}
