import type { CalendarDate } from '../../law/calendar-date.ts'
import { effectOf, inForceOn } from '../../law/publicity/normative.ts'
import { type Clock, dayInChina } from '../../platform/clock.ts'
import type { Tx } from '../../platform/database/bureau.ts'
import { recordAct } from '../journal/record.ts'
import { changed } from '../pages/changed.ts'
import { subjects } from '../pages/subjects.ts'
import { changeByAct } from '../registers/enter.ts'
import { indexDocument, indexForceOfToday } from '../search/documents.ts'
import { type Actor, mustBeAllowed } from '../staff/actor.ts'
import { mayDoToNormative } from './permissions.ts'
import {
  type DocumentWithForce,
  entriesOf,
  entryOf,
  factsOf,
  insertFact,
  lockFact,
  lockForForce,
  relationsFrom,
  saveRetraction,
} from './store.ts'

export class NoSuchFact extends Error {}
export class NoSuchRelation extends Error {}
export class NoDocumentWithForce extends Error {}

/** Kinds of documents whose force begins and ends. */
export const kindsWithForce: ReadonlySet<DocumentWithForce['kind']> = new Set(['policy', 'normative', 'plan', 'rule'])

export async function documentWithForce(tx: Tx, id: number): Promise<DocumentWithForce> {
  const document = await lockForForce(tx, id)
  if (!document) throw new NoDocumentWithForce()
  return document
}

const byItself: Actor = { kind: 'system', name: '定时任务' }
export const staffOf = (by: Actor): number | null => (by.kind === 'staff' ? by.id : null)

/** The day a document became known: as its own fact says, else the day of its publication. */
export async function knownOnOf(tx: Tx, document: Pick<DocumentWithForce, 'id' | 'publishedAt'>, today: CalendarDate) {
  const made = (await factsOf(tx, document.id)).find(({ kind, retractedOn }) => kind === 'made' && retractedOn === null)
  return made?.knownOn ?? (document.publishedAt ? dayInChina(document.publishedAt) : today)
}

/**
 * Where a document stands changed: the search tells it, and the register of normative documents says when it ended. The
 * facts tell it, and the annual report counts it once, there. `opened`: an end that no longer holds is taken out of the register again.
 */
export async function alignEntry(
  tx: Tx,
  documentId: number,
  { opened }: { opened: boolean },
  by: Actor,
  clock: Clock,
): Promise<boolean> {
  await indexDocument(tx, documentId, clock.today())
  await changed(tx, subjects.document(documentId))
  const entry = await entryOf(tx, documentId)
  if (!entry) return false
  const today = clock.today()
  const standing = inForceOn(await factsOf(tx, documentId), { on: today, asKnownOn: today })
  const ended = standing?.status === 'repealed' || standing?.status === 'lapsed' ? standing : null
  if (!ended && !opened) return false
  const outcome = await changeByAct(
    tx,
    {
      id: entry.entryId,
      fields: { endedOn: ended?.since ?? null, ending: (ended?.status as string | undefined) ?? null },
      reason: ended ? '文件的效力状态变化' : '撤销了文件的效力状态变化',
    },
    by,
    clock,
  )
  // An end before the day the document was made: the facts are wrong, and the list of differences shows it.
  return 'changed' in outcome && outcome.changed
}

/** What ended by itself, or on a day that lay ahead when it was recorded, goes into the register on its day. */
export async function alignRegister(tx: Tx, clock: Clock): Promise<number> {
  await indexForceOfToday(tx, clock.today())
  let changed = 0
  for (const { documentId, endedOn, state } of await entriesOf(tx)) {
    // An end that somebody entered by hand stays: the list of differences shows where it disagrees.
    if (endedOn !== null || state !== 'current') continue
    if (await alignEntry(tx, documentId, { opened: false }, byItself, clock)) changed += 1
  }
  return changed
}

