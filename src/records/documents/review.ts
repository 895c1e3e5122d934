import { monthOf } from '../../law/calendar-date.ts'
import { type Hit, scanText } from '../../law/personal-data/scan.ts'
import type { Clock } from '../../platform/clock.ts'
import type { Tx } from '../../platform/database/bureau.ts'
import { nextOf } from '../counters/next.ts'
import { recordAct } from '../journal/record.ts'
import { changed } from '../pages/changed.ts'
import { type Actor, mustBeAllowed } from '../staff/actor.ts'
import { contentHash, type DocumentText } from './document.ts'
import { subjectsOf } from './for-public.ts'
import { mayDoToDocuments } from './permissions.ts'
import { saveDocument } from './store.ts'
import { openDocument } from './write.ts'

/** Personal data that must not become public: every hit, so that all of it can be mended at once (section 11). */
export function leaksIn(text: Pick<DocumentText, 'title' | 'body' | 'summary'>): Hit[] {
  return scanText([text.title, text.summary ?? '', text.body].join('\n')).filter((hit) => hit.severity === 'BLOCK')
}

export async function sendForReview(
  tx: Tx,
  { id, version }: { id: number; version: number },
  by: Actor,
  clock: Clock,
): Promise<{ sent: true } | { refused: 'not-a-draft' } | { leaks: Hit[] }> {
  mustBeAllowed(by, 'send a document for review', mayDoToDocuments.write)
  const document = await openDocument(tx, id, version)
  if (document.state !== 'draft' && document.state !== 'returned') return { refused: 'not-a-draft' }
  if (document.attribute === 'proactive') {
    const leaks = leaksIn(document)
    if (leaks.length > 0) return { leaks }
  }
  await saveDocument(tx, id, { state: 'in-review', changedAt: clock.now() })
  await recordAct(tx, {
    kind: 'document sent for review',
    subject: `document ${id}`,
    by,
    at: clock.now(),
    change: { content: contentHash(document).toString('hex') },
  })
  return { sent: true }
}

export type ReviewRefusal = 'nothing-to-review' | 'own-draft' | 'no-reason' | 'secrecy-not-confirmed'

/**
 * A second person reviews: secrecy and personal data first, then publication (review first, publish after). The review
 * is bound to the hash of what was read. A document that is not proactively disclosed is kept with its ground.
 */
export async function reviewDocument(
  tx: Tx,
  {
    id,
    version,
    decision,
    secrecyReviewed,
    note,
  }: {
    id: number
    version: number
    decision: 'approved' | 'returned'
    secrecyReviewed: boolean
    note: string | null
  },
  by: Actor,
  clock: Clock,
): Promise<
  { state: 'published' | 'kept' | 'returned'; late: boolean } | { refused: ReviewRefusal } | { leaks: Hit[] }
> {
  mustBeAllowed(by, 'review a document', mayDoToDocuments.review)
  const document = await openDocument(tx, id, version)
  if (document.state !== 'in-review') return { refused: 'nothing-to-review' }
  if (document.draftedBy === by.id) return { refused: 'own-draft' }
  const now = clock.now()
  const hash = contentHash(document)
  if (decision === 'returned') {
    if (!note?.trim()) return { refused: 'no-reason' }
    await saveDocument(tx, id, { state: 'returned', reviewNote: note, changedAt: now })
    await recordAct(tx, { kind: 'document returned', subject: `document ${id}`, by, at: now, change: { note } })
    return { state: 'returned', late: false }
  }
  if (!secrecyReviewed) return { refused: 'secrecy-not-confirmed' }
  const reviewed = { reviewedBy: by.id, reviewNote: note, reviewedHash: hash, changedAt: now }
  if (document.attribute !== 'proactive') {
    await saveDocument(tx, id, { ...reviewed, state: 'kept' })
    await recordAct(tx, {
      kind: 'document kept',
      subject: `document ${id}`,
      by,
      at: now,
      change: { attribute: document.attribute, ground: document.ground, content: hash.toString('hex') },
    })
    return { state: 'kept', late: false }
  }
  const leaks = leaksIn(document)
  if (leaks.length > 0) return { leaks }
  const month = monthOf(clock.today()).replace('-', '')
  const indexNumber = `${month}-${String(await nextOf(tx, `index ${month}`)).padStart(5, '0')}`
  await saveDocument(tx, id, { ...reviewed, state: 'published', publishedAt: now, indexNumber })
  const late = clock.today() > document.publishDueOn
  await recordAct(tx, {
    kind: 'document published',
    subject: `document ${id}`,
    by,
    at: now,
    change: { content: hash.toString('hex'), indexNumber, late },
  })
  await changed(tx, ...(await subjectsOf(tx, { id, columnId: document.columnId, publishedAt: now })))
  return { state: 'published', late }
}

/** Takes a published document down. The page answers 410 with this reason. */
export async function withdrawDocument(
  tx: Tx,
  { id, version, reason }: { id: number; version: number; reason: string },
  by: Actor,
  clock: Clock,
): Promise<{ withdrawn: true } | { refused: 'not-published' | 'no-reason' }> {
  mustBeAllowed(by, 'withdraw a document', mayDoToDocuments.withdraw)
  const document = await openDocument(tx, id, version)
  if (document.state !== 'published') return { refused: 'not-published' }
  if (reason.trim() === '') return { refused: 'no-reason' }
  await saveDocument(tx, id, {
    state: 'withdrawn',
    withdrawnAt: clock.now(),
    withdrawReason: reason.trim(),
    changedAt: clock.now(),
  })
  await recordAct(tx, {
    kind: 'document withdrawn',
    subject: `document ${id}`,
    by,
    at: clock.now(),
    change: { reason: reason.trim() },
  })
  await changed(tx, ...(await subjectsOf(tx, { ...document, publishedAt: document.publishedAt ?? clock.now() })))
  return { withdrawn: true }
}
