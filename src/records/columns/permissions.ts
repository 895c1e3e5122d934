import type { Actor, Role } from '../staff/actor.ts'
import { NotAllowed } from '../staff/actor.ts'

/** Columns, catalogue, guide, contacts, organisation and topics are kept by the disclosure office; everybody may look. */
export const mayKeepColumns = ['administrator', 'disclosure-office'] as const satisfies readonly Role[]

/** Also the operator of the installation, at the command line. */
export function mustKeepColumns(by: Actor, act: string): void {
  if (by.kind === 'system') return
  if (by.kind !== 'staff' || !by.roles.some((role) => mayKeepColumns.some((allowed) => allowed === role))) {
    throw new NotAllowed(act)
  }
}
