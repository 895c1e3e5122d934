import type { CalendarDate } from '../../law/calendar-date.ts'
import type { ClockEvent } from '../../law/requests/clock.ts'
import type { ApplicantKind, OutcomeCode } from '../../law/requests/outcome.ts'
import type { Channel } from '../../law/requests/receipt.ts'

/** Where a request stands in the office. What the law makes of it is worked out from its events (law/requests/clock.ts). */
export type RequestState =
  | 'awaiting-confirmation'
  | 'received'
  | 'in-handling'
  | 'awaiting-correction'
  | 'consulting'
  | 'awaiting-fee'
  | 'reply-in-review'
  | 'reply-approved'
  | 'closed'

export const carriers = ['electronic', 'paper', 'disc', 'other'] as const
export type Carrier = (typeof carriers)[number]
export const deliveries = ['download', 'email', 'post', 'pick-up', 'on-site'] as const
export type Delivery = (typeof deliveries)[number]
export const idTypes = ['resident-id', 'passport', 'hk-macao-permit', 'officer-card', 'credit-code', 'other'] as const
export type IdType = (typeof idTypes)[number]

/** Who acts for an applicant, with an authorisation. */
export interface Agent {
  name: string
  idNumber: string
  phone: string
}

export interface Applicant {
  /** the column of table 3 of the annual report */
  kind: ApplicantKind
  name: string
  idType: IdType | null
  idNumber: string | null
  /** legal representative of an organisation */
  representative: string | null
  /** whom to call at an organisation */
  contact: string | null
  phone: string
  email: string | null
  address: string | null
  postcode: string | null
  agent?: Agent | null | undefined
}

/** What the applicant asks for and how it is to be given (art. 29). */
export interface Wanted {
  title: string
  description: string
  documentNumber: string | null
  carrier: Carrier
  delivery: Delivery
  acceptsOtherForm: boolean
}

export interface Request extends Wanted {
  id: number
  number: string
  channel: Channel
  state: RequestState
  receivedOn: CalendarDate | null
  dueOn: CalendarDate | null
  dueProvisional: boolean
  sectionId: number | null
  handlerId: number | null
  applicantKind: ApplicantKind
  outcome: OutcomeCode | null
  /** the reply went out, or the request was withdrawn or lapsed */
  concludedOn: CalendarDate | null
  deliveredHow: string | null
  version: number
  submittedAt: Date
  /** the request this one was split off */
  splitFrom: number | null
  /** the request this one goes on in */
  mergedInto: number | null
  /** the unit or person of the bureau it reached first */
  misdirectedTo: string | null
}

export interface EventOfRequest {
  seq: number
  event: ClockEvent
  note: string | null
  byName: string
  at: Date
}

export const noteKinds = ['contact', 'joint-consultation', 'search', 'explanation'] as const
/** Talking with the applicant, 会商, looking for the information, why something was late. */
export type NoteKind = (typeof noteKinds)[number]

export const deliveryWays = [
  'download',
  'email',
  'registered-mail',
  'ordinary-mail',
  'pick-up',
  'on-site',
  'announcement',
] as const
export type DeliveryWay = (typeof deliveryWays)[number]

export interface Sending {
  no: number
  way: DeliveryWay
  reference: string | null
  sentOn: CalendarDate
  result: 'delivered' | 'returned' | null
  resultOn: CalendarDate | null
  evidence: string | null
}

/** Complaint to the competent department (art. 47, 51), reconsideration, a suit directly or after reconsideration. */
export const remedyRoutes = ['complaint', 'reconsideration', 'direct', 'after'] as const
export type RemedyRoute = (typeof remedyRoutes)[number]
export const remedyResults = ['upheld', 'corrected', 'other'] as const
export type RemedyResult = (typeof remedyResults)[number]

export interface Remedy {
  id: number
  route: RemedyRoute
  number: string
  organ: string
  filedOn: CalendarDate
  concludedOn: CalendarDate | null
  result: RemedyResult | null
  said: string | null
  /** the entry of the ledger table 4 is counted from */
  entryId: number | null
}
