import type { PersonalDataClass } from '../../law/personal-data/mask.ts'
import { personalDataClasses, type Severity } from '../../law/personal-data/scan.ts'
import type { HiddenWhat } from '../../platform/files/inspection.ts'

export type LeakClass =
  | PersonalDataClass
  | HiddenWhat
  | 'secret-mark'
  | 'work-secret'
  | 'sensitive'
  | 'misprint'
  | 'combination'
  | 'combination-of-places'
  | 'unreadable-file'
  | 'wrong-ending'
  | 'picture-only'

export interface Leak {
  class: LeakClass
  severity: Severity
  /** keeps the thing from becoming public until it is masked or waived; the others are shown to who reviews */
  holds: boolean
  /** a named person may let it through with a lawful reason */
  waivable: boolean
  /** where, in words: 正文, 工作表“名单”!B3 */
  place: string
  /** what stands there, with everything masked */
  excerpt: string
  /** of the value, under the bureau's key, in hex */
  hash: string
  /** what to write instead */
  suggestion: string | null
}

interface Rule {
  severity: Severity
  holds: boolean
  waivable: boolean
}

const stop: Rule = { severity: 'BLOCK', holds: true, waivable: true }
const never: Rule = { severity: 'BLOCK', holds: true, waivable: false }
const ask: Rule = { severity: 'REVIEW', holds: true, waivable: true }
const show: Rule = { severity: 'REVIEW', holds: false, waivable: true }
const tell: Rule = { severity: 'INFO', holds: false, waivable: true }

const personal = Object.fromEntries(
  Object.entries(personalDataClasses).map(([name, { severity }]) => [
    name,
    severity === 'BLOCK' ? stop : severity === 'REVIEW' ? ask : tell,
  ]),
) as Record<PersonalDataClass, Rule>

export const leakRules: Record<LeakClass, Rule> = {
  ...personal,
  // Who reported is sealed from everybody, whatever the reason (R9-46).
  reporter: never,
  // Rules and plans speak of illness in general; a person decides whether somebody's is meant.
  health: show,
  // 保守国家秘密法 art. 35, 实施条例 art. 5: what is classified is not published.
  'secret-mark': never,
  'work-secret': ask,
  sensitive: show,
  misprint: tell,
  combination: ask,
  'combination-of-places': ask,
  'covered-text': stop,
  'hidden-sheet': ask,
  'hidden-row': ask,
  'hidden-column': ask,
  'hidden-text': ask,
  comment: ask,
  'tracked-change': ask,
  'earlier-revision': ask,
  'embedded-file': ask,
  macro: ask,
  gps: ask,
  metadata: tell,
  'external-link': tell,
  'unreadable-file': ask,
  'wrong-ending': ask,
  'picture-only': show,
}
