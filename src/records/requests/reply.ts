import { yearOf } from '../../law/calendar-date.ts'
import type { OutcomeCode } from '../../law/requests/outcome.ts'
import type { Clock } from '../../platform/clock.ts'
import type { Tx } from '../../platform/database/bureau.ts'
import { thisBureau } from '../bureaus/for-public.ts'
import { nextOf } from '../counters/next.ts'
import { sealed } from '../journal/entry.ts'
import type { Actor } from '../staff/actor.ts'
import { advance, openRequest } from './advance.ts'
import { replyOf, saveReplyDecision, saveReplyDraft, saveReplyNumber } from './store.ts'

/** Outcomes that close a request without a reply letter: the applicant fell silent, did not pay, or withdrew. */
export const closedWithoutLetter: readonly OutcomeCode[] = ['other-1', 'other-2', 'other-3']

export type DraftRefusal = 'not-in-handling' | 'empty-letter' | 'not-a-reply'

/** Writes the reply to one outcome and sends it to the approving leader. */
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
  if (closedWithoutLetter.includes(outcome)) return { refused: 'not-a-reply' }
  if (by.kind !== 'staff') throw new Error('only staff draft replies')
  await saveReplyDraft(tx, id, { outcome, letter: letter.trim(), draftedBy: by.id, draftedAt: clock.now() })
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

export type DecisionRefusal = 'nothing-to-decide' | 'own-draft' | 'no-reason'

/** A second person approves the reply or sends it back with a reason. */
export async function decideReply(
  tx: Tx,
  {
    id,
    version,
    decision,
    note,
  }: { id: number; version: number; decision: 'approved' | 'returned'; note: string | null },
  by: Actor,
  clock: Clock,
): Promise<{ decided: true } | { refused: DecisionRefusal }> {
  const opened = await openRequest(tx, { id, version, act: 'decide-reply' }, by)
  const reply = await replyOf(tx, id)
  if (opened.request.state !== 'reply-in-review' || !reply) return { refused: 'nothing-to-decide' }
  if (by.kind !== 'staff' || reply.draftedBy === by.id) return { refused: 'own-draft' }
  if (decision === 'returned' && !note?.trim()) return { refused: 'no-reason' }
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
  { id, version, how }: { id: number; version: number; how: string },
  by: Actor,
  clock: Clock,
): Promise<{ number: string } | { refused: 'not-approved' | 'no-way-named' }> {
  const opened = await openRequest(tx, { id, version, act: 'deliver' }, by)
  const reply = await replyOf(tx, id)
  if (opened.request.state !== 'reply-approved' || !reply) return { refused: 'not-approved' }
  if (how.trim() === '') return { refused: 'no-way-named' }
  const today = clock.today()
  const { shortName } = await thisBureau(tx)
  const year = yearOf(today)
  const number = `${shortName}公开〔${year}〕${await nextOf(tx, `reply ${year}`)}号`
  await saveReplyNumber(tx, id, number, reply.letter)
  await advance(
    tx,
    opened,
    {
      kind: 'reply delivered',
      state: 'closed',
      event: { kind: 'replied', on: today },
      note: how.trim(),
      also: { outcome: reply.outcome, concludedOn: today, deliveredHow: how.trim() },
    },
    by,
    clock,
  )
  return { number }
}
