import type { Citation } from '../../law/citation.ts'

/** One field of a register, as the officer fills it in. Money is in yuan. */
export type Field = { label: string; required: boolean; help?: string } & (
  | { type: 'text'; longest?: number }
  | { type: 'day' }
  | { type: 'whole-number' }
  | { type: 'yuan' }
  | { type: 'credit-code' }
  | { type: 'choice'; choices: Record<string, string> }
)

export type Fields = Record<string, Field>

/**
 * How a register feeds a cell of the annual report. `in-force` means: begun (decidedOn) and not ended (endedOn).
 * `net-change` is what began in the year less what ended in it.
 */
export type Measure =
  | 'decided-in-year'
  | 'ended-in-year'
  | 'in-force-at-year-end'
  | 'in-force-at-last-year-end'
  | 'net-change'

export interface FigureOf<F extends Fields> {
  vintage: '2019' | '2021'
  table: 'disclosure' | 'remedies'
  cell: string
  measure: Measure
  /** count of entries; or the sum of the amount column, in yuan or in 万元 */
  of: 'count' | 'yuan' | 'ten-thousand-yuan'
  /** only entries with this value in this field */
  where?: { [Name in keyof F]?: string }
  /** count by this day field instead of decidedOn */
  by?: keyof F & string
}

export interface RegisterKind<F extends Fields = Fields> {
  kind: string
  title: string
  /** what one entry is called: 件, 项, 起 … */
  unit: string
  cite: Citation
  /** working days from the decision within which an entry is to be public; null where no law sets a number */
  publishWithin: { workingDays: number; cite: Citation } | null
  fields: F
  number: (keyof F & string) | null
  name: keyof F & string
  decidedOn: keyof F & string
  endedOn: (keyof F & string) | null
  amount: (keyof F & string) | null
  form: readonly (keyof F & string)[]
  publicColumns: readonly (keyof F & string)[]
  figures: readonly FigureOf<F>[]
}

/** A register is data: one typed file. A misspelt column does not compile. */
export function defineRegister<const F extends Fields>(kind: RegisterKind<F>): RegisterKind {
  return kind as unknown as RegisterKind
}
