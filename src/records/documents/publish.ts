import { addMonths, type CalendarDate } from '../../law/calendar-date.ts'
import type { Clock } from '../../platform/clock.ts'
import type { Tx } from '../../platform/database/bureau.ts'
import { nextIndexNumber } from '../catalogue/index-rule.ts'
import { whyNotPublishIn } from '../columns/publish-in.ts'
import { recordAct } from '../journal/record.ts'
import { followPublication } from '../normative/follow-publication.ts'
import { changed } from '../pages/changed.ts'
import { indexDocument } from '../search/documents.ts'
import { type Actor, mustBeAllowed } from '../staff/actor.ts'
import { documentAddress } from './address.ts'
import { approvedOf } from './approvals.ts'
import { contentHash, type FileOfDocument } from './document.ts'
import { subjectsShown } from './for-public.ts'
import { whatHoldsBack } from './leaks.ts'
import { mayDoToDocuments } from './permissions.ts'
import {
  filesOf,
  insertVersion,
  type LockedDocument,
  lastVersionNo,
  lockDocument,
  lockScheduledBefore,
  lockToTakeDown,
  placeIn,
  saveDocument,
  slugOfColumn,
  withholdVersion,
} from './store.ts'
import { openDocument } from './write.ts'

/** Months after which what is public is looked at again: is it still right? */
const lookAgainMonths = 12

/**
 * The one place where a document becomes public or a correction replaces its text: an official version is written, the
 * lists are set, and the act is journaled with the hash of the version.
 */
export async function publishNow(
  tx: Tx,
  document: LockedDocument,
  { files, hash }: { files: readonly FileOfDocument[]; hash: Buffer },
  by: Actor,
  clock: Clock,
): Promise<{ late: boolean }> {
  const { id } = document
  const now = clock.now()
  const first = document.publishedAt === null
  const publishedAt = document.publishedAt ?? now
  const no = (await lastVersionNo(tx, id)) + 1
  const note = first ? null : (document.correctionNote ?? '重新公开')
  await insertVersion(tx, {
    id,
    no,
    text: document,
    files,
    hash,
    at: now,
    byId: by.kind === 'staff' ? by.id : null,
    note,
  })
  const slug = await slugOfColumn(tx, document.columnId)
  if (slug === null) throw new Error('a document stands in a column')
  const places = await placeIn(tx, id, [document.columnId, ...document.alsoIn], publishedAt)
  const indexNumber = first ? await nextIndexNumber(tx, { columnId: document.columnId, on: clock.today() }) : undefined
  await saveDocument(tx, id, {
    stage: 'done',
    standing: 'public',
    publicNo: no,
    publishedAt,
    address: document.address ?? documentAddress(slug, publishedAt, id),
    ...(indexNumber ? { indexNumber } : {}),
    publishAt: null,
    correctionNote: null,
    reviewOn: addMonths(clock.today(), lookAgainMonths),
    changedAt: now,
  })
  const late = first && clock.today() > document.publishDueOn
  await recordAct(tx, {
    kind: first ? 'document published' : 'document corrected',
    subject: `document ${id}`,
    by,
    at: now,
    change: {
      version: no,
      content: hash.toString('hex'),
      ...(indexNumber ? { indexNumber } : {}),
      ...(note ? { note } : {}),
      late,
    },
  })
  await followPublication(tx, id, by, clock)
  await indexDocument(tx, id, clock.today())
  await changed(tx, ...(await subjectsShown(tx, { ...document, publishedAt }, places)))
  return { late }
}

const byItself: Actor = { kind: 'system', name: '定时任务' }

/**
 * Publishes what was signed for an hour that has come. What no longer passes — changed without its checks, or with
 * personal data in it by today's rules — goes back to its drafter instead.
 */
export async function publishScheduled(tx: Tx, clock: Clock): Promise<{ published: number; sentBack: number }> {
  const done = { published: 0, sentBack: 0 }
  for (const id of await lockScheduledBefore(tx, clock.now())) {
    const document = await lockDocument(tx, id)
    if (!document) continue
    const files = await filesOf(tx, id)
    const hash = contentHash(document, files)
    const signed = (await approvedOf(tx, document, hash)).some(({ stage }) => stage === 'sign-off')
    const leaks = (await whatHoldsBack(tx, document, clock)).length
    const column = document.publishedAt ? null : await whyNotPublishIn(tx, document.columnId)
    if (signed && leaks === 0 && !column) {
      await publishNow(tx, document, { files, hash }, byItself, clock)
      done.published += 1
      continue
    }
    await saveDocument(tx, id, { stage: 'draft', publishAt: null, changedAt: clock.now() })
    await recordAct(tx, {
      kind: 'scheduled publication stopped',
      subject: `document ${id}`,
      by: byItself,
      at: clock.now(),
      change: { signed, leaks, ...(column ? { column } : {}) },
    })
    done.sentBack += 1
  }
  return done
}

