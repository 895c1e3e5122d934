import { sql } from 'kysely'
import type { CalendarDate } from '../../law/calendar-date.ts'
import type { ClockEvent } from '../../law/requests/clock.ts'
import type { OutcomeCode } from '../../law/requests/outcome.ts'
import type { Channel } from '../../law/requests/receipt.ts'
import { readStory } from '../../law/requests/story.ts'
import type { Tx } from '../../platform/database/bureau.ts'
import { workingCalendar } from '../calendars/working-calendar.ts'
import { sha256 } from '../journal/entry.ts'
import { type FileOfReply, filesOfReply } from '../redaction/for-public.ts'
import { queryCodeHash, readQueryCode, siblingCode } from './query-code.ts'
import { standingOf } from './recover-code.ts'
import type { Delivery, RequestState } from './request.ts'
import { draftPlace } from './seal.ts'
import { eventsOf, idByCode, openOf } from './store.ts'

/** What the applicant sees of the own request: no name of an officer, no draft, no note meant for the office. */
export interface RequestOfApplicant {
  id: number
  number: string
  title: string
  description: string
  documentNumber: string | null
  channel: Channel
  state: RequestState
  submittedAt: Date
  receivedOn: CalendarDate | null
  dueOn: CalendarDate | null
  dueProvisional: boolean
  delivery: Delivery
  section: { name: string; phone: string | null } | null
  outcome: OutcomeCode | null
  concludedOn: CalendarDate | null
  deliveredHow: string | null
  /** what moved the clock; the note is what the applicant was told (what to correct, why extended) */
  events: { event: ClockEvent; note: string | null; at: Date }[]
  /** only once it has gone out */
  reply: { number: string; letter: string; outcome: OutcomeCode; files: FileOfReply[] } | null
  /** other requests that came with the same form, with the code that opens each */
  siblings: { number: string; title: string; state: RequestState; code: string }[]
  /** the due day before and after each holiday notice that moved it, the oldest first */
  moved: { notice: string; from: CalendarDate | null; to: CalendarDate }[]
}

const toldToApplicant = [
  'correction-asked',
  'extended',
  'fee-noticed',
  'reasons-asked',
  'delayed',
  'withdrawn',
  'merged',
  'replied',
  'reopened',
]

/** The request with this number, if the query code is its own. A wrong code and an unknown number look the same. */
export async function requestByCode(tx: Tx, number: string, code: string): Promise<RequestOfApplicant | null> {
  const own = await idByCode(tx, number, queryCodeHash(number, readQueryCode(code)))
  if (own === null) return null
  const row = await tx
    .selectFrom('request')
    .leftJoin('section', (join) =>
      join.onRef('section.id', '=', 'request.sectionId').onRef('section.bureauId', '=', 'request.bureauId'),
    )
    .select([
      'request.id',
      'request.number',
      'request.title',
      'request.description',
      'request.wantedDocumentNumber as documentNumber',
      'request.channel',
      'request.state',
      'request.submittedAt',
      'request.receivedOn',
      'request.dueOn',
      'request.dueProvisional',
      'request.delivery',
      'request.outcome',
      'request.concludedOn',
      'request.deliveredHow',
      'request.queryCodeHash as queryHash',
      'section.name as sectionName',
      'section.phone as sectionPhone',
    ])
    .where('request.id', '=', own)
    .executeTakeFirstOrThrow()
  const events = await tx
    .selectFrom('requestEvent')
    .select(['event', 'note', 'at'])
    .where('requestId', '=', row.id)
    .orderBy('seq')
    .execute()
  const reply = await tx
    .selectFrom('requestReply')
    .select(['number', 'letter', 'outcome'])
    .where('requestId', '=', row.id)
    .where('number', 'is not', null)
    .executeTakeFirst()
  const siblings = await tx
    .selectFrom('request')
    .select(['number', 'title', 'state'])
    .where('splitFrom', '=', row.id)
    .orderBy('id')
    .execute()
  const moved = await tx
    .selectFrom('movedDeadline')
    .select(['notice', 'fromOn as from', 'toOn as to'])
    .where('requestId', '=', row.id)
    .orderBy('movedAt')
    .execute()
  const { sectionName, sectionPhone, queryHash, ...rest } = row
  return {
    ...rest,
    channel: row.channel as Channel,
    state: row.state as RequestState,
    delivery: row.delivery as Delivery,
    outcome: row.outcome as OutcomeCode | null,
    section: sectionName === null ? null : { name: sectionName, phone: sectionPhone },
    events: events.map(({ event, note, at }) => {
      const told = event as unknown as ClockEvent
      return { event: told, note: toldToApplicant.includes(told.kind) ? note : null, at }
    }),
    moved,
    reply: reply?.number
      ? {
          ...{ number: reply.number, letter: reply.letter, outcome: reply.outcome as OutcomeCode },
          files: await filesOfReply(tx, row.id),
        }
      : null,
    siblings: siblings.map(({ state, ...one }, place) => ({
      ...one,
      state: state as RequestState,
      code: siblingCode(queryHash, place),
    })),
  }
}

