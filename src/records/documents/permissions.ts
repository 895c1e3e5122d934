import type { Role } from '../staff/actor.ts'

/** Who may do what to a document, one line each. That nobody reviews the own draft is checked beside it. */
export const mayDoToDocuments = {
  look: [
    'drafter',
    'section-head',
    'disclosure-office',
    'secrecy-reviewer',
    'legal-reviewer',
    'approving-leader',
    'supervisor',
  ],
  write: ['drafter', 'section-head', 'disclosure-office'],
  review: ['disclosure-office', 'secrecy-reviewer', 'approving-leader'],
  withdraw: ['disclosure-office', 'approving-leader'],
} satisfies Record<string, readonly Role[]>
