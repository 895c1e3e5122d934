import type { CalendarDate } from '../../law/calendar-date.ts'
import type { LetterKind } from '../../law/requests/letters.ts'
import type { Role } from '../staff/actor.ts'

/** Who a letter waits for. A reply that is `signed` waits for the approving leader, any other to be issued. */
export type LetterState = 'drafting' | SigningStep | 'signed' | 'issued'
export type SigningStep = 'section' | 'legal' | 'office'

export interface Signing {
  sectionSigns: boolean
  officeSigns: boolean
  legalReviews: boolean
}

/** Until a bureau says otherwise the disclosure office signs what goes out on the way, and the leader the reply. */
export const fewestSignatures: Signing = { sectionSigns: false, officeSigns: false, legalReviews: false }

export interface Letter {
  id: number
  requestId: number
  kind: LetterKind
  isReply: boolean
  eventSeq: number | null
  state: LetterState
  version: number
  draftedBy: number
  likenessConfirmedBy: number | null
  number: string | null
  issuedOn: CalendarDate | null
}

/** The signatures a letter needs, in their order. */
export function signaturesOf({ isReply }: { isReply: boolean }, signing: Signing): SigningStep[] {
  return [
    ...(signing.sectionSigns ? (['section'] as const) : []),
    ...(signing.legalReviews ? (['legal'] as const) : []),
    ...(signing.officeSigns || !isReply ? (['office'] as const) : []),
  ]
}

export function stateAfter(step: SigningStep | null, letter: { isReply: boolean }, signing: Signing): LetterState {
  const steps = signaturesOf(letter, signing)
  return steps[step === null ? 0 : steps.indexOf(step) + 1] ?? 'signed'
}

const signers: Record<SigningStep, readonly Role[]> = {
  section: ['section-head'],
  legal: ['legal-reviewer'],
  office: ['disclosure-office'],
}

export const mayDoToLetters = {
  look: ['disclosure-office', 'drafter', 'section-head', 'legal-reviewer', 'approving-leader', 'supervisor'],
  write: ['disclosure-office', 'drafter', 'section-head'],
  issue: ['disclosure-office'],
  'keep-templates': ['disclosure-office', 'legal-reviewer'],
  'say-who-signs': ['disclosure-office', 'administrator'],
  ...signers,
} satisfies Record<string, readonly Role[]>
