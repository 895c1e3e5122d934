import ExcelJS from 'exceljs'
import fc from 'fast-check'
import type { FastifyInstance, InjectOptions } from 'fastify'
import { pino } from 'pino'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { anOffice, aRequestInHandling, type Office, password } from '../../test/builders.ts'
import { testDatabase } from '../../test/database.ts'
import { calendarDate } from '../law/calendar-date.ts'
import { clockAt } from '../platform/clock.ts'
import { readConfig } from '../platform/config.ts'
import type { Database } from '../platform/database/open.ts'
import { webServer } from '../platform/http/server.ts'
import { openTypesetter, type Typesetter } from '../platform/typeset/typesetter.ts'
import { allBureaus } from '../records/bureaus/for-public.ts'
import { apiFace } from './face.ts'

let database: Database
let close: () => Promise<void>
let server: FastifyInstance
let office: Office
let typesetter: Typesetter
const host = 'api.example'

beforeAll(async () => {
  ;({ database, close } = await testDatabase())
  office = await anOffice(database, host)
  const config = readConfig({ ZHAOMING_LOG: 'silent', ZHAOMING_REQUESTS_PER_MINUTE: '1000000' })
  typesetter = openTypesetter({ fonts: 'dist/fonts', ownFonts: '' })
  server = await webServer(config, pino({ level: 'silent' }))
  const surroundings = {
    database,
    config,
    clock: clockAt(calendarDate('2026-03-04')),
    bureauOf: async () => {
      const bureau = (await allBureaus(database)).find((one) => one.host === host)
      if (!bureau) throw new Error('the bureau of the test')
      return bureau
    },
    typesetter,
  }
  await server.register((app) => apiFace(app, surroundings), { prefix: '/api' })
  await server.ready()
})
afterAll(async () => {
  await server.close()
  await typesetter.close()
  await close()
})

const cookies = new Map<string, string>()
async function as(account: string): Promise<string> {
  const kept = cookies.get(account)
  if (kept) return kept
  const answer = await server.inject({ method: 'POST', url: '/api/session', payload: { account, password } })
  const cookie = String(answer.headers['set-cookie']).split(';')[0] ?? ''
  cookies.set(account, cookie)
  return cookie
}
beforeEach(() => cookies.clear())

const ask = async (account: string, options: InjectOptions) =>
  server.inject({ ...options, headers: { ...options.headers, cookie: await as(account) } })

describe('signing in', () => {
  test('the cookie is for this site only and out of reach of scripts', async () => {
    const answer = await server.inject({
      method: 'POST',
      url: '/api/session',
      payload: { account: 'officer', password },
    })
    expect(answer.statusCode).toBe(200)
    expect(answer.headers['set-cookie']).toMatch(/HttpOnly/)
    expect(answer.headers['set-cookie']).toMatch(/SameSite=Strict/)
  })
  test('without a session everything answers 401 in words', async () => {
    for (const url of [
      '/api/requests',
      '/api/documents',
      '/api/registers',
      '/api/reports',
      '/api/to-do',
      '/api/calendar',
    ]) {
      const answer = await server.inject({ method: 'GET', url })
      expect([url, answer.statusCode]).toEqual([url, 401])
      expect(answer.json()).toMatchObject({ title: expect.stringContaining('登录') })
    }
  })
})

