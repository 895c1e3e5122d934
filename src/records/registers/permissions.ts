import type { Role } from '../staff/actor.ts'

/** Who may do what to the registers, one line each. */
export const mayDoToRegisters = {
  look: ['drafter', 'section-head', 'disclosure-office', 'legal-reviewer', 'approving-leader', 'supervisor'],
  enter: ['drafter', 'section-head', 'disclosure-office'],
  correct: ['section-head', 'disclosure-office'],
  withdraw: ['section-head', 'disclosure-office'],
} satisfies Record<string, readonly Role[]>
