import type { CalendarDate } from '../../law/calendar-date.ts'
import type { Clock } from '../../platform/clock.ts'
import type { Tx } from '../../platform/database/bureau.ts'
import { sealed } from '../journal/entry.ts'
import type { Actor } from '../staff/actor.ts'
import { advance, openRequest } from './advance.ts'
import type { NoteKind } from './request.ts'
import { insertNote } from './store.ts'

/** Keeps what was said or found in a case. It moves no clock; a closed case takes notes too. */
export async function writeNote(
  tx: Tx,
  {
    id,
    version,
    kind,
    heldOn,
    withWhom,
    said,
  }: {
    id: number
    version: number
    kind: NoteKind
    heldOn: CalendarDate
    withWhom: string | null
    said: string
  },
  by: Actor,
  clock: Clock,
): Promise<{ written: true } | { refused: 'in-the-future' | 'nothing-said' }> {
  const opened = await openRequest(tx, { id, version, act: 'note' }, by)
  if (heldOn > clock.today()) return { refused: 'in-the-future' }
  if (said.trim() === '') return { refused: 'nothing-said' }
  if (by.kind !== 'staff') throw new Error('only staff keep notes')
  const note = { kind, heldOn, withWhom: withWhom?.trim() || null, said: said.trim() }
  await insertNote(tx, id, { ...note, byId: by.id, byName: by.name, at: clock.now() })
  const told = { note: kind, heldOn, said: sealed(opened.request.salt, JSON.stringify(note)) }
  await advance(tx, opened, { kind: 'request noted', told }, by, clock)
  return { written: true }
}
