import type { CalendarDate } from '../../law/calendar-date.ts'
import type { LetterFinding } from '../../law/requests/letter-checks.ts'
import type { Clock } from '../../platform/clock.ts'
import type { Tx } from '../../platform/database/bureau.ts'
import { mustBeAllowed, type StaffActor } from '../staff/actor.ts'
import { caseOf, findingsOf } from './check.ts'
import { type Letter, mayDoToLetters, type SigningStep, stateAfter } from './letter.ts'
import { insertSignature, lastVersion, saveLetter, signaturesUnder, signingOf } from './store.ts'

export type SigningRefusal = 'nothing-to-sign' | 'own-letter' | 'signed-already' | 'no-reason'

export interface Signature {
  decision: 'signed' | 'returned'
  note: string | null
  /** the signer looked at the other reply this one is like, and says that it is right */
  likenessConfirmed: boolean
}

export function stepOf(letter: Pick<Letter, 'state'>): SigningStep | null {
  return letter.state === 'section' || letter.state === 'legal' || letter.state === 'office' ? letter.state : null
}

/** One signature under a letter of a locked request, or its return. Nobody signs their own letter, or one twice. */
export async function putSignature(
  tx: Tx,
  letter: Letter,
  { decision, note, likenessConfirmed }: Signature,
  by: StaffActor,
  clock: Clock,
): Promise<
  { step: SigningStep; state: Letter['state'] } | { refused: SigningRefusal } | { findings: LetterFinding[] }
> {
  const step = stepOf(letter)
  if (!step) return { refused: 'nothing-to-sign' }
  mustBeAllowed(by, `${step} signature`, mayDoToLetters[step])
  if (letter.draftedBy === by.id) return { refused: 'own-letter' }
  const last = await lastVersion(tx, letter.id)
  if (!last) throw new Error(`letter ${letter.id} has no text`)
  const before = await signaturesUnder(tx, letter.id)
  const mine = before.some((one) => one.versionNo === last.no && one.decision === 'signed' && one.byId === by.id)
  if (mine && decision === 'signed') return { refused: 'signed-already' }
  if (decision === 'returned' && !note?.trim()) return { refused: 'no-reason' }
  if (decision === 'signed') {
    const findings = await stopsIn(tx, letter, { likenessConfirmed }, clock.today())
    if (findings.length > 0) return { findings }
  }
  await insertSignature(tx, letter.id, {
    seq: before.length + 1,
    versionNo: last.no,
    step,
    decision,
    note: note?.trim() || null,
    byId: by.id,
    at: clock.now(),
  })
  const state = decision === 'signed' ? stateAfter(step, letter, await signingOf(tx)) : 'drafting'
  await saveLetter(tx, letter.id, { state, ...(likenessConfirmed ? { likenessConfirmedBy: by.id } : {}) })
  return { step, state }
}

/** What keeps the last text of a letter from being signed today. */
export async function stopsIn(
  tx: Tx,
  letter: Letter,
  { likenessConfirmed }: { likenessConfirmed: boolean },
  today: CalendarDate,
): Promise<LetterFinding[]> {
  const last = await lastVersion(tx, letter.id)
  if (!last) throw new Error(`letter ${letter.id} has no text`)
  const findings = await findingsOf(
    tx,
    {
      kind: letter.kind,
      text: last.body,
      found: await caseOf(tx, letter.requestId),
      eventSeq: letter.eventSeq,
      likenessConfirmed: likenessConfirmed || letter.likenessConfirmedBy !== null,
    },
    today,
  )
  return findings.filter(({ weight }) => weight === 'stop')
}
