import { afterAll, beforeAll, expect, test } from 'vitest'
import { anOffice, at, type Office, password } from '../../../test/builders.ts'
import { testDatabase } from '../../../test/database.ts'
import type { Clock } from '../../platform/clock.ts'
import { NotAllowed } from './actor.ts'
import { appointStaff } from './appoint.ts'
import { changePassword, sessionOf, signIn, signOut } from './sign-in.ts'

let office: Office
let close: () => Promise<void>
beforeAll(async () => {
  const opened = await testDatabase()
  close = opened.close
  office = await anOffice(opened.database)
})
afterAll(() => close())

const noon = at('2026-03-02')
const later = (minutes: number): Clock => ({
  now: () => new Date(noon.now().getTime() + minutes * 60_000),
  today: noon.today,
})
const enter = (account: string, typed: string, clock = noon) =>
  office.in((tx) => signIn(tx, { account, password: typed }, clock))
const session = (token: string, clock = noon) => office.in((tx) => sessionOf(tx, token, { idleMinutes: 30 }, clock))

test('signing in opens a session; the database does not know its token', async () => {
  const outcome = await enter('officer', password)
  if ('refused' in outcome) throw new Error(outcome.refused)
  expect(await session(outcome.token)).toMatchObject({ account: 'officer', roles: ['disclosure-office'] })
  const rows = await office.in((tx) => tx.selectFrom('staffSession').selectAll().execute())
  expect(JSON.stringify(rows)).not.toContain(outcome.token)
})

test('a wrong password and an unknown account look the same', async () => {
  expect(await enter('officer', 'wrong')).toEqual({ refused: 'wrong' })
  expect(await enter('nobody', 'wrong')).toEqual({ refused: 'wrong' })
})

test('five failures lock the account for a quarter of an hour, also for the right password', async () => {
  for (let count = 0; count < 4; count += 1) expect(await enter('drafter', 'wrong')).toEqual({ refused: 'wrong' })
  expect(await enter('drafter', 'wrong')).toMatchObject({ refused: 'locked' })
  expect(await enter('drafter', password, later(14))).toMatchObject({ refused: 'locked' })
  expect(await enter('drafter', password, later(16))).toMatchObject({ token: expect.any(String) })
})

test('a session ends when it was idle for too long, and lives on while it is used', async () => {
  const outcome = await enter('head', password)
  if ('refused' in outcome) throw new Error(outcome.refused)
  expect(await session(outcome.token, later(29))).not.toBeNull()
  expect(await session(outcome.token, later(58))).not.toBeNull()
  expect(await session(outcome.token, later(89))).toBeNull()
})

test('signing out ends the session', async () => {
  const outcome = await enter('leader', password)
  if ('refused' in outcome) throw new Error(outcome.refused)
  await office.in((tx) => signOut(tx, outcome.token, office.leader, noon))
  expect(await session(outcome.token)).toBeNull()
})

test('a changed password ends the other sessions and keeps this one', async () => {
  const [here, there] = [await enter('supervisor', password), await enter('supervisor', password)]
  if ('refused' in here || 'refused' in there) throw new Error('signed in')
  const change = (current: string, next: string) =>
    office.in((tx) => changePassword(tx, { token: here.token, current, next }, office.supervisor, noon))
  expect(await change('wrong', 'a new password')).toEqual({ refused: 'wrong' })
  expect(await change(password, '短密码')).toEqual({ refused: 'too-short' })
  expect(await change(password, password)).toEqual({ refused: 'same' })
  expect(await change(password, 'a new password')).toEqual({ changed: true })
  expect(await session(here.token)).not.toBeNull()
  expect(await session(there.token)).toBeNull()
  expect(await enter('supervisor', password)).toEqual({ refused: 'wrong' })
})

test('only an administrator appoints', async () => {
  const appoint = office.in((tx) =>
    appointStaff(
      tx,
      { account: 'x', name: 'x', roles: ['drafter'], sectionId: null, password, mustChangePassword: true },
      office.leader,
      noon,
    ),
  )
  await expect(appoint).rejects.toThrow(NotAllowed)
})
