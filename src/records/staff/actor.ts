/** The roles of a bureau's staff. One person may hold several; the drafter of a thing never approves it, whatever the roles. */
export const roles = [
  'drafter',
  'section-head',
  'disclosure-office',
  'secrecy-reviewer',
  'legal-reviewer',
  'approving-leader',
  'supervisor',
  'administrator',
] as const
export type Role = (typeof roles)[number]

export interface StaffActor {
  kind: 'staff'
  id: number
  name: string
  roles: readonly Role[]
  sectionId: number | null
  /** for whom this person acts while they are away, and with which roles */
  standsInFor?: readonly { id: number; name: string; roles: readonly Role[] }[]
}

/** Who does an act. An applicant is known to the journal only as the applicant of the request the act is about. */
export type Actor =
  | StaffActor
  | { kind: 'applicant' }
  | { kind: 'enquired'; name: string }
  | { kind: 'system'; name: string }

export class NotAllowed extends Error {
  readonly act: string
  constructor(act: string) {
    super(`not allowed: ${act}`)
    this.act = act
  }
}

export function mayAct(by: Actor, allowed: readonly Role[]): by is StaffActor {
  if (by.kind !== 'staff') return false
  return by.roles.some((role) => allowed.includes(role)) || actingFor(by, allowed) !== null
}

/** Whom a person acts for in something their own roles do not allow; null when they allow it, or nobody's do. */
export function actingFor(by: StaffActor, allowed: readonly Role[]): { id: number; name: string } | null {
  if (by.roles.some((role) => allowed.includes(role))) return null
  return by.standsInFor?.find(({ roles }) => roles.some((role) => allowed.includes(role))) ?? null
}

/** Asked inside every verb. Throws {@link NotAllowed}; each face answers it in its own way. */
export function mustBeAllowed(by: Actor, act: string, allowed: readonly Role[]): asserts by is StaffActor {
  if (!mayAct(by, allowed)) throw new NotAllowed(act)
}
