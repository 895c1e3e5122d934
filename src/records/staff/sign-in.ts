import { randomBytes } from 'node:crypto'
import { hash, verify } from '@node-rs/argon2'
import type { Clock } from '../../platform/clock.ts'
import type { Tx } from '../../platform/database/bureau.ts'
import { sha256 } from '../journal/entry.ts'
import { recordAct } from '../journal/record.ts'
import type { Role, StaffActor } from './actor.ts'
import {
  deleteOtherSessions,
  deleteSession,
  deleteSessionsSeenBefore,
  insertSession,
  lockStaff,
  lockStaffByAccount,
  savePassword,
  saveSignIn,
  saveSignInFailure,
  standsInFor,
  touchSession,
} from './store.ts'

/** argon2id, 19 MiB, two passes: the OWASP minimum, 12–40 ms here. */
const cost = { memoryCost: 19 * 1024, timeCost: 2, parallelism: 1 }
const failuresBeforeLock = 5
const lockMinutes = 15
const leastPasswordLength = 10

export function passwordHash(password: string): Promise<string> {
  return hash(password, cost)
}

// Verified against when the account does not exist, so that the answer takes as long and tells nothing.
const nobodysHash = passwordHash(randomBytes(16).toString('hex'))

export type SignInRefusal = 'wrong' | 'locked'

/** Opens a session. The token goes into the cookie; the database keeps its hash. Five failures lock for 15 minutes. */
export async function signIn(
  tx: Tx,
  { account, password }: { account: string; password: string },
  clock: Clock,
): Promise<{ token: string } | { refused: SignInRefusal; lockedUntil?: Date }> {
  const staff = await lockStaffByAccount(tx, account.trim())
  const matches = await verify(staff?.passwordHash ?? (await nobodysHash), password)
  if (!staff || staff.disabledAt) return { refused: 'wrong' }
  const now = clock.now()
  if (staff.lockedUntil && staff.lockedUntil > now) return { refused: 'locked', lockedUntil: staff.lockedUntil }
  const by: StaffActor = {
    kind: 'staff',
    id: staff.id,
    name: staff.name,
    roles: staff.roles as Role[],
    sectionId: staff.sectionId,
  }
  if (!matches) {
    const failures = staff.failedSignIns + 1
    const lockedUntil = failures >= failuresBeforeLock ? new Date(now.getTime() + lockMinutes * 60_000) : null
    await saveSignInFailure(tx, staff.id, lockedUntil ? 0 : failures, lockedUntil)
    if (!lockedUntil) return { refused: 'wrong' }
    await recordAct(tx, { kind: 'account locked', subject: `staff ${staff.id}`, by, at: now, change: { failures } })
    return { refused: 'locked', lockedUntil }
  }
  const token = randomBytes(32).toString('base64url')
  await saveSignIn(tx, staff.id, now)
  await insertSession(tx, sha256(token), staff.id, now)
  await recordAct(tx, { kind: 'signed in', subject: `staff ${staff.id}`, by, at: now })
  return { token }
}

export interface SessionOf extends StaffActor {
  account: string
  sectionName: string | null
  mustChangePassword: boolean
}

/** Whose session this is, or null when it is unknown or idle for too long. */
export async function sessionOf(
  tx: Tx,
  token: string,
  { idleMinutes }: { idleMinutes: number },
  clock: Clock,
): Promise<SessionOf | null> {
  const now = clock.now()
  const row = await touchSession(tx, sha256(token), new Date(now.getTime() - idleMinutes * 60_000), now)
  if (!row) return null
  const others = await standsInFor(tx, row.id, clock.today())
  return {
    kind: 'staff',
    id: row.id,
    name: row.name,
    roles: row.roles as Role[],
    sectionId: row.sectionId,
    // Accounts and settings are not handed on with an absence.
    standsInFor: others.map(({ id, name, roles }) => ({
      id,
      name,
      roles: (roles as Role[]).filter((role) => role !== 'administrator'),
    })),
    account: row.account,
    sectionName: row.sectionName,
    mustChangePassword: row.mustChangePassword,
  }
}

export async function signOut(tx: Tx, token: string, by: StaffActor, clock: Clock): Promise<void> {
  await deleteSession(tx, sha256(token))
  await recordAct(tx, { kind: 'signed out', subject: `staff ${by.id}`, by, at: clock.now() })
}

export type PasswordRefusal = 'wrong' | 'too-short' | 'same'

/** Changes one's own password and ends one's other sessions. */
export async function changePassword(
  tx: Tx,
  { token, current, next }: { token: string; current: string; next: string },
  by: StaffActor,
  clock: Clock,
): Promise<{ changed: true } | { refused: PasswordRefusal }> {
  const staff = await lockStaff(tx, by.id)
  if (!staff || !(await verify(staff.passwordHash, current))) return { refused: 'wrong' }
  if ([...next].length < leastPasswordLength) return { refused: 'too-short' }
  if (next === current) return { refused: 'same' }
  await savePassword(tx, by.id, await passwordHash(next))
  await deleteOtherSessions(tx, by.id, sha256(token))
  await recordAct(tx, { kind: 'password changed', subject: `staff ${by.id}`, by, at: clock.now() })
  return { changed: true }
}

/** Clears away sessions nobody can use any more. */
export async function forgetIdleSessions(tx: Tx, idleMinutes: number, clock: Clock): Promise<void> {
  await deleteSessionsSeenBefore(tx, new Date(clock.now().getTime() - idleMinutes * 60_000))
}
