import type { Clock } from '../../platform/clock.ts'
import type { Tx } from '../../platform/database/bureau.ts'
import { sendAllAgain } from '../../platform/mail/outbox.ts'
import { recordAct } from '../journal/record.ts'
import { type Actor, mayAct, mustBeAllowed, NotAllowed, type Role, roles } from '../staff/actor.ts'
import { saveEmail } from '../staff/email.ts'
import { saveRule } from './store.ts'

const rulers: readonly Role[] = ['administrator', 'disclosure-office']

export const maySetInternalTarget = (by: Actor) => mayAct(by, rulers)
export const maySendAgain = (by: Actor) => mayAct(by, rulers)

/** How many working days before the legal day the office wants to be done. 15 at most: five of the twenty must be left. */
export async function setInternalTarget(
  tx: Tx,
  workingDays: number,
  by: Actor,
  clock: Clock,
): Promise<{ set: true } | { refused: 'out-of-range' }> {
  mustBeAllowed(by, 'set the internal target', rulers)
  if (!Number.isInteger(workingDays) || workingDays < 0 || workingDays > 15) return { refused: 'out-of-range' }
  await saveRule(tx, { internalDaysBefore: workingDays, changedBy: by.id, changedAt: clock.now() })
  await recordAct(tx, {
    kind: 'internal target set',
    subject: 'clock rule',
    by,
    at: clock.now(),
    change: { internalDaysBefore: workingDays },
  })
  return { set: true }
}

/** One's own address for reminders; an administrator sets anybody's. Null: no e-mail. */
export async function setEmail(
  tx: Tx,
  { staffId, email }: { staffId: number; email: string | null },
  by: Actor,
  clock: Clock,
): Promise<{ set: true } | { refused: 'not-an-address' | 'no-such-person' }> {
  mustBeAllowed(by, 'set an e-mail address', roles)
  if (staffId !== by.id && !by.roles.includes('administrator'))
    throw new NotAllowed('set the e-mail address of another')
  const address = email?.trim() || null
  if (address !== null && !/^[^\s<>@,;"]+@[^\s<>@,;"]+\.[^\s<>@,;"]+$/.test(address))
    return { refused: 'not-an-address' }
  if (!(await saveEmail(tx, staffId, address))) return { refused: 'no-such-person' }
  await recordAct(tx, {
    kind: 'e-mail address set',
    subject: `staff ${staffId}`,
    by,
    at: clock.now(),
    change: { has: address !== null },
  })
  return { set: true }
}

/** After the settings were put right: what was not sent is tried again at once. */
export async function sendMessagesAgain(tx: Tx, by: Actor, clock: Clock): Promise<{ messages: number }> {
  mustBeAllowed(by, 'send messages again', rulers)
  const messages = await sendAllAgain(tx)
  await recordAct(tx, { kind: 'messages sent again', subject: 'outbox', by, at: clock.now(), change: { messages } })
  return { messages }
}
