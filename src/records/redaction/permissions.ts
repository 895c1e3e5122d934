import type { Role } from '../staff/actor.ts'

/** Who may do what to the material of a request: who handles requests prepares it, who sees a request sees it. */
export const mayDoToMaterial = {
  look: ['disclosure-office', 'drafter', 'section-head', 'legal-reviewer', 'approving-leader'],
  change: ['disclosure-office', 'drafter', 'section-head'],
} satisfies Record<string, readonly Role[]>