/** Takes a published document down. The page answers 410 with this reason, and every list and file is gone with it. */
export async function withdrawDocument(
  tx: Tx,
  { id, version, reason }: { id: number; version: number; reason: string },
  by: Actor,
  clock: Clock,
): Promise<{ withdrawn: true } | { refused: 'not-published' | 'no-reason' }> {
  mustBeAllowed(by, 'withdraw a document', mayDoToDocuments.withdraw)
  const document = await openDocument(tx, id, version)
  if (document.publicNo === null) return { refused: 'not-published' }
  if (reason.trim() === '') return { refused: 'no-reason' }
  await takeDown(tx, document, reason.trim(), by, clock)
  return { withdrawn: true }
}

/** Takes down what was to be public until today (R11-5): the catalogue keeps the fact, not the list. */
export async function takeDownExpired(tx: Tx, clock: Clock): Promise<number> {
  const ids = await lockToTakeDown(tx, clock.today())
  for (const id of ids) {
    const document = await lockDocument(tx, id)
    if (document) await takeDown(tx, document, '公示期满', byItself, clock)
  }
  return ids.length
}

async function takeDown(tx: Tx, document: LockedDocument, reason: string, by: Actor, clock: Clock): Promise<void> {
  const { id } = document
  const places = await placeIn(tx, id, [], clock.now())
  await saveDocument(tx, id, {
    stage: 'done',
    standing: 'withdrawn',
    publicNo: null,
    publishAt: null,
    correctionNote: null,
    withdrawnAt: clock.now(),
    withdrawReason: reason,
    changedAt: clock.now(),
  })
  await indexDocument(tx, id, clock.today())
  await recordAct(tx, {
    kind: 'document withdrawn',
    subject: `document ${id}`,
    by,
    at: clock.now(),
    change: { reason },
  })
  await changedWith(tx, document, places)
}

/** Lists and pages that name a document that leaves its lists. */
async function changedWith(tx: Tx, document: LockedDocument, places: readonly number[]): Promise<void> {
  const { publishedAt } = document
  if (publishedAt) await changed(tx, ...(await subjectsShown(tx, { ...document, publishedAt }, places)))
}

/** A withdrawn document goes back to its drafter: published again it keeps its address and its earlier versions. */
export async function reopenDocument(
  tx: Tx,
  { id, version }: { id: number; version: number },
  by: Actor,
  clock: Clock,
): Promise<{ reopened: true } | { refused: 'not-withdrawn' }> {
  mustBeAllowed(by, 'reopen a document', mayDoToDocuments.withdraw)
  const document = await openDocument(tx, id, version)
  if (document.standing !== 'withdrawn' || document.stage !== 'done') return { refused: 'not-withdrawn' }
  await saveDocument(tx, id, { stage: 'draft', takeDownOn: null, changedAt: clock.now() })
  await recordAct(tx, { kind: 'document reopened', subject: `document ${id}`, by, at: clock.now() })
  return { reopened: true }
}

/** Out of the lists; the page stays at its address and says that it is archived. */
export async function archiveDocument(
  tx: Tx,
  { id, version }: { id: number; version: number },
  by: Actor,
  clock: Clock,
): Promise<{ archived: true } | { refused: 'not-published' }> {
  mustBeAllowed(by, 'archive a document', mayDoToDocuments.keepHouse)
  const document = await openDocument(tx, id, version)
  if (document.standing !== 'public' || document.stage !== 'done') return { refused: 'not-published' }
  const places = await placeIn(tx, id, [], clock.now())
  await saveDocument(tx, id, { standing: 'archived', changedAt: clock.now() })
  await recordAct(tx, { kind: 'document archived', subject: `document ${id}`, by, at: clock.now() })
  await changedWith(tx, document, places)
  return { archived: true }
}

/** Somebody read a public document again and found it still right. */
export async function confirmStillRight(
  tx: Tx,
  { id, version }: { id: number; version: number },
  by: Actor,
  clock: Clock,
): Promise<{ reviewOn: CalendarDate } | { refused: 'not-published' }> {
  mustBeAllowed(by, 'confirm a document', mayDoToDocuments.write)
  const document = await openDocument(tx, id, version)
  if (document.standing !== 'public') return { refused: 'not-published' }
  const reviewOn = addMonths(clock.today(), lookAgainMonths)
  await saveDocument(tx, id, { reviewOn, changedAt: clock.now() })
  await recordAct(tx, {
    kind: 'document confirmed',
    subject: `document ${id}`,
    by,
    at: clock.now(),
    change: { reviewOn },
  })
  return { reviewOn }
}

/** Keeps an earlier text from readers, for instance because of what it gave away. The current text cannot be withheld. */
export async function withholdEarlier(
  tx: Tx,
  { id, version, no, reason }: { id: number; version: number; no: number; reason: string },
  by: Actor,
  clock: Clock,
): Promise<{ withheld: true } | { refused: 'no-such-version' | 'no-reason' }> {
  mustBeAllowed(by, 'withhold a version', mayDoToDocuments.withdraw)
  const document = await openDocument(tx, id, version)
  if (reason.trim() === '') return { refused: 'no-reason' }
  if (no === document.publicNo || !(await withholdVersion(tx, id, no, reason.trim()))) {
    return { refused: 'no-such-version' }
  }
  await saveDocument(tx, id, { changedAt: clock.now() })
  await recordAct(tx, {
    kind: 'earlier version withheld',
    subject: `document ${id}`,
    by,
    at: clock.now(),
    change: { version: no, reason: reason.trim() },
  })
  return { withheld: true }
}
