import { sql } from 'kysely'
import type { CalendarDate } from '../../law/calendar-date.ts'
import type { ClockEvent } from '../../law/requests/clock.ts'
import type { ApplicantKind, OutcomeCode } from '../../law/requests/outcome.ts'
import type { Channel } from '../../law/requests/receipt.ts'
import type { Tx } from '../../platform/database/bureau.ts'
import { maskedApplicant, nobody } from './masked.ts'
import { enquiryCode } from './query-code.ts'
import type {
  Applicant,
  Carrier,
  Delivery,
  EventOfRequest,
  IdType,
  NoteKind,
  Remedy,
  Request,
  RequestState,
  Sending,
} from './request.ts'
import { applicantOf, deliveriesOf } from './store.ts'

export interface RequestInList {
  id: number
  number: string
  title: string
  /** surname + ＊: lists never show a full name */
  applicant: string
  applicantKind: ApplicantKind
  channel: Channel
  state: RequestState
  receivedOn: CalendarDate | null
  dueOn: CalendarDate | null
  dueProvisional: boolean
  outcome: OutcomeCode | null
  concludedOn: CalendarDate | null
  section: string | null
  handler: string | null
  submittedAt: Date
  /** since when it stands in its state */
  stateSince: Date
  tags: string[]
  extended: boolean
}

export type QueueView = 'open' | 'to-do' | 'waiting' | 'mine-done' | 'closed' | 'all'

export interface RequestFilter {
  view: QueueView
  state?: RequestState
  text?: string
  ids?: readonly number[]
  sectionId?: number
  handlerId?: number
  channel?: Channel
  kind?: ApplicantKind
  tag?: string
  dueFrom?: CalendarDate
  dueTo?: CalendarDate
  /** the clock stands still */
  paused?: boolean
  /** for `mine-done`: whose acts */
  byId?: number
  sort?: 'due' | 'newest' | 'oldest'
  page: number
  size: number
  /** how many with the text are counted at most */
  upTo?: number
}

/** Somebody else has to act before the office can. */
export const waitingStates = [
  'awaiting-confirmation',
  'awaiting-correction',
  'consulting',
  'awaiting-fee',
] as const satisfies readonly RequestState[]
const pausedStates = ['awaiting-correction', 'consulting', 'awaiting-fee'] as const satisfies readonly RequestState[]

function filtered(tx: Tx, filter: RequestFilter) {
  const text = filter.text ?? ''
  return beforeText(tx, filter).$if(text !== '', (q) =>
    [...text].length < 2
      ? q.where(contains(text))
      : q
          .where('request.id', 'in', (sub) =>
            sub
              .selectFrom('requestByPairs')
              .select('requestByPairs.id')
              .where(sql<boolean>`pairs @> text_pairs(${text})`),
          )
          // Two characters are one pair: what the index finds is what is meant.
          .$if([...text].length > 2, (long) => long.where(contains(text))),
  )
}

function beforeText(tx: Tx, filter: RequestFilter) {
  return tx
    .selectFrom('request')
    .$if(['open', 'to-do', 'waiting'].includes(filter.view), (q) => q.where('request.state', '<>', 'closed'))
    .$if(filter.view === 'to-do', (q) => q.where('request.state', 'not in', [...waitingStates]))
    .$if(filter.view === 'waiting', (q) => q.where('request.state', 'in', [...waitingStates]))
    .$if(filter.view === 'closed', (q) => q.where('request.state', '=', 'closed'))
    .$if(filter.view === 'mine-done', (q) =>
      q.where('request.id', 'in', (sub) =>
        sub
          .selectFrom('requestEvent')
          .select('requestEvent.requestId')
          .where('requestEvent.byId', '=', filter.byId ?? -1),
      ),
    )
    .$if(filter.state !== undefined, (q) => q.where('request.state', '=', filter.state ?? ''))
    .$if(filter.paused === true, (q) => q.where('request.state', 'in', [...pausedStates]))
    .$if(filter.paused === false, (q) => q.where('request.state', 'not in', [...pausedStates, 'closed']))
    .$if(filter.ids !== undefined, (q) =>
      q.where('request.id', 'in', filter.ids && filter.ids.length > 0 ? [...filter.ids] : [-1]),
    )
    .$if(filter.sectionId !== undefined, (q) => q.where('request.sectionId', '=', filter.sectionId ?? 0))
    .$if(filter.handlerId !== undefined, (q) => q.where('request.handlerId', '=', filter.handlerId ?? 0))
    .$if(filter.channel !== undefined, (q) => q.where('request.channel', '=', filter.channel ?? ''))
    .$if(filter.kind !== undefined, (q) => q.where('request.applicantKind', '=', filter.kind ?? ''))
    .$if(filter.dueFrom !== undefined, (q) => q.where('request.dueOn', '>=', filter.dueFrom ?? null))
    .$if(filter.dueTo !== undefined, (q) => q.where('request.dueOn', '<=', filter.dueTo ?? null))
    .$if(filter.tag !== undefined, (q) =>
      q.where('request.id', 'in', (sub) =>
        sub
          .selectFrom('requestTag')
          .select('requestTag.requestId')
          .where('requestTag.tag', '=', filter.tag ?? ''),
      ),
    )
}

