import type { Role } from '../staff/actor.ts'

/** Who may do what about leaks, one line each. That nobody waives in the own work is checked beside it. */
export const mayDoAboutLeaks = {
  look: [
    'drafter',
    'section-head',
    'disclosure-office',
    'secrecy-reviewer',
    'legal-reviewer',
    'approving-leader',
    'supervisor',
  ],
  waive: ['secrecy-reviewer', 'approving-leader'],
  'see-lexicon': [
    'drafter',
    'section-head',
    'disclosure-office',
    'secrecy-reviewer',
    'approving-leader',
    'supervisor',
    'administrator',
  ],
  'change-lexicon': ['disclosure-office', 'secrecy-reviewer', 'administrator'],
} satisfies Record<string, readonly Role[]>
