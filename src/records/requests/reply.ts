import { yearOf } from '../../law/calendar-date.ts'
import type { LetterFinding } from '../../law/requests/letter-checks.ts'
import { isReplyKind } from '../../law/requests/letters.ts'
import type { OutcomeCode } from '../../law/requests/outcome.ts'
import type { Clock } from '../../platform/clock.ts'
import type { Tx } from '../../platform/database/bureau.ts'
import { thisBureau } from '../bureaus/for-public.ts'
import { nextOf } from '../counters/next.ts'
import { sealed } from '../journal/entry.ts'
import { stopLeaks } from '../leaks/gate.ts'
import type { Leak } from '../leaks/leak.ts'
import {
  issueReplyLetter,
  leaderDecided,
  signReplyLetter,
  whyNotApproved,
  writeReplyLetter,
} from '../letters/reply-letter.ts'
import type { Signature, SigningRefusal } from '../letters/sign.ts'
import type { Actor } from '../staff/actor.ts'
import { advance, openRequest } from './advance.ts'
import { applicantsOwn } from './for-staff.ts'
import type { DeliveryWay, Request } from './request.ts'
import {
  deliveriesOf,
  insertDelivery,
  type ReplyRow,
  replyOf,
  saveReplyDecision,
  saveReplyDraft,
  saveReplyNumber,
} from './store.ts'

export type DraftRefusal = 'not-in-handling' | 'empty-letter' | 'not-a-reply'

/** Writes the reply to one outcome and sends it to those who sign it, the approving leader last. */
export async function draftReply(
  tx: Tx,
  { id, version, outcome, letter }: { id: number; version: number; outcome: OutcomeCode; letter: string },
  by: Actor,
  clock: Clock,
): Promise<{ sent: true } | { refused: DraftRefusal }> {
  const opened = await openRequest(tx, { id, version, act: 'draft-reply' }, by)
  if (!['in-handling', 'consulting', 'reply-in-review'].includes(opened.request.state)) {
    return { refused: 'not-in-handling' }
  }
  if (letter.trim() === '') return { refused: 'empty-letter' }
  if (!isReplyKind(outcome)) return { refused: 'not-a-reply' }
  if (by.kind !== 'staff') throw new Error('only staff draft replies')
  await saveReplyDraft(tx, id, { outcome, letter: letter.trim(), draftedBy: by.id, draftedAt: clock.now() })
  await writeReplyLetter(tx, { requestId: id, kind: outcome, text: letter.trim() }, by, clock)
  await advance(
    tx,
    opened,
    {
      kind: 'reply sent for approval',
      state: 'reply-in-review',
      told: { outcome, letter: sealed(opened.request.salt, letter.trim()) },
    },
    by,
    clock,
  )
  return { sent: true }
}

/** What of other people keeps the letter from going out. What is the applicant's own may stand in it. */
async function leaksInLetter(tx: Tx, request: Request, reply: ReplyRow, clock: Clock): Promise<Leak[]> {
  return stopLeaks(
    tx,
    {
      subject: `request ${request.id}`,
      title: `答复书 ${request.number}`,
      draftedBy: reply.draftedBy,
      texts: [{ place: '答复书', text: reply.letter }],
      allowed: await applicantsOwn(tx, request.id),
    },
    clock,
  )
}

/** The section, the legal reviewer or the office signs the reply, as the bureau settled it, or sends it back with a reason. */
export async function signReply(
  tx: Tx,
  { id, version, ...signature }: { id: number; version: number } & Signature,
  by: Actor,
  clock: Clock,
): Promise<{ signed: true } | { refused: SigningRefusal } | { findings: LetterFinding[] }> {
  const opened = await openRequest(tx, { id, version, act: 'sign-reply' }, by)
  if (opened.request.state !== 'reply-in-review' || by.kind !== 'staff') return { refused: 'nothing-to-sign' }
  const put = await signReplyLetter(tx, id, signature, by, clock)
  if (!('step' in put)) return put
  const returned = signature.decision === 'returned'
  await advance(
    tx,
    opened,
    {
      kind: returned ? 'reply returned' : `reply signed: ${put.step}`,
      ...(returned ? { state: 'in-handling' as const } : {}),
      note: signature.note?.trim() || null,
    },
    by,
    clock,
  )
  return { signed: true }
}

