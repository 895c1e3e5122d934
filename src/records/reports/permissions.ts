import type { Role } from '../staff/actor.ts'

/** Who may do what to the annual report, one line each. That nobody approves what they sent is checked beside it. */
export const mayDoToReports = {
  look: ['drafter', 'section-head', 'disclosure-office', 'legal-reviewer', 'approving-leader', 'supervisor'],
  write: ['disclosure-office'],
  approve: ['approving-leader'],
  freeze: ['disclosure-office'],
  publish: ['disclosure-office'],
} satisfies Record<string, readonly Role[]>
