import { randomUUID } from 'node:crypto'
import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { sql } from 'kysely'
import { SMTPServer } from 'smtp-server'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { aBureau, testDatabase, testKeys } from '../../../test/database.ts'
import { readConfig } from '../config.ts'
import { inBureau, type Tx } from '../database/bureau.ts'
import { type Database, openDatabase } from '../database/open.ts'
import { freshSealingKey, KeyMissing, Sealing } from '../sealing/sealing.ts'
import { carriersOf } from './carriers.ts'
import { outboxStanding } from './for-staff.ts'
import { dropMessages, sendAllAgain, sendDueMessages, sendLater } from './outbox.ts'
import { messagesSealedOtherwise, resealMessages, sealPlainMessages } from './reseal.ts'

let database: Database
let close: () => Promise<void>
let connectionString: string
let bureau: number
let taken: { to: string[]; mail: string }[] = []
let refusing = false

const sink = new SMTPServer({
  authOptional: true,
  disabledCommands: ['STARTTLS'],
  onRcptTo: ({ address }, _session, done) => done(refusing ? new Error(`<${address}> mailbox unavailable`) : null),
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
  ;({ database, close, connectionString } = await testDatabase())
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
  expect(standing?.lastError).toContain('<＊> mailbox unavailable')
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

/** Everything the database keeps of the outbox of this bureau. */
const kept = async () =>
  JSON.stringify((await sql`select * from outgoing_message where bureau_id = ${bureau}`.execute(database)).rows)

test('the database can read neither whom a message goes to nor what it says, and keeps neither once it is sent', async () => {
  await inParts((tx) => sendLater(tx, aMessage))
  expect(await kept()).not.toMatch(/applicant\.example|YJ-2026-000001/)
  await sendDueMessages(inParts, carriers())
  expect(taken).toHaveLength(1)
  const { rows } =
    await sql`select sealed, recipient, content from outgoing_message where bureau_id = ${bureau}`.execute(database)
  expect(rows).toEqual([{ sealed: null, recipient: null, content: null }])
  const keep = sql`update outgoing_message set recipient = 'x', content = 'y' where bureau_id = ${bureau}`
  await expect(keep.execute(database)).rejects.toThrow(/waits_sealed_or_plain_and_sent_keeps_nothing/)
})

test('a message moved into the place of another is not sent there', async () => {
  await inParts((tx) => sendLater(tx, aMessage))
  await sql`update outgoing_message set message_id = ${randomUUID()} where bureau_id = ${bureau}`.execute(database)
  expect(await sendDueMessages(inParts, carriers())).toEqual({ sent: 0, failed: 1 })
  expect(taken).toEqual([])
})

test('what was written before messages were sealed goes out as it is, or sealed by the next start', async () => {
  const plain = (to: string) =>
    sql`insert into outgoing_message (bureau_id, channel, recipient, subject, content, about)
      values (${bureau}, 'email', ${to}, '旧消息', '受理编号 YJ-2025-000001。', 'request 1')`.execute(database)
  await plain('plain@applicant.example')
  expect(await sendDueMessages(inParts, carriers())).toEqual({ sent: 1, failed: 0 })
  await plain('sealed@applicant.example')
  expect(await sealPlainMessages(inParts)).toBe(1)
  expect(await kept()).not.toMatch(/applicant\.example|YJ-2025-000001/)
  expect(await sendDueMessages(inParts, carriers())).toEqual({ sent: 1, failed: 0 })
  expect(taken.map(({ to }) => to[0])).toEqual(['plain@applicant.example', 'sealed@applicant.example'])
})

test('messages that wait when the key is changed, also those given up, go out under the new key alone', async () => {
  await inParts((tx) => sendLater(tx, aMessage))
  await inParts((tx) => sendLater(tx, { ...aMessage, to: 'given-up@applicant.example' }))
  await sql`update outgoing_message set given_up_at = now() where bureau_id = ${bureau}
    and id = (select max(id) from outgoing_message where bureau_id = ${bureau})`.execute(database)
  const next = freshSealingKey()
  const under = (keys: readonly (typeof next)[]) => {
    const opened = openDatabase(connectionString, { pool: 1, sealing: new Sealing(() => keys) })
    return { opened, parts: <T>(work: (tx: Tx) => Promise<T>) => inBureau(opened, bureau, work) }
  }
  const [changing, withNew] = [under([next, ...testKeys]), under([next])]
  expect(await changing.parts(messagesSealedOtherwise)).toBe(2)
  await expect(
    withNew.parts((tx) =>
      resealMessages(
        (work) => work(tx),
        () => {},
      ),
    ),
  ).rejects.toThrow(KeyMissing)
  let values = 0
  await resealMessages(changing.parts, (part) => {
    values += part
  })
  expect(values).toBe(2)
  expect(await changing.parts(messagesSealedOtherwise)).toBe(0)
  expect(await withNew.parts(sendAllAgain)).toBe(2)
  expect(await sendDueMessages(withNew.parts, carriers())).toEqual({ sent: 2, failed: 0 })
  for (const { opened } of [changing, withNew]) await opened.destroy()
})

test('messages about what was disposed of are dropped, and no others', async () => {
  await inParts((tx) => sendLater(tx, aMessage))
  await inParts((tx) => sendLater(tx, { ...aMessage, about: 'request 12' }))
  await inParts((tx) => dropMessages(tx, 'request 1'))
  expect(await inParts(outboxStanding)).toMatchObject([{ waiting: 1 }])
})
