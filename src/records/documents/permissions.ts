import type { Check } from '../../law/publicity/checks.ts'
import type { Role } from '../staff/actor.ts'

/** Who may do what to a document, one line each. That nobody checks the own draft is a rule of law/publicity/checks. */
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
  'section-check': ['section-head'],
  'secrecy-review': ['secrecy-reviewer'],
  'office-check': ['disclosure-office'],
  'sign-off': ['approving-leader'],
  publishInEmergency: ['disclosure-office', 'section-head'],
  withdraw: ['disclosure-office', 'approving-leader'],
  keepHouse: ['disclosure-office'],
} satisfies Record<string, readonly Role[]> & Record<Check, readonly Role[]>
