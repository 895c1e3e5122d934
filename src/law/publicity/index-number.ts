import { type CalendarDate, monthOf, yearOf } from '../calendar-date.ts'
import type { ItemNumber } from './catalogue.ts'

// 索引号. No law fixes how it is written, only that there is one (art. 12); each bureau has a pattern, such as
// `{code}/{yyyymm}-{serial:5}`.

/** What an index number is made of beside its serial number. */
export interface IndexFacts {
  /** unified social credit code; null: not known */
  creditCode: string | null
  on: CalendarDate
  item: ItemNumber | null
}

/** Credit code, month and five digits: the way most bureaus write it. */
export const usualIndexPattern = '{code}/{yyyymm}-{serial:5}'
/** For a bureau whose credit code is not known yet. */
export const plainIndexPattern = '{yyyymm}-{serial:5}'

export type IndexPatternProblem =
  | 'no-serial'
  | 'two-serials'
  | 'no-period'
  | 'unknown-part'
  | 'bad-character'
  | 'needs-credit-code'
  | 'too-long'

const part = /\{([^{}]*)\}/g
const serialPart = /^serial:([3-8])$/
const longest = 60

const parts: Record<string, { written(facts: IndexFacts): string; shape: string }> = {
  code: { written: ({ creditCode }) => creditCode ?? '', shape: '[0-9A-Z]{18}' },
  // Characters 9 to 17 of the credit code are the organisation code of GB 11714.
  org: { written: ({ creditCode }) => creditCode?.slice(8, 17) ?? '', shape: '[0-9A-Z]{9}' },
  yyyy: { written: ({ on }) => String(yearOf(on)), shape: '(?<year>\\d{4})' },
  yyyymm: { written: ({ on }) => monthOf(on).replace('-', ''), shape: '(?<month>\\d{6})' },
  yyyymmdd: { written: ({ on }) => on.replaceAll('-', ''), shape: '(?<day>\\d{8})' },
  item: { written: ({ item }) => String(item ?? 0).padStart(2, '0'), shape: '\\d{2}' },
}

/** Everything wrong with a pattern; none when numbers can be given by it. */
export function indexPatternProblems(pattern: string, creditCode: string | null): IndexPatternProblem[] {
  const names = [...pattern.matchAll(part)].map(([, name = '']) => name)
  const serials = names.filter((name) => serialPart.test(name)).length
  const rest = pattern.replace(part, '')
  const problems: IndexPatternProblem[] = []
  if (serials === 0) problems.push('no-serial')
  if (serials > 1) problems.push('two-serials')
  if (!names.some((name) => name.startsWith('yyyy'))) problems.push('no-period')
  if (names.some((name) => !(name in parts) && !serialPart.test(name))) problems.push('unknown-part')
  if (!/^[0-9A-Za-z/.-]*$/.test(rest)) problems.push('bad-character')
  if (creditCode === null && names.some((name) => name === 'code' || name === 'org')) problems.push('needs-credit-code')
  if (pattern.length > longest) problems.push('too-long')
  return problems
}

/** The number without its serial: what is counted separately, so that no two numbers can be the same. */
export function indexSeries(pattern: string, facts: IndexFacts): string {
  return pattern.replace(part, (whole, name: string) => parts[name]?.written(facts) ?? whole)
}

export function indexNumber(pattern: string, facts: IndexFacts, serial: number): string {
  return indexSeries(pattern, facts).replace(part, (_, name: string) =>
    String(serial).padStart(Number(serialPart.exec(name)?.[1] ?? 0), '0'),
  )
}

export type IndexNumberProblem = 'not-the-pattern' | 'other-code' | 'other-period'

/** Whether a number could have been given by a pattern to something formed and published on these days. */
export function indexNumberProblems(
  number: string,
  pattern: string,
  {
    creditCode,
    formedOn,
    publishedOn,
  }: { creditCode: string | null; formedOn: CalendarDate; publishedOn: CalendarDate },
): IndexNumberProblem[] {
  const literal = (text: string) => text.replace(/[/.\\-]/g, '\\$&')
  const shape = pattern
    .split(/(\{[^{}]*\})/)
    .map((piece) => {
      const name = /^\{(.*)\}$/.exec(piece)?.[1]
      if (name === undefined) return literal(piece)
      const digits = serialPart.exec(name)?.[1]
      return digits ? `\\d{${digits},}` : (parts[name]?.shape ?? literal(piece))
    })
    .join('')
  const found = new RegExp(`^${shape}$`).exec(number)
  if (!found) return ['not-the-pattern']
  const problems: IndexNumberProblem[] = []
  if (creditCode && pattern.includes('{code}') && !number.includes(creditCode)) problems.push('other-code')
  const { year, month, day } = found.groups ?? {}
  const period = day ?? month ?? year ?? ''
  const days = [formedOn, publishedOn].map((on) => on.replaceAll('-', ''))
  if (!days.some((on) => on.startsWith(period))) problems.push('other-period')
  return problems
}
