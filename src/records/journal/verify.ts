import type { Tx } from '../../platform/database/bureau.ts'
import { firstLink, nextLink } from './entry.ts'
import { eventsAfter, journalHead } from './for-staff.ts'

export type Verification =
  | { sound: true; events: number; head: string }
  | { sound: false; firstBad: number; why: 'changed' | 'missing' | 'tail-cut' }

const page = 20_000

/** Walks the whole chain. Names the first index at which an event was changed, deleted, moved or cut off. */
export async function verifyJournal(tx: Tx, onProgress: (checked: number) => void = () => {}): Promise<Verification> {
  const head = await journalHead(tx)
  let link: Buffer = firstLink
  let index = 0
  for (;;) {
    const rows = await eventsAfter(tx, index, page)
    for (const row of rows) {
      if (row.index !== index + 1) return { sound: false, firstBad: index + 1, why: 'missing' }
      link = nextLink(link, row.entry)
      index = row.index
      if (!link.equals(row.hash)) return { sound: false, firstBad: index, why: 'changed' }
    }
    onProgress(index)
    if (rows.length < page) break
  }
  if (index < head.lastIndex) return { sound: false, firstBad: index + 1, why: 'tail-cut' }
  if (index > head.lastIndex || !link.equals(head.lastHash)) return { sound: false, firstBad: index, why: 'changed' }
  return { sound: true, events: index, head: link.toString('hex') }
}
