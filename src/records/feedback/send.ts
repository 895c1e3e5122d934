import { randomBytes } from 'node:crypto'
import { type Hit, scanText } from '../../law/personal-data/scan.ts'
import { workingDaysAfter } from '../../law/working-days/calendar.ts'
import type { Clock } from '../../platform/clock.ts'
import type { Tx } from '../../platform/database/bureau.ts'
import { workingCalendar } from '../calendars/working-calendar.ts'
import { sha256 } from '../journal/entry.ts'
import { recordAct } from '../journal/record.ts'
import { longestWords, type Verdict } from './feedback.ts'
import { insertFeedback, lockFeedbackOf, saveWords } from './store.ts'

/** Reports of errors on government sites are answered within three working days. */
const answerWithin = { workingDays: 3 }
const wordsWithin = { milliseconds: 24 * 3600_000 }

async function dueOn(tx: Tx, clock: Clock) {
  return workingDaysAfter(clock.today(), answerWithin.workingDays, await workingCalendar(tx)).on
}

/**
 * One tap under a page. Gives back the token under which the same visitor may add words. A tap that only counts is no
 * act and leaves no trace in the journal; a report of an error waits for somebody from the first moment.
 */
export async function tapFeedback(
  tx: Tx,
  { address, verdict }: { address: string; verdict: Verdict },
  clock: Clock,
): Promise<{ token: string }> {
  const token = randomBytes(16).toString('base64url')
  const error = verdict === 'error'
  const id = await insertFeedback(tx, {
    address,
    verdict,
    tokenHash: sha256(token),
    madeAt: clock.now(),
    state: error ? 'open' : 'counted',
    dueOn: error ? await dueOn(tx, clock) : null,
  })
  if (error) await noteArrival(tx, id, { address, verdict }, clock)
  return { token }
}

async function noteArrival(tx: Tx, id: number, change: { address: string; verdict: Verdict }, clock: Clock) {
  await recordAct(tx, {
    kind: 'page feedback received',
    subject: `page feedback ${id}`,
    by: { kind: 'system', name: 'portal' },
    at: clock.now(),
    change,
  })
}

export type WordsRefusal = 'no-such-feedback' | 'words-given' | 'too-late' | 'no-words' | 'too-long'

/**
 * The words to a tap. Personal data in them is told first; who sends them all the same has numbers of identity cards and
 * bank cards struck out, for nobody needs those to mend a page.
 */
export async function addFeedbackWords(
  tx: Tx,
  { token, words, warned }: { token: string; words: string; warned: boolean },
  clock: Clock,
): Promise<{ added: true } | { hits: Hit[] } | { refused: WordsRefusal }> {
  const feedback = await lockFeedbackOf(tx, sha256(token))
  if (!feedback) return { refused: 'no-such-feedback' }
  if (feedback.words !== null || feedback.state === 'closed') return { refused: 'words-given' }
  if (clock.now().getTime() - feedback.madeAt.getTime() > wordsWithin.milliseconds) return { refused: 'too-late' }
  const said = words.replaceAll('\r\n', '\n').trim()
  if (said === '') return { refused: 'no-words' }
  if ([...said].length > longestWords) return { refused: 'too-long' }
  const hits = scanText(said)
  if (hits.length > 0 && !warned) return { hits }
  await saveWords(tx, feedback, { words: struck(said, hits), dueOn: await dueOn(tx, clock) })
  if (feedback.state === 'counted') await noteArrival(tx, feedback.id, feedback, clock)
  return { added: true }
}

function struck(text: string, hits: readonly Hit[]): string {
  return hits
    .filter(({ severity }) => severity === 'BLOCK')
    .toReversed()
    .reduce((rest, { start, end, masked }) => rest.slice(0, start) + masked + rest.slice(end), text)
}