/** Comparing without regard to case is slow: only where there is case. */
function contains(text: string) {
  const like = `%${text.replace(/[\\%_]/g, '\\$&')}%`
  const way = /[a-z]/i.test(text) ? sql`ilike` : sql`like`
  return sql<boolean>`(request.title ${way} ${like} or request.number ${way} ${like})`
}

/** Of a text that more requests contain than this, no more are counted or listed, unless the filter says `upTo`. */
export const mostFound = 2000
/** How many requests are read in order before the index of pairs is asked for all that contain a common text. */
const readInOrder = 2000

/**
 * The queue: what is due first stands first; what has no due day yet stands before it, oldest first. The page is found
 * among the bare rows first, from the nearer end, so that the last page costs what the first does. `more`: the text is in
 * more than are counted, and `total` says how many that is.
 */
export async function requestQueue(
  tx: Tx,
  filter: RequestFilter,
): Promise<{ requests: RequestInList[]; total: number; more: boolean }> {
  const text = filter.text ?? ''
  const most = filter.upTo ?? mostFound
  const found = filtered(tx, filter)
  const counted = text === '' ? found.select('request.id') : found.select('request.id').limit(most + 1)
  const count = await tx
    .selectFrom(counted.as('found'))
    .select(sql<number>`count(*)::int`.as('count'))
    .executeTakeFirstOrThrow()
  const more = text !== '' && count.count > most
  const total = more ? most : count.count
  const offset = (filter.page - 1) * filter.size
  const left = Math.min(filter.size, total - offset)
  if (left <= 0) return { total, more, requests: [] }
  const backwards = !more && offset > total / 2
  const sort = filter.sort ?? (filter.view === 'closed' ? 'concluded' : 'due')
  const orders = {
    due: { by: sql`request.due_on`, asc: true },
    concluded: { by: sql`request.concluded_on`, asc: false },
    newest: { by: sql`request.submitted_at`, asc: false },
    oldest: { by: sql`request.submitted_at`, asc: true },
  }
  const { by, asc } = orders[sort]
  // Ascending, what has no day comes first; descending, last: as the indexes stand.
  const way = asc !== backwards ? sql`asc nulls first` : sql`desc nulls last`
  const fitting = sort === 'concluded' || sort === 'newest' ? (backwards ? sql`asc` : sql`desc`) : way
  const inOrder = (query: typeof found) =>
    query
      .select(['request.id', 'request.title', 'request.number', 'dueOn', 'concludedOn', 'submittedAt'])
      .orderBy(sql`${by} ${fitting}`)
      .orderBy('request.id', asc !== backwards ? 'asc' : 'desc')
  const near = more
    ? await tx
        .selectFrom(inOrder(beforeText(tx, filter)).limit(readInOrder).as('request'))
        .select('request.id')
        .where(contains(text))
        .orderBy(sql`${by} ${fitting}`)
        .orderBy('request.id', asc ? 'asc' : 'desc')
        .limit(left)
        .offset(offset)
        .execute()
    : []
  const page =
    near.length === left
      ? near
      : await inOrder(found)
          .limit(left)
          .offset(backwards ? total - offset - left : offset)
          .execute()
  const ids = page.map(({ id }) => id)
  if (backwards) ids.reverse()
  const rows = await tx
    .selectFrom('request')
    .innerJoin('requestApplicant as applicant', (join) =>
      join.onRef('applicant.requestId', '=', 'request.id').onRef('applicant.bureauId', '=', 'request.bureauId'),
    )
    .leftJoin('section', (join) =>
      join.onRef('section.id', '=', 'request.sectionId').onRef('section.bureauId', '=', 'request.bureauId'),
    )
    .leftJoin('staff as handler', (join) =>
      join.onRef('handler.id', '=', 'request.handlerId').onRef('handler.bureauId', '=', 'request.bureauId'),
    )
    .select([
      'request.id',
      'request.number',
      'request.title',
      'request.applicantKind',
      'request.channel',
      'request.state',
      'request.receivedOn',
      'request.dueOn',
      'request.dueProvisional',
      'request.outcome',
      'request.concludedOn',
      'request.submittedAt',
      'applicant.maskedName as applicant',
      'section.name as section',
      'handler.name as handler',
      sql<boolean>`exists (select from request_event e where e.bureau_id = request.bureau_id and e.request_id = request.id and e.event->>'kind' = 'extended')`.as(
        'extended',
      ),
      sql<Date>`coalesce((select (j.entry::jsonb->>'at')::timestamptz from journal_event j
        where j.subject = 'request ' || request.id and j.entry::jsonb->'change' ? 'state' order by j.index desc limit 1),
        request.submitted_at)`.as('stateSince'),
      sql<
        string[]
      >`array(select t.tag from request_tag t where t.bureau_id = request.bureau_id and t.request_id = request.id order by t.tag)`.as(
        'tags',
      ),
    ])
    .where('request.id', 'in', ids)
    .execute()
  const place = new Map(ids.map((id, index) => [id, index]))
  rows.sort((a, b) => (place.get(a.id) ?? 0) - (place.get(b.id) ?? 0))
  return {
    total,
    more,
    requests: rows.map((row) => ({
      ...row,
      applicantKind: row.applicantKind as ApplicantKind,
      channel: row.channel as Channel,
      state: row.state as RequestState,
      outcome: row.outcome as OutcomeCode | null,
    })),
  }
}

