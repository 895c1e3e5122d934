import { sql } from 'kysely'
import type { CalendarDate } from '../../law/calendar-date.ts'
import type { Check, DocumentKind } from '../../law/publicity/checks.ts'
import type { CleanUpDecision } from '../../law/publicity/clean-up.ts'
import {
  type ExemptionReason,
  type InterpretationClock,
  type InterpretationForm,
  interpretationClock,
  interpretedKinds,
} from '../../law/publicity/interpretation.ts'
import {
  inForceOn,
  type NormativeFact,
  type NormativeStatus,
  type RelationKind,
  validityOfText,
} from '../../law/publicity/normative.ts'
import { dayInChina } from '../../platform/clock.ts'
import type { Tx } from '../../platform/database/bureau.ts'
import { workingCalendar } from '../calendars/working-calendar.ts'
import { interpretationPeriods } from './interpretation.ts'

type Stage = 'draft' | Check | 'scheduled' | 'done'

export interface RelationForStaff {
  id: number
  kind: RelationKind
  fromId: number
  fromTitle: string
  fromStage: Stage
  fromPublic: boolean
  toId: number | null
  toTitle: string
  /** of a document that stands elsewhere */
  toUrl: string | null
  articleFrom: string | null
  articleTo: string | null
  form: InterpretationForm | null
  byHead: boolean
  effectiveOn: CalendarDate | null
  madeBy: string
}

/** Relations that stand, in which a document is one side or the other. */
export async function relationsForStaff(tx: Tx, documentId: number): Promise<RelationForStaff[]> {
  const rows = await tx
    .selectFrom('documentRelation as relation')
    .innerJoin('document as one', (join) =>
      join.onRef('one.id', '=', 'relation.fromId').onRef('one.bureauId', '=', 'relation.bureauId'),
    )
    .leftJoin('document as other', (join) =>
      join.onRef('other.id', '=', 'relation.toId').onRef('other.bureauId', '=', 'relation.bureauId'),
    )
    .innerJoin('staff', (join) =>
      join.onRef('staff.id', '=', 'relation.madeBy').onRef('staff.bureauId', '=', 'relation.bureauId'),
    )
    .select([
      'relation.id',
      'relation.kind',
      'relation.fromId',
      'one.title as fromTitle',
      'one.stage as fromStage',
      sql<boolean>`one.public_no is not null`.as('fromPublic'),
      'relation.toId',
      sql<string>`coalesce(other.title, relation.outside_title)`.as('toTitle'),
      'relation.outsideUrl as toUrl',
      'relation.articleFrom',
      'relation.articleTo',
      'relation.form',
      'relation.byHead',
      'relation.effectiveOn',
      'staff.name as madeBy',
    ])
    .where('relation.removedAt', 'is', null)
    .where((or) => or.or([or('relation.fromId', '=', documentId), or('relation.toId', '=', documentId)]))
    .orderBy('relation.id')
    .execute()
  return rows as RelationForStaff[]
}

export interface FactForStaff extends NormativeFact {
  id: number
  byTitle: string | null
  note: string | null
  retractReason: string | null
  ofRelation: boolean
}

export async function factsForStaff(tx: Tx, documentId: number): Promise<FactForStaff[]> {
  const rows = await tx
    .selectFrom('normativeFact as fact')
    .leftJoin('document as did', (join) =>
      join.onRef('did.id', '=', 'fact.byDocumentId').onRef('did.bureauId', '=', 'fact.bureauId'),
    )
    .select([
      'fact.id',
      'fact.kind',
      'fact.effectiveOn',
      'fact.knownOn',
      'fact.retractedOn',
      'fact.retractReason',
      'fact.validUntil',
      'fact.note',
      'did.title as byTitle',
      sql<boolean>`fact.relation_id is not null`.as('ofRelation'),
    ])
    .where('fact.documentId', '=', documentId)
    .orderBy('fact.effectiveOn')
    .orderBy('fact.id')
    .execute()
  return rows as FactForStaff[]
}

// ── Interpretation ──

