import { createHash, randomBytes } from 'node:crypto'
import { addDays, type CalendarDate } from '../../law/calendar-date.ts'
import { scanText } from '../../law/personal-data/scan.ts'
import { type Clock, dayInChina } from '../../platform/clock.ts'
import type { Tx } from '../../platform/database/bureau.ts'
import { normalised } from './segment.ts'
import { deleteSearchesBefore, insertSearch, refreshHotWords, saltOf } from './store.ts'

const keptDays = 180
const longest = 60
/** A word is told to others only once so many people looked for it in one week. */
const leastAskers = 5
const mostHotWords = 8

/** A query as it may be kept: personal data of any kind goes, one form stays. */
export function scrubbed(query: string): string {
  let [text, from] = ['', 0]
  for (const { start, end, label } of scanText(query)) {
    text += `${query.slice(from, start)}［${label}］`
    from = end
  }
  return [
    ...normalised(text + query.slice(from))
      .replace(/\s+/g, ' ')
      .trim(),
  ]
    .slice(0, longest)
    .join('')
}

function mondayOf(day: CalendarDate): CalendarDate {
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay()
  return addDays(day, -((weekday + 6) % 7))
}

/** Notes what was looked for and how much was found. The visitor's address goes into a hash that nobody can undo later. */
export async function noteSearch(
  tx: Tx,
  { query, hits, visitor }: { query: string; hits: number; visitor: string },
  clock: Clock,
): Promise<void> {
  const kept = scrubbed(query)
  if (kept === '') return
  const salt = await saltOf(tx, mondayOf(clock.today()), randomBytes(16))
  const asker = createHash('sha256').update(salt).update(visitor).digest().subarray(0, 8)
  await insertSearch(tx, { query: kept, hits, asker, at: clock.now() })
}

export async function countHotWords(tx: Tx, clock: Clock): Promise<void> {
  await refreshHotWords(tx, new Date(clock.now().getTime() - 14 * 86_400_000), leastAskers, mostHotWords)
}

/** Old queries go, and the salts of past weeks with them. */
export async function forgetOldSearches(tx: Tx, clock: Clock): Promise<void> {
  const monday = mondayOf(dayInChina(clock.now()))
  await deleteSearchesBefore(tx, new Date(clock.now().getTime() - keptDays * 86_400_000), monday)
}
