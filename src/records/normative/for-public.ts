import { sql } from 'kysely'
import type { CalendarDate } from '../../law/calendar-date.ts'
import type { DocumentKind } from '../../law/publicity/checks.ts'
import type { CleanUpDecision } from '../../law/publicity/clean-up.ts'
import type { InterpretationForm } from '../../law/publicity/interpretation.ts'
import {
  inForceOn,
  type NormativeFact,
  type NormativeStatus,
  type RelationKind,
  type Standing,
} from '../../law/publicity/normative.ts'
import type { Tx } from '../../platform/database/bureau.ts'

export interface PublicFact extends NormativeFact {
  id: number
  /** the document that brought it about, where that is public */
  by: { title: string; address: string } | null
  /** the clean-up that decided it */
  cleanUp: string | null
  note: string | null
}

export type PublicStanding = Standing<PublicFact>

const factColumns = [
  'id',
  'documentId',
  'kind',
  'effectiveOn',
  'knownOn',
  'retractedOn',
  'validUntil',
  'note',
  'byTitle',
  'byAddress',
  'cleanUp',
] as const

interface FactRow extends NormativeFact {
  id: number
  note: string | null
  byTitle: string | null
  byAddress: string | null
  cleanUp: string | null
}

const factOf = ({ byTitle, byAddress, ...fact }: FactRow): PublicFact => ({
  ...fact,
  by: byTitle !== null && byAddress !== null ? { title: byTitle, address: byAddress } : null,
})

/** What became of a document, in order, and where it stands on a day; null for one that has no force to lose. */
export async function publicStanding(
  tx: Tx,
  documentId: number,
  today: CalendarDate,
): Promise<{ standing: PublicStanding; story: PublicFact[] } | null> {
  const rows = await tx
    .selectFrom('publicNormative')
    .select(factColumns)
    .where('documentId', '=', documentId)
    .orderBy('effectiveOn')
    .orderBy('id')
    .execute()
  const facts = (rows as unknown as FactRow[]).map(factOf)
  const standing = inForceOn(facts, { on: today, asKnownOn: today })
  return standing && { standing, story: facts.filter(({ retractedOn }) => retractedOn === null) }
}

/** Where every public document that has force stands today, or only some of them. */
export async function publicStatuses(
  tx: Tx,
  today: CalendarDate,
  ids?: readonly number[],
): Promise<Map<number, NormativeStatus>> {
  let query = tx.selectFrom('publicNormative').select(factColumns).orderBy('effectiveOn').orderBy('id')
  if (ids) query = query.where(sql<boolean>`document_id = any(${[...ids]}::bigint[])`)
  const facts = Map.groupBy(
    (await query.execute()) as unknown as (FactRow & { documentId: number })[],
    ({ documentId }) => documentId,
  )
  return new Map(
    [...facts].flatMap(([id, rows]) => {
      const status = inForceOn(rows.map(factOf), { on: today, asKnownOn: today })?.status
      return status ? [[id, status] as const] : []
    }),
  )
}

export interface NormativeInList {
  id: number
  kind: DocumentKind
  title: string
  documentNumber: string | null
  formedOn: CalendarDate
  address: string
  standing: PublicStanding
}

/** Every public document of some kinds that was known by a day, with where it stood on another; the newest first. */
export async function publicNormativeList(
  tx: Tx,
  kinds: readonly DocumentKind[],
  days: { on: CalendarDate; asKnownOn: CalendarDate },
): Promise<NormativeInList[]> {
  const rows = (await tx
    .selectFrom('publicNormative')
    .select([...factColumns, 'documentKind', 'title', 'documentNumber', 'formedOn', 'address'])
    .where('documentKind', 'in', [...kinds])
    .orderBy('formedOn', 'desc')
    .orderBy('documentId', 'desc')
    .orderBy('id')
    .execute()) as unknown as (FactRow & {
    documentId: number
    documentKind: DocumentKind
    title: string
    documentNumber: string | null
    formedOn: CalendarDate
    address: string
  })[]
  const byDocument = Map.groupBy(rows, ({ documentId }) => documentId)
  return [...byDocument].flatMap(([id, facts]) => {
    const standing = inForceOn(facts.map(factOf), days)
    const [row] = facts
    if (!standing || !row) return []
    const { documentKind: kind, title, documentNumber, formedOn, address } = row
    return [{ id, kind, title, documentNumber, formedOn, address, standing }]
  })
}