export interface PolicyToInterpret {
  id: number
  title: string
  kind: DocumentKind
  publishedOn: CalendarDate
  clock: InterpretationClock
  exempt: { reason: ExemptionReason; note: string | null } | null
  interpretations: {
    relationId: number
    id: number
    title: string
    form: InterpretationForm
    byHead: boolean
    public: boolean
  }[]
}

/** Every public policy with its interpretations and its clock, what waits longest first; with ids, only those. */
export async function policiesToInterpret(
  tx: Tx,
  today: CalendarDate,
  ids?: readonly number[],
): Promise<PolicyToInterpret[]> {
  let query = tx
    .selectFrom('document')
    .leftJoin('normativeFact as made', (join) =>
      join
        .onRef('made.documentId', '=', 'document.id')
        .onRef('made.bureauId', '=', 'document.bureauId')
        .on('made.kind', '=', 'made')
        .on('made.retractedOn', 'is', null),
    )
    .leftJoin('interpretationExempt as exempt', (join) =>
      join.onRef('exempt.documentId', '=', 'document.id').onRef('exempt.bureauId', '=', 'document.bureauId'),
    )
    .select([
      'document.id',
      'document.title',
      'document.kind',
      'document.publishedAt',
      'made.knownOn',
      'exempt.reason',
      'exempt.note',
    ])
    .where('document.kind', 'in', [...interpretedKinds])
    .where('document.standing', 'in', ['public', 'archived'])
  if (ids) query = query.where(sql<boolean>`document.id = any(${[...ids]}::bigint[])`)
  const documents = await query.execute()
  const links = await tx
    .selectFrom('documentRelation as relation')
    .innerJoin('document as text', (join) =>
      join.onRef('text.id', '=', 'relation.fromId').onRef('text.bureauId', '=', 'relation.bureauId'),
    )
    .select([
      'relation.id as relationId',
      'relation.toId',
      'relation.form',
      'relation.byHead',
      'text.id',
      'text.title',
      'text.publicNo',
      'text.publishedAt',
    ])
    .where('relation.kind', '=', 'interprets')
    .where('relation.removedAt', 'is', null)
    .where('relation.toId', 'is not', null)
    .orderBy('relation.id')
    .execute()
  const byPolicy = Map.groupBy(links, ({ toId }) => toId)
  const [calendar, periods] = [await workingCalendar(tx), await interpretationPeriods(tx)]
  const policies = documents.flatMap(({ id, title, kind, publishedAt, knownOn, reason, note }) => {
    const publishedOn = knownOn ?? (publishedAt ? dayInChina(publishedAt) : null)
    if (publishedOn === null) return []
    const interpretations = byPolicy.get(id) ?? []
    const clock = interpretationClock(
      {
        publishedOn,
        interpretedOn: interpretations.flatMap((one) =>
          one.publicNo !== null && one.publishedAt ? [dayInChina(one.publishedAt)] : [],
        ),
        exempt: reason !== null,
      },
      today,
      calendar,
      periods,
    )
    if (clock === null) return []
    return [
      {
        id,
        title,
        kind: kind as DocumentKind,
        publishedOn,
        clock,
        exempt: reason === null ? null : { reason: reason as ExemptionReason, note },
        interpretations: interpretations.map((one) => ({
          relationId: one.relationId,
          id: one.id,
          title: one.title,
          form: one.form as InterpretationForm,
          byHead: one.byHead,
          public: one.publicNo !== null,
        })),
      },
    ]
  })
  const rank = { overdue: 0, waiting: 1, done: 2, 'done-late': 2, exempt: 2 } as const
  return policies.toSorted(
    (a, b) =>
      rank[a.clock.state] - rank[b.clock.state] ||
      (rank[a.clock.state] < 2
        ? a.clock.dueOn.localeCompare(b.clock.dueOn)
        : b.publishedOn.localeCompare(a.publishedOn)) ||
      b.id - a.id,
  )
}

export interface CandidateInterpretation {
  id: number
  title: string
  kind: DocumentKind
  stage: Stage
  public: boolean
  /** of how many policies it is an interpretation already */
  links: number
}

