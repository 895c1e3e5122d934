import { reassessOn } from '../../law/publicity/attribute.ts'
import { type Check, checks, checksOf, type Decided, whyNotDecide } from '../../law/publicity/checks.ts'
import type { Clock } from '../../platform/clock.ts'
import type { Tx } from '../../platform/database/bureau.ts'
import { type MarkupProblem, markupProblems } from '../../platform/markup/problems.ts'
import { type WhyNotPublishIn, whyNotPublishIn } from '../columns/publish-in.ts'
import { recordAct } from '../journal/record.ts'
import type { Leak } from '../leaks/leak.ts'
import { type Actor, actingFor, mustBeAllowed, type StaffActor } from '../staff/actor.ts'
import { approvedOf } from './approvals.ts'
import { contentHash, type FileOfDocument } from './document.ts'
import { whatHoldsBack } from './leaks.ts'
import { mayDoToDocuments } from './permissions.ts'
import { publishNow } from './publish.ts'
import { type CheckMade, filesOf, insertCheck, type LockedDocument, saveDocument } from './store.ts'
import { openDocument } from './write.ts'

/** Sends a draft to the first of its checks. `publishAt`: when it is to appear; null for as soon as it is signed. */
export async function sendForChecks(
  tx: Tx,
  { id, version, publishAt = null }: { id: number; version: number; publishAt?: Date | null },
  by: Actor,
  clock: Clock,
): Promise<
  | { sent: true; stage: Check }
  | { refused: 'not-a-draft' | 'appears-in-the-past' }
  | { leaks: Leak[] }
  /** what would keep somebody from reading it (GB/T 37668) */
  | { barriers: MarkupProblem[] }
> {
  mustBeAllowed(by, 'send a document for its checks', mayDoToDocuments.write)
  const document = await openDocument(tx, id, version)
  if (document.stage !== 'draft') return { refused: 'not-a-draft' }
  if (publishAt && publishAt <= clock.now()) return { refused: 'appears-in-the-past' }
  const files = await filesOf(tx, id)
  const leaks = await whatHoldsBack(tx, document, clock)
  if (leaks.length > 0) return { leaks }
  const barriers = markupProblems(document.body).filter(({ barrier }) => barrier)
  if (document.attribute === 'proactive' && barriers.length > 0) return { barriers }
  const hash = contentHash(document, files)
  // Checks already made of this very content stand: a draft taken back and sent again unchanged goes on where it was.
  const stage = nextCheck(document, await approvedOf(tx, document, hash)) ?? 'sign-off'
  await saveDocument(tx, id, { stage, publishAt, changedAt: clock.now() })
  await recordAct(tx, {
    kind: 'document sent for checks',
    subject: `document ${id}`,
    by,
    at: clock.now(),
    change: { stage, content: hash.toString('hex') },
  })
  return { sent: true, stage }
}

export type DecisionRefusal =
  | 'nothing-to-check'
  | 'own-draft'
  | 'reviewer-signs'
  | 'no-reason'
  | 'secrecy-not-confirmed'
  | `column-${WhyNotPublishIn}`

export type DecisionMade = { stage: LockedDocument['stage']; standing: LockedDocument['standing']; late: boolean }

/**
 * Decides the check a document waits for. An approval is bound to the hash of what was read; the last one publishes, or
 * leaves the publication to its hour. `override`: the written reason where the rule that separates persons is set aside.
 */
export async function decideCheck(
  tx: Tx,
  {
    id,
    version,
    decision,
    note,
    secrecyConfirmed = false,
    override = null,
  }: {
    id: number
    version: number
    decision: 'approved' | 'returned'
    note: string | null
    /** the reviewer has looked for State secrets, work secrets, sensitive content and what the data gives away combined */
    secrecyConfirmed?: boolean
    override?: string | null
  },
  by: Actor,
  clock: Clock,
): Promise<DecisionMade | { refused: DecisionRefusal } | { leaks: Leak[] }> {
  const document = await openDocument(tx, id, version)
  const check = checks.find((one) => one === document.stage)
  if (!check) return { refused: 'nothing-to-check' }
  const allowed = mayDoToDocuments[check]
  mustBeAllowed(by, `decide the ${check} of a document`, allowed)
  const files = await filesOf(tx, id)
  const hash = contentHash(document, files)
  const approved = await approvedOf(tx, document, hash)
  const refused = whyNotDecideNow(document, check, approved, by)
  if (refused && !(refused.separable && override?.trim())) return { refused: refused.rule }
  if (decision === 'returned' && !note?.trim()) return { refused: 'no-reason' }
  if (decision === 'approved' && check === 'secrecy-review' && !secrecyConfirmed) {
    return { refused: 'secrecy-not-confirmed' }
  }
  const leaks = decision === 'approved' ? await whatHoldsBack(tx, document, clock) : []
  if (leaks.length > 0) return { leaks }
  const whyNot = decision === 'approved' ? await whyNotAppear(tx, document) : null
  if (whyNot) return { refused: `column-${whyNot}` }
  const now = clock.now()
  const made = { stage: check, decision, contentHash: hash, byId: by.id, forId: actingFor(by, allowed)?.id ?? null }
  await insertCheck(tx, {
    ...made,
    documentId: id,
    note: note?.trim() || null,
    overrideReason: refused ? (override?.trim() ?? null) : null,
    at: now,
  })
  await recordAct(tx, {
    kind: decision === 'approved' ? `document passed ${check}` : 'document returned',
    subject: `document ${id}`,
    by,
    at: now,
    change: {
      content: hash.toString('hex'),
      ...(made.forId ? { for: made.forId } : {}),
      ...(refused ? { override: override?.trim() } : {}),
      ...(note?.trim() ? { note: note.trim() } : {}),
    },
  })
  if (decision === 'returned') {
    await saveDocument(tx, id, { stage: 'draft', publishAt: null, changedAt: now })
    return { stage: 'draft', standing: document.standing, late: false }
  }
  const next = nextCheck(document, [...approved, made])
  if (next) {
    await saveDocument(tx, id, { stage: next, changedAt: now })
    return { stage: next, standing: document.standing, late: false }
  }
  return conclude(tx, document, { files, hash }, by, clock)
}