describe('bad input', () => {
  test('every wrong field is named', async () => {
    const answer = await ask('officer', {
      method: 'POST',
      url: '/api/requests',
      payload: { applicant: {}, wanted: {}, intake: { channel: 'pigeon' } },
    })
    expect(answer.statusCode).toBe(422)
    expect(answer.headers['content-type']).toContain('application/problem+json')
    const fields = answer.json().problems.map((problem: { field: string }) => problem.field)
    expect(fields).toContain('intake.channel')
    expect(fields).toContain('applicant.name')
  })
  test('what is not there answers 404, in words', async () => {
    for (const url of [
      '/api/requests/999999',
      '/api/documents/999999',
      '/api/reports/2030',
      '/api/registers/nothing/entries',
      '/api/nothing',
    ]) {
      const answer = await ask('officer', { method: 'GET', url })
      expect([url, answer.statusCode]).toEqual([url, 404])
      expect(answer.json().title).toMatch(/没有/)
    }
  })
  test('broken JSON and a body far too large are refused before they are read', async () => {
    const broken = await ask('officer', {
      method: 'POST',
      url: '/api/documents',
      headers: { 'content-type': 'application/json' },
      payload: '{"title":',
    })
    expect(broken.statusCode).toBe(400)
    const large = await ask('officer', {
      method: 'POST',
      url: '/api/documents',
      headers: { 'content-type': 'application/json' },
      payload: JSON.stringify({ body: '长'.repeat(2_000_000) }),
    })
    expect(large.statusCode).toBe(413)
  })
  test('a stale version is told, not overwritten', async () => {
    const id = await aRequestInHandling(office, { receivedOn: '2026-03-02' })
    const answer = await ask('drafter', {
      method: 'PUT',
      url: `/api/requests/${id}/reply`,
      payload: { version: 1, outcome: 'granted', letter: '答复' },
    })
    expect(answer.statusCode).toBe(409)
    expect(answer.json()).toMatchObject({ refused: 'changed-meanwhile', title: expect.stringContaining('没有丢失') })
  })
})

const boundary = '----the-test'
const upload = (bytes: Buffer, name: string): Pick<InjectOptions, 'headers' | 'payload'> => ({
  headers: { 'content-type': `multipart/form-data; boundary=${boundary}` },
  payload: Buffer.concat([
    Buffer.from(
      `--${boundary}\r\ncontent-disposition: form-data; name="file"; filename="${name}"\r\ncontent-type: application/octet-stream\r\n\r\n`,
    ),
    bytes,
    Buffer.from(`\r\n--${boundary}--\r\n`),
  ]),
})
const send = (bytes: Buffer, name = 'x.xlsx', way = 'imports') =>
  ask('drafter', { method: 'POST', url: `/api/registers/penalties/${way}`, ...upload(bytes, name) })

async function workbook(rows: unknown[][]): Promise<Buffer> {
  const book = new ExcelJS.Workbook()
  const sheet = book.addWorksheet('行政处罚')
  sheet.addRow(['处罚决定文书号', '违法行为类型', '被处罚人', '处罚类别', '罚没金额（元）', '处罚决定日期'])
  for (const row of rows) sheet.addRow(row)
  return Buffer.from(await book.xlsx.writeBuffer())
}

