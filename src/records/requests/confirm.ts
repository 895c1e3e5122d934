import type { CalendarDate } from '../../law/calendar-date.ts'
import { receiptDay } from '../../law/requests/receipt.ts'
import { type Clock, dayInChina } from '../../platform/clock.ts'
import type { Tx } from '../../platform/database/bureau.ts'
import type { Actor } from '../staff/actor.ts'
import { advance, openRequest } from './advance.ts'

export type ConfirmRefusal = 'already-confirmed' | 'before-it-was-sent' | 'in-the-future'

/** The office confirms with the applicant that the request arrived; that day is the receipt day (art. 31). */
export async function confirmReceipt(
  tx: Tx,
  { id, version, confirmedOn, note }: { id: number; version: number; confirmedOn: CalendarDate; note: string | null },
  by: Actor,
  clock: Clock,
): Promise<{ receivedOn: CalendarDate; dueOn: CalendarDate | null } | { refused: ConfirmRefusal }> {
  const opened = await openRequest(tx, { id, version, act: 'confirm' }, by)
  const { request } = opened
  if (request.state !== 'awaiting-confirmation') return { refused: 'already-confirmed' }
  if (confirmedOn > clock.today()) return { refused: 'in-the-future' }
  const submittedOn = dayInChina(request.submittedAt)
  if (request.channel === 'online' && confirmedOn < submittedOn) return { refused: 'before-it-was-sent' }
  const receipt = receiptDay(request.channel, {
    submittedOn,
    arrivedOn: submittedOn,
    signedOn: confirmedOn,
    confirmedOn,
    misdirected: request.misdirectedTo !== null,
  })
  if ('waitingFor' in receipt) throw new Error('a confirmation fixes the receipt day')
  const { dueOn } = await advance(
    tx,
    opened,
    {
      kind: 'receipt confirmed',
      state: 'received',
      event: { kind: 'received', on: receipt.on },
      note,
      also: { receivedOn: receipt.on },
    },
    by,
    clock,
  )
  return { receivedOn: receipt.on, dueOn }
}
