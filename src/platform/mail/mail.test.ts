import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { SMTPServer } from 'smtp-server'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { aBureau, testDatabase } from '../../../test/database.ts'
import { readConfig } from '../config.ts'
import { inBureau, type Tx } from '../database/bureau.ts'
import type { Database } from '../database/open.ts'
import { carriersOf } from './carriers.ts'
import { outboxStanding } from './for-staff.ts'
import { sendAllAgain, sendDueMessages, sendLater } from './outbox.ts'

let database: Database
let close: () => Promise<void>
let bureau: number
let taken: { to: string[]; mail: string }[] = []
let refusing = false

const sink = new SMTPServer({
  authOptional: true,
  disabledCommands: ['STARTTLS'],
  onRcptTo: (_address, _session, done) => done(refusing ? new Error('mailbox unavailable') : null),
  onData(stream, session, done) {
    let mail = ''
    stream.setEncoding('utf8')
    stream.on('data', (part: string) => {
      mail += part
    })
    stream.on('end', () => {
      taken.push({ to: session.envelope.rcptTo.map(({ address }) => address), mail })
      done()
    })
  },
})
let texts: { headers: IncomingMessage['headers']; body: unknown }[] = []
const platform = createServer((http, answer) => {
  let body = ''
  http.on('data', (part) => {
    body += part
  })
  http.on('end', () => {
    texts.push({ headers: http.headers, body: JSON.parse(body) })
    answer.writeHead(refusing ? 503 : 200).end()
  })
})

beforeAll(async () => {
  ;({ database, close } = await testDatabase())
  await new Promise<void>((listening) => sink.listen(0, '127.0.0.1', listening))
  await new Promise<void>((listening) => platform.listen(0, '127.0.0.1', listening))
})
afterAll(async () => {
  await new Promise<void>((closed) => sink.close(closed))
  await new Promise((closed) => platform.close(closed))
  await close()
})
beforeEach(async () => {
  bureau = await aBureau(database, '演练市应急管理局', `mail${Math.random()}.example`)
  taken = []
  texts = []
  refusing = false
})

const inParts = <T>(work: (tx: Tx) => Promise<T>): Promise<T> => inBureau(database, bureau, work)
const carriers = () =>
  carriersOf(
    readConfig({
      ZHAOMING_SMTP_URL: `smtp://127.0.0.1:${(sink.server.address() as AddressInfo).port}`,
      ZHAOMING_MAIL_FROM: '演练局 <gongkai@office.example>',
      ZHAOMING_SMS_URL: `http://127.0.0.1:${(platform.address() as AddressInfo).port}/send`,
      ZHAOMING_SMS_SECRET: 'between us',
    }),
  )
const aMessage = {
  channel: 'email' as const,
  to: 'someone@applicant.example',
  subject: '您的申请已收到',
  text: '受理编号 YJ-2026-000001。',
  about: 'request 1',
}
const idsIn = ({ mail }: { mail: string }) => /^Message-ID: (.*)$/im.exec(mail)?.[1]?.trim()

test('a message goes out with the act that wrote it, and not without', async () => {
  await inParts((tx) => sendLater(tx, aMessage))
  await expect(
    inParts(async (tx) => {
      await sendLater(tx, { ...aMessage, to: 'other@applicant.example' })
      throw new Error('the act failed')
    }),
  ).rejects.toThrow('the act failed')
  expect(await sendDueMessages(inParts, carriers())).toEqual({ sent: 1, failed: 0 })
  expect(taken.map(({ to }) => to)).toEqual([['someone@applicant.example']])
  expect(taken[0]?.mail).toContain('Auto-Submitted: auto-generated')
  expect(taken[0]?.mail).toContain(`=?UTF-8?B?${Buffer.from(aMessage.subject).toString('base64')}?=`)
  expect(await sendDueMessages(inParts, carriers())).toEqual({ sent: 0, failed: 0 })
  expect(await inParts(outboxStanding)).toMatchObject([{ channel: 'email', waiting: 0, failing: 0, givenUp: 0 }])
})

test('without a mail server the messages wait', async () => {
  await inParts((tx) => sendLater(tx, aMessage))
  expect(await sendDueMessages(inParts, carriersOf(readConfig({})))).toEqual({ sent: 0, failed: 0 })
  expect(await inParts(outboxStanding)).toMatchObject([{ waiting: 1, failing: 0 }])
  expect(await sendDueMessages(inParts, carriers())).toEqual({ sent: 1, failed: 0 })
})

test('a message the server does not take is tried again later, and says why it waits', async () => {
  await inParts((tx) => sendLater(tx, aMessage))
  refusing = true
  expect(await sendDueMessages(inParts, carriers())).toEqual({ sent: 0, failed: 1 })
  expect(await sendDueMessages(inParts, carriers())).toEqual({ sent: 0, failed: 0 })
  const [standing] = await inParts(outboxStanding)
  expect(standing).toMatchObject({ waiting: 1, failing: 1 })
  expect(standing?.lastError).toContain('mailbox unavailable')
  refusing = false
  expect(await inParts(sendAllAgain)).toBe(1)
  expect(await sendDueMessages(inParts, carriers())).toEqual({ sent: 1, failed: 0 })
})

test('cut off between sending and writing it down, it is sent again under the same id', async () => {
  await inParts((tx) => sendLater(tx, aMessage))
  const cutOff = <T>(work: (tx: Tx) => Promise<T>): Promise<T> =>
    inBureau(database, bureau, async (tx) => {
      await work(tx)
      throw new Error('power cut')
    })
  await expect(sendDueMessages(cutOff, carriers())).rejects.toThrow('power cut')
  expect(await sendDueMessages(inParts, carriers())).toEqual({ sent: 1, failed: 0 })
  expect(taken).toHaveLength(2)
  expect(idsIn(taken[0] as { mail: string })).toMatch(/^<[0-9a-f-]{36}@office\.example>$/)
  expect(new Set(taken.map(idsIn)).size).toBe(1)
})

test('two processes send every message once', async () => {
  await inParts(async (tx) => {
    for (let place = 0; place < 12; place += 1) await sendLater(tx, { ...aMessage, to: `n${place}@applicant.example` })
  })
  const both = await Promise.all([sendDueMessages(inParts, carriers()), sendDueMessages(inParts, carriers())])
  expect(both.reduce((sum, { sent }) => sum + sent, 0)).toBe(12)
  expect(new Set(taken.map(({ to }) => to[0])).size).toBe(12)
  expect(taken).toHaveLength(12)
})

test('an SMS goes to the platform with the secret', async () => {
  await inParts((tx) => sendLater(tx, { ...aMessage, channel: 'sms', to: '000-00000001' }))
  expect(await sendDueMessages(inParts, carriers())).toEqual({ sent: 1, failed: 0 })
  expect(texts).toMatchObject([
    {
      headers: { 'x-zhaoming-secret': 'between us' },
      body: { to: '000-00000001', text: aMessage.text, about: 'request 1' },
    },
  ])
})

test('a line break in an address or a subject adds no header', async () => {
  await inParts((tx) => sendLater(tx, { ...aMessage, subject: 'x\r\nBcc: all@elsewhere.example' }))
  await sendDueMessages(inParts, carriers())
  expect(taken[0]?.to).toEqual(['someone@applicant.example'])
  expect(taken[0]?.mail).not.toMatch(/^Bcc:/m)
})