describe('spreadsheets', () => {
  test('50 MB are refused with words, and the server lives on', async () => {
    const answer = await send(Buffer.alloc(50 * 1024 * 1024, 1))
    expect(answer.statusCode).toBe(413)
    expect((await ask('drafter', { method: 'GET', url: '/api/session' })).statusCode).toBe(200)
  })
  test.each([
    ['empty', Buffer.alloc(0), 'an empty file'],
    ['old-excel', Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1]), 'an .xls file under another name'],
    ['text', Buffer.from('文号,金额\n1,2\n'), 'a CSV under another name'],
    ['other', Buffer.from([0x7f, 0x45, 0x4c, 0x46, 0, 0, 0, 1]), 'a program under another name'],
    ['broken', Buffer.from('PK\u0003\u0004 and nothing else'), 'a zip that is none'],
  ])('%s is told by its bytes: %s', async (is, bytes, _because) => {
    const answer = await send(bytes)
    expect(answer.statusCode).toBe(415)
    expect(answer.json()).toMatchObject({ refused: is, title: expect.any(String) })
  })
  test('37 planted errors among 1,000 rows are found cell by cell, and marked in the same file', async () => {
    const rows: unknown[][] = Array.from({ length: 1000 }, (_, place) => [
      `演应急罚〔2025〕${place + 1}号`,
      '未按规定开展安全培训',
      `演示企业${place}`,
      '罚款',
      10_000,
      new Date(Date.UTC(2025, 3, 1 + (place % 28))),
    ])
    const planted = Array.from({ length: 37 }, (_, place) => 11 + place * 26)
    planted.forEach((row, place) => {
      const cells = rows[row - 2] as unknown[]
      if (place % 3 === 0) cells[5] = '去年'
      else if (place % 3 === 1) cells[3] = '口头教育'
      else cells[0] = null
    })
    const bytes = await workbook(rows)
    const refused = await send(bytes)
    expect(refused.statusCode).toBe(422)
    expect(refused.json().problems.map((problem: { row: number }) => problem.row)).toEqual(planted)
    const marked = await send(bytes, 'x.xlsx', 'imports/marked.xlsx')
    expect(marked.statusCode).toBe(200)
    const book = new ExcelJS.Workbook()
    await book.xlsx.load(marked.rawPayload as unknown as ArrayBuffer)
    const sheet = book.worksheets[0]
    const told: number[] = []
    sheet?.eachRow((row, number) => {
      if (number > 1 && row.getCell(7).value) told.push(number)
    })
    expect(told).toEqual(planted)
    for (const row of planted) rows[row - 2] = [`补〔2025〕${row}号`, '违法', '演示企业', '罚款', 1, '2025-05-06']
    const taken = await send(await workbook(rows))
    expect([taken.statusCode, taken.json().rows]).toEqual([200, 1000])
  })
  test('the template that is handed out can be filled in and taken back', async () => {
    const template = await ask('drafter', { method: 'GET', url: '/api/registers/licences/template.xlsx' })
    const book = new ExcelJS.Workbook()
    await book.xlsx.load(template.rawPayload as unknown as ArrayBuffer)
    const sheet = book.worksheets[0]
    const fill = ['演许〔2026〕1号', '经营许可', '演示企业', '', '2026-02-03', '', '准予许可']
    fill.forEach((value, place) => {
      if (sheet) sheet.getRow(2).getCell(place + 1).value = value
    })
    const answer = await ask('drafter', {
      method: 'POST',
      url: '/api/registers/licences/imports',
      ...upload(Buffer.from(await book.xlsx.writeBuffer()), 'l.xlsx'),
    })
    expect(answer.json()).toMatchObject({ rows: 1, problems: [] })
  })
})

test('whatever is sent to any route, nothing answers 500', async () => {
  const document = (await server.inject({ method: 'GET', url: '/api/openapi.json' })).json() as {
    paths: Record<string, Record<string, unknown>>
  }
  const routes = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => ({ method: method.toUpperCase() as 'GET', path })),
  )
  expect(routes.length).toBeGreaterThan(40)
  const odd = fc.oneof(
    fc.constantFrom('0', '-1', 'null', '../..', '%00', '9'.repeat(30), '2021', 'licences', '字'),
    fc.string(),
  )
  const body = fc.oneof(fc.jsonValue(), fc.record({ version: fc.integer(), letter: fc.string(), outcome: fc.string() }))
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...routes),
      fc.constantFrom('officer', 'head', 'drafter', 'leader', 'supervisor', 'administrator'),
      odd,
      body,
      async ({ method, path }, account, value, payload) => {
        // Signing out or changing the password would end the test's own session.
        if (path.startsWith('/session')) return
        const url = `/api${path.replace(/\{\w+\}/g, encodeURIComponent(value))}`
        const answer = await ask(account, {
          method,
          url,
          ...(method === 'GET'
            ? { query: { page: value, text: value } }
            : { payload: JSON.stringify(payload), headers: { 'content-type': 'application/json' } }),
        })
        expect([method, url, answer.statusCode, answer.statusCode < 500 ? '' : answer.body]).toEqual([
          method,
          url,
          expect.any(Number),
          '',
        ])
      },
    ),
    { numRuns: 1500 },
  )
})

test('the API tells what each role may do, and refuses the rest', async () => {
  const id = await aRequestInHandling(office, { receivedOn: '2026-03-02' })
  const may = async (account: string) => (await ask(account, { method: 'GET', url: `/api/requests/${id}` })).json().may
  expect(await may('drafter')).toEqual(['draft-reply', 'consult', 'note'])
  expect(await may('head')).toContain('extend')
  expect(await may('officer')).not.toContain('extend')
  expect(await may('supervisor')).toEqual([])
  expect((await ask('administrator', { method: 'GET', url: `/api/requests/${id}` })).statusCode).toBe(403)
})
