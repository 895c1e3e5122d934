import type { Clock } from '../../platform/clock.ts'
import type { Tx } from '../../platform/database/bureau.ts'
import { recordAct } from '../journal/record.ts'
import { type Actor, actingFor, NotAllowed, type Role } from '../staff/actor.ts'
import { NoSuchRequest } from './advance.ts'
import { mustBeAllowedOnRequest } from './permissions.ts'
import type { Applicant, Request } from './request.ts'
import { applicantOf, lockRequest } from './store.ts'

const inSection: readonly Role[] = ['drafter', 'section-head']

/**
 * Whether this case is this person's, so that the applicant's data may be opened: the disclosure office always, the section
 * while the case is with it, the leader while there is a reply to decide.
 */
export function mayOpenApplicant(by: Actor, { sectionId, state }: Pick<Request, 'sectionId' | 'state'>): boolean {
  if (by.kind !== 'staff') return false
  const holds = (roles: readonly Role[]) =>
    by.roles.some((role) => roles.includes(role)) || actingFor(by, roles) !== null
  if (holds(['disclosure-office'])) return true
  if (state === 'closed') return false
  if (sectionId !== null && by.sectionId === sectionId && holds(inSection)) return true
  return state === 'reply-in-review' && holds(['approving-leader'])
}

/** Gives the applicant in full and notes in the journal who opened what. */
export async function openApplicant(
  tx: Tx,
  { id }: { id: number },
  by: Actor,
  clock: Clock,
): Promise<{ applicant: Applicant } | { refused: 'erased' }> {
  mustBeAllowedOnRequest(by, 'look')
  const request = await lockRequest(tx, id)
  if (!request) throw new NoSuchRequest()
  if (!mayOpenApplicant(by, request)) throw new NotAllowed('open the applicant of a request')
  const applicant = await applicantOf(tx, id)
  if (!applicant) return { refused: 'erased' }
  const fields = Object.entries(applicant).flatMap(([field, value]) =>
    value !== null && !['kind', 'idType'].includes(field) ? [field] : [],
  )
  await recordAct(tx, { kind: 'applicant opened', subject: `request ${id}`, by, at: clock.now(), change: { fields } })
  return { applicant }
}
