import { addMonths, type CalendarDate } from '../calendar-date.ts'
import { grounds, type NonDisclosureGround } from './grounds.ts'

/** Fixed when a document is drafted, and submitted for approval together with its text (国办发〔2016〕80号). */
export type DisclosureAttribute = 'proactive' | 'on-request' | 'none'

export interface AttributeProposed {
  attribute: DisclosureAttribute
  ground: NonDisclosureGround | null
  /** the drafter's words on why the ground applies */
  reason: string
  /** a policy document: one kept from the public goes to the disclosure office before it is approved */
  isPolicy: boolean
  seenByDisclosureOffice: boolean
}

export type AttributeProblem = 'no-ground' | 'no-reason' | 'ground-without-need' | 'redirects' | 'not-seen-by-office'

/** Everything that keeps a proposed attribute from being approved; empty when nothing does. */
export function checkAttribute(proposed: AttributeProposed): AttributeProblem[] {
  const { attribute, ground, reason, isPolicy, seenByDisclosureOffice } = proposed
  const problems: AttributeProblem[] = []
  if (attribute === 'none') {
    if (ground === null) problems.push('no-ground')
    // Article 36(7) sends an applicant elsewhere; it keeps no document of the bureau's own secret.
    else if (grounds[ground].force === 'redirect') problems.push('redirects')
    if (reason.trim() === '') problems.push('no-reason')
    if (isPolicy && !seenByDisclosureOffice) problems.push('not-seen-by-office')
  } else if (ground !== null) problems.push('ground-without-need')
  return problems
}

/** Months after which what is not public is looked at again (art. 18 sets no number; this is the product's default). */
export const reassessmentMonths = 12

/** The day an undisclosed document is to be looked at again; null for one that is public. */
export function reassessOn(attribute: DisclosureAttribute, decidedOn: CalendarDate): CalendarDate | null {
  return attribute === 'proactive' ? null : addMonths(decidedOn, reassessmentMonths)
}
