import type { Citation } from '../citation.ts'

/** What a document is: decides its checks, its index table and where it may stand. */
export const documentKinds = [
  'news',
  'notice',
  'policy',
  'normative',
  'interpretation',
  'plan',
  'finance',
  'warning',
  'accident-report',
  'leadership',
  'topic',
  'media',
  'rule',
  'meeting',
] as const
export type DocumentKind = (typeof documentKinds)[number]

/** The checks before publication, in their order (R10-25, R6-19). */
export const checks = ['section-check', 'secrecy-review', 'office-check', 'sign-off'] as const
export type Check = (typeof checks)[number]

/** Review first, publish after, item by item. */
export const checksCite: Citation = { law: '保守国家秘密法', article: '第三十五条', year: 2024 }

const everyday: ReadonlySet<DocumentKind> = new Set(['news', 'notice', 'warning', 'topic', 'media', 'meeting'])

/**
 * Everyday items pass three levels (三审); what sets rules, money or blame passes the disclosure office as well before
 * it is signed. Nothing goes without the secrecy review. What is kept from the public ends at the office, which judges
 * the ground (国办发〔2016〕80号).
 */
export function checksOf(kind: DocumentKind, attribute: 'proactive' | 'on-request' | 'none'): readonly Check[] {
  if (attribute !== 'proactive') return ['section-check', 'secrecy-review', 'office-check']
  return everyday.has(kind) ? ['section-check', 'secrecy-review', 'sign-off'] : checks
}

export interface Decided {
  check: Check
  byId: number
}

/** `separable`: the rule may be set aside with a recorded reason where a bureau lacks the people. */
export type WhyNotSame = { rule: 'own-draft' | 'reviewer-signs'; separable: boolean }

/**
 * Whether one person may decide a check of a document: nobody checks the own draft, and who reviewed secrecy does not
 * sign. The own draft's secrecy review and signature cannot be had by any reason.
 */
export function whyNotDecide(
  check: Check,
  byId: number,
  { draftedById, decided }: { draftedById: number; decided: readonly Decided[] },
): WhyNotSame | null {
  if (byId === draftedById)
    return { rule: 'own-draft', separable: check === 'section-check' || check === 'office-check' }
  const other = check === 'sign-off' ? 'secrecy-review' : check === 'secrecy-review' ? 'sign-off' : null
  if (other && decided.some((one) => one.check === other && one.byId === byId))
    return { rule: 'reviewer-signs', separable: true }
  return null
}

/** Hours within which what went out in an emergency is signed after the fact. */
export const retroSignHours = 24
