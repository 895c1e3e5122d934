import type { Role } from '../staff/actor.ts'

/** Who may do what to the force of documents and their relations, one line each. */
export const mayDoToNormative = {
  look: [
    'drafter',
    'section-head',
    'disclosure-office',
    'secrecy-reviewer',
    'legal-reviewer',
    'approving-leader',
    'supervisor',
  ],
  relate: ['disclosure-office', 'legal-reviewer'],
  record: ['disclosure-office', 'legal-reviewer'],
  exempt: ['disclosure-office', 'legal-reviewer'],
  setPeriod: ['disclosure-office'],
  cleanUp: ['disclosure-office', 'legal-reviewer'],
} satisfies Record<string, readonly Role[]>