/** Tags in use, for the filter. */
export async function requestTags(tx: Tx): Promise<{ tag: string; count: number }[]> {
  return tx
    .selectFrom('requestTag')
    .select(['tag', sql<number>`count(*)::int`.as('count')])
    .groupBy('tag')
    .orderBy('tag')
    .execute()
}

export interface ReplyOfRequest {
  outcome: OutcomeCode
  letter: string
  number: string | null
  draftedById: number
  draftedBy: string
  draftedAt: Date
  decision: 'approved' | 'returned' | null
  decidedBy: string | null
  decidedAt: Date | null
  decisionNote: string | null
}

export interface RequestCase extends Request {
  section: string | null
  /** masked: in full only through `openApplicant` */
  applicant: Applicant
  /** when the applicant's data were erased */
  erasedAt: Date | null
  events: EventOfRequest[]
  reply: ReplyOfRequest | null
  handler: string | null
  siblings: { id: number; number: string; title: string; state: RequestState }[]
  mergedIntoNumber: string | null
  enquiries: EnquiryOfRequest[]
  notes: NoteOfRequest[]
  deliveries: Sending[]
  remedies: Remedy[]
  earlierReplies: { number: string; outcome: OutcomeCode; letter: string; concludedOn: CalendarDate }[]
}

export interface EnquiryOfRequest {
  enquiry: string
  whom: 'third-party' | 'co-maker' | 'organ'
  name: string
  contact: string | null
  question: string
  /** opens the page of the one asked */
  code: string
  answer: 'agrees' | 'objects' | 'answered' | 'silent' | null
  opinion: string | null
  answeredAt: Date | null
}

export interface NoteOfRequest {
  id: number
  kind: NoteKind
  heldOn: CalendarDate
  withWhom: string | null
  said: string
  byName: string
  at: Date
}

