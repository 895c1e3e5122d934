import type { Clock } from '../../platform/clock.ts'
import type { Tx } from '../../platform/database/bureau.ts'
import { sealed } from '../journal/entry.ts'
import type { Actor } from '../staff/actor.ts'
import { advance, openRequest } from './advance.ts'
import { siblingCode } from './query-code.ts'
import { applicantOf, lockRequest, saveRequest, siblingsOf } from './store.ts'
import { type Submitted, writeRequest } from './submit.ts'

export interface Item {
  title: string
  description: string
}

/** The most items one form is split into. */
const most = 50

/**
 * One form asks for several things: the first stays, each other becomes a request of its own, received on the same day, with
 * its own clock and its own outcome (one matter, one request: 国办函〔2020〕109号, 按件). Gives the siblings with their codes.
 */
export async function splitRequest(
  tx: Tx,
  { id, version, items }: { id: number; version: number; items: readonly Item[] },
  by: Actor,
  clock: Clock,
): Promise<{ siblings: Submitted[] } | { refused: 'not-in-handling' | 'too-few' | 'too-many' | 'nothing-named' }> {
  const opened = await openRequest(tx, { id, version, act: 'split' }, by)
  const { request, events } = opened
  const received = events.find((event) => event.kind === 'received')
  if (!['received', 'in-handling'].includes(request.state) || !received) return { refused: 'not-in-handling' }
  if (items.length < 2) return { refused: 'too-few' }
  if (items.length > most) return { refused: 'too-many' }
  const named = items.map(({ title, description }) => ({ title: title.trim(), description: description.trim() }))
  if (named.some(({ title, description }) => !title || !description)) return { refused: 'nothing-named' }
  const [kept, ...others] = named as [Item, ...Item[]]
  const { documentNumber, carrier, delivery, acceptsOtherForm, channel, misdirectedTo } = request
  const form = { documentNumber, carrier, delivery, acceptsOtherForm }
  const applicant = await applicantOf(tx, id)
  const splitFrom = request.splitFrom ?? id
  const { rootHash, count } = await siblingsOf(tx, splitFrom)
  if (!applicant) throw new Error('only a closed request loses its applicant')
  const siblings: Submitted[] = []
  for (const other of others) {
    const wanted = { ...form, ...other }
    const queryCode = siblingCode(rootHash, count + siblings.length)
    const written = await writeRequest(
      tx,
      { channel, applicant, wanted, queryCode, splitFrom, misdirectedTo },
      by,
      clock,
    )
    const sibling = await lockRequest(tx, written.id)
    if (!sibling) throw new Error('it was written')
    const { sectionId, handlerId } = request
    await advance(
      tx,
      { ...opened, request: sibling, events: [] },
      {
        kind: 'request received',
        state: request.state,
        event: received,
        also: { receivedOn: received.on, sectionId, handlerId },
      },
      by,
      clock,
    )
    siblings.push(written)
  }
  await saveRequest(tx, id, kept)
  await advance(
    tx,
    opened,
    {
      kind: 'request split',
      told: {
        title: sealed(request.salt, kept.title),
        description: sealed(request.salt, kept.description),
        into: siblings.map(({ number }) => number),
      },
    },
    by,
    clock,
  )
  return { siblings }
}
