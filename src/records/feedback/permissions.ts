import type { Role } from '../staff/actor.ts'

export const mayDoToFeedback = {
  look: ['section-head', 'disclosure-office', 'approving-leader', 'supervisor', 'administrator'],
  close: ['disclosure-office', 'administrator'],
} satisfies Record<string, readonly Role[]>
