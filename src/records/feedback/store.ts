import type { CalendarDate } from '../../law/calendar-date.ts'
import type { Tx } from '../../platform/database/bureau.ts'
import type { FeedbackState, Verdict } from './feedback.ts'

export async function insertFeedback(
  tx: Tx,
  feedback: {
    address: string
    verdict: Verdict
    tokenHash: Buffer
    madeAt: Date
    state: FeedbackState
    dueOn: CalendarDate | null
  },
): Promise<number> {
  const { id } = await tx.insertInto('pageFeedback').values(feedback).returning('id').executeTakeFirstOrThrow()
  return id
}

export interface LockedFeedback {
  id: number
  address: string
  verdict: Verdict
  words: string | null
  madeAt: Date
  state: FeedbackState
  version: number
}

const locked = (tx: Tx) =>
  tx.selectFrom('pageFeedback').select(['id', 'address', 'verdict', 'words', 'madeAt', 'state', 'version']).forUpdate()

export async function lockFeedback(tx: Tx, id: number): Promise<LockedFeedback | null> {
  return ((await locked(tx).where('id', '=', id).executeTakeFirst()) as LockedFeedback | undefined) ?? null
}

export async function lockFeedbackOf(tx: Tx, tokenHash: Buffer): Promise<LockedFeedback | null> {
  return (
    ((await locked(tx).where('tokenHash', '=', tokenHash).executeTakeFirst()) as LockedFeedback | undefined) ?? null
  )
}

export async function saveWords(
  tx: Tx,
  { id, version }: LockedFeedback,
  change: { words: string; dueOn: CalendarDate },
): Promise<void> {
  await tx
    .updateTable('pageFeedback')
    .set({ ...change, state: 'open', version: version + 1 })
    .where('id', '=', id)
    .execute()
}

export async function saveClosing(
  tx: Tx,
  { id, version }: LockedFeedback,
  closing: { note: string; closedBy: number; closedAt: Date },
): Promise<void> {
  await tx
    .updateTable('pageFeedback')
    .set({ ...closing, state: 'closed', version: version + 1 })
    .where('id', '=', id)
    .execute()
}