/** What may be an interpretation, the newest first; what stands alone before what is linked already. */
export async function candidateInterpretations(tx: Tx): Promise<CandidateInterpretation[]> {
  const rows = await tx
    .selectFrom('document')
    .select([
      'id',
      'title',
      'kind',
      'stage',
      sql<boolean>`public_no is not null`.as('public'),
      sql<number>`(select count(*)::int from document_relation r where r.from_id = document.id and r.kind = 'interprets' and r.removed_at is null)`.as(
        'links',
      ),
    ])
    .where('kind', 'in', ['interpretation', 'media'])
    .where('standing', 'in', ['unpublished', 'public'])
    .orderBy(sql`links`)
    .orderBy('id', 'desc')
    .limit(200)
    .execute()
  return rows as CandidateInterpretation[]
}

// ── Validity ──

export interface Expiring {
  id: number
  title: string
  documentNumber: string | null
  until: CalendarDate
  stated: boolean
  trial: boolean
}

/** What is in force and is to be evaluated by now, because its end is near; what ends first, first. */
export async function expiringDocuments(tx: Tx, today: CalendarDate): Promise<Expiring[]> {
  const documents = await forceOfAll(tx, ['normative'], today)
  return documents
    .flatMap(({ id, title, documentNumber, status, effectiveOn, validUntil }) => {
      if (status !== 'in-force' && status !== 'amended') return []
      const { until, stated, trial, evaluateFrom } = validityOfText({ title, effectiveOn, validUntil })
      return evaluateFrom <= today ? [{ id, title, documentNumber, until, stated, trial }] : []
    })
    .toSorted((a, b) => (a.until < b.until ? -1 : 1))
}

interface Force {
  id: number
  title: string
  documentNumber: string | null
  effectiveOn: CalendarDate
  status: NormativeStatus
  endedOn: CalendarDate | null
  validUntil: CalendarDate | null
}

async function forceOfAll(tx: Tx, kinds: readonly DocumentKind[], today: CalendarDate): Promise<Force[]> {
  const rows = await tx
    .selectFrom('normativeFact as fact')
    .innerJoin('document', (join) =>
      join.onRef('document.id', '=', 'fact.documentId').onRef('document.bureauId', '=', 'fact.bureauId'),
    )
    .select([
      'document.id',
      'document.title',
      'document.documentNumber',
      'fact.kind',
      'fact.effectiveOn',
      'fact.knownOn',
      'fact.retractedOn',
      'fact.validUntil',
    ])
    .where('document.kind', 'in', [...kinds])
    .where('document.publicNo', 'is not', null)
    .orderBy('document.id')
    .execute()
  return [...Map.groupBy(rows as ((typeof rows)[number] & NormativeFact)[], ({ id }) => id)].flatMap(([id, facts]) => {
    const standing = inForceOn(facts, { on: today, asKnownOn: today })
    const made = facts.find(({ kind, retractedOn }) => kind === 'made' && retractedOn === null)
    if (!standing || !made) return []
    const { title, documentNumber } = made
    const ended = standing.status === 'repealed' || standing.status === 'lapsed'
    return [
      {
        id,
        title,
        documentNumber,
        effectiveOn: made.effectiveOn,
        status: standing.status,
        endedOn: ended ? standing.since : null,
        validUntil: standing.validUntil,
      },
    ]
  })
}

export interface Difference {
  id: number
  title: string
  documentNumber: string | null
  /** a public normative document without a line in the register, or one whose end the register says otherwise */
  what: 'no-number' | 'not-entered' | 'ended-otherwise'
  /** the days the documents and the register have */
  endedOn: CalendarDate | null
  entryEndedOn: CalendarDate | null
}