async function caseFile(tx: Tx, id: number, salt: Buffer, splitFrom: number | null) {
  const siblings = await tx
    .selectFrom('request')
    .select(['id', 'number', 'title', 'state'])
    .where((or) => or.or([or('splitFrom', '=', splitFrom ?? id), or('id', '=', splitFrom ?? -1)]))
    .where('id', '<>', id)
    .orderBy('id')
    .execute()
  const enquiries = await tx
    .selectFrom('requestEnquiry')
    .select(['enquiry', 'whom', 'name', 'contact', 'question', 'answer', 'opinion', 'answeredAt'])
    .where('requestId', '=', id)
    .orderBy('enquiry')
    .execute()
  const notes = await tx
    .selectFrom('requestNote')
    .select(['id', 'kind', 'heldOn', 'withWhom', 'said', 'byName', 'at'])
    .where('requestId', '=', id)
    .orderBy('id')
    .execute()
  const remedies = await tx
    .selectFrom('requestRemedy')
    .select(['id', 'route', 'number', 'organ', 'filedOn', 'concludedOn', 'result', 'said', 'entryId'])
    .where('requestId', '=', id)
    .orderBy('id')
    .execute()
  const earlier = await tx
    .selectFrom('requestReplyEarlier')
    .select(['number', 'outcome', 'letter', 'concludedOn'])
    .where('requestId', '=', id)
    .orderBy('concludedOn')
    .execute()
  return {
    siblings: siblings.map((one) => ({ ...one, state: one.state as RequestState })),
    enquiries: enquiries.map((one) => ({
      ...one,
      code: enquiryCode(salt, `${id} ${one.enquiry}`),
    })) as EnquiryOfRequest[],
    notes: notes as NoteOfRequest[],
    deliveries: await deliveriesOf(tx, id),
    remedies: remedies as Remedy[],
    earlierReplies: earlier.map((one) => ({ ...one, outcome: one.outcome as OutcomeCode })),
  }
}

/** Everything about one request, for those who handle it. */
export async function requestCase(tx: Tx, id: number): Promise<RequestCase | null> {
  const row = await tx
    .selectFrom('request')
    .leftJoin('section', (join) =>
      join.onRef('section.id', '=', 'request.sectionId').onRef('section.bureauId', '=', 'request.bureauId'),
    )
    .leftJoin('staff as handler', (join) =>
      join.onRef('handler.id', '=', 'request.handlerId').onRef('handler.bureauId', '=', 'request.bureauId'),
    )
    .leftJoin('request as other', (join) =>
      join.onRef('other.id', '=', 'request.mergedInto').onRef('other.bureauId', '=', 'request.bureauId'),
    )
    .select([
      'request.id',
      'request.number',
      'request.channel',
      'request.state',
      'request.title',
      'request.description',
      'request.wantedDocumentNumber as documentNumber',
      'request.carrier',
      'request.delivery',
      'request.acceptsOtherForm',
      'request.receivedOn',
      'request.dueOn',
      'request.dueProvisional',
      'request.sectionId',
      'request.handlerId',
      'request.applicantKind',
      'request.outcome',
      'request.concludedOn',
      'request.deliveredHow',
      'request.version',
      'request.submittedAt',
      'request.splitFrom',
      'request.mergedInto',
      'request.misdirectedTo',
      'request.salt',
      'section.name as section',
      'handler.name as handler',
      'other.number as mergedIntoNumber',
    ])
    .where('request.id', '=', id)
    .executeTakeFirst()
  if (!row) return null
  const applicant = await tx
    .selectFrom('requestApplicant')
    .select(['maskedName', 'idType', 'erasedAt'])
    .where('requestId', '=', id)
    .executeTakeFirstOrThrow()
  const inFull = await applicantOf(tx, id)
  const events = await tx
    .selectFrom('requestEvent')
    .select(['seq', 'event', 'note', 'byName', 'at'])
    .where('requestId', '=', id)
    .orderBy('seq')
    .execute()
  const reply = await tx
    .selectFrom('requestReply as reply')
    .innerJoin('staff as drafter', (join) =>
      join.onRef('drafter.id', '=', 'reply.draftedBy').onRef('drafter.bureauId', '=', 'reply.bureauId'),
    )
    .leftJoin('staff as decider', (join) =>
      join.onRef('decider.id', '=', 'reply.decidedBy').onRef('decider.bureauId', '=', 'reply.bureauId'),
    )
    .select([
      'reply.outcome',
      'reply.letter',
      'reply.number',
      'reply.draftedBy as draftedById',
      'drafter.name as draftedBy',
      'reply.draftedAt',
      'reply.decision',
      'decider.name as decidedBy',
      'reply.decidedAt',
      'reply.decisionNote',
    ])
    .where('reply.requestId', '=', id)
    .executeTakeFirst()
  const { salt, ...facts } = row
  return {
    ...facts,
    ...(await caseFile(tx, id, salt, row.splitFrom)),
    channel: row.channel as Channel,
    state: row.state as RequestState,
    carrier: row.carrier as Carrier,
    delivery: row.delivery as Delivery,
    applicantKind: row.applicantKind as ApplicantKind,
    outcome: row.outcome as OutcomeCode | null,
    applicant: {
      ...(inFull ? maskedApplicant(inFull) : nobody),
      name: applicant.maskedName,
      kind: row.applicantKind as ApplicantKind,
      idType: applicant.idType as IdType | null,
    },
    erasedAt: applicant.erasedAt,
    events: events.map((event) => ({ ...event, event: event.event as unknown as ClockEvent })),
    reply: reply
      ? {
          ...reply,
          outcome: reply.outcome as OutcomeCode,
          decision: reply.decision as ReplyOfRequest['decision'],
        }
      : null,
  }
}

