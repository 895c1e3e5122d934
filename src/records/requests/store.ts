import { sql } from 'kysely'
import type { CalendarDate } from '../../law/calendar-date.ts'
import type { ClockEvent } from '../../law/requests/clock.ts'
import type { ApplicantKind, OutcomeCode } from '../../law/requests/outcome.ts'
import type { Channel } from '../../law/requests/receipt.ts'
import type { Tx } from '../../platform/database/bureau.ts'
import type {
  Applicant,
  Carrier,
  Delivery,
  IdType,
  NoteKind,
  Remedy,
  Request,
  RequestState,
  Sending,
  Wanted,
} from './request.ts'
import { draftPlace, marksOf, sealedApplicant, unsealedPerson } from './seal.ts'

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
  'splitFrom',
  'mergedInto',
  'misdirectedTo',
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
    splitFrom: number | null
    misdirectedTo: string | null
    applicant: Applicant
  },
): Promise<number> {
  const { documentNumber, applicant, ...rest } = request
  const { kind } = applicant
  const { id } = await tx
    .insertInto('request')
    .values({ ...rest, wantedDocumentNumber: documentNumber, applicantKind: kind })
    .returning('id')
    .executeTakeFirstOrThrow()
  await tx
    .insertInto('requestApplicant')
    .values({ requestId: id, ...sealedApplicant(tx, id, applicant) })
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
      | 'mergedInto'
      | 'title'
      | 'description'
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
    .select('requestId')
    .where('tokenHash', '=', tokenHash)
    .forUpdate()
    .executeTakeFirst()
}

export async function saveDraft(tx: Tx, tokenHash: Buffer, answers: unknown, at: Date): Promise<void> {
  const sealed = tx.sealing.seal(JSON.stringify(answers), draftPlace(tx, tokenHash))
  await tx
    .insertInto('requestDraft')
    .values({ tokenHash, sealed, createdAt: at, changedAt: at })
    .onConflict((conflict) =>
      conflict
        .columns(['bureauId', 'tokenHash'])
        .doUpdateSet({ sealed, changedAt: at })
        .where('requestDraft.requestId', 'is', null),
    )
    .execute()
}

