import type { Role } from '../staff/actor.ts'

export const mayDoToAnswers = {
  look: ['disclosure-office', 'drafter', 'section-head', 'approving-leader', 'supervisor'],
  publish: ['disclosure-office'],
  withdraw: ['disclosure-office', 'approving-leader'],
  decide: ['disclosure-office', 'approving-leader'],
} satisfies Record<string, readonly Role[]>
