import type { CalendarDate } from '../../law/calendar-date.ts'
import type { Tx } from '../../platform/database/bureau.ts'
import { changed } from '../pages/changed.ts'
import { subjects } from '../pages/subjects.ts'
import { indexDocument } from '../search/documents.ts'
import { moveAll } from './store.ts'

/** Moves every document of a column, whatever its state, to another. Their ids; their addresses lead to them as before. */
export async function moveDocuments(
  tx: Tx,
  { from, to }: { from: number; to: number },
  today: CalendarDate,
): Promise<number[]> {
  const moved = await moveAll(tx, from, to)
  for (const id of moved) await indexDocument(tx, id, today)
  await changed(tx, subjects.column(from), subjects.column(to))
  return moved
}
