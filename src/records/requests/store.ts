import { sql } from 'kysely'
import type { ClockEvent } from '../../law/requests/clock.ts'
import type { ApplicantKind, OutcomeCode } from '../../law/requests/outcome.ts'
import type { Channel } from '../../law/requests/receipt.ts'
import type { Tx } from '../../platform/database/bureau.ts'
import type { Applicant, Carrier, Delivery, Request, RequestState, Wanted } from './request.ts'

const columns = [
  'id',
  'number',
  'channel',
  'state',
  'title',
  'description',
  'wantedDocumentNumber as documentNumber',
  'carrier',
  'delivery',
  'acceptsOtherForm',
  'receivedOn',
  'dueOn',
  'dueProvisional',
  'sectionId',
  'handlerId',
  'applicantKind',
  'outcome',
  'concludedOn',
  'deliveredHow',
  'version',
  'submittedAt',
  'salt',
] as const

export async function insertRequest(
  tx: Tx,
  request: Wanted & {
    number: string
    queryCodeHash: Buffer
    channel: Channel
    state: RequestState
    salt: Buffer
    submittedAt: Date
    registeredBy: number | null
    applicant: Applicant
  },
): Promise<number> {
  const { documentNumber, applicant, ...rest } = request
  const { kind, ...person } = applicant
  const { id } = await tx
    .insertInto('request')
    .values({ ...rest, wantedDocumentNumber: documentNumber, applicantKind: kind })
    .returning('id')
    .executeTakeFirstOrThrow()
  await tx
    .insertInto('requestApplicant')
    .values({ requestId: id, ...person })
    .execute()
  return id
}

export type LockedRequest = Request & { salt: Buffer }

export async function lockRequest(tx: Tx, id: number): Promise<LockedRequest | null> {
  const row = await tx.selectFrom('request').select(columns).where('id', '=', id).forUpdate().executeTakeFirst()
  return row
    ? {
        ...row,
        channel: row.channel as Channel,
        state: row.state as RequestState,
        carrier: row.carrier as Carrier,
        delivery: row.delivery as Delivery,
        applicantKind: row.applicantKind as ApplicantKind,
        outcome: row.outcome as OutcomeCode | null,
      }
    : null
}

export async function saveRequest(
  tx: Tx,
  id: number,
  change: Partial<
    Pick<
      Request,
      | 'state'
      | 'receivedOn'
      | 'dueOn'
      | 'dueProvisional'
      | 'sectionId'
      | 'handlerId'
      | 'outcome'
      | 'concludedOn'
      | 'deliveredHow'
    >
  >,
): Promise<void> {
  await tx
    .updateTable('request')
    .set({ ...change, version: sql`version + 1` })
    .where('id', '=', id)
    .execute()
}

export async function eventsOf(tx: Tx, requestId: number): Promise<ClockEvent[]> {
  const rows = await tx
    .selectFrom('requestEvent')
    .select('event')
    .where('requestId', '=', requestId)
    .orderBy('seq')
    .execute()
  return rows.map((row) => row.event as unknown as ClockEvent)
}

export async function insertEvent(
  tx: Tx,
  requestId: number,
  event: { seq: number; event: ClockEvent; note: string | null; byId: number | null; byName: string; at: Date },
): Promise<void> {
  await tx
    .insertInto('requestEvent')
    .values({ requestId, ...event, event: JSON.stringify(event.event) })
    .execute()
}

export interface ReplyRow {
  outcome: OutcomeCode
  letter: string
  draftedBy: number
  decision: 'approved' | 'returned' | null
}

export async function replyOf(tx: Tx, requestId: number): Promise<ReplyRow | null> {
  const row = await tx
    .selectFrom('requestReply')
    .select(['outcome', 'letter', 'draftedBy', 'decision'])
    .where('requestId', '=', requestId)
    .executeTakeFirst()
  return row ? { ...row, outcome: row.outcome as OutcomeCode, decision: row.decision as ReplyRow['decision'] } : null
}

