import type { Role } from '../staff/actor.ts'

/** Who may look after the search. */
export const mayDoToSearch = {
  look: ['disclosure-office', 'administrator'],
  keep: ['disclosure-office', 'administrator'],
} satisfies Record<string, readonly Role[]>
