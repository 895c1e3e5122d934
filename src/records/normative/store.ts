import { sql } from 'kysely'
import type { CalendarDate } from '../../law/calendar-date.ts'
import type { DocumentKind } from '../../law/publicity/checks.ts'
import type { CleanUpDecision } from '../../law/publicity/clean-up.ts'
import type { ExemptionReason, InterpretationForm, InterpretationPeriod } from '../../law/publicity/interpretation.ts'
import type { FactKind, NormativeFact, RelationKind } from '../../law/publicity/normative.ts'
import type { Tx } from '../../platform/database/bureau.ts'

// ── Documents, as far as their force is concerned ──

export interface DocumentWithForce {
  id: number
  kind: DocumentKind
  title: string
  body: string
  documentNumber: string | null
  formedOn: CalendarDate
  effectiveOn: CalendarDate | null
  validUntil: CalendarDate | null
  draftedBy: number
  publicNo: number | null
  publishedAt: Date | null
}

/** Read under lock: two acts on the force of one document come one after the other. */
export async function lockForForce(tx: Tx, id: number): Promise<DocumentWithForce | null> {
  const row = await tx
    .selectFrom('document')
    .select([
      'id',
      'kind',
      'title',
      'body',
      'documentNumber',
      'formedOn',
      'effectiveOn',
      'validUntil',
      'draftedBy',
      'publicNo',
      'publishedAt',
    ])
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  return row ? (row as DocumentWithForce) : null
}

export async function documentNumbered(tx: Tx, number: string): Promise<number | null> {
  const row = await tx
    .selectFrom('document')
    .select('id')
    .where('documentNumber', '=', number)
    .where('publicNo', 'is not', null)
    .orderBy('id')
    .executeTakeFirst()
  return row?.id ?? null
}

// ── Facts ──

export interface FactKept extends NormativeFact {
  id: number
  relationId: number | null
}

export async function factsOf(tx: Tx, documentId: number): Promise<FactKept[]> {
  const rows = await tx
    .selectFrom('normativeFact')
    .select(['id', 'kind', 'effectiveOn', 'knownOn', 'retractedOn', 'validUntil', 'relationId'])
    .where('documentId', '=', documentId)
    .orderBy('id')
    .execute()
  return rows as FactKept[]
}

export async function insertFact(
  tx: Tx,
  fact: {
    documentId: number
    kind: FactKind
    effectiveOn: CalendarDate
    knownOn: CalendarDate
    validUntil?: CalendarDate | null
    byDocumentId?: number | null
    relationId?: number | null
    cleanUpId?: number | null
    note?: string | null
    recordedBy: number | null
    recordedAt: Date
  },
): Promise<number> {
  const { id } = await tx.insertInto('normativeFact').values(fact).returning('id').executeTakeFirstOrThrow()
  return id
}

export async function lockFact(tx: Tx, id: number) {
  const row = await tx
    .selectFrom('normativeFact')
    .select(['id', 'documentId', 'kind', 'relationId', 'retractedOn', 'effectiveOn'])
    .where('id', '=', id)
    .executeTakeFirst()
  return row ? { ...row, kind: row.kind as FactKind } : null
}

export async function saveRetraction(
  tx: Tx,
  ids: readonly number[],
  { on, reason }: { on: CalendarDate; reason: string },
): Promise<void> {
  if (ids.length === 0) return
  await tx
    .updateTable('normativeFact')
    .set({ retractedOn: on, retractReason: reason })
    .where('id', 'in', [...ids])
    .where('retractedOn', 'is', null)
    .execute()
}

export async function standingFactsOfRelation(
  tx: Tx,
  relationId: number,
): Promise<{ id: number; documentId: number }[]> {
  return tx
    .selectFrom('normativeFact')
    .select(['id', 'documentId'])
    .where('relationId', '=', relationId)
    .where('retractedOn', 'is', null)
    .execute()
}