export type DecisionRefusal = 'nothing-to-decide' | 'own-draft' | 'no-reason' | 'signatures-missing'

/** A second person approves the reply or sends it back with a reason. */
export async function decideReply(
  tx: Tx,
  {
    id,
    version,
    decision,
    note,
    likenessConfirmed = false,
  }: {
    id: number
    version: number
    decision: 'approved' | 'returned'
    note: string | null
    likenessConfirmed?: boolean
  },
  by: Actor,
  clock: Clock,
): Promise<{ decided: true } | { refused: DecisionRefusal } | { leaks: Leak[] } | { findings: LetterFinding[] }> {
  const opened = await openRequest(tx, { id, version, act: 'decide-reply' }, by)
  const reply = await replyOf(tx, id)
  if (opened.request.state !== 'reply-in-review' || !reply) return { refused: 'nothing-to-decide' }
  if (by.kind !== 'staff' || reply.draftedBy === by.id) return { refused: 'own-draft' }
  if (decision === 'returned' && !note?.trim()) return { refused: 'no-reason' }
  if (decision === 'approved') {
    const why = await whyNotApproved(tx, id, { likenessConfirmed }, clock.today())
    if (why === 'signatures-missing') return { refused: why }
    if (why) return { findings: why }
    const leaks = await leaksInLetter(tx, opened.request, reply, clock)
    if (leaks.length > 0) return { leaks }
  }
  const signature = { decision: decision === 'approved' ? 'signed' : 'returned', note, likenessConfirmed } as const
  await leaderDecided(tx, id, signature, by, clock)
  await saveReplyDecision(tx, id, { decidedBy: by.id, decidedAt: clock.now(), decision, decisionNote: note })
  await advance(
    tx,
    opened,
    {
      kind: decision === 'approved' ? 'reply approved' : 'reply returned',
      state: decision === 'approved' ? 'reply-approved' : 'in-handling',
      note,
    },
    by,
    clock,
  )
  return { decided: true }
}

/** The approved reply gets its number and goes out. The day it goes out is the day of reply (R2-7). */
export async function deliverReply(
  tx: Tx,
  {
    id,
    version,
    how,
    way = 'email',
    reference = '',
  }: { id: number; version: number; how: string; way?: DeliveryWay; reference?: string },
  by: Actor,
  clock: Clock,
): Promise<{ number: string } | { refused: 'not-approved' | 'no-way-named' } | { leaks: Leak[] }> {
  const opened = await openRequest(tx, { id, version, act: 'deliver' }, by)
  const reply = await replyOf(tx, id)
  if (opened.request.state !== 'reply-approved' || !reply) return { refused: 'not-approved' }
  if (how.trim() === '') return { refused: 'no-way-named' }
  const leaks = await leaksInLetter(tx, opened.request, reply, clock)
  if (leaks.length > 0) return { leaks }
  const today = clock.today()
  const { shortName } = await thisBureau(tx)
  const year = yearOf(today)
  const number = `${shortName}公开〔${year}〕${await nextOf(tx, `reply ${year}`)}号`
  await saveReplyNumber(tx, id, number, reply.letter)
  await issueReplyLetter(tx, id, number, today)
  const no = ((await deliveriesOf(tx, id)).at(-1)?.no ?? 0) + 1
  await insertDelivery(tx, id, { no, way, reference: reference.trim() || null, sentOn: today })
  // A reply given anew is not counted a second time: table 3 keeps the first (law.md 4.3).
  const counted = opened.request.outcome === null ? { outcome: reply.outcome, concludedOn: today } : {}
  await advance(
    tx,
    opened,
    {
      kind: 'reply delivered',
      state: 'closed',
      event: { kind: 'replied', on: today },
      note: how.trim(),
      told: { outcome: reply.outcome, delivery: no, way },
      also: { ...counted, deliveredHow: how.trim() },
    },
    by,
    clock,
  )
  return { number }
}