/** All checks are passed: the document is published, waits for its hour, or is kept with its ground. */
async function conclude(
  tx: Tx,
  document: LockedDocument,
  { files, hash }: { files: readonly FileOfDocument[]; hash: Buffer },
  by: StaffActor,
  clock: Clock,
): Promise<DecisionMade> {
  const now = clock.now()
  if (document.attribute !== 'proactive') {
    await saveDocument(tx, document.id, {
      stage: 'done',
      standing: 'kept',
      reviewOn: reassessOn(document.attribute, clock.today()),
      changedAt: now,
    })
    await recordAct(tx, {
      kind: 'document kept',
      subject: `document ${document.id}`,
      by,
      at: now,
      change: { attribute: document.attribute, ground: document.ground, content: hash.toString('hex') },
    })
    return { stage: 'done', standing: 'kept', late: false }
  }
  if (document.publishAt && document.publishAt > now) {
    await saveDocument(tx, document.id, { stage: 'scheduled', changedAt: now })
    return { stage: 'scheduled', standing: document.standing, late: false }
  }
  const { late } = await publishNow(tx, document, { files, hash }, by, clock)
  return { stage: 'done', standing: 'public', late }
}

/** Takes a document back from its checks, or from its hour, to go on writing. */
export async function takeBack(
  tx: Tx,
  { id, version }: { id: number; version: number },
  by: Actor,
  clock: Clock,
): Promise<{ taken: true } | { refused: 'not-on-its-way' }> {
  mustBeAllowed(by, 'take a document back', mayDoToDocuments.write)
  const document = await openDocument(tx, id, version)
  if (document.stage === 'draft' || document.stage === 'done') return { refused: 'not-on-its-way' }
  await saveDocument(tx, id, { stage: 'draft', publishAt: null, changedAt: clock.now() })
  await recordAct(tx, { kind: 'document taken back', subject: `document ${id}`, by, at: clock.now() })
  return { taken: true }
}

/** What keeps a document from its column. What is public already is corrected wherever it stands. */
export async function whyNotAppear(
  tx: Tx,
  { attribute, publishedAt, columnId }: Pick<LockedDocument, 'attribute' | 'publishedAt' | 'columnId'>,
): Promise<WhyNotPublishIn | null> {
  return attribute === 'proactive' && publishedAt === null ? whyNotPublishIn(tx, columnId) : null
}

function nextCheck(
  { kind, attribute }: Pick<LockedDocument, 'kind' | 'attribute'>,
  approved: readonly CheckMade[],
): Check | null {
  return checksOf(kind, attribute).find((check) => !approved.some(({ stage }) => stage === check)) ?? null
}

/** What keeps this person from deciding this check: their own part in the document, or that of whom they stand in for. */
export function whyNotDecideNow(
  { draftedBy }: Pick<LockedDocument, 'draftedBy'>,
  check: Check,
  approved: readonly CheckMade[],
  by: StaffActor,
) {
  const decided: Decided[] = approved.flatMap(({ stage, byId, forId }) =>
    [byId, forId].flatMap((id) => (id === null ? [] : [{ check: stage, byId: id }])),
  )
  const persons = [by.id, actingFor(by, mayDoToDocuments[check])?.id].filter((id) => id !== undefined)
  const found = persons.map((id) => whyNotDecide(check, id, { draftedById: draftedBy, decided }))
  return found.find((one) => one && !one.separable) ?? found.find((one) => one !== null) ?? null
}