/** Where the documents and the register that the annual report counts do not say the same. */
export async function differencesFromRegister(tx: Tx, today: CalendarDate): Promise<Difference[]> {
  const entries = await tx
    .selectFrom('normativeEntry as link')
    .innerJoin('registerEntry as entry', (join) =>
      join.onRef('entry.id', '=', 'link.entryId').onRef('entry.bureauId', '=', 'link.bureauId'),
    )
    .select(['link.documentId', 'entry.endedOn'])
    .where('entry.state', '=', 'current')
    .execute()
  const entryOf = new Map(entries.map(({ documentId, endedOn }) => [documentId, { endedOn }]))
  return (await forceOfAll(tx, ['normative'], today)).flatMap(
    ({ id, title, documentNumber, endedOn }): Difference[] => {
      const entry = entryOf.get(id)
      const said = { id, title, documentNumber, endedOn, entryEndedOn: entry?.endedOn ?? null }
      if (!entry) return [{ ...said, what: documentNumber === null ? 'no-number' : 'not-entered' }]
      return entry.endedOn === endedOn ? [] : [{ ...said, what: 'ended-otherwise' }]
    },
  )
}

/** What the to-do page counts. */
export async function normativeToDo(
  tx: Tx,
  today: CalendarDate,
): Promise<{ interpretationsOverdue: number; interpretationsWaiting: number; expiring: number; cleanUpsOpen: number }> {
  const states = (await policiesToInterpret(tx, today)).map(({ clock }) => clock.state)
  return {
    interpretationsOverdue: states.filter((state) => state === 'overdue').length,
    interpretationsWaiting: states.filter((state) => state === 'waiting').length,
    expiring: (await expiringDocuments(tx, today)).length,
    cleanUpsOpen: (await cleanUpsForStaff(tx)).filter(({ closedOn }) => closedOn === null).length,
  }
}

// ── Clean-up ──

export interface CleanUpItemForStaff {
  id: number
  documentId: number | null
  number: string | null
  title: string
  decision: CleanUpDecision | null
  reason: string | null
  decidedBy: string | null
}

export async function cleanUpsForStaff(tx: Tx): Promise<
  {
    id: number
    title: string
    openedOn: CalendarDate
    closedOn: CalendarDate | null
    total: number
    undecided: number
  }[]
> {
  return tx
    .selectFrom('cleanUp')
    .select([
      'id',
      'title',
      'openedOn',
      'closedOn',
      sql<number>`(select count(*)::int from clean_up_item i where i.clean_up_id = clean_up.id)`.as('total'),
      sql<number>`(select count(*)::int from clean_up_item i where i.clean_up_id = clean_up.id and i.decision is null)`.as(
        'undecided',
      ),
    ])
    .orderBy('id', 'desc')
    .execute()
}

export async function cleanUpForStaff(
  tx: Tx,
  id: number,
): Promise<{
  id: number
  title: string
  openedOn: CalendarDate
  closedOn: CalendarDate | null
  items: CleanUpItemForStaff[]
} | null> {
  const batch = await tx
    .selectFrom('cleanUp')
    .select(['id', 'title', 'openedOn', 'closedOn'])
    .where('id', '=', id)
    .executeTakeFirst()
  if (!batch) return null
  const items = await tx
    .selectFrom('cleanUpItem as item')
    .leftJoin('staff', (join) =>
      join.onRef('staff.id', '=', 'item.decidedBy').onRef('staff.bureauId', '=', 'item.bureauId'),
    )
    .select([
      'item.id',
      'item.documentId',
      'item.number',
      'item.title',
      'item.decision',
      'item.reason',
      'staff.name as decidedBy',
    ])
    .where('item.cleanUpId', '=', id)
    .orderBy('item.position')
    .execute()
  return { ...batch, items: items as CleanUpItemForStaff[] }
}

/** Documents another can be related to: public ones and drafts, by title or number. */
export async function documentsToRelate(
  tx: Tx,
  text: string,
): Promise<{ id: number; title: string; kind: DocumentKind; documentNumber: string | null; public: boolean }[]> {
  const like = `%${text.replace(/[\\%_]/g, '\\$&')}%`
  const rows = await tx
    .selectFrom('document')
    .select(['id', 'title', 'kind', 'documentNumber', sql<boolean>`public_no is not null`.as('public')])
    .where('standing', 'in', ['public', 'archived', 'unpublished'])
    .where((or) => or.or([or('title', 'like', like), or('documentNumber', 'like', like)]))
    .orderBy('id', 'desc')
    .limit(20)
    .execute()
  return rows as Awaited<ReturnType<typeof documentsToRelate>>
}
