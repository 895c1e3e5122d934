import { yearOf } from '../../law/calendar-date.ts'
import type { LetterFinding } from '../../law/requests/letter-checks.ts'
import { letterForms, type ProceduralKind } from '../../law/requests/letters.ts'
import type { Clock } from '../../platform/clock.ts'
import type { Tx } from '../../platform/database/bureau.ts'
import { thisBureau } from '../bureaus/for-public.ts'
import { ChangedMeanwhile } from '../changed-meanwhile.ts'
import { nextOf } from '../counters/next.ts'
import { recordAct } from '../journal/record.ts'
import { stopLeaks } from '../leaks/gate.ts'
import type { Leak } from '../leaks/leak.ts'
import { applicantsOwn, requestCase } from '../requests/for-staff.ts'
import { type Actor, mustBeAllowed, type StaffActor } from '../staff/actor.ts'
import { caseOf, startOf } from './check.ts'
import { lettersOf } from './for-staff.ts'
import { type Letter, mayDoToLetters, stateAfter } from './letter.ts'
import { putSignature, type Signature, type SigningRefusal, stopsIn } from './sign.ts'
import { ownWordsOf } from './start.ts'
import { insertLetter, insertVersion, lastVersion, lockLetter, saveLetter, signingOf } from './store.ts'

export class NoSuchLetter extends Error {}

async function openLetter(
  tx: Tx,
  { id, version }: { id: number; version: number },
  by: Actor,
  act: 'look' | 'write' | 'issue',
): Promise<Letter> {
  mustBeAllowed(by, `${act} a letter`, mayDoToLetters[act])
  const letter = await lockLetter(tx, id)
  if (!letter) throw new NoSuchLetter()
  if (letter.version !== version) throw new ChangedMeanwhile()
  return letter
}

const note = (
  tx: Tx,
  letter: { id: number; requestId: number; kind: string },
  kind: string,
  by: StaffActor,
  clock: Clock,
  change = {},
) =>
  recordAct(tx, {
    kind,
    subject: `request ${letter.requestId}`,
    by,
    at: clock.now(),
    change: { letter: letter.id, form: letter.kind, ...change },
  })

export type BeginRefusal = 'no-such-event' | 'begun-already'

/** Begins a letter that tells an event of a request, from the template in use. */
export async function beginLetter(
  tx: Tx,
  { requestId, kind, eventSeq }: { requestId: number; kind: ProceduralKind; eventSeq: number },
  by: Actor,
  clock: Clock,
): Promise<{ id: number } | { refused: BeginRefusal }> {
  mustBeAllowed(by, 'write a letter', mayDoToLetters.write)
  const found = await requestCase(tx, requestId)
  const event = found?.events.find(({ seq }) => seq === eventSeq)?.event
  if (!found || !event || !letterForms[kind].tells.includes(event.kind)) return { refused: 'no-such-event' }
  const begun = await lettersOf(tx, requestId)
  if (begun.some((letter) => letter.kind === kind && letter.eventSeq === eventSeq)) return { refused: 'begun-already' }
  const { text, templateNo } = await startOf(tx, { kind, found, eventSeq }, clock.today())
  const letter = { requestId, kind, isReply: false, eventSeq, state: 'drafting' as const, draftedBy: by.id }
  const id = await insertLetter(tx, letter)
  const written = { no: 1, kind, body: text, ownWords: '', templateNo, writtenBy: by.id, writtenAt: clock.now() }
  await insertVersion(tx, id, written)
  await note(tx, { id, ...letter }, 'letter begun', by, clock, { templateNo })
  return { id }
}

export type WriteRefusal = 'not-a-draft' | 'empty-letter' | 'a-reply'

