import type { WordKind } from '../../law/wording/lexicon.ts'
import { ownWords } from '../../law/wording/own-words.ts'
import type { Clock } from '../../platform/clock.ts'
import type { Tx } from '../../platform/database/bureau.ts'
import { recordAct } from '../journal/record.ts'
import { type Actor, mustBeAllowed } from '../staff/actor.ts'
import { openGate } from './gate.ts'
import { mayDoAboutLeaks } from './permissions.ts'
import { lockWord, saveLeastGroup, saveRetirement, saveWord } from './store.ts'

export class NoSuchWord extends Error {}

export type WordRefusal = 'too-short' | 'no-suggestion' | 'same-as-suggestion' | 'listed-already'

/** Adds a word every text is read for from now on. A misprint needs what to write instead. */
export async function addWord(
  tx: Tx,
  { kind, word, suggestion }: { kind: WordKind; word: string; suggestion: string | null },
  by: Actor,
  clock: Clock,
): Promise<{ id: number } | { refused: WordRefusal }> {
  mustBeAllowed(by, 'change the lexicon', mayDoAboutLeaks['change-lexicon'])
  const written = word.normalize('NFC').trim()
  const instead = suggestion?.normalize('NFC').trim() || null
  if ([...written].length < 2) return { refused: 'too-short' }
  if (kind === 'misprint' && !instead) return { refused: 'no-suggestion' }
  if (written === instead) return { refused: 'same-as-suggestion' }
  if (ownWords.some((own) => own.kind === kind && own.word === written)) return { refused: 'listed-already' }
  const id = await saveWord(tx, { kind, word: written, suggestion: instead, addedBy: by.id, addedAt: clock.now() })
  if (id === null) return { refused: 'listed-already' }
  await recordAct(tx, {
    kind: 'lexicon word added',
    subject: `lexicon word ${id}`,
    by,
    at: clock.now(),
    change: { kind, word: written, suggestion: instead },
  })
  return { id }
}

export async function retireWord(
  tx: Tx,
  { id }: { id: number },
  by: Actor,
  clock: Clock,
): Promise<{ retired: true } | { refused: 'retired-already' }> {
  mustBeAllowed(by, 'change the lexicon', mayDoAboutLeaks['change-lexicon'])
  const word = await lockWord(tx, id)
  if (!word) throw new NoSuchWord()
  if (!word.active) return { refused: 'retired-already' }
  await saveRetirement(tx, id, clock.now())
  await recordAct(tx, {
    kind: 'lexicon word retired',
    subject: `lexicon word ${id}`,
    by,
    at: clock.now(),
    change: { kind: word.kind, word: word.word },
  })
  return { retired: true }
}

/** From how many rows on a combination in a table is nobody's in particular. */
export async function setLeastGroup(
  tx: Tx,
  { leastGroup }: { leastGroup: number },
  by: Actor,
  clock: Clock,
): Promise<{ set: true } | { refused: 'out-of-range' }> {
  mustBeAllowed(by, 'change the lexicon', mayDoAboutLeaks['change-lexicon'])
  if (!Number.isInteger(leastGroup) || leastGroup < 2 || leastGroup > 100) return { refused: 'out-of-range' }
  const before = (await openGate(tx)).leastGroup
  await saveLeastGroup(tx, leastGroup)
  await recordAct(tx, {
    kind: 'least group set',
    subject: `bureau ${tx.bureauId}`,
    by,
    at: clock.now(),
    change: { leastGroup: { from: before, to: leastGroup } },
  })
  return { set: true }
}
