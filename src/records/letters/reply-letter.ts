import type { CalendarDate } from '../../law/calendar-date.ts'
import type { LetterFinding } from '../../law/requests/letter-checks.ts'
import type { ReplyKind } from '../../law/requests/letters.ts'
import type { Clock } from '../../platform/clock.ts'
import type { Tx } from '../../platform/database/bureau.ts'
import type { StaffActor } from '../staff/actor.ts'
import { caseOf, startOf } from './check.ts'
import { type Letter, stateAfter } from './letter.ts'
import { putSignature, type Signature, stopsIn } from './sign.ts'
import { ownWordsOf } from './start.ts'
import {
  insertLetter,
  insertSignature,
  insertVersion,
  lastVersion,
  lockReplyLetter,
  saveLetter,
  signaturesUnder,
  signingOf,
} from './store.ts'

/** Keeps the reply as a letter with versions and sends it on its way through the signatures. A text sent again is signed anew. */
export async function writeReplyLetter(
  tx: Tx,
  { requestId, kind, text }: { requestId: number; kind: ReplyKind; text: string },
  by: StaffActor,
  clock: Clock,
): Promise<void> {
  const start = await startOf(tx, { kind, found: await caseOf(tx, requestId), eventSeq: null }, clock.today())
  const state = stateAfter(null, { isReply: true }, await signingOf(tx))
  const written = await lockReplyLetter(tx, requestId)
  const letterId =
    written?.id ?? (await insertLetter(tx, { requestId, kind, isReply: true, eventSeq: null, state, draftedBy: by.id }))
  if (written) await saveLetter(tx, letterId, { kind, state, draftedBy: by.id, likenessConfirmedBy: null })
  const no = ((await lastVersion(tx, letterId))?.no ?? 0) + 1
  await insertVersion(tx, letterId, {
    no,
    kind,
    body: text,
    ownWords: ownWordsOf(text, start.text),
    templateNo: start.templateNo,
    writtenBy: by.id,
    writtenAt: clock.now(),
  })
}

async function replyLetter(tx: Tx, requestId: number): Promise<Letter> {
  const letter = await lockReplyLetter(tx, requestId)
  if (!letter) throw new Error(`request ${requestId} has no letter of reply`)
  return letter
}

/** The signature of the section, of the legal reviewer or of the office under a reply. */
export async function signReplyLetter(tx: Tx, requestId: number, signature: Signature, by: StaffActor, clock: Clock) {
  return putSignature(tx, await replyLetter(tx, requestId), signature, by, clock)
}

/** What keeps the leader from approving: signatures that are missing, or what the letter lacks. */
export async function whyNotApproved(
  tx: Tx,
  requestId: number,
  { likenessConfirmed }: { likenessConfirmed: boolean },
  today: CalendarDate,
): Promise<null | 'signatures-missing' | LetterFinding[]> {
  const letter = await replyLetter(tx, requestId)
  if (letter.state !== 'signed') return 'signatures-missing'
  const stops = await stopsIn(tx, letter, { likenessConfirmed }, today)
  return stops.length > 0 ? stops : null
}

export async function leaderDecided(
  tx: Tx,
  requestId: number,
  { decision, note, likenessConfirmed }: Signature,
  by: StaffActor,
  clock: Clock,
): Promise<void> {
  const letter = await replyLetter(tx, requestId)
  const last = await lastVersion(tx, letter.id)
  const before = await signaturesUnder(tx, letter.id)
  await insertSignature(tx, letter.id, {
    seq: before.length + 1,
    versionNo: last?.no ?? 1,
    step: 'leader',
    decision,
    note: note?.trim() || null,
    byId: by.id,
    at: clock.now(),
  })
  await saveLetter(tx, letter.id, {
    state: decision === 'signed' ? 'signed' : 'drafting',
    ...(likenessConfirmed ? { likenessConfirmedBy: by.id } : {}),
  })
}

export async function issueReplyLetter(tx: Tx, requestId: number, number: string, on: CalendarDate): Promise<void> {
  const letter = await replyLetter(tx, requestId)
  await saveLetter(tx, letter.id, { state: 'issued', number, issuedOn: on })
}