export interface PublicRelation {
  id: number
  kind: RelationKind
  /** the other document; without an address, it stands nowhere on the net */
  other: { id: number | null; title: string; address: string | null }
  articleFrom: string | null
  articleTo: string | null
  form: InterpretationForm | null
  byHead: boolean
}

/** How a public document stands to others: what it says of them, and what they say of it. */
export async function publicRelations(
  tx: Tx,
  documentId: number,
): Promise<{ from: PublicRelation[]; to: PublicRelation[] }> {
  const rows = (await tx
    .selectFrom('publicRelation')
    .selectAll()
    .where((or) => or.or([or('fromId', '=', documentId), or('toId', '=', documentId)]))
    .orderBy('id')
    .execute()) as unknown as {
    id: number
    kind: RelationKind
    fromId: number
    fromTitle: string
    fromAddress: string
    toId: number | null
    toTitle: string
    toAddress: string | null
    articleFrom: string | null
    articleTo: string | null
    form: InterpretationForm | null
    byHead: boolean
  }[]
  const seen = (row: (typeof rows)[number], other: PublicRelation['other']): PublicRelation => {
    const { id, kind, articleFrom, articleTo, form, byHead } = row
    return { id, kind, other, articleFrom, articleTo, form, byHead }
  }
  return {
    from: rows
      .filter(({ fromId }) => fromId === documentId)
      .map((row) => seen(row, { id: row.toId, title: row.toTitle, address: row.toAddress })),
    to: rows
      .filter(({ toId }) => toId === documentId)
      .map((row) => seen(row, { id: row.fromId, title: row.fromTitle, address: row.fromAddress })),
  }
}

export interface PublicCleanUpItem {
  id: number
  number: string | null
  title: string
  decision: CleanUpDecision
  reason: string | null
  address: string | null
}

export interface PublicCleanUp {
  id: number
  title: string
  closedOn: CalendarDate
  items: PublicCleanUpItem[]
}

/** The results of every clean-up that was closed, the newest first. */
export async function publicCleanUps(tx: Tx): Promise<PublicCleanUp[]> {
  const rows = (await tx
    .selectFrom('publicCleanUp')
    .selectAll()
    .orderBy('closedOn', 'desc')
    .orderBy('cleanUpId', 'desc')
    .orderBy('position')
    .execute()) as unknown as (PublicCleanUpItem & { cleanUpId: number; cleanUp: string; closedOn: CalendarDate })[]
  return [...Map.groupBy(rows, ({ cleanUpId }) => cleanUpId)].flatMap(([id, items]) => {
    const [first] = items
    return first ? [{ id, title: first.cleanUp, closedOn: first.closedOn, items }] : []
  })
}

/** Pairs of public documents of which one took the place of the other: what can be compared article by article. */
export async function publicPairs(
  tx: Tx,
): Promise<{ from: { id: number; title: string }; to: { id: number; title: string } }[]> {
  const rows = (await tx
    .selectFrom('publicRelation')
    .select(['fromId', 'fromTitle', 'toId', 'toTitle'])
    .where('kind', '=', 'replaces')
    .where('toId', 'is not', null)
    .orderBy('id', 'desc')
    .limit(100)
    .execute()) as unknown as { fromId: number; fromTitle: string; toId: number; toTitle: string }[]
  // The one that takes the place is the newer: it is the side compared to.
  return rows.map(({ fromId, fromTitle, toId, toTitle }) => ({
    from: { id: toId, title: toTitle },
    to: { id: fromId, title: fromTitle },
  }))
}

/** The documents of this bureau that stand in a relation to one, whichever way, public or not. */
export async function relatedTo(tx: Tx, documentId: number): Promise<number[]> {
  const rows = await tx
    .selectFrom('documentRelation')
    .select(['fromId', 'toId'])
    .where((where) => where.or([where('fromId', '=', documentId), where('toId', '=', documentId)]))
    .execute()
  return rows.flatMap(({ fromId, toId }) => [fromId, toId].filter((id) => id !== null && id !== documentId) as number[])
}
