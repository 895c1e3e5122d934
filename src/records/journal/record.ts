import type { Tx } from '../../platform/database/bureau.ts'
import { changed } from '../pages/changed.ts'
import { changedByActOn, subjects } from '../pages/subjects.ts'
import { type Act, entryText, firstLink, nextLink } from './entry.ts'
import { appendEvents, insertHead, lockHead } from './store.ts'

/** Notes an act in the bureau's journal, in the transaction of the act: both happen or neither. */
export async function recordAct(tx: Tx, ...acts: Act[]): Promise<void> {
  if (acts.length === 0) return
  const head = await lockHead(tx)
  let index = head.lastIndex
  let link: Buffer = head.lastHash
  const events = acts.map((act) => {
    const entry = entryText(act)
    link = nextLink(link, entry)
    index += 1
    return { index, entry, hash: link }
  })
  await appendEvents(tx, events)
  await changed(tx, subjects.anything, ...acts.flatMap(({ subject }) => changedByActOn(subject)))
}

/** The empty journal of a new bureau. */
export async function openJournal(tx: Tx): Promise<void> {
  await insertHead(tx, firstLink)
}