/** Whom a letter of this request is addressed to. */
export async function addresseeOf(tx: Tx, id: number): Promise<string> {
  return (await applicantOf(tx, id))?.name ?? '申请人'
}

/** What of the applicant may stand in a letter to the applicant. */
export async function applicantsOwn(tx: Tx, requestId: number): Promise<(string | null)[]> {
  const applicant = await applicantOf(tx, requestId)
  if (!applicant) return []
  const { name, idNumber, representative, contact, phone, email, address } = applicant
  return [name, idNumber, representative, contact, phone, email, address]
}

/** How many requests are in each state: the numbers of the to-do page, each of which opens its list. */
export async function requestsByState(tx: Tx): Promise<Partial<Record<RequestState, number>>> {
  const rows = await tx
    .selectFrom('request')
    .select(['state', sql<number>`count(*)::int`.as('count')])
    .where('state', '<>', 'closed')
    .groupBy('state')
    .execute()
  return Object.fromEntries(rows.map((row) => [row.state, row.count]))
}

/** Everybody who may handle requests, who left included while requests are theirs; how many open ones each has. */
export async function requestHandlers(
  tx: Tx,
): Promise<{ id: number; name: string; sectionId: number | null; open: number; left: boolean }[]> {
  const handling = ['disclosure-office', 'drafter', 'section-head']
  const { rows } = await sql<{ id: number; name: string; sectionId: number | null; open: number; left: boolean }>`
    select staff.id::int, staff.name, staff.section_id::int as section_id, count(request.id)::int as open,
      staff.disabled_at is not null as left
    from staff left join request on request.bureau_id = staff.bureau_id and request.handler_id = staff.id
      and request.state <> 'closed'
    where staff.roles && ${handling}::text[]
    group by staff.bureau_id, staff.id
    having staff.disabled_at is null or count(request.id) > 0
    order by staff.id`.execute(tx)
  return rows
}

export interface MovedByNotice {
  /** number of the holiday notice */
  notice: string
  from: CalendarDate | null
  to: CalendarDate
  at: Date
}

/** The due days a request had before holiday notices moved them, the oldest first. */
export async function movedByNotices(tx: Tx, id: number): Promise<MovedByNotice[]> {
  return tx
    .selectFrom('movedDeadline')
    .select(['notice', 'fromOn as from', 'toOn as to', 'movedAt as at'])
    .where('requestId', '=', id)
    .orderBy('movedAt')
    .execute()
}