/** The answers are in the request now; the draft keeps only the way to it, so that sending twice finds the same one. */
export async function saveDraftSent(tx: Tx, tokenHash: Buffer, requestId: number): Promise<void> {
  await tx.updateTable('requestDraft').set({ requestId, sealed: null }).where('tokenHash', '=', tokenHash).execute()
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
export async function openStories(tx: Tx, { lock }: { lock: boolean }) {
  const requests = tx
    .selectFrom('request')
    .select(['id', 'number', 'title', 'dueOn', 'dueProvisional', 'sectionId', 'handlerId'])
    .where('state', '<>', 'closed')
    .where('receivedOn', 'is not', null)
    .orderBy('id')
  const rows = await (lock ? requests.forUpdate() : requests).execute()
  const events = await tx
    .selectFrom('requestEvent as event')
    .select(['event.requestId', sql<ClockEvent[]>`jsonb_agg(event.event order by event.seq)`.as('events')])
    .where('event.requestId', 'in', (open) =>
      open
        .selectFrom('request')
        .select('request.id')
        .where('state', '<>', 'closed')
        .where('receivedOn', 'is not', null),
    )
    .groupBy('event.requestId')
    .execute()
  const stories = new Map(events.map((row) => [row.requestId, row.events]))
  return rows.map((row) => ({ ...row, events: stories.get(row.id) ?? [] }))
}

export interface NewDueDay {
  id: number
  to: CalendarDate
  provisional: boolean
}

export async function saveDueDays(tx: Tx, days: readonly NewDueDay[]): Promise<void> {
  await sql`
    update request set due_on = new.due_on, due_provisional = new.provisional, version = version + 1
    from unnest(${days.map(({ id }) => id)}::bigint[], ${days.map(({ to }) => to)}::date[],
      ${days.map(({ provisional }) => provisional)}::boolean[]) as new (id, due_on, provisional)
    where request.id = new.id`.execute(tx)
}

export async function insertMoved(
  tx: Tx,
  notice: string,
  moved: readonly { id: number; from: CalendarDate | null; to: CalendarDate }[],
  at: Date,
): Promise<void> {
  await sql`
    insert into moved_deadline (request_id, notice, from_on, to_on, moved_at)
    select id, ${notice}::text, from_on, to_on, ${at}::timestamptz
    from unnest(${moved.map(({ id }) => id)}::bigint[], ${moved.map(({ from }) => from)}::date[],
      ${moved.map(({ to }) => to)}::date[]) as moved (id, from_on, to_on)`.execute(tx)
}

/** The applicant in full: for the verbs. Null once erased. */
export async function applicantOf(tx: Tx, requestId: number): Promise<Applicant | null> {
  const row = await tx
    .selectFrom('requestApplicant')
    .innerJoin('request', (join) =>
      join
        .onRef('request.id', '=', 'requestApplicant.requestId')
        .onRef('request.bureauId', '=', 'requestApplicant.bureauId'),
    )
    .select(['applicantKind as kind', 'idType', 'sealed'])
    .where('requestId', '=', requestId)
    .executeTakeFirstOrThrow()
  return row.sealed
    ? {
        kind: row.kind as ApplicantKind,
        idType: row.idType as IdType | null,
        ...unsealedPerson(tx, requestId, row.sealed),
      }
    : null
}

export async function lockRequestNumbered(
  tx: Tx,
  number: string,
): Promise<{ id: number; number: string; state: RequestState } | null> {
  const row = await tx
    .selectFrom('request')
    .select(['id', 'number', 'state'])
    .where('number', '=', number)
    .forUpdate()
    .executeTakeFirst()
  return row ? { ...row, state: row.state as RequestState } : null
}

/** Whether two requests came from one person: the same number of the same document, else the same name and telephone. */
export async function samePerson(tx: Tx, one: number, other: number): Promise<boolean> {
  const [a, b] = [await applicantOf(tx, one), await applicantOf(tx, other)]
  if (!a || !b) return false
  if (a.idNumber && b.idNumber) return a.idType === b.idType && a.idNumber === b.idNumber
  return a.name === b.name && a.phone === b.phone
}

/** The section of somebody of the staff; undefined when there is nobody, or nobody any more. */
export async function staffSection(tx: Tx, id: number): Promise<number | null | undefined> {
  const row = await tx
    .selectFrom('staff')
    .select('sectionId')
    .where('id', '=', id)
    .where('disabledAt', 'is', null)
    .executeTakeFirst()
  return row?.sectionId
}

export async function moveOpenRequests(
  tx: Tx,
  { fromId, toId, sectionId }: { fromId: number; toId: number; sectionId: number | null },
): Promise<number[]> {
  const rows = await tx
    .updateTable('request')
    .set({ handlerId: toId, version: sql`version + 1`, ...(sectionId === null ? {} : { sectionId }) })
    .where('handlerId', '=', fromId)
    .where('state', '<>', 'closed')
    .returning('id')
    .execute()
  return rows.map(({ id }) => id)
}

export async function insertNote(
  tx: Tx,
  requestId: number,
  note: {
    kind: NoteKind
    heldOn: CalendarDate
    withWhom: string | null
    said: string
    byId: number
    byName: string
    at: Date
  },
): Promise<void> {
  await tx
    .insertInto('requestNote')
    .values({ requestId, ...note })
    .execute()
}

export async function deliveriesOf(tx: Tx, requestId: number): Promise<Sending[]> {
  const rows = await tx
    .selectFrom('requestDelivery')
    .select(['no', 'way', 'reference', 'sentOn', 'result', 'resultOn', 'evidence'])
    .where('requestId', '=', requestId)
    .orderBy('no')
    .execute()
  return rows as Sending[]
}

export async function insertDelivery(
  tx: Tx,
  requestId: number,
  sending: Pick<Sending, 'no' | 'way' | 'reference' | 'sentOn'>,
): Promise<void> {
  await tx
    .insertInto('requestDelivery')
    .values({ requestId, ...sending })
    .execute()
}

export async function saveDeliveryResult(
  tx: Tx,
  requestId: number,
  no: number,
  result: Pick<Sending, 'result' | 'resultOn' | 'evidence'>,
): Promise<void> {
  await tx.updateTable('requestDelivery').set(result).where('requestId', '=', requestId).where('no', '=', no).execute()
}

export async function insertRemedy(
  tx: Tx,
  requestId: number,
  remedy: Pick<Remedy, 'route' | 'number' | 'organ' | 'filedOn' | 'entryId'>,
): Promise<void> {
  await tx
    .insertInto('requestRemedy')
    .values({ requestId, ...remedy })
    .execute()
}

const remedyColumns = ['id', 'route', 'number', 'organ', 'filedOn', 'concludedOn', 'result', 'said', 'entryId'] as const

export async function lockRemedy(tx: Tx, requestId: number, id: number): Promise<Remedy | null> {
  const row = await tx
    .selectFrom('requestRemedy')
    .select(remedyColumns)
    .where('requestId', '=', requestId)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  return row ? (row as Remedy) : null
}

export async function remedyNumbered(tx: Tx, route: string, number: string): Promise<boolean> {
  const row = await tx
    .selectFrom('requestRemedy')
    .select('id')
    .where('route', '=', route)
    .where('number', '=', number)
    .executeTakeFirst()
  return row !== undefined
}

export async function saveRemedyResult(
  tx: Tx,
  id: number,
  result: Pick<Remedy, 'result' | 'concludedOn' | 'said'>,
): Promise<void> {
  await tx.updateTable('requestRemedy').set(result).where('id', '=', id).execute()
}

/** Keeps the reply that went out before the request is handled anew; another can be written then. */
export async function keepEarlierReply(tx: Tx, requestId: number, concludedOn: CalendarDate): Promise<void> {
  const row = await tx
    .deleteFrom('requestReply')
    .where('requestId', '=', requestId)
    .where('number', 'is not', null)
    .returning(['number', 'outcome', 'letter'])
    .executeTakeFirst()
  if (!row?.number) return
  await tx
    .insertInto('requestReplyEarlier')
    .values({ requestId, number: row.number, outcome: row.outcome, letter: row.letter, concludedOn })
    .execute()
}

export interface EnquiryRow {
  enquiry: string
  whom: 'third-party' | 'co-maker' | 'organ'
  name: string
}

export async function insertEnquiry(
  tx: Tx,
  requestId: number,
  enquiry: EnquiryRow & { contact: string | null; question: string; codeHash: Buffer },
): Promise<void> {
  await tx
    .insertInto('requestEnquiry')
    .values({ requestId, ...enquiry })
    .execute()
}

/** The enquiry a code of a letter opens, while it waits for an answer. */
export async function lockEnquiryByCode(
  tx: Tx,
  codeHash: Buffer,
): Promise<(EnquiryRow & { requestId: number }) | null> {
  const row = await tx
    .selectFrom('requestEnquiry')
    .select(['requestId', 'enquiry', 'whom', 'name'])
    .where('codeHash', '=', codeHash)
    .where('answer', 'is', null)
    .forUpdate()
    .executeTakeFirst()
  return row ? ({ ...row } as EnquiryRow & { requestId: number }) : null
}

export async function saveEnquiryAnswer(
  tx: Tx,
  { requestId, enquiry }: { requestId: number; enquiry: string },
  answer: { answer: 'agrees' | 'objects' | 'answered' | 'silent'; opinion: string; answeredAt: Date },
): Promise<void> {
  await tx
    .updateTable('requestEnquiry')
    .set(answer)
    .where('requestId', '=', requestId)
    .where('enquiry', '=', enquiry)
    .execute()
}

/** The how-many-eth request of its applicant this is among those received in the calendar month of its receipt, 1 first. */
export async function placeInMonth(tx: Tx, id: number, receivedOn: CalendarDate): Promise<number> {
  const month = receivedOn.slice(0, 7)
  const applicant = await applicantOf(tx, id)
  if (!applicant) return 1
  const { idMarks, nameMarks } = marksOf(tx, applicant)
  const { nth } = await tx
    .selectFrom('request as this')
    .innerJoin('request as other', (join) => join.onRef('other.bureauId', '=', 'this.bureauId'))
    .innerJoin('requestApplicant as same', (join) =>
      join.onRef('same.requestId', '=', 'other.id').onRef('same.bureauId', '=', 'other.bureauId'),
    )
    .select(sql<number>`count(*)::int`.as('nth'))
    .where('this.id', '=', id)
    .where('other.receivedOn', '>=', `${month}-01` as CalendarDate)
    .where(sql<boolean>`other.received_on < (${`${month}-01`}::date + interval '1 month')`)
    .where(sql<boolean>`(other.received_on, other.id) <= (this.received_on, this.id)`)
    .where(samePersonAs(idMarks, nameMarks))
    .executeTakeFirstOrThrow()
  return nth
}

/** What the codes of the requests split off this one are worked out from, and how many there are. */
export async function siblingsOf(tx: Tx, rootId: number): Promise<{ rootHash: Buffer; count: number }> {
  const { rootHash } = await tx
    .selectFrom('request')
    .select('queryCodeHash as rootHash')
    .where('id', '=', rootId)
    .forUpdate()
    .executeTakeFirstOrThrow()
  const { count } = await tx
    .selectFrom('request')
    .select(sql<number>`count(*)::int`.as('count'))
    .where('splitFrom', '=', rootId)
    .executeTakeFirstOrThrow()
  return { rootHash, count }
}

type SealedRow = ReturnType<typeof sealedApplicant>

/** Applicants that came in before there was a key. */
export async function lockUnsealed(
  tx: Tx,
  limit: number,
): Promise<{ requestId: number; kind: ApplicantKind; idType: IdType | null; person: unknown }[]> {
  const rows = await tx
    .selectFrom('unsealedPerson as unsealed')
    .innerJoin('request', (join) =>
      join.onRef('request.id', '=', 'unsealed.requestId').onRef('request.bureauId', '=', 'unsealed.bureauId'),
    )
    .innerJoin('requestApplicant as applicant', (join) =>
      join
        .onRef('applicant.requestId', '=', 'unsealed.requestId')
        .onRef('applicant.bureauId', '=', 'unsealed.bureauId'),
    )
    .select(['unsealed.requestId', 'request.applicantKind as kind', 'applicant.idType', 'unsealed.person'])
    .orderBy('unsealed.requestId')
    .limit(limit)
    .forUpdate('unsealed')
    .execute()
  return rows.map((row) => ({ ...row, kind: row.kind as ApplicantKind, idType: row.idType as IdType | null }))
}

export async function saveSeal(tx: Tx, requestId: number, row: SealedRow): Promise<void> {
  await tx.updateTable('requestApplicant').set(row).where('requestId', '=', requestId).execute()
}

export async function saveSealed(tx: Tx, requestId: number, row: SealedRow): Promise<void> {
  await saveSeal(tx, requestId, row)
  await tx.deleteFrom('unsealedPerson').where('requestId', '=', requestId).execute()
}

const otherwise = (current: Buffer) => sql<boolean>`substring(sealed from 2 for 4) <> ${current}`

export async function countSealedOtherwise(tx: Tx, current: Buffer): Promise<number> {
  const count = (table: 'requestApplicant' | 'requestDraft') =>
    tx
      .selectFrom(table)
      .select(sql<number>`count(*)::int`.as('count'))
      .where('sealed', 'is not', null)
      .where(otherwise(current))
      .executeTakeFirstOrThrow()
  return (await count('requestApplicant')).count + (await count('requestDraft')).count
}

export async function lockSealedOtherwise(
  tx: Tx,
  current: Buffer,
  limit: number,
): Promise<{ requestId: number; kind: ApplicantKind; idType: IdType | null; sealed: Buffer }[]> {
  const rows = await tx
    .selectFrom('requestApplicant')
    .innerJoin('request', (join) =>
      join
        .onRef('request.id', '=', 'requestApplicant.requestId')
        .onRef('request.bureauId', '=', 'requestApplicant.bureauId'),
    )
    .select(['requestApplicant.requestId', 'request.applicantKind as kind', 'idType', 'sealed'])
    .where('sealed', 'is not', null)
    .where(otherwise(current))
    .orderBy('requestApplicant.requestId')
    .limit(limit)
    .forUpdate('requestApplicant')
    .execute()
  return rows as { requestId: number; kind: ApplicantKind; idType: IdType | null; sealed: Buffer }[]
}

export async function lockDraftsSealedOtherwise(
  tx: Tx,
  current: Buffer,
  limit: number,
): Promise<{ tokenHash: Buffer; sealed: Buffer }[]> {
  const rows = await tx
    .selectFrom('requestDraft')
    .select(['tokenHash', 'sealed'])
    .where('sealed', 'is not', null)
    .where(otherwise(current))
    .orderBy('tokenHash')
    .limit(limit)
    .forUpdate()
    .execute()
  return rows as { tokenHash: Buffer; sealed: Buffer }[]
}

export async function saveDraftSeal(tx: Tx, tokenHash: Buffer, sealed: Buffer): Promise<void> {
  await tx.updateTable('requestDraft').set({ sealed }).where('tokenHash', '=', tokenHash).execute()
}

export async function erasedAtOf(tx: Tx, requestId: number): Promise<Date | null> {
  const row = await tx
    .selectFrom('requestApplicant')
    .select('erasedAt')
    .where('requestId', '=', requestId)
    .executeTakeFirstOrThrow()
  return row.erasedAt
}

export async function openRemedies(tx: Tx, requestId: number): Promise<boolean> {
  const row = await tx
    .selectFrom('requestRemedy')
    .select('id')
    .where('requestId', '=', requestId)
    .where('result', 'is', null)
    .executeTakeFirst()
  return row !== undefined
}

export async function undecidedDisposal(tx: Tx, requestId: number): Promise<boolean> {
  const row = await tx
    .selectFrom('disposal')
    .select('id')
    .where('requestId', '=', requestId)
    .where('decision', 'is', null)
    .executeTakeFirst()
  return row !== undefined
}

export async function insertDisposal(
  tx: Tx,
  disposal: { requestId: number; ground: string; reason: string; proposedBy: number; proposedAt: Date },
): Promise<number> {
  const { id } = await tx.insertInto('disposal').values(disposal).returning('id').executeTakeFirstOrThrow()
  return id
}

export async function lockDisposal(tx: Tx, id: number) {
  return tx
    .selectFrom('disposal')
    .select(['requestId', 'ground', 'proposedBy', 'decision'])
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
}

export async function saveDisposalDecision(
  tx: Tx,
  id: number,
  decision: { decision: string; decisionNote: string | null; decidedBy: number; decidedAt: Date },
): Promise<void> {
  await tx.updateTable('disposal').set(decision).where('id', '=', id).execute()
}

export async function readRetentionRule(tx: Tx) {
  return tx.selectFrom('retentionRule').select(['caseYears', 'identityYears']).executeTakeFirst()
}

export async function saveRetentionRule(tx: Tx, rule: { caseYears: number; identityYears: number }): Promise<void> {
  await tx
    .insertInto('retentionRule')
    .values(rule)
    .onConflict((conflict) => conflict.column('bureauId').doUpdateSet(rule))
    .execute()
}

const ofDisposal = [
  'request.id',
  'request.number',
  'request.title',
  'applicant.maskedName as applicant',
  'request.concludedOn',
] as const

/** Closed before a day; a case whose volume is kept longer waits for the end of that. */
export async function dueDisposals(
  tx: Tx,
  { before, today, limit }: { before: CalendarDate; today: CalendarDate; limit: number },
) {
  const rows = await tx
    .selectFrom('request')
    .innerJoin('requestApplicant as applicant', (join) =>
      join.onRef('applicant.requestId', '=', 'request.id').onRef('applicant.bureauId', '=', 'request.bureauId'),
    )
    .select(ofDisposal)
    .where('request.state', '=', 'closed')
    .where('request.concludedOn', '<', before)
    .where('applicant.erasedAt', 'is', null)
    .where(
      sql<boolean>`not exists (select from request_volume v where v.bureau_id = request.bureau_id and v.request_id = request.id and (v.keep_until is null or v.keep_until >= ${today}))`,
    )
    .where(
      sql<boolean>`not exists (select from disposal d where d.bureau_id = request.bureau_id and d.request_id = request.id and d.decision is null)`,
    )
    .where(
      sql<boolean>`not exists (select from request_remedy r where r.bureau_id = request.bureau_id and r.request_id = request.id and r.result is null)`,
    )
    .orderBy('request.concludedOn')
    .orderBy('request.id')
    .limit(limit)
    .execute()
  return rows.map((row) => ({ ...row, concludedOn: row.concludedOn as CalendarDate }))
}

export async function pendingDisposals(tx: Tx) {
  const rows = await tx
    .selectFrom('disposal')
    .innerJoin('request', (join) =>
      join.onRef('request.id', '=', 'disposal.requestId').onRef('request.bureauId', '=', 'disposal.bureauId'),
    )
    .innerJoin('requestApplicant as applicant', (join) =>
      join.onRef('applicant.requestId', '=', 'request.id').onRef('applicant.bureauId', '=', 'request.bureauId'),
    )
    .innerJoin('staff', (join) =>
      join.onRef('staff.id', '=', 'disposal.proposedBy').onRef('staff.bureauId', '=', 'disposal.bureauId'),
    )
    .select([
      ...ofDisposal,
      'disposal.id as disposal',
      'disposal.ground',
      'disposal.reason',
      'disposal.proposedBy as proposedById',
      'staff.name as proposedBy',
      'disposal.proposedAt',
    ])
    .where('disposal.decision', 'is', null)
    .orderBy('disposal.id')
    .execute()
  return rows.map((row) => ({
    ...row,
    concludedOn: row.concludedOn as CalendarDate,
    ground: row.ground as 'period-over' | 'on-request',
  }))
}

const gone = '（保存期满或依申请已删除）'

/** Empties whatever may speak of the applicant. What the statistics count stays. */
export async function eraseRequest(tx: Tx, requestId: number, at: Date): Promise<void> {
  await tx
    .updateTable('requestApplicant')
    .set({ sealed: null, idMark: null, nameMark: null, maskedName: '＊', erasedAt: at })
    .where('requestId', '=', requestId)
    .execute()
  await tx
    .updateTable('request')
    .set({
      title: gone,
      description: gone,
      wantedDocumentNumber: null,
      deliveredHow: null,
      misdirectedTo: null,
      salt: Buffer.alloc(0),
      version: sql`version + 1`,
    })
    .where('id', '=', requestId)
    .execute()
  await tx.deleteFrom('requestTag').where('requestId', '=', requestId).execute()
  await tx.updateTable('requestEvent').set({ note: null }).where('requestId', '=', requestId).execute()
  await tx
    .updateTable('requestReply')
    .set({ letter: gone, decisionNote: null })
    .where('requestId', '=', requestId)
    .execute()
  await tx.updateTable('requestReplyEarlier').set({ letter: gone }).where('requestId', '=', requestId).execute()
  await tx.updateTable('requestNote').set({ said: gone, withWhom: null }).where('requestId', '=', requestId).execute()
  await tx
    .updateTable('requestEnquiry')
    .set({ name: gone, contact: null, question: gone, opinion: null })
    .where('requestId', '=', requestId)
    .execute()
  await tx
    .updateTable('requestDelivery')
    .set({ reference: null, evidence: null })
    .where('requestId', '=', requestId)
    .execute()
  await tx.deleteFrom('requestFile').where('requestId', '=', requestId).execute()
  await tx.deleteFrom('codeRecovery').where('requestId', '=', requestId).execute()
  await tx.updateTable('requestMessage').set({ said: gone }).where('requestId', '=', requestId).execute()
  await tx.updateTable('requestRating').set({ said: null }).where('requestId', '=', requestId).execute()
  await tx.updateTable('requestRemedy').set({ said: null }).where('requestId', '=', requestId).execute()
  await tx
    .updateTable('disposal')
    .set({ reason: gone, decisionNote: null })
    .where('requestId', '=', requestId)
    .execute()
}

/** Applicants of requests concluded before a day whose document's number is still kept. */
export async function lockIdentitiesBefore(
  tx: Tx,
  before: CalendarDate,
): Promise<{ requestId: number; applicant: Applicant }[]> {
  const rows = await tx
    .selectFrom('requestApplicant')
    .innerJoin('request', (join) =>
      join
        .onRef('request.id', '=', 'requestApplicant.requestId')
        .onRef('request.bureauId', '=', 'requestApplicant.bureauId'),
    )
    .select(['requestApplicant.requestId', 'applicantKind as kind', 'idType', 'sealed'])
    .where('request.state', '=', 'closed')
    .where('request.concludedOn', '<', before)
    .where('idMark', 'is not', null)
    .where(
      sql<boolean>`not exists (select from request_remedy r where r.bureau_id = request.bureau_id and r.request_id = request.id and r.result is null)`,
    )
    .orderBy('requestApplicant.requestId')
    .limit(1000)
    .forUpdate('requestApplicant')
    .execute()
  return rows.flatMap(({ requestId, kind, idType, sealed }) =>
    sealed
      ? [
          {
            requestId,
            applicant: {
              kind: kind as ApplicantKind,
              idType: idType as IdType | null,
              ...unsealedPerson(tx, requestId, sealed),
            },
          },
        ]
      : [],
  )
}

/** The requests of one person, this one among them, oldest first. */
export async function requestsOfPerson(
  tx: Tx,
  id: number,
  applicant: Applicant,
): Promise<{ id: number; salt: Buffer }[]> {
  const { idMarks, nameMarks } = marksOf(tx, applicant)
  return tx
    .selectFrom('request')
    .innerJoin('requestApplicant as same', (join) =>
      join.onRef('same.requestId', '=', 'request.id').onRef('same.bureauId', '=', 'request.bureauId'),
    )
    .select(['request.id', 'request.salt'])
    .where((or) => or.or([or('request.id', '=', id), or(samePersonAs(idMarks, nameMarks), '=', true)]))
    .orderBy('request.id')
    .execute()
}

/** The number of the document decides where both have one, else name and telephone. */
function samePersonAs(idMarks: readonly Buffer[], nameMarks: readonly Buffer[]) {
  return idMarks.length > 0
    ? sql<boolean>`case when same.id_mark is not null then same.id_mark = any(${idMarks}) else same.name_mark = any(${nameMarks}) end`
    : sql<boolean>`same.name_mark = any(${nameMarks})`
}

export async function insertTags(tx: Tx, requestIds: readonly number[], tag: string): Promise<number[]> {
  const rows = await tx
    .insertInto('requestTag')
    .columns(['requestId', 'tag'])
    // An id that stands for no request of this bureau is passed over.
    .expression((from) =>
      from
        .selectFrom('request')
        .select(['id as requestId', sql<string>`${tag}::text`.as('tag')])
        .where('id', 'in', [...requestIds]),
    )
    .onConflict((conflict) => conflict.doNothing())
    .returning('requestId')
    .execute()
  return rows.map(({ requestId }) => requestId)
}

export async function deleteTags(tx: Tx, requestIds: readonly number[], tag: string): Promise<number[]> {
  const rows = await tx
    .deleteFrom('requestTag')
    .where('requestId', 'in', [...requestIds])
    .where('tag', '=', tag)
    .returning('requestId')
    .execute()
  return rows.map(({ requestId }) => requestId)
}

export type BulkDone =
  | {
      kind: 'assign'
      sectionId: number
      handlerId: number | null
      before: { id: number; sectionId: number | null; handlerId: number | null }[]
    }
  | { kind: 'tag'; tag: string; ids: number[] }

export async function insertBulk(tx: Tx, done: BulkDone, byId: number, at: Date): Promise<number> {
  const { id } = await tx
    .insertInto('requestBulk')
    .values({ kind: done.kind, done: JSON.stringify(done), byId, at })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

export async function lockBulk(
  tx: Tx,
  id: number,
): Promise<{ done: BulkDone; byId: number; at: Date; undoneAt: Date | null } | null> {
  const row = await tx
    .selectFrom('requestBulk')
    .select(['done', 'byId', 'at', 'undoneAt'])
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  return row ? { ...row, done: row.done as unknown as BulkDone } : null
}

export async function saveBulkUndone(tx: Tx, id: number, undoneAt: Date): Promise<void> {
  await tx.updateTable('requestBulk').set({ undoneAt }).where('id', '=', id).execute()
}

/** A concluded request of an earlier register. */
export interface EarlierRow {
  key: string
  applicant: Applicant
  channel: Channel
  receivedOn: CalendarDate
  dueOn: CalendarDate
  title: string
  description: string
  outcome: OutcomeCode
  concludedOn: CalendarDate
  replyNumber: string | null
  salt: Buffer
  queryCodeHash: Buffer
  events: readonly ClockEvent[]
}

export async function importedKeys(tx: Tx, source: string, keys: readonly string[]): Promise<Set<string>> {
  if (keys.length === 0) return new Set()
  const rows = await tx
    .selectFrom('requestImported')
    .select('key')
    .where('source', '=', source)
    .where(sql<boolean>`key = any(${[...keys]}::text[])`)
    .execute()
  return new Set(rows.map(({ key }) => key))
}

export async function takenNumbers(tx: Tx, numbers: readonly string[]): Promise<Set<string>> {
  if (numbers.length === 0) return new Set()
  const rows = await tx
    .selectFrom('request')
    .select('number')
    .where(sql<boolean>`number = any(${[...numbers]}::text[])`)
    .execute()
  return new Set(rows.map(({ number }) => number))
}

/** Their ids, in the order of the entries. */
export async function insertEarlier(
  tx: Tx,
  source: string,
  entries: readonly EarlierRow[],
  { byId, byName, at }: { byId: number; byName: string; at: Date },
): Promise<number[]> {
  const rows = await tx
    .insertInto('request')
    .values(
      entries.map((one) => ({
        number: one.key,
        queryCodeHash: one.queryCodeHash,
        channel: one.channel,
        state: 'closed',
        title: one.title,
        description: one.description,
        carrier: 'paper',
        delivery: 'post',
        receivedOn: one.receivedOn,
        dueOn: one.dueOn,
        applicantKind: one.applicant.kind,
        outcome: one.outcome,
        concludedOn: one.concludedOn,
        salt: one.salt,
        submittedAt: new Date(`${one.receivedOn}T00:00:00+08:00`),
        registeredBy: byId,
      })),
    )
    .returning(['id', 'number'])
    .execute()
  const idOf = new Map(rows.map(({ id, number }) => [number, id]))
  const ids = entries.map(({ key }) => idOf.get(key) ?? 0)
  const withIds = entries.map((one, place) => ({ ...one, requestId: ids[place] ?? 0 }))
  await tx
    .insertInto('requestApplicant')
    .values(withIds.map(({ requestId, applicant }) => ({ requestId, ...sealedApplicant(tx, requestId, applicant) })))
    .execute()
  await tx
    .insertInto('requestEvent')
    .values(
      withIds.flatMap(({ requestId, events }) =>
        events.map((event, place) => ({
          requestId,
          seq: place + 1,
          event: JSON.stringify(event),
          byId,
          byName,
          at,
        })),
      ),
    )
    .execute()
  await tx
    .insertInto('requestImported')
    .values(withIds.map(({ requestId, key, replyNumber }) => ({ source, key, requestId, replyNumber, importedAt: at })))
    .execute()
  return ids
}

/** Whether a filed volume of the case is to be kept on that day still (for ever, or until a later day). */
export async function volumeKept(tx: Tx, requestId: number, on: CalendarDate): Promise<boolean> {
  const row = await tx
    .selectFrom('requestVolume')
    .select('requestId')
    .where('requestId', '=', requestId)
    .where((or) => or.or([or('keepUntil', 'is', null), or('keepUntil', '>=', on)]))
    .executeTakeFirst()
  return row !== undefined
}

/** The request with this number, if the code is one of those that open it: the first one, or one given after a check of identity. */
export async function idByCode(tx: Tx, number: string, codeHash: Buffer): Promise<number | null> {
  const row = await tx
    .selectFrom('request')
    .select('id')
    .where('number', '=', number)
    .where((or) =>
      or.or([
        or('queryCodeHash', '=', codeHash),
        or.exists(
          or
            .selectFrom('requestCode as code')
            .select('code.codeHash')
            .whereRef('code.requestId', '=', 'request.id')
            .where('code.codeHash', '=', codeHash),
        ),
      ]),
    )
    .executeTakeFirst()
  return row?.id ?? null
}

/** `issuedBy` null: the applicant, through the own e-mail. */
export async function insertCode(
  tx: Tx,
  code: { requestId: number; codeHash: Buffer; issuedBy: number | null; issuedAt: Date },
): Promise<void> {
  await tx.insertInto('requestCode').values(code).execute()
}

export async function insertRecovery(
  tx: Tx,
  recovery: { tokenHash: Buffer; requestId: number; askedAt: Date },
): Promise<void> {
  await tx.insertInto('codeRecovery').values(recovery).execute()
}

export async function recoveriesOf(tx: Tx, requestId: number): Promise<number> {
  const { count } = await tx
    .selectFrom('codeRecovery')
    .select(sql<number>`count(*)::int`.as('count'))
    .where('requestId', '=', requestId)
    .executeTakeFirstOrThrow()
  return count
}

export async function deleteRecoveriesBefore(tx: Tx, moment: Date): Promise<void> {
  await tx.deleteFrom('codeRecovery').where('askedAt', '<=', moment).execute()
}

export async function lockRecovery(
  tx: Tx,
  tokenHash: Buffer,
): Promise<{ requestId: number; askedAt: Date; usedAt: Date | null } | null> {
  const row = await tx
    .selectFrom('codeRecovery')
    .select(['requestId', 'askedAt', 'usedAt'])
    .where('tokenHash', '=', tokenHash)
    .forUpdate()
    .executeTakeFirst()
  return row ?? null
}

export async function saveRecoveryUsed(tx: Tx, tokenHash: Buffer, usedAt: Date): Promise<void> {
  await tx.updateTable('codeRecovery').set({ usedAt }).where('tokenHash', '=', tokenHash).execute()
}

/** The open requests of whoever has this number of document, name and telephone: all three. */
export async function openOf(
  tx: Tx,
  person: Pick<Applicant, 'name' | 'idType' | 'idNumber' | 'phone'>,
): Promise<{ number: string; title: string; submittedAt: Date }[]> {
  const { idMarks, nameMarks } = marksOf(tx, person)
  if (idMarks.length === 0) return []
  return tx
    .selectFrom('request')
    .innerJoin('requestApplicant as same', (join) =>
      join.onRef('same.requestId', '=', 'request.id').onRef('same.bureauId', '=', 'request.bureauId'),
    )
    .select(['request.number', 'request.title', 'request.submittedAt'])
    .where('request.state', '<>', 'closed')
    .where('same.idMark', 'in', [...idMarks])
    .where('same.nameMark', 'in', [...nameMarks])
    .orderBy('request.id')
    .execute()
}
