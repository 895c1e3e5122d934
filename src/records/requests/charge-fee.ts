import { type CalendarDate, yearOf } from '../../law/calendar-date.ts'
import { type FeeMethod, feeByVolume, priceOfItem, whyNotCharge } from '../../law/fees/processing-fee.ts'
import { type WhyNot, whyNot } from '../../law/requests/next-step.ts'
import type { Clock } from '../../platform/clock.ts'
import type { Tx } from '../../platform/database/bureau.ts'
import type { Actor } from '../staff/actor.ts'
import { advance, openRequest } from './advance.ts'
import { placeInMonth } from './store.ts'

/** What one request would cost by either method, in yuan; never both for one request. */
export interface FeeQuote {
  /** the how-many-eth request of this applicant in the calendar month of its receipt it is */
  nth: number
  month: string
  byItem: { amount: number; formula: string }
  byVolume: { amount: number; formula: string }
}

export async function quoteFee(
  tx: Tx,
  request: { id: number; receivedOn: CalendarDate },
  pages: number,
): Promise<FeeQuote> {
  const { id, receivedOn } = request
  const nth = await placeInMonth(tx, id, receivedOn)
  const amount = priceOfItem(nth, receivedOn)
  const month = `${yearOf(receivedOn)}年${Number(receivedOn.slice(5, 7))}月`
  const volume = feeByVolume(pages, receivedOn)
  return {
    nth,
    month,
    byItem: {
      amount,
      formula: `${month}收到该申请人的第${nth}件申请，${amount > 0 ? `本件${amount}元` : '第1至10件不收费'}。`,
    },
    byVolume: { amount: volume.amount, formula: volume.formula },
  }
}

export type FeeRefusal = WhyNot | 'not-in-handling' | 'nothing-due' | 'nothing-copied' | 'in-the-future'

/**
 * Sends the notice of the processing fee by one method; the amount follows from the measures, nobody types it. The period
 * waits for the payment (国办函〔2020〕109号, art. 6). `pages`: sides of A4 given as copies, for the method by volume.
 */
export async function chargeFee(
  tx: Tx,
  {
    id,
    version,
    method,
    pages,
    deliveredOn,
    note,
  }: { id: number; version: number; method: FeeMethod; pages: number; deliveredOn: CalendarDate; note: string },
  by: Actor,
  clock: Clock,
): Promise<{ amount: number } | { refused: FeeRefusal }> {
  const opened = await openRequest(tx, { id, version, act: 'charge-fee' }, by)
  const { receivedOn } = opened.request
  if (opened.request.state !== 'in-handling' || receivedOn === null) return { refused: 'not-in-handling' }
  const refused = whyNot('charge-fee', opened.events, clock.today(), opened.calendar)
  if (refused) return { refused }
  if (whyNotCharge(method, { givesCopies: pages > 0, chargedAlready: null })) return { refused: 'nothing-copied' }
  if (deliveredOn > clock.today()) return { refused: 'in-the-future' }
  const quote = await quoteFee(tx, { id, receivedOn }, pages)
  const { amount, formula } = method === 'by-item' ? quote.byItem : quote.byVolume
  if (amount === 0) return { refused: 'nothing-due' }
  await advance(
    tx,
    opened,
    {
      kind: 'fee notice sent',
      state: 'awaiting-fee',
      event: { kind: 'fee-noticed', on: clock.today(), deliveredOn, amount },
      note: [`${method === 'by-item' ? '按件计收' : '按量计收'}：${formula}`, note.trim()].filter(Boolean).join('\n'),
      told: { method, pages, nth: quote.nth },
    },
    by,
    clock,
  )
  return { amount }
}

/** The fee was paid in full: the period starts from zero, counted from the next day. */
export async function receivePayment(
  tx: Tx,
  { id, version, paidOn }: { id: number; version: number; paidOn: CalendarDate },
  by: Actor,
  clock: Clock,
): Promise<{ dueOn: CalendarDate | null } | { refused: 'no-notice' | 'in-the-future' | 'before-the-notice' }> {
  const opened = await openRequest(tx, { id, version, act: 'receive-payment' }, by)
  if (opened.request.state !== 'awaiting-fee') return { refused: 'no-notice' }
  if (paidOn > clock.today()) return { refused: 'in-the-future' }
  const noticed = opened.events.findLast((event) => event.kind === 'fee-noticed')
  if (noticed && paidOn < noticed.on) return { refused: 'before-the-notice' }
  const { dueOn } = await advance(
    tx,
    opened,
    { kind: 'fee paid', state: 'in-handling', event: { kind: 'fee-paid', on: paidOn } },
    by,
    clock,
  )
  return { dueOn }
}