/** Keeps a new version of a letter; the earlier ones stay. The one who wrote last does not sign it. */
export async function writeLetter(
  tx: Tx,
  { id, version, text }: { id: number; version: number; text: string },
  by: Actor,
  clock: Clock,
): Promise<{ no: number } | { refused: WriteRefusal }> {
  const letter = await openLetter(tx, { id, version }, by, 'write')
  mustBeAllowed(by, 'write a letter', mayDoToLetters.write)
  if (letter.isReply) return { refused: 'a-reply' }
  if (letter.state !== 'drafting') return { refused: 'not-a-draft' }
  if (text.trim() === '') return { refused: 'empty-letter' }
  const last = await lastVersion(tx, id)
  if (last?.body === text.trim()) return { no: last.no }
  const found = await caseOf(tx, letter.requestId)
  const start = await startOf(tx, { kind: letter.kind, found, eventSeq: letter.eventSeq }, clock.today())
  const no = (last?.no ?? 0) + 1
  await insertVersion(tx, id, {
    no,
    kind: letter.kind,
    body: text.trim(),
    ownWords: ownWordsOf(text, start.text),
    templateNo: last?.templateNo ?? start.templateNo,
    writtenBy: by.id,
    writtenAt: clock.now(),
  })
  await saveLetter(tx, id, { draftedBy: by.id, likenessConfirmedBy: null })
  await note(tx, letter, 'letter written', by, clock, { no })
  return { no }
}

/** Sends a letter to its signatures. */
export async function sendLetter(
  tx: Tx,
  { id, version }: { id: number; version: number },
  by: Actor,
  clock: Clock,
): Promise<{ state: Letter['state'] } | { refused: 'not-a-draft' | 'a-reply' } | { findings: LetterFinding[] }> {
  const letter = await openLetter(tx, { id, version }, by, 'write')
  mustBeAllowed(by, 'write a letter', mayDoToLetters.write)
  if (letter.isReply) return { refused: 'a-reply' }
  if (letter.state !== 'drafting') return { refused: 'not-a-draft' }
  const findings = await stopsIn(tx, letter, { likenessConfirmed: false }, clock.today())
  if (findings.length > 0) return { findings }
  const state = stateAfter(null, letter, await signingOf(tx))
  await saveLetter(tx, id, { state })
  await note(tx, letter, 'letter sent for signature', by, clock)
  return { state }
}

/** A signature under a letter on the way. The reply is signed through its request (requests/reply.ts). */
export async function signLetter(
  tx: Tx,
  { id, version, ...signature }: { id: number; version: number } & Signature,
  by: Actor,
  clock: Clock,
): Promise<{ state: Letter['state'] } | { refused: SigningRefusal } | { findings: LetterFinding[] }> {
  const letter = await openLetter(tx, { id, version }, by, 'look')
  mustBeAllowed(by, 'look at a letter', mayDoToLetters.look)
  if (letter.isReply) return { refused: 'nothing-to-sign' }
  const put = await putSignature(tx, letter, signature, by, clock)
  if (!('step' in put)) return put
  await note(tx, letter, signature.decision === 'signed' ? `letter signed: ${put.step}` : 'letter returned', by, clock)
  return { state: put.state }
}

/** The signed letter gets its number and its day; from then on it does not change. */
export async function issueLetter(
  tx: Tx,
  { id, version }: { id: number; version: number },
  by: Actor,
  clock: Clock,
): Promise<{ number: string } | { refused: 'not-signed' } | { findings: LetterFinding[] } | { leaks: Leak[] }> {
  const letter = await openLetter(tx, { id, version }, by, 'issue')
  mustBeAllowed(by, 'issue a letter', mayDoToLetters.issue)
  if (letter.isReply || letter.state !== 'signed') return { refused: 'not-signed' }
  const findings = await stopsIn(tx, letter, { likenessConfirmed: false }, clock.today())
  if (findings.length > 0) return { findings }
  const last = await lastVersion(tx, id)
  const found = await caseOf(tx, letter.requestId)
  const form = letterForms[letter.kind]
  const leaks = await stopLeaks(
    tx,
    {
      subject: `request ${letter.requestId}`,
      title: `${form.name} ${found.number}`,
      draftedBy: letter.draftedBy,
      texts: [{ place: form.name, text: last?.body ?? '' }],
      allowed: form.to === 'applicant' ? await applicantsOwn(tx, letter.requestId) : [],
    },
    clock,
  )
  if (leaks.length > 0) return { leaks }
  const { shortName } = await thisBureau(tx)
  const today = clock.today()
  const year = yearOf(today)
  const number = `${shortName}公开${form.mark}〔${year}〕${await nextOf(tx, `letter ${form.mark} ${year}`)}号`
  await saveLetter(tx, id, { state: 'issued', number, issuedOn: today })
  await note(tx, letter, 'letter issued', by, clock, { number })
  return { number }
}
