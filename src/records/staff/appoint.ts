import type { Clock } from '../../platform/clock.ts'
import type { Tx } from '../../platform/database/bureau.ts'
import { recordAct } from '../journal/record.ts'
import { type Actor, mustBeAllowed, type Role } from './actor.ts'
import { passwordHash } from './sign-in.ts'
import { insertSection, insertStaff, staffCount } from './store.ts'

/** The first account of a bureau is appointed by the operator, every later one by an administrator. */
async function mayAppoint(tx: Tx, by: Actor): Promise<void> {
  if (by.kind === 'system' && (await staffCount(tx)) === 0) return
  mustBeAllowed(by, 'appoint staff', ['administrator'])
}

export async function appointStaff(
  tx: Tx,
  person: {
    account: string
    name: string
    sectionId: number | null
    roles: readonly Role[]
    password: string
    mustChangePassword: boolean
  },
  by: Actor,
  clock: Clock,
): Promise<number> {
  await mayAppoint(tx, by)
  const { password, ...rest } = person
  const id = await insertStaff(tx, { ...rest, passwordHash: await passwordHash(password) })
  const { account, name, roles } = person
  await recordAct(tx, {
    kind: 'staff appointed',
    subject: `staff ${id}`,
    by,
    at: clock.now(),
    change: { account, name, roles },
  })
  return id
}

export async function setUpSection(
  tx: Tx,
  section: { name: string; phone: string | null; position: number },
  by: Actor,
  clock: Clock,
): Promise<number> {
  mustBeAllowed(by, 'set up a section', ['administrator'])
  const id = await insertSection(tx, section)
  await recordAct(tx, { kind: 'section set up', subject: `section ${id}`, by, at: clock.now(), change: section })
  return id
}
