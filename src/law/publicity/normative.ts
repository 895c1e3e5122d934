import { addDays, addMonths, addYears, type CalendarDate } from '../calendar-date.ts'
import type { Citation } from '../citation.ts'

// The force of a document on two time axes: what held on one day, as it was known on another.

/** 国办发〔2018〕37号: what is not published is no basis; what is repealed or lapsed is listed and published. */
const supervision: Citation = {
  law: '关于加强行政规范性文件制定和监督管理工作的通知（国办发〔2018〕37号）',
  article: '',
}

/** `lapsed`: its object is done or gone; `declared-lapsed`: a clean-up said so. Both end as 失效, an act of repeal as 废止. */
export const factKinds = ['made', 'amended', 'extended', 'repealed', 'lapsed', 'declared-lapsed'] as const
export type FactKind = (typeof factKinds)[number]

export interface NormativeFact {
  kind: FactKind
  /** from this day it has its effect */
  effectiveOn: CalendarDate
  /** the day it was published: whoever looks from an earlier day does not know it */
  knownOn: CalendarDate
  /** the day it was found to be wrong and taken out again; null: it stands */
  retractedOn: CalendarDate | null
  /** last day of force, said by `made` and `extended`; null: no end was set */
  validUntil: CalendarDate | null
}

export type NormativeStatus = 'not-yet' | 'in-force' | 'amended' | 'repealed' | 'lapsed'

export interface Standing<Fact extends NormativeFact> {
  status: NormativeStatus
  /** the first day of this status; of `not-yet` the day on which force begins */
  since: CalendarDate
  /** the fact that decides; of a document that ran out, the one that set its last day */
  decidedBy: Fact
  /** the last day of force that was set, whatever came of it */
  validUntil: CalendarDate | null
  cite: Citation
}

/**
 * What held on a day, as it was known on another. Null: nothing was published by then, and what is not published is no
 * basis for anything.
 */
export function inForceOn<Fact extends NormativeFact>(
  facts: readonly Fact[],
  { on, asKnownOn }: { on: CalendarDate; asKnownOn: CalendarDate },
): Standing<Fact> | null {
  const known = facts.filter(
    ({ knownOn, retractedOn }) => knownOn <= asKnownOn && (retractedOn === null || retractedOn > asKnownOn),
  )
  const made = lastBy(
    known.filter(({ kind }) => kind === 'made'),
    'knownOn',
  )
  if (!made) return null
  const { validUntil, setBy } = validityOf(made, known)
  const said = (status: NormativeStatus, since: CalendarDate, decidedBy: Fact): Standing<Fact> => ({
    status,
    since,
    decidedBy,
    validUntil,
    cite: supervision,
  })
  if (made.effectiveOn > on) return said('not-yet', made.effectiveOn, made)
  const ended = firstBy(
    known.filter(
      ({ kind, effectiveOn }) =>
        (kind === 'repealed' || kind === 'lapsed' || kind === 'declared-lapsed') && effectiveOn <= on,
    ),
    'effectiveOn',
  )
  const ranOutOn = validUntil && addDays(validUntil, 1)
  if (ranOutOn && ranOutOn <= on && !(ended && ended.effectiveOn <= ranOutOn)) return said('lapsed', ranOutOn, setBy)
  if (ended) return said(ended.kind === 'repealed' ? 'repealed' : 'lapsed', ended.effectiveOn, ended)
  const amended = lastBy(
    known.filter(({ kind, effectiveOn }) => kind === 'amended' && effectiveOn <= on),
    'effectiveOn',
  )
  return amended ? said('amended', amended.effectiveOn, amended) : said('in-force', made.effectiveOn, made)
}

/** An extension counts when it came before the force had run out: what has lapsed is not called back by it. */
function validityOf<Fact extends NormativeFact>(
  made: Fact,
  known: readonly Fact[],
): { validUntil: CalendarDate | null; setBy: Fact } {
  let [validUntil, setBy] = [made.validUntil, made]
  const extensions = known.filter(({ kind }) => kind === 'extended').toSorted(by('effectiveOn'))
  for (const extension of extensions) {
    if (validUntil !== null && extension.effectiveOn > addDays(validUntil, 1)) break
    ;[validUntil, setBy] = [extension.validUntil, extension]
  }
  return { validUntil, setBy }
}

// Two of one day: whatever the order they were given in, the same is found.
const by =
  (first: 'effectiveOn' | 'knownOn') =>
  (a: NormativeFact, b: NormativeFact): number => {
    const other = first === 'effectiveOn' ? 'knownOn' : 'effectiveOn'
    const key = (fact: NormativeFact) => `${fact[first]} ${fact[other]} ${fact.validUntil ?? '9999'} ${fact.kind}`
    return key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : 0
  }

function lastBy<Fact extends NormativeFact>(facts: readonly Fact[], day: 'effectiveOn' | 'knownOn'): Fact | null {
  return facts.toSorted(by(day)).at(-1) ?? null
}

function firstBy<Fact extends NormativeFact>(facts: readonly Fact[], day: 'effectiveOn' | 'knownOn'): Fact | null {
  return facts.toSorted(by(day))[0] ?? null
}

// ── How long it holds ──

/** The years a document holds that says nothing of it. National texts set none; these are what provinces commonly set. */
const usualYears = { ordinary: 5, trial: 2 } as const
/** Months before its end in which a document is evaluated: kept, changed or let go. */
export const evaluationMonths = 6

export interface Validity {
  until: CalendarDate
  /** false: the text sets no end, and the day is the local default — a reminder, never a lapse */
  stated: boolean
  /** 暂行、试行 in the title */
  trial: boolean
  evaluateFrom: CalendarDate
}

export function isTrial(title: string): boolean {
  return /[（(](?:暂行|试行)[）)]|暂行|试行/.test(title)
}

/** Until when a document holds, and from when it is evaluated. */
export function validityOfText({
  title,
  effectiveOn,
  validUntil,
}: {
  title: string
  effectiveOn: CalendarDate
  validUntil: CalendarDate | null
}): Validity {
  const trial = isTrial(title)
  const until = validUntil ?? addDays(addYears(effectiveOn, usualYears[trial ? 'trial' : 'ordinary']), -1)
  return { until, stated: validUntil !== null, trial, evaluateFrom: addMonths(until, -evaluationMonths) }
}

// ── How documents stand to each other ──

export const relationKinds = ['amends', 'repeals', 'replaces', 'implements', 'interprets', 'reposts'] as const
export type RelationKind = (typeof relationKinds)[number]

/** What the publication of the one does to the other. */
export const effectOf: Record<RelationKind, 'amended' | 'repealed' | null> = {
  amends: 'amended',
  repeals: 'repealed',
  replaces: 'repealed',
  implements: null,
  interprets: null,
  reposts: null,
}
