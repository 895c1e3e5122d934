import { retroSignHours } from '../../law/publicity/checks.ts'
import type { Clock } from '../../platform/clock.ts'
import type { Tx } from '../../platform/database/bureau.ts'
import type { WhyNotPublishIn } from '../columns/publish-in.ts'
import { recordAct } from '../journal/record.ts'
import type { Leak } from '../leaks/leak.ts'
import { type Actor, mustBeAllowed } from '../staff/actor.ts'
import { staffWith } from '../staff/for-staff.ts'
import { whyNotAppear } from './check.ts'
import { contentHash } from './document.ts'
import { whatHoldsBack } from './leaks.ts'
import { mayDoToDocuments } from './permissions.ts'
import { publishNow } from './publish.ts'
import { filesOf, hashOfVersion, insertCheck, saveDocument } from './store.ts'
import { openDocument } from './write.ts'

/**
 * Publishes at once what cannot wait for its checks, on the word of one leader by telephone, who signs within
 * {@link retroSignHours} hours. The secrecy of it is confirmed by whoever publishes; the leak gate holds as always.
 */
export async function publishInEmergency(
  tx: Tx,
  {
    id,
    version,
    reason,
    leaderId,
    secrecyConfirmed,
  }: { id: number; version: number; reason: string; leaderId: number; secrecyConfirmed: boolean },
  by: Actor,
  clock: Clock,
): Promise<
  | { signBy: Date }
  | { refused: 'already-done' | 'not-proactive' | 'no-reason' | 'no-such-leader' | 'secrecy-not-confirmed' }
  | { refused: `column-${WhyNotPublishIn}` }
  | { leaks: Leak[] }
> {
  mustBeAllowed(by, 'publish in an emergency', mayDoToDocuments.publishInEmergency)
  const document = await openDocument(tx, id, version)
  if (document.stage === 'done') return { refused: 'already-done' }
  if (document.attribute !== 'proactive') return { refused: 'not-proactive' }
  if (reason.trim() === '') return { refused: 'no-reason' }
  const leaders = await staffWith(tx, mayDoToDocuments['sign-off'])
  if (leaderId === by.id || !leaders.some(({ id }) => id === leaderId)) return { refused: 'no-such-leader' }
  if (!secrecyConfirmed) return { refused: 'secrecy-not-confirmed' }
  const whyNot = await whyNotAppear(tx, document)
  if (whyNot) return { refused: `column-${whyNot}` }
  const files = await filesOf(tx, id)
  const leaks = await whatHoldsBack(tx, document, clock)
  if (leaks.length > 0) return { leaks }
  const signBy = new Date(clock.now().getTime() + retroSignHours * 3_600_000)
  await saveDocument(tx, id, {
    emergencyReason: reason.trim(),
    retroSignBy: leaderId,
    retroSignDueAt: signBy,
    changedAt: clock.now(),
  })
  await recordAct(tx, {
    kind: 'emergency publication ordered',
    subject: `document ${id}`,
    by,
    at: clock.now(),
    change: { reason: reason.trim(), leader: leaderId, signBy: signBy.toISOString() },
  })
  await publishNow(tx, document, { files, hash: contentHash(document, files) }, by, clock)
  return { signBy }
}

/** The leader named signs what went out on their word. Who does not stand by it withdraws the document instead. */
export async function signAfterwards(
  tx: Tx,
  { id, version, note }: { id: number; version: number; note: string | null },
  by: Actor,
  clock: Clock,
): Promise<{ signed: true } | { refused: 'nothing-to-sign' | 'another-leader' }> {
  mustBeAllowed(by, 'sign a document', mayDoToDocuments['sign-off'])
  const document = await openDocument(tx, id, version)
  if (document.retroSignBy === null || document.retroSignedAt) return { refused: 'nothing-to-sign' }
  if (document.retroSignBy !== by.id) return { refused: 'another-leader' }
  const hash = document.publicNo === null ? null : await hashOfVersion(tx, id, document.publicNo)
  if (!hash) return { refused: 'nothing-to-sign' }
  await insertCheck(tx, {
    documentId: id,
    stage: 'sign-off',
    decision: 'approved',
    note: note?.trim() || '补签',
    contentHash: hash,
    byId: by.id,
    forId: null,
    overrideReason: null,
    at: clock.now(),
  })
  await saveDocument(tx, id, { retroSignedAt: clock.now(), changedAt: clock.now() })
  await recordAct(tx, {
    kind: 'document signed afterwards',
    subject: `document ${id}`,
    by,
    at: clock.now(),
    change: { content: hash.toString('hex') },
  })
  return { signed: true }
}
