export type Verdict = 'mismatch' | 'doubt' | 'unknown'

/**
 * What a check found wrong. `mismatch`: two figures that must agree do not. `doubt`: something is off but may have a good
 * reason. `unknown`: the check could not be made, because what it needs is missing.
 */
export interface Finding {
  rule: string
  verdict: Verdict
  /** Chinese, for the person who has to mend it */
  message: string
  values: Record<string, number | string | null>
  /** ids of the cells concerned */
  cells?: string[]
}

/** A check that was made and held. */
export interface Passed {
  rule: string
  values: Record<string, number | string | null>
}
