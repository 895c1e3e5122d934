import { randomBytes } from 'node:crypto'
import type { Clock } from '../../platform/clock.ts'
import type { Tx } from '../../platform/database/bureau.ts'
import { sha256 } from '../journal/entry.ts'
import { deleteDraftsBefore, saveDraft } from './store.ts'

const keptDays = 7

/** A new unsent form. The token is in the applicant's link; the database keeps its hash. */
export function freshDraftToken(): string {
  return randomBytes(16).toString('base64url')
}

/** Keeps what was typed so far. A draft is not an act: it leaves no trace in the journal and goes after seven days. */
export async function keepDraft(tx: Tx, token: string, answers: unknown, clock: Clock): Promise<void> {
  await saveDraft(tx, sha256(token), answers, clock.now())
}

export async function forgetOldDrafts(tx: Tx, clock: Clock): Promise<void> {
  await deleteDraftsBefore(tx, new Date(clock.now().getTime() - keptDays * 24 * 3600_000))
}