// ── The register of normative documents ──

export interface EntryOfDocument {
  documentId: number
  entryId: number
  endedOn: CalendarDate | null
  state: string
}

export async function entryOf(tx: Tx, documentId: number): Promise<EntryOfDocument | null> {
  return (await entriesOf(tx, [documentId]))[0] ?? null
}

/** Every document that stands in the register; with ids, only those. */
export async function entriesOf(tx: Tx, documentIds?: readonly number[]): Promise<EntryOfDocument[]> {
  let query = tx
    .selectFrom('normativeEntry as link')
    .innerJoin('registerEntry as entry', (join) =>
      join.onRef('entry.id', '=', 'link.entryId').onRef('entry.bureauId', '=', 'link.bureauId'),
    )
    .select(['link.documentId', 'link.entryId', 'entry.endedOn', 'entry.state'])
  if (documentIds) query = query.where(sql<boolean>`link.document_id = any(${[...documentIds]}::bigint[])`)
  return query.orderBy('link.documentId').execute()
}

export async function insertEntryLink(tx: Tx, link: { documentId: number; entryId: number }): Promise<void> {
  await tx.insertInto('normativeEntry').values(link).execute()
}

export async function isLinked(tx: Tx, entryId: number): Promise<boolean> {
  const row = await tx.selectFrom('normativeEntry').select('entryId').where('entryId', '=', entryId).executeTakeFirst()
  return row !== undefined
}

// ── Relations ──

export interface RelationKept {
  id: number
  kind: RelationKind
  fromId: number
  toId: number | null
  effectiveOn: CalendarDate | null
  removedAt: Date | null
}

const relation = ['id', 'kind', 'fromId', 'toId', 'effectiveOn', 'removedAt'] as const

export async function insertRelation(
  tx: Tx,
  given: {
    kind: RelationKind
    fromId: number
    toId: number | null
    outsideTitle: string | null
    outsideUrl: string | null
    articleFrom: string | null
    articleTo: string | null
    form: InterpretationForm | null
    byHead: boolean
    effectiveOn: CalendarDate | null
    madeBy: number
    madeAt: Date
  },
): Promise<number> {
  const { id } = await tx.insertInto('documentRelation').values(given).returning('id').executeTakeFirstOrThrow()
  return id
}

export async function sameRelation(
  tx: Tx,
  {
    kind,
    fromId,
    toId,
    outsideTitle,
    articleFrom,
    articleTo,
  }: {
    kind: RelationKind
    fromId: number
    toId: number | null
    outsideTitle: string | null
    articleFrom: string | null
    articleTo: string | null
  },
): Promise<boolean> {
  const row = await tx
    .selectFrom('documentRelation')
    .select('id')
    .where('removedAt', 'is', null)
    .where('kind', '=', kind)
    .where('fromId', '=', fromId)
    .where(sql<boolean>`to_id is not distinct from ${toId}::bigint`)
    .where(sql<boolean>`outside_title is not distinct from ${outsideTitle}::text`)
    .where(sql<boolean>`coalesce(article_from, '') = ${articleFrom ?? ''}`)
    .where(sql<boolean>`coalesce(article_to, '') = ${articleTo ?? ''}`)
    .executeTakeFirst()
  return row !== undefined
}

export async function lockRelation(tx: Tx, id: number): Promise<RelationKept | null> {
  const row = await tx
    .selectFrom('documentRelation')
    .select(relation)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  return row ? (row as RelationKept) : null
}

export async function relationsFrom(tx: Tx, documentId: number): Promise<RelationKept[]> {
  const rows = await tx
    .selectFrom('documentRelation')
    .select(relation)
    .where('fromId', '=', documentId)
    .where('removedAt', 'is', null)
    .orderBy('id')
    .execute()
  return rows as RelationKept[]
}

