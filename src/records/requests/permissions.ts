import { type Actor, mayAct, mustBeAllowed, NotAllowed, type Role, type StaffActor } from '../staff/actor.ts'

const office: readonly Role[] = ['disclosure-office']
const handlers: readonly Role[] = ['disclosure-office', 'drafter', 'section-head']

/** Who may do what to a request, one line each. */
export const mayDoToRequests = {
  look: ['disclosure-office', 'drafter', 'section-head', 'legal-reviewer', 'approving-leader', 'supervisor'],
  register: office,
  confirm: office,
  accept: office,
  'ask-for-correction': office,
  'receive-correction': office,
  consult: handlers,
  'receive-opinion': handlers,
  'charge-fee': office,
  'receive-payment': office,
  'draft-reply': handlers,
  'sign-reply': ['section-head', 'legal-reviewer', 'disclosure-office'],
  'decide-reply': ['approving-leader'],
  deliver: office,
  'close-lapsed': office,
  withdraw: office,
  'read-messages': handlers,
  'issue-code': office,
  split: office,
  merge: office,
  assign: ['disclosure-office', 'section-head'],
  'hand-over': ['disclosure-office', 'administrator'],
  'note-silence': office,
  'ask-for-reasons': office,
  'receive-reasons': office,
  delay: office,
  note: [...handlers, 'legal-reviewer'],
  'prove-delivery': office,
  'deliver-again': office,
  'file-remedy': [...office, 'legal-reviewer'],
  'conclude-remedy': [...office, 'legal-reviewer'],
  // The first reply was approved by a leader: that it falls is for the head of the office or a leader to say.
  reopen: ['approving-leader', 'disclosure-office'],
  'propose-disposal': office,
  'decide-disposal': ['approving-leader', 'disclosure-office'],
  'set-retention': office,
  'export-applicant': office,
} satisfies Record<string, readonly Role[]>

/** What is done with the applicant's data, beside the case. */
export type ActOnPrivacy = 'propose-disposal' | 'decide-disposal' | 'set-retention' | 'export-applicant'
export type ActOnRequest = keyof typeof mayDoToRequests | 'extend'

export function mayOnRequest(by: Actor, act: ActOnRequest): boolean {
  // An extension needs the head of the disclosure office (art. 33): a section head who belongs to that office.
  if (act === 'extend') return mayAct(by, ['section-head']) && mayAct(by, office)
  return mayAct(by, mayDoToRequests[act])
}

export function mustBeAllowedOnRequest(by: Actor, act: ActOnRequest): asserts by is StaffActor {
  if (!mayOnRequest(by, act)) throw new NotAllowed(`${act} a request`)
  mustBeAllowed(by, act, by.kind === 'staff' ? by.roles : [])
}
