import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { anOffice, aRequestInHandling, at, lookAt, type Office } from '../../../test/builders.ts'
import { testDatabase } from '../../../test/database.ts'
import type { Database } from '../../platform/database/open.ts'
import { outboxStanding } from '../../platform/mail/for-staff.ts'
import type { Waiting } from '../../platform/mail/message.ts'
import { sendDueMessages } from '../../platform/mail/outbox.ts'
import { withdrawRequest } from '../requests/close.ts'
import { NotAllowed, type StaffActor } from '../staff/actor.ts'
import { setEmail, setInternalTarget } from './arrange.ts'
import { closeFeed, feedOf, openFeed } from './feed.ts'
import { internalDaysBefore, newestReminders } from './for-staff.ts'
import { remindOfDeadlines } from './remind.ts'

let database: Database
let close: () => Promise<void>
let office: Office
let request: number
let number: string

beforeAll(async () => {
  ;({ database, close } = await testDatabase())
})
afterAll(() => close())
beforeEach(async () => {
  office = await anOffice(database)
  request = await aRequestInHandling(office, { receivedOn: '2026-03-02' })
  ;({ number } = await lookAt(office, request))
  // What the applicant was told of it has gone out before.
  await sent()
})

const remind = (day: string) => office.in((tx) => remindOfDeadlines(tx, at(day)))
const address = (who: StaffActor, email: string | null, by = who) =>
  office.in((tx) => setEmail(tx, { staffId: who.id, email }, by, at('2026-03-02')))
async function sent(): Promise<Waiting[]> {
  const taken: Waiting[] = []
  await sendDueMessages((work) => office.in(work), {
    email: async (message) => {
      taken.push(message)
    },
    sms: null,
  })
  return taken
}

test('nobody is reminded twice on one day, and again on the next', async () => {
  await address(office.officer, 'officer@office.example')
  expect(await remind('2026-03-27')).toEqual({ reminders: 1, messages: 1 })
  expect(await remind('2026-03-27')).toEqual({ reminders: 0, messages: 0 })
  expect(await remind('2026-03-28')).toEqual({ reminders: 0, messages: 0 })
  expect(await remind('2026-03-30')).toEqual({ reminders: 1, messages: 1 })
  const mails = await sent()
  expect(mails.map(({ to, about }) => [to, about])).toEqual([
    ['officer@office.example', 'reminders 2026-03-27'],
    ['officer@office.example', 'reminders 2026-03-30'],
  ])
  expect(mails[0]?.text).toContain(`${number}  法定最晚答复日 2026-03-30，还剩 1 个工作日`)
  expect(mails[0]?.text).not.toContain('执法检查')
})

test('two at once remind once', async () => {
  await address(office.officer, 'officer@office.example')
  const both = await Promise.all([remind('2026-03-27'), remind('2026-03-27')])
  expect(both.map(({ reminders }) => reminders).sort()).toEqual([0, 1])
  expect(await sent()).toHaveLength(1)
})

test('the desk shows the newest reminders to those whose request it is, until it is closed', async () => {
  await remind('2026-03-27')
  const shownTo = (by: StaffActor) => office.in((tx) => newestReminders(tx, by))
  expect(await shownTo(office.officer)).toMatchObject([{ requestId: request, what: 'legal', dueOn: '2026-03-30' }])
  expect(await shownTo(office.drafter)).toHaveLength(1)
  expect(await shownTo({ ...office.drafter, sectionId: null })).toEqual([])
  const { handle } = await lookAt(office, request)
  await office.in((tx) => withdrawRequest(tx, { ...handle, reason: '来信撤回' }, office.officer, at('2026-03-27')))
  expect(await shownTo(office.officer)).toEqual([])
})

test('the internal target is five working days before the legal day until the office sets its own', async () => {
  expect(await office.in(internalDaysBefore)).toEqual({ workingDays: 5, setHere: false })
  expect(await remind('2026-03-17')).toEqual({ reminders: 0, messages: 0 })
  await office.in((tx) => setInternalTarget(tx, 8, office.officer, at('2026-03-17')))
  expect(await office.in(internalDaysBefore)).toEqual({ workingDays: 8, setHere: true })
  expect(await remind('2026-03-17')).toEqual({ reminders: 1, messages: 0 })
  expect(await office.in((tx) => newestReminders(tx, office.officer))).toMatchObject([
    { what: 'internal', dueOn: '2026-03-18' },
  ])
  await expect(office.in((tx) => setInternalTarget(tx, 3, office.drafter, at('2026-03-17')))).rejects.toThrow(
    NotAllowed,
  )
})

test('everybody sets their own address, an administrator any', async () => {
  expect(await address(office.drafter, 'not an address')).toEqual({ refused: 'not-an-address' })
  expect(await address(office.drafter, 'a@b.example\r\nBcc: c@d.example')).toEqual({ refused: 'not-an-address' })
  expect(await address(office.drafter, 'drafter@office.example', office.administrator)).toEqual({ set: true })
  await expect(address(office.officer, 'x@office.example', office.drafter)).rejects.toThrow(NotAllowed)
  await remind('2026-03-27')
  expect((await sent()).map(({ to }) => to)).toEqual(['drafter@office.example'])
  await address(office.drafter, null)
  await remind('2026-03-30')
  expect(await office.in(outboxStanding)).toMatchObject([{ waiting: 0 }])
})

test('a calendar address shows the own due days until it is closed or opened anew', async () => {
  const open = (by: StaffActor) => office.in((tx) => openFeed(tx, by, at('2026-03-03')))
  const read = (token: string) => office.in((tx) => feedOf(tx, token, at('2026-03-03')))
  const { token } = await open(office.officer)
  const file = (await read(token))?.replaceAll('\r\n ', '')
  expect(file).toContain(`SUMMARY:${number} 最晚答复日`)
  expect(file).toContain('DTSTART;VALUE=DATE:20260330')
  expect(file).toContain('DTSTART;VALUE=DATE:20260323')
  expect(file).toContain(`SUMMARY:${number} 告知补正最后一日`)
  expect(file).not.toContain('执法检查')
  const stranger = await open(office.leader)
  expect(await read(stranger.token)).not.toContain('BEGIN:VEVENT')
  const again = await open(office.officer)
  expect(await read(token)).toBeNull()
  expect(await read(again.token)).toContain(number)
  expect(await office.in((tx) => closeFeed(tx, office.officer, at('2026-03-03')))).toEqual({ closed: true })
  expect(await read(again.token)).toBeNull()
  expect(await office.in((tx) => closeFeed(tx, office.officer, at('2026-03-03')))).toEqual({ refused: 'not-open' })
})
