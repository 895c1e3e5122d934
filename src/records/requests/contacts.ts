import type { Clock } from '../../platform/clock.ts'
import type { Tx } from '../../platform/database/bureau.ts'
import { sealed } from '../journal/entry.ts'
import { advance, type OpenedRequest } from './advance.ts'
import type { Applicant } from './request.ts'
import { sealedApplicant } from './seal.ts'
import { applicantOf, saveSeal } from './store.ts'

export type Contacts = Pick<Applicant, 'phone' | 'email' | 'address' | 'postcode'>

/** The applicant can be reached otherwise from now on; what is not named stays. */
export async function changeContacts(
  tx: Tx,
  opened: OpenedRequest,
  change: Partial<Contacts>,
  clock: Clock,
): Promise<void> {
  const { id, salt } = opened.request
  const before = await applicantOf(tx, id)
  if (!before) throw new Error('an open request has its applicant')
  await saveSeal(tx, id, sealedApplicant(tx, id, { ...before, ...change }))
  const told = { contacts: sealed(salt, JSON.stringify(change)) }
  await advance(tx, opened, { kind: 'contacts changed', told }, { kind: 'applicant' }, clock)
}