export async function saveRemoval(tx: Tx, id: number, { at, reason }: { at: Date; reason: string }): Promise<void> {
  await tx.updateTable('documentRelation').set({ removedAt: at, removeReason: reason }).where('id', '=', id).execute()
}

// ── Interpretation ──

export async function putExemption(
  tx: Tx,
  exemption: {
    documentId: number
    reason: ExemptionReason
    note: string | null
    decidedBy: number
    decidedAt: Date
  },
): Promise<void> {
  const { documentId: _, ...rest } = exemption
  await tx
    .insertInto('interpretationExempt')
    .values(exemption)
    .onConflict((conflict) => conflict.columns(['bureauId', 'documentId']).doUpdateSet(rest))
    .execute()
}

export async function dropExemption(tx: Tx, documentId: number): Promise<boolean> {
  const { numDeletedRows } = await tx
    .deleteFrom('interpretationExempt')
    .where('documentId', '=', documentId)
    .executeTakeFirst()
  return numDeletedRows > 0n
}

export async function putPeriod(
  tx: Tx,
  period: InterpretationPeriod & { fromOn: CalendarDate; basis: string; setBy: number; setAt: Date },
): Promise<void> {
  const { fromOn: _, ...rest } = period
  await tx
    .insertInto('interpretationPeriod')
    .values(period)
    .onConflict((conflict) => conflict.columns(['bureauId', 'fromOn']).doUpdateSet(rest))
    .execute()
}

export async function periodsSet(tx: Tx): Promise<(InterpretationPeriod & { fromOn: CalendarDate; basis: string })[]> {
  const rows = await tx
    .selectFrom('interpretationPeriod')
    .select(['fromOn', 'days', 'unit', 'basis'])
    .orderBy('fromOn', 'desc')
    .execute()
  return rows as (InterpretationPeriod & { fromOn: CalendarDate; basis: string })[]
}

// ── Clean-up ──

export async function insertCleanUp(
  tx: Tx,
  batch: { title: string; openedOn: CalendarDate; openedBy: number },
): Promise<number> {
  const { id } = await tx.insertInto('cleanUp').values(batch).returning('id').executeTakeFirstOrThrow()
  return id
}

export async function lockCleanUp(
  tx: Tx,
  id: number,
): Promise<{ id: number; title: string; openedBy: number; closedOn: CalendarDate | null } | null> {
  const row = await tx
    .selectFrom('cleanUp')
    .select(['id', 'title', 'openedBy', 'closedOn'])
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  return row ?? null
}

export interface ItemKept {
  id: number
  documentId: number | null
  number: string | null
  title: string
  decision: CleanUpDecision | null
  reason: string | null
}

export async function itemsOf(tx: Tx, cleanUpId: number): Promise<ItemKept[]> {
  const rows = await tx
    .selectFrom('cleanUpItem')
    .select(['id', 'documentId', 'number', 'title', 'decision', 'reason'])
    .where('cleanUpId', '=', cleanUpId)
    .orderBy('position')
    .orderBy('id')
    .execute()
  return rows as ItemKept[]
}

export async function insertItems(
  tx: Tx,
  items: readonly {
    cleanUpId: number
    position: number
    documentId: number | null
    number: string | null
    title: string
  }[],
): Promise<void> {
  if (items.length > 0)
    await tx
      .insertInto('cleanUpItem')
      .values([...items])
      .execute()
}

export async function saveDecisions(
  tx: Tx,
  ids: readonly number[],
  decided: { decision: CleanUpDecision | null; reason: string | null; decidedBy: number; decidedAt: Date },
): Promise<void> {
  await tx
    .updateTable('cleanUpItem')
    .set(decided)
    .where('id', 'in', [...ids])
    .execute()
}

export async function saveClosing(
  tx: Tx,
  id: number,
  closed: { closedOn: CalendarDate; closedBy: number },
): Promise<void> {
  await tx.updateTable('cleanUp').set(closed).where('id', '=', id).execute()
}