/** What of the applicant may stand in a letter to the applicant. */
export async function applicantsOwn(tx: Tx, requestId: number): Promise<(string | null)[]> {
  const row = await tx
    .selectFrom('requestApplicant')
    .select(['name', 'idNumber', 'representative', 'contact', 'phone', 'email', 'address'])
    .where('requestId', '=', requestId)
    .executeTakeFirst()
  return row ? Object.values(row) : []
}

export async function saveReplyDraft(
  tx: Tx,
  requestId: number,
  draft: { outcome: OutcomeCode; letter: string; draftedBy: number; draftedAt: Date },
): Promise<void> {
  const undecided = { decidedBy: null, decidedAt: null, decision: null, decisionNote: null }
  await tx
    .insertInto('requestReply')
    .values({ requestId, ...draft })
    .onConflict((conflict) => conflict.columns(['bureauId', 'requestId']).doUpdateSet({ ...draft, ...undecided }))
    .execute()
}

export async function saveReplyDecision(
  tx: Tx,
  requestId: number,
  decision: { decidedBy: number; decidedAt: Date; decision: 'approved' | 'returned'; decisionNote: string | null },
): Promise<void> {
  await tx.updateTable('requestReply').set(decision).where('requestId', '=', requestId).execute()
}

export async function saveReplyNumber(tx: Tx, requestId: number, number: string, letter: string): Promise<void> {
  await tx.updateTable('requestReply').set({ number, letter }).where('requestId', '=', requestId).execute()
}

export async function lockDraft(tx: Tx, tokenHash: Buffer) {
  return tx
    .selectFrom('requestDraft')
    .select(['answers', 'requestId'])
    .where('tokenHash', '=', tokenHash)
    .forUpdate()
    .executeTakeFirst()
}

export async function saveDraft(tx: Tx, tokenHash: Buffer, answers: unknown, at: Date): Promise<void> {
  const text = JSON.stringify(answers)
  await tx
    .insertInto('requestDraft')
    .values({ tokenHash, answers: text, createdAt: at, changedAt: at })
    .onConflict((conflict) =>
      conflict
        .columns(['bureauId', 'tokenHash'])
        .doUpdateSet({ answers: text, changedAt: at })
        .where('requestDraft.requestId', 'is', null),
    )
    .execute()
}

/** The answers are in the request now; the draft keeps only the way to it, so that sending twice finds the same one. */
export async function saveDraftSent(tx: Tx, tokenHash: Buffer, requestId: number): Promise<void> {
  await tx.updateTable('requestDraft').set({ requestId, answers: '{}' }).where('tokenHash', '=', tokenHash).execute()
}

export async function numberOf(tx: Tx, requestId: number): Promise<string> {
  const { number } = await tx
    .selectFrom('request')
    .select('number')
    .where('id', '=', requestId)
    .executeTakeFirstOrThrow()
  return number
}

export async function deleteDraftsBefore(tx: Tx, moment: Date): Promise<void> {
  await tx.deleteFrom('requestDraft').where('changedAt', '<', moment).where('requestId', 'is', null).execute()
}

/** Every open request that has been received, with its events in order. */
export async function lockOpenStories(tx: Tx) {
  const requests = await tx
    .selectFrom('request')
    .select(['id', 'number', 'dueOn', 'dueProvisional'])
    .where('state', '<>', 'closed')
    .where('receivedOn', 'is not', null)
    .orderBy('id')
    .forUpdate()
    .execute()
  const events = await tx
    .selectFrom('requestEvent as event')
    .innerJoin('request', (join) =>
      join.onRef('request.id', '=', 'event.requestId').onRef('request.bureauId', '=', 'event.bureauId'),
    )
    .select(['event.requestId', 'event.event'])
    .where('request.state', '<>', 'closed')
    .orderBy('event.requestId')
    .orderBy('event.seq')
    .execute()
  const stories = Map.groupBy(events, (event) => event.requestId)
  return requests.map((request) => ({
    ...request,
    events: (stories.get(request.id) ?? []).map((event) => event.event as unknown as ClockEvent),
  }))
}
