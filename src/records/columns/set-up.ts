import type { Clock } from '../../platform/clock.ts'
import type { Tx } from '../../platform/database/bureau.ts'
import { recordAct } from '../journal/record.ts'
import { changed } from '../pages/changed.ts'
import { subjects } from '../pages/subjects.ts'
import { type Actor, mustBeAllowed } from '../staff/actor.ts'
import type { Column } from './column.ts'
import { insertColumn } from './store.ts'

export async function setUpColumn(
  tx: Tx,
  column: Omit<Column, 'id'> & { sectionId: number | null; position: number },
  by: Actor,
  clock: Clock,
): Promise<number> {
  mustBeAllowed(by, 'set up a column', ['administrator', 'disclosure-office'])
  const id = await insertColumn(tx, column)
  const { slug, name, parentId } = column
  await recordAct(tx, {
    kind: 'column set up',
    subject: `column ${id}`,
    by,
    at: clock.now(),
    change: { slug, name, parentId },
  })
  await changed(tx, subjects.columns)
  return id
}
