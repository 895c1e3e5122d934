import type { Problem } from '../../parts/problem.ts'

/** A form as it came over the wire. */
export type Body = Readonly<Record<string, unknown>>

/** What stood in each field, as it was typed: shown again whatever the checks say. */
export type Typed<Name extends string> = Record<Name, string>

/** Everything typed, and either what it means or all that is wrong with it. */
export type Parsed<Name extends string, Values> =
  | { typed: Typed<Name>; problems: []; values: Values }
  | { typed: Typed<Name>; problems: [Problem, ...Problem[]]; values: null }

export function typedIn<Name extends string>(body: Body, names: readonly Name[]): Typed<Name> {
  const text = (value: unknown): string =>
    typeof value === 'string' ? value : Array.isArray(value) ? text(value[0]) : ''
  return Object.fromEntries(names.map((name) => [name, text(body[name])])) as Typed<Name>
}

/** One line of text, without blanks around it and doubled inside it. */
export function line(typed: string): string {
  return typed.normalize('NFC').replace(/\s+/gu, ' ').trim()
}

/** Digits, letters and marks that people write in full width or with blanks: 1 2 3 and １２３ are 123. */
export function code(typed: string): string {
  return typed
    .normalize('NFKC')
    .replace(/\s/gu, '')
    .replace(/[‐‑‒–—―−]/gu, '-')
}

export function parsed<Name extends string, Values>(
  typed: Typed<Name>,
  problems: readonly (Problem | null)[],
  values: () => Values,
): Parsed<Name, Values> {
  const [first, ...more] = problems.filter((problem) => problem !== null)
  return first ? { typed, problems: [first, ...more], values: null } : { typed, problems: [], values: values() }
}

/** A text that must be there and must not be longer than the column it goes into. */
export function textProblem(
  field: string,
  text: string,
  { missing, what, longest }: { missing: string | null; what: string; longest: number },
): Problem | null {
  const length = [...text].length
  if (length === 0) return missing === null ? null : { field, message: missing }
  return length > longest ? { field, message: `${what}最多${longest}个字，您写了${length}个字` } : null
}