/** A document that is public changes those it says it changes, each once. */
export async function takeEffect(
  tx: Tx,
  document: Pick<DocumentWithForce, 'id' | 'effectiveOn' | 'publishedAt'>,
  by: Actor,
  clock: Clock,
): Promise<void> {
  const knownOn = await knownOnOf(tx, document, clock.today())
  for (const relation of await relationsFrom(tx, document.id)) {
    const kind = effectOf[relation.kind]
    if (kind === null || relation.toId === null) continue
    const target = await documentWithForce(tx, relation.toId)
    const before = (await factsOf(tx, target.id)).some(
      ({ relationId, retractedOn }) => relationId === relation.id && retractedOn === null,
    )
    if (before) continue
    const effectiveOn = relation.effectiveOn ?? document.effectiveOn ?? knownOn
    await insertFact(tx, {
      documentId: target.id,
      kind,
      effectiveOn,
      knownOn,
      byDocumentId: document.id,
      relationId: relation.id,
      recordedBy: staffOf(by),
      recordedAt: clock.now(),
    })
    await recordAct(tx, {
      kind: `document ${kind}`,
      subject: `document ${target.id}`,
      by,
      at: clock.now(),
      change: { by: document.id, effectiveOn, knownOn },
    })
    await alignEntry(tx, target.id, { opened: false }, by, clock)
  }
}

export type FactRefusal = 'not-public' | 'no-force' | 'no-note' | 'before-it-was-made' | 'no-end' | 'already-ended'

/**
 * Records what no document of this site did: an extension, a lapse because the object is done, a repeal by an act that
 * stands elsewhere. The public is told the note.
 */
export async function recordFact(
  tx: Tx,
  {
    documentId,
    kind,
    effectiveOn,
    validUntil = null,
    note,
  }: {
    documentId: number
    kind: 'extended' | 'lapsed' | 'declared-lapsed' | 'repealed' | 'amended'
    effectiveOn: CalendarDate
    validUntil?: CalendarDate | null
    note: string
  },
  by: Actor,
  clock: Clock,
): Promise<{ id: number } | { refused: FactRefusal }> {
  mustBeAllowed(by, 'record what became of a document', mayDoToNormative.record)
  const document = await documentWithForce(tx, documentId)
  if (document.publicNo === null) return { refused: 'not-public' }
  const facts = await factsOf(tx, documentId)
  const today = clock.today()
  const standing = inForceOn(facts, { on: today, asKnownOn: today })
  if (!kindsWithForce.has(document.kind) || !standing) return { refused: 'no-force' }
  if (note.trim() === '') return { refused: 'no-note' }
  if (kind === 'extended' && (!validUntil || validUntil <= effectiveOn)) return { refused: 'no-end' }
  if (facts.some((fact) => fact.kind === 'made' && fact.retractedOn === null && effectiveOn < fact.effectiveOn)) {
    return { refused: 'before-it-was-made' }
  }
  if (standing.status === 'repealed' || standing.status === 'lapsed') return { refused: 'already-ended' }
  const id = await insertFact(tx, {
    documentId,
    kind,
    effectiveOn,
    knownOn: today,
    validUntil: kind === 'extended' ? validUntil : null,
    note: note.trim(),
    recordedBy: by.id,
    recordedAt: clock.now(),
  })
  await recordAct(tx, {
    kind: `document ${kind}`,
    subject: `document ${documentId}`,
    by,
    at: clock.now(),
    change: { effectiveOn, knownOn: today, ...(validUntil ? { validUntil } : {}), note: note.trim() },
  })
  await alignEntry(tx, documentId, { opened: false }, by, clock)
  return { id }
}

/** A fact that is wrong is not wiped out: it held, as it was known, until today. */
export async function retractFact(
  tx: Tx,
  { id, reason }: { id: number; reason: string },
  by: Actor,
  clock: Clock,
): Promise<{ retracted: true } | { refused: 'retracted' | 'no-reason' | 'of-the-document' | 'of-a-relation' }> {
  mustBeAllowed(by, 'retract a fact', mayDoToNormative.record)
  const fact = await lockFact(tx, id)
  if (!fact) throw new NoSuchFact()
  await documentWithForce(tx, fact.documentId)
  if (fact.retractedOn !== null) return { refused: 'retracted' }
  // What the document says of itself is put right in the document; what another did to it, by taking the relation out.
  if (fact.kind === 'made') return { refused: 'of-the-document' }
  if (fact.relationId !== null) return { refused: 'of-a-relation' }
  if (reason.trim() === '') return { refused: 'no-reason' }
  await saveRetraction(tx, [id], { on: clock.today(), reason: reason.trim() })
  await recordAct(tx, {
    kind: 'document fact retracted',
    subject: `document ${fact.documentId}`,
    by,
    at: clock.now(),
    change: { fact: fact.kind, effectiveOn: fact.effectiveOn, reason: reason.trim() },
  })
  await alignEntry(tx, fact.documentId, { opened: true }, by, clock)
  return { retracted: true }
}
