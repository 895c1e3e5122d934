import { type CalendarDate, isCalendarDate } from '../../law/calendar-date.ts'
import { type Clock, dayInChina } from '../../platform/clock.ts'
import type { Tx } from '../../platform/database/bureau.ts'
import { recordAct } from '../journal/record.ts'
import { enterByAct } from '../registers/enter.ts'
import { normativeDocuments } from '../registers/kinds/normative-documents.ts'
import type { Actor } from '../staff/actor.ts'
import { alignEntry, documentWithForce, kindsWithForce, staffOf, takeEffect } from './facts.ts'
import {
  type DocumentWithForce,
  entryOf,
  factsOf,
  insertEntryLink,
  insertFact,
  isLinked,
  saveRetraction,
} from './store.ts'

/**
 * What follows from a publication or a correction: the document has force from its day on, a normative document stands
 * in the register, and what it amends or repeals is amended or repealed.
 */
export async function followPublication(tx: Tx, documentId: number, by: Actor, clock: Clock): Promise<void> {
  const document = await documentWithForce(tx, documentId)
  if (kindsWithForce.has(document.kind)) {
    const entry = document.kind === 'normative' ? await standInRegister(tx, document, by, clock) : null
    await comeIntoForce(tx, document, entry, by, clock)
    await alignEntry(tx, documentId, { opened: false }, by, clock)
  }
  await takeEffect(tx, document, by, clock)
}

interface EntrySays {
  publishedOn: CalendarDate | null
  endedOn: CalendarDate | null
  ending: 'repealed' | 'lapsed'
}

/**
 * A document that was entered before it was published here, by its number, is that entry: what the entry says of the
 * day of publication and of the end is taken over. A document without a number cannot be entered; it is listed as such.
 */
async function standInRegister(
  tx: Tx,
  document: DocumentWithForce,
  by: Actor,
  clock: Clock,
): Promise<EntrySays | null> {
  if (document.documentNumber === null || (await entryOf(tx, document.id)) !== null) return null
  const {
    id,
    kind: _,
    ...says
  } = {
    kind: normativeDocuments.kind,
    id: document.id,
    number: document.documentNumber,
    title: document.title,
    type: 'normative',
    issuedOn: document.formedOn,
    publishedOn: document.publishedAt ? dayInChina(document.publishedAt) : clock.today(),
  }
  const outcome = await enterByAct(
    tx,
    { kind: normativeDocuments.kind, fields: says, enteredBy: document.draftedBy },
    by,
    clock,
  )
  if ('problems' in outcome || (await isLinked(tx, outcome.id))) return null
  await insertEntryLink(tx, { documentId: id, entryId: outcome.id })
  if (outcome.entered) return null
  const day = (name: string) => {
    const value = outcome.fields[name]
    return typeof value === 'string' && isCalendarDate(value) ? value : null
  }
  return {
    publishedOn: day('publishedOn'),
    endedOn: day('endedOn'),
    ending: outcome.fields['ending'] === 'lapsed' ? 'lapsed' : 'repealed',
  }
}

/** A correction that says other days takes the earlier fact out and puts a new one in: both are kept. */
async function comeIntoForce(
  tx: Tx,
  document: DocumentWithForce,
  entry: EntrySays | null,
  by: Actor,
  clock: Clock,
): Promise<void> {
  const today = clock.today()
  const made = (await factsOf(tx, document.id)).find(({ kind, retractedOn }) => kind === 'made' && retractedOn === null)
  const publishedOn =
    entry?.publishedOn ?? made?.knownOn ?? (document.publishedAt ? dayInChina(document.publishedAt) : today)
  const effectiveOn = document.effectiveOn ?? made?.effectiveOn ?? publishedOn
  const same = made && made.effectiveOn === effectiveOn && made.validUntil === document.validUntil
  if (same) return
  if (made) await saveRetraction(tx, [made.id], { on: today, reason: '更正了施行日期或者有效期' })
  const knownOn = made ? today : publishedOn
  const recorded = { documentId: document.id, recordedBy: staffOf(by), recordedAt: clock.now() }
  await insertFact(tx, { ...recorded, kind: 'made', effectiveOn, knownOn, validUntil: document.validUntil })
  await recordAct(tx, {
    kind: 'document came into force',
    subject: `document ${document.id}`,
    by,
    at: clock.now(),
    change: { effectiveOn, knownOn, ...(document.validUntil ? { validUntil: document.validUntil } : {}) },
  })
  if (!entry?.endedOn) return
  await insertFact(tx, { ...recorded, kind: entry.ending, effectiveOn: entry.endedOn, knownOn: entry.endedOn })
  await recordAct(tx, {
    kind: `document ${entry.ending}`,
    subject: `document ${document.id}`,
    by,
    at: clock.now(),
    change: { effectiveOn: entry.endedOn, register: true },
  })
}
