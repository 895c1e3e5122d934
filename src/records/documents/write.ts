import type { CalendarDate } from '../../law/calendar-date.ts'
import { publicationLimit } from '../../law/publicity/time-limit.ts'
import type { Clock } from '../../platform/clock.ts'
import type { Tx } from '../../platform/database/bureau.ts'
import { workingCalendar } from '../calendars/working-calendar.ts'
import { ChangedMeanwhile } from '../changed-meanwhile.ts'
import { recordAct } from '../journal/record.ts'
import { type Actor, mustBeAllowed } from '../staff/actor.ts'
import { contentHash, type DocumentText } from './document.ts'
import { mayDoToDocuments } from './permissions.ts'
import { insertDocument, type LockedDocument, lockDocument, saveDocument } from './store.ts'

export class NoSuchDocument extends Error {}

export type TextProblem =
  | 'no-title'
  | 'no-body'
  | 'no-source'
  | 'formed-in-the-future'
  | 'no-ground'
  | 'no-ground-reason'

/** Everything that is missing from a document, whatever its attribute asks for. */
export function textProblems(text: DocumentText, today: CalendarDate): TextProblem[] {
  const problems: TextProblem[] = []
  if (text.title.trim() === '') problems.push('no-title')
  if (text.body.trim() === '') problems.push('no-body')
  if (text.source.trim() === '') problems.push('no-source')
  if (text.formedOn > today) problems.push('formed-in-the-future')
  if (text.attribute !== 'proactive') {
    if (!text.ground) problems.push('no-ground')
    if (!text.groundReason?.trim()) problems.push('no-ground-reason')
  }
  return problems
}

/** The day by which it must be public: 20 working days from the day it was formed (art. 26). */
async function publishDueOn(tx: Tx, text: DocumentText): Promise<CalendarDate> {
  return publicationLimit(text.formedOn, await workingCalendar(tx)).on
}

export async function draftDocument(
  tx: Tx,
  text: DocumentText,
  by: Actor,
  clock: Clock,
): Promise<{ id: number } | { problems: TextProblem[] }> {
  mustBeAllowed(by, 'draft a document', mayDoToDocuments.write)
  const problems = textProblems(text, clock.today())
  if (problems.length > 0) return { problems }
  const id = await insertDocument(tx, {
    ...text,
    draftedBy: by.id,
    publishDueOn: await publishDueOn(tx, text),
    changedAt: clock.now(),
  })
  await recordAct(tx, {
    kind: 'document drafted',
    subject: `document ${id}`,
    by,
    at: clock.now(),
    change: { title: text.title, attribute: text.attribute, content: contentHash(text).toString('hex') },
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

export async function reviseDocument(
  tx: Tx,
  { id, version, text }: { id: number; version: number; text: DocumentText },
  by: Actor,
  clock: Clock,
): Promise<{ version: number } | { refused: 'not-a-draft' } | { problems: TextProblem[] }> {
  mustBeAllowed(by, 'revise a document', mayDoToDocuments.write)
  const document = await openDocument(tx, id, version)
  if (document.state !== 'draft' && document.state !== 'returned') return { refused: 'not-a-draft' }
  const problems = textProblems(text, clock.today())
  if (problems.length > 0) return { problems }
  const saved = await saveDocument(tx, id, {
    ...text,
    publishDueOn: await publishDueOn(tx, text),
    state: 'draft',
    changedAt: clock.now(),
  })
  await recordAct(tx, {
    kind: 'document revised',
    subject: `document ${id}`,
    by,
    at: clock.now(),
    change: {
      content: { from: contentHash(document).toString('hex'), to: contentHash(text).toString('hex') },
      ...(text.attribute === document.attribute ? {} : { attribute: { from: document.attribute, to: text.attribute } }),
    },
  })
  return { version: saved }
}
