import { whyNot } from '../../law/requests/next-step.ts'
import type { Clock } from '../../platform/clock.ts'
import type { Tx } from '../../platform/database/bureau.ts'
import type { Actor } from '../staff/actor.ts'
import { advance, type OpenedRequest, openRequest } from './advance.ts'

/** The applicant takes the request back. */
export async function withdrawRequest(
  tx: Tx,
  { id, version, reason }: { id: number; version: number; reason: string },
  by: Actor,
  clock: Clock,
): Promise<{ withdrawn: true } | { refused: 'already-closed' | 'not-received' }> {
  return takeBack(tx, await openRequest(tx, { id, version, act: 'withdraw' }, by), reason, by, clock)
}

/** The same for a request that is opened already: by the office, or by the applicant on the portal. */
export async function takeBack(
  tx: Tx,
  opened: OpenedRequest,
  reason: string,
  by: Actor,
  clock: Clock,
): Promise<{ withdrawn: true } | { refused: 'already-closed' | 'not-received' }> {
  if (opened.request.state === 'closed') return { refused: 'already-closed' }
  if (opened.request.receivedOn === null) return { refused: 'not-received' }
  const today = clock.today()
  await advance(
    tx,
    opened,
    {
      kind: 'request withdrawn',
      state: 'closed',
      event: { kind: 'withdrawn', on: today },
      note: reason,
      also: { outcome: 'other-3', concludedOn: today },
    },
    by,
    clock,
  )
  return { withdrawn: true }
}

/** Closes a request whose applicant did not correct it, or did not pay, in time (art. 30; fee measures art. 6). */
export async function closeLapsed(
  tx: Tx,
  { id, version }: { id: number; version: number },
  by: Actor,
  clock: Clock,
): Promise<{ closed: true } | { refused: 'nothing-lapsed' }> {
  const opened = await openRequest(tx, { id, version, act: 'close-lapsed' }, by)
  const { state } = opened.request
  if (state !== 'awaiting-correction' && state !== 'awaiting-fee') return { refused: 'nothing-lapsed' }
  const today = clock.today()
  if (whyNot('close-lapsed', opened.events, today, opened.calendar)) return { refused: 'nothing-lapsed' }
  await advance(
    tx,
    opened,
    {
      kind: 'request lapsed',
      state: 'closed',
      event: { kind: 'lapsed', on: today, why: state === 'awaiting-correction' ? 'no-correction' : 'fee-unpaid' },
      also: { outcome: state === 'awaiting-correction' ? 'other-1' : 'other-2', concludedOn: today },
    },
    by,
    clock,
  )
  return { closed: true }
}
