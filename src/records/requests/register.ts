import type { CalendarDate } from '../../law/calendar-date.ts'
import { type Channel, receiptDay } from '../../law/requests/receipt.ts'
import type { Clock } from '../../platform/clock.ts'
import type { Tx } from '../../platform/database/bureau.ts'
import type { Actor } from '../staff/actor.ts'
import { advance, openRequest } from './advance.ts'
import { mustBeAllowedOnRequest } from './permissions.ts'
import { freshQueryCode } from './query-code.ts'
import type { Applicant, Wanted } from './request.ts'
import { type Submitted, writeRequest } from './submit.ts'

export interface Intake {
  channel: Exclude<Channel, 'online'>
  /** the day the letter, fax or person arrived */
  arrivedOn: CalendarDate
  /** registered mail: the day the office signed for it */
  signedOn?: CalendarDate
  /** ordinary mail, fax, e-mail: the day the office confirmed with the applicant */
  confirmedOn?: CalendarDate
  /** the unit or person of the bureau it reached first, if not the office itself */
  misdirectedTo?: string
}

export type IntakeRefusal = 'arrives-in-the-future' | 'confirmed-before-arrival'

/** Enters a request that came by letter, fax, e-mail or over the counter. The channel decides the receipt day (art. 31). */
export async function registerRequest(
  tx: Tx,
  { applicant, wanted, intake }: { applicant: Applicant; wanted: Wanted; intake: Intake },
  by: Actor,
  clock: Clock,
): Promise<(Submitted & { receivedOn: CalendarDate | null }) | { refused: IntakeRefusal }> {
  mustBeAllowedOnRequest(by, 'register')
  const { channel, arrivedOn, signedOn, confirmedOn } = intake
  const misdirectedTo = intake.misdirectedTo?.trim() || null
  const latest = [arrivedOn, signedOn ?? arrivedOn, confirmedOn ?? arrivedOn].sort().at(-1)
  if (latest && latest > clock.today()) return { refused: 'arrives-in-the-future' }
  if ((confirmedOn ?? arrivedOn) < arrivedOn || (signedOn ?? arrivedOn) < arrivedOn) {
    return { refused: 'confirmed-before-arrival' }
  }
  const receipt = receiptDay(channel, {
    submittedOn: arrivedOn,
    arrivedOn,
    ...(signedOn ? { signedOn } : {}),
    ...(confirmedOn ? { confirmedOn } : {}),
    misdirected: misdirectedTo !== null,
  })
  const written = await writeRequest(
    tx,
    { channel, applicant, wanted, queryCode: freshQueryCode(), misdirectedTo },
    by,
    clock,
  )
  if ('waitingFor' in receipt) return { ...written, receivedOn: null }
  const opened = await openRequest(tx, { id: written.id, version: 1, act: 'register' }, by)
  await advance(
    tx,
    opened,
    {
      kind: 'request received',
      state: 'received',
      event: { kind: 'received', on: receipt.on },
      also: { receivedOn: receipt.on },
    },
    by,
    clock,
  )
  return { ...written, receivedOn: receipt.on }
}
