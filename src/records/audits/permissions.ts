import type { Role } from '../staff/actor.ts'

export const mayDoToAudits = {
  look: ['disclosure-office', 'approving-leader', 'supervisor'],
  run: ['disclosure-office', 'supervisor'],
} satisfies Record<string, readonly Role[]>
