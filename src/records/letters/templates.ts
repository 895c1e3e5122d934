import { type LetterKind, letterForms, problemsOfTemplate } from '../../law/requests/letters.ts'
import type { Clock } from '../../platform/clock.ts'
import type { Tx } from '../../platform/database/bureau.ts'
import { ChangedMeanwhile } from '../changed-meanwhile.ts'
import { recordAct } from '../journal/record.ts'
import { type Actor, mustBeAllowed } from '../staff/actor.ts'
import { templateNow } from './for-staff.ts'
import { mayDoToLetters, type Signing } from './letter.ts'
import { insertTemplate, saveSigning, signingOf } from './store.ts'

export { signingOf }

export type TemplateProblems = { unknown: string[]; missing: string[]; noNote: boolean; tooShort: boolean }

/** A new version of the bureau's text of a letter; letters begun before keep theirs. `no` is the version that was read. */
export async function changeTemplate(
  tx: Tx,
  { kind, no, body, note }: { kind: LetterKind; no: number; body: string; note: string },
  by: Actor,
  clock: Clock,
): Promise<{ no: number } | { refused: 'nothing-changed' } | { problems: TemplateProblems }> {
  mustBeAllowed(by, 'change a template', mayDoToLetters['keep-templates'])
  const now = await templateNow(tx, kind)
  if (now.no !== no) throw new ChangedMeanwhile()
  const text = body.trim()
  const wrong = problemsOfTemplate(kind, text)
  const noNote = note.trim().length < 2
  if (wrong.unknown.length > 0 || wrong.missing.length > 0 || noNote || text.length < 20) {
    return { problems: { ...wrong, noNote, tooShort: text.length < 20 } }
  }
  if (text === now.body) return { refused: 'nothing-changed' }
  await insertTemplate(tx, {
    kind,
    no: no + 1,
    body: text,
    note: note.trim(),
    writtenBy: by.id,
    writtenAt: clock.now(),
  })
  await recordAct(tx, {
    kind: 'letter template changed',
    subject: `letter template ${kind}`,
    by,
    at: clock.now(),
    change: { name: letterForms[kind].name, no: no + 1, note: note.trim() },
  })
  return { no: no + 1 }
}

/** Who signs from now on. Letters already on their way go on as they were sent. */
export async function sayWhoSigns(tx: Tx, signing: Signing, by: Actor, clock: Clock): Promise<void> {
  mustBeAllowed(by, 'say who signs letters', mayDoToLetters['say-who-signs'])
  const before = await signingOf(tx)
  await saveSigning(tx, signing)
  await recordAct(tx, {
    kind: 'signatures of letters settled',
    subject: 'letters',
    by,
    at: clock.now(),
    change: { from: before, to: signing },
  })
}