/** The receipt of a form sent under this draft token. */
export async function receiptOfDraft(
  tx: Tx,
  token: string,
): Promise<{ number: string; title: string; submittedAt: Date } | null> {
  const row = await tx
    .selectFrom('requestDraft')
    .innerJoin('request', (join) =>
      join.onRef('request.id', '=', 'requestDraft.requestId').onRef('request.bureauId', '=', 'requestDraft.bureauId'),
    )
    .select(['request.number', 'request.title', 'request.submittedAt'])
    .where('requestDraft.tokenHash', '=', sha256(token))
    .executeTakeFirst()
  return row ?? null
}

/** What was typed so far under this token, or null when there is no such draft; `sent` once it became a request. */
export async function draftByToken(tx: Tx, token: string): Promise<{ answers: unknown; sent: boolean } | null> {
  const row = await tx
    .selectFrom('requestDraft')
    .select(['sealed', 'requestId'])
    .where('tokenHash', '=', sha256(token))
    .executeTakeFirst()
  if (!row) return null
  const answers = row.sealed ? JSON.parse(tx.sealing.open(row.sealed, draftPlace(tx, sha256(token)))) : {}
  return { answers, sent: row.requestId !== null }
}

/** Whether the link with this token still gives a query code. */
export async function recoveryIsOpen(tx: Tx, token: string, now: Date): Promise<boolean> {
  const row = await tx
    .selectFrom('codeRecovery')
    .select(['askedAt', 'usedAt'])
    .where('tokenHash', '=', sha256(token))
    .executeTakeFirst()
  return standingOf(row ?? null, now) !== 'over'
}

/** For the home page: how many requests were answered this year, and how many of them in time. */
export async function answeredInYear(tx: Tx, year: number): Promise<{ answered: number; inTime: number }> {
  return tx
    .selectFrom('request')
    .select([
      sql<number>`count(*)::int`.as('answered'),
      sql<number>`(count(*) filter (where concluded_on <= due_on))::int`.as('inTime'),
    ])
    .where('concludedOn', '>=', `${year}-01-01` as CalendarDate)
    .where('concludedOn', '<=', `${year}-12-31` as CalendarDate)
    .executeTakeFirstOrThrow()
}

/** What the one asked needs to answer: nothing of the applicant. Null when the code opens nothing, or nothing any more. */
export interface EnquiryToAnswer {
  whom: 'third-party' | 'co-maker' | 'organ'
  name: string
  question: string
  askedOn: CalendarDate
  /** last day of the answer; null where the law sets none */
  answerBy: CalendarDate | null
}

export async function enquiryByCode(tx: Tx, code: string): Promise<EnquiryToAnswer | null> {
  const row = await tx
    .selectFrom('requestEnquiry as enquiry')
    .innerJoin('request', (join) =>
      join.onRef('request.id', '=', 'enquiry.requestId').onRef('request.bureauId', '=', 'enquiry.bureauId'),
    )
    .select(['enquiry.requestId', 'enquiry.enquiry', 'enquiry.whom', 'enquiry.name', 'enquiry.question'])
    .where('enquiry.codeHash', '=', sha256(code))
    .where('enquiry.answer', 'is', null)
    .where('request.state', '<>', 'closed')
    .executeTakeFirst()
  if (!row) return null
  const story = readStory(await eventsOf(tx, row.requestId), await workingCalendar(tx))
  const asked = story?.enquiries.find(({ asked }) => asked.enquiry === row.enquiry)
  if (!asked) return null
  const { whom, name, question } = row
  return {
    ...{ whom: whom as EnquiryToAnswer['whom'], name, question },
    ...{ askedOn: asked.asked.on, answerBy: asked.limit },
  }
}

/** The open requests of whoever has this name, number of document and telephone. */
export const openRequestsOf = openOf
