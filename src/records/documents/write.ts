import type { CalendarDate } from '../../law/calendar-date.ts'
import { publicityLimit } from '../../law/publicity/time-limit.ts'
import type { Clock } from '../../platform/clock.ts'
import type { Tx } from '../../platform/database/bureau.ts'
import { cleanMarkup } from '../../platform/markup/clean.ts'
import { textOfMarkup } from '../../platform/markup/to-text.ts'
import { workingCalendar } from '../calendars/working-calendar.ts'
import { ChangedMeanwhile } from '../changed-meanwhile.ts'
import { recordAct } from '../journal/record.ts'
import { type Actor, mustBeAllowed } from '../staff/actor.ts'
import { aText, contentHash, type DocumentText, textOf } from './document.ts'
import { mayDoToDocuments } from './permissions.ts'
import {
  dropAutosave,
  filesOf,
  insertDocument,
  type LockedDocument,
  lockDocument,
  restoreAttachments,
  saveDocument,
  versionOf,
} from './store.ts'

export class NoSuchDocument extends Error {}

export type TextProblem =
  | 'no-title'
  | 'no-body'
  | 'no-source'
  | 'formed-in-the-future'
  | 'effective-before-formed'
  | 'ends-before-it-begins'
  | 'too-many-columns'
  | 'no-ground'
  | 'no-ground-reason'

const mostColumns = 3

/** Everything that is missing from a document, whatever its attribute asks for. */
export function textProblems(text: DocumentText, today: CalendarDate): TextProblem[] {
  const problems: TextProblem[] = []
  if (text.title.trim() === '') problems.push('no-title')
  if (textOfMarkup(text.body).trim() === '' && !text.body.includes('<img')) problems.push('no-body')
  if (text.source.trim() === '') problems.push('no-source')
  if (text.formedOn > today) problems.push('formed-in-the-future')
  if (text.effectiveOn && text.effectiveOn < text.formedOn) problems.push('effective-before-formed')
  for (const end of [text.validUntil, text.takeDownOn]) {
    if (end && end < text.formedOn) problems.push('ends-before-it-begins')
  }
  if (text.alsoIn.length + 1 > mostColumns) problems.push('too-many-columns')
  if (text.attribute !== 'proactive') {
    if (!text.ground) problems.push('no-ground')
    if (!text.groundReason?.trim()) problems.push('no-ground-reason')
  }
  return [...new Set(problems)]
}

/** As it is kept: markup cleaned, blanks around titles gone, no ground where none is needed, no column twice. */
function tidied(text: DocumentText): DocumentText {
  const proactive = text.attribute === 'proactive'
  return aText({
    ...textOf(text),
    title: text.title.trim(),
    body: cleanMarkup(text.body),
    source: text.source.trim(),
    alsoIn: [...new Set(text.alsoIn)].filter((id) => id !== text.columnId),
    ground: proactive ? null : text.ground,
    groundReason: proactive ? null : text.groundReason,
  })
}

/** The day by which it must be public: 20 working days from the day it was formed (art. 26); before May 2008 nobody had to. */
async function publishDueOn(tx: Tx, { formedOn }: DocumentText): Promise<CalendarDate> {
  return publicityLimit('information', formedOn, await workingCalendar(tx))?.on ?? formedOn
}

export async function draftDocument(
  tx: Tx,
  given: DocumentText,
  by: Actor,
  clock: Clock,
): Promise<{ id: number } | { problems: TextProblem[] }> {
  mustBeAllowed(by, 'draft a document', mayDoToDocuments.write)
  const text = tidied(given)
  const problems = textProblems(text, clock.today())
  if (problems.length > 0) return { problems }
  const id = await insertDocument(tx, {
    ...text,
    draftedBy: by.id,
    publishDueOn: await publishDueOn(tx, text),
    changedAt: clock.now(),
  })
  await dropAutosave(tx, 0, by.id)
  await recordAct(tx, {
    kind: 'document drafted',
    subject: `document ${id}`,
    by,
    at: clock.now(),
    change: { title: text.title, attribute: text.attribute, content: contentHash(text, []).toString('hex') },
  })
  return { id }
}

/** Loads and locks a document for an act; a document somebody else changed since it was read is refused. */
export async function openDocument(tx: Tx, id: number, version: number): Promise<LockedDocument> {
  const document = await lockDocument(tx, id)
  if (!document) throw new NoSuchDocument()
  if (document.version !== version) throw new ChangedMeanwhile()
  return document
}

/** A working copy can be changed while it is a draft; the copy of what is public begins a correction. */
export function mayBeRevised({ stage, standing }: Pick<LockedDocument, 'stage' | 'standing'>): boolean {
  return stage === 'draft' || (stage === 'done' && standing === 'public')
}

/** `correctionNote`: what readers are told of the change, for a document that is public already. */
export async function reviseDocument(
  tx: Tx,
  {
    id,
    version,
    text: given,
    correctionNote = null,
  }: { id: number; version: number; text: DocumentText; correctionNote?: string | null },
  by: Actor,
  clock: Clock,
): Promise<{ version: number } | { refused: 'not-a-draft' | 'no-correction-note' } | { problems: TextProblem[] }> {
  mustBeAllowed(by, 'revise a document', mayDoToDocuments.write)
  const document = await openDocument(tx, id, version)
  if (!mayBeRevised(document)) return { refused: 'not-a-draft' }
  const isPublic = document.publicNo !== null
  if (isPublic && !correctionNote?.trim()) return { refused: 'no-correction-note' }
  const text = tidied(given)
  const problems = textProblems(text, clock.today())
  if (problems.length > 0) return { problems }
  const files = await filesOf(tx, id)
  const saved = await saveDocument(tx, id, {
    ...text,
    publishDueOn: await publishDueOn(tx, text),
    stage: 'draft',
    correctionNote: isPublic ? (correctionNote?.trim() ?? null) : null,
    changedAt: clock.now(),
  })
  await dropAutosave(tx, id, by.id)
  await recordAct(tx, {
    kind: isPublic ? 'document correction drafted' : 'document revised',
    subject: `document ${id}`,
    by,
    at: clock.now(),
    change: {
      content: {
        from: contentHash(document, files).toString('hex'),
        to: contentHash(text, files).toString('hex'),
      },
      ...(text.attribute === document.attribute ? {} : { attribute: { from: document.attribute, to: text.attribute } }),
    },
  })
  return { version: saved }
}

/** Gives a correction up: the working copy is again what the public sees. */
export async function dropCorrection(
  tx: Tx,
  { id, version }: { id: number; version: number },
  by: Actor,
  clock: Clock,
): Promise<{ dropped: true } | { refused: 'no-correction' }> {
  mustBeAllowed(by, 'drop a correction', mayDoToDocuments.write)
  const document = await openDocument(tx, id, version)
  if (document.stage === 'done' || document.publicNo === null) return { refused: 'no-correction' }
  const shown = await versionOf(tx, id, document.publicNo)
  if (!shown) throw new Error('a public document has the version it shows')
  await restoreAttachments(tx, id, shown.attachmentIds, clock.now())
  await saveDocument(tx, id, {
    ...shown.text,
    stage: 'done',
    correctionNote: null,
    publishAt: null,
    changedAt: clock.now(),
  })
  await recordAct(tx, { kind: 'document correction dropped', subject: `document ${id}`, by, at: clock.now() })
  return { dropped: true }
}
