import type { Clock } from '../../platform/clock.ts'
import type { Tx } from '../../platform/database/bureau.ts'
import { recordAct } from '../journal/record.ts'
import { mustBeAllowedOnRequest } from '../requests/permissions.ts'
import type { Actor } from '../staff/actor.ts'
import { deleteView, saveView } from './store.ts'

/** Keeps a list as it is filtered now under a name; the same name again replaces it. */
export async function keepView(
  tx: Tx,
  { name, query, shared }: { name: string; query: string; shared: boolean },
  by: Actor,
  clock: Clock,
): Promise<{ id: number } | { refused: 'no-name' }> {
  mustBeAllowedOnRequest(by, 'look')
  if (name.trim() === '') return { refused: 'no-name' }
  const id = await saveView(tx, { staffId: by.id, name: name.trim(), query, shared })
  await recordAct(tx, {
    kind: 'request view kept',
    subject: `request view ${id}`,
    by,
    at: clock.now(),
    change: { name: name.trim(), query, shared },
  })
  return { id }
}

export async function dropView(
  tx: Tx,
  { id }: { id: number },
  by: Actor,
  clock: Clock,
): Promise<{ dropped: true } | { refused: 'not-yours' }> {
  mustBeAllowedOnRequest(by, 'look')
  if (!(await deleteView(tx, { id, staffId: by.id }))) return { refused: 'not-yours' }
  await recordAct(tx, { kind: 'request view dropped', subject: `request view ${id}`, by, at: clock.now() })
  return { dropped: true }
}
