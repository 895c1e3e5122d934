import { pino } from 'pino'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { loadDemo } from '../../demo/load.ts'
import { publishReportOf } from '../../demo/reports.ts'
import { assemble, type Copying, copying, type WebServer } from '../../src/main.ts'
import { type Clock, systemClock } from '../../src/platform/clock.ts'
import { readConfig } from '../../src/platform/config.ts'
import { inBureau, type Tx } from '../../src/platform/database/bureau.ts'
import { type Database, openDatabase } from '../../src/platform/database/open.ts'
import type { Bureau } from '../../src/records/bureaus/bureau.ts'
import { allBureaus } from '../../src/records/bureaus/for-public.ts'
import { setUpColumn } from '../../src/records/columns/set-up.ts'
import { correctEntry, enterInRegister, withdrawEntry } from '../../src/records/registers/enter.ts'
import { withdrawRequest } from '../../src/records/requests/close.ts'
import type { StaffActor } from '../../src/records/staff/actor.ts'
import { onServer, testDatabase, testSealing } from '../database.ts'
import { actorOf, type Press, pressOf } from './published.ts'

// Pages are kept in memory. Nobody may ever see that: two servers on one database, read by many while things change.

const root = new URL('../..', import.meta.url).pathname
const log = pino({ level: 'silent' })

interface Served {
  address: string
  server: WebServer
  close(): Promise<void>
}

let database: Database
let connectionString: string
let close: () => Promise<void>
let bureau: Bureau
let here: Served
let there: Served
let fresh: Copying
let press: Press
const clock: Clock = systemClock

async function served(on: Database, megabytes = '64'): Promise<Served> {
  const config = readConfig({
    PORT: '0',
    ZHAOMING_LOG: 'silent',
    ZHAOMING_REQUESTS_PER_MINUTE: '1000000',
    ZHAOMING_PAGE_CACHE_MB: megabytes,
  })
  const server = await assemble({ database: on, config, log, clock }, root)
  await server.listen({ port: 0, host: '127.0.0.1' })
  const bound = server.addresses()[0]
  if (typeof bound !== 'object') throw new Error('the server listens on a port')
  return { address: `http://127.0.0.1:${bound.port}`, server, close: () => server.close() }
}

beforeAll(async () => {
  ;({ database, connectionString, close } = await testDatabase())
  await loadDemo(database)
  const [first] = await allBureaus(database)
  if (!first) throw new Error('the demonstration bureau')
  bureau = first
  here = await served(database)
  const elsewhere = openDatabase(connectionString, { pool: 8, sealing: testSealing })
  const other = await served(elsewhere)
  there = {
    ...other,
    close: async () => {
      await other.close()
      await elsewhere.destroy()
    },
  }
  fresh = await copying({ database, config: readConfig({ ZHAOMING_LOG: 'silent' }), log, clock }, root)
  press = await pressOf(database, bureau.bureauId, 'tzgg', clock)
  await until(async () => here.server.pages.listening && there.server.pages.listening)
})
afterAll(async () => {
  await fresh.close()
  await there.close()
  await here.close()
  await close()
})

async function until(holds: () => Promise<boolean>): Promise<void> {
  for (let waited = 0; !(await holds()); waited += 20) {
    if (waited > 10_000) throw new Error('waited for too long')
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}

/** When a page was made and how often it was read is all that may differ between two of the same. */
const withoutTime = (html: string) =>
  html
    .replace(/^\uFEFF/, '')
    .replace(/本页生成于 <time[^>]*>[^<]*<\/time>/, '')
    .replace(/<span>浏览：[^<]*<\/span>/, '')
const read = async ({ address }: Served, path: string) => (await fetch(address + path)).text()
/** Every public page as it is made now, by address. */
async function madeNow(): Promise<Map<string, string>> {
  const made = new Map<string, string>()
  const { every } = await fresh.addresses(bureau)
  // Of pages made alike, the first and the last.
  // A workbook carries the moment it was written.
  const alike = Map.groupBy(
    every.filter((url) => !url.endsWith('.xlsx')),
    (url) =>
      url
        .split('/')
        .map((part, place, all) =>
          place < all.length - 1 && place > 1 ? '' : part.replace(/^.*\d.*?(\.\w+)?$/, '#$1'),
        )
        .join('/')
        .replace(/^\/rss\/.*$/, '/rss'),
  )
  const few = [...alike.values()].flatMap((urls) => (urls.length > 6 ? [...urls.slice(0, 2), ...urls.slice(-4)] : urls))
  for (const url of few) {
    const page = await fresh.page(bureau, url)
    made.set(url, 'page' in page ? withoutTime(page.page.body.toString()) : `${page.status}`)
  }
  return made
}

async function differing(from: Served, made: ReadonlyMap<string, string>): Promise<string[]> {
  const wrong: string[] = []
  for (const [url, page] of made) if (withoutTime(await read(from, url)) !== page) wrong.push(url)
  return wrong
}

const inside = <T>(work: (tx: Tx) => Promise<T>) => inBureau(database, bureau.bureauId, work)
const actor = (account: string): Promise<StaffActor> => actorOf(database, bureau.bureauId, account)

const penalty = {
  number: '演应急罚〔2026〕901号',
  title: '未如实记录教育培训情况',
  punished: '演练企业',
  creditCode: '',
  category: 'warning',
  amount: '',
  decidedOn: '2026-03-02',
}

test('a page is made once, and again only when something it shows changes', async () => {
  const { pages } = here.server
  const path = '/yaowen/'
  await read(here, path)
  const made = pages.made
  await Promise.all(Array.from({ length: 50 }, () => read(here, path)))
  await press.publish('与要闻无关的通知')
  await read(here, path)
  expect(pages.made).toBe(made)
})

test('whatever is done, every kept page says the same as one made now, in every process', async () => {
  const registers = await actor('keshi')
  const head = await actor('kezhang')
  const office = await actor('gongkai')
  const administrator = await actor('admin')
  let document = 0
  let entry = 0
  const versionOf = (id: number) =>
    inside(
      async (tx) =>
        (await tx.selectFrom('registerEntry').select('version').where('id', '=', id).executeTakeFirstOrThrow()).version,
    )
  const acts: [string, () => Promise<unknown>][] = [
    ['nothing', async () => {}],
    ['a document is published', async () => (document = (await press.publish('新发布的通知')).id)],
    ['it is withdrawn', () => press.withdraw(document)],
    [
      'a penalty is entered',
      async () => {
        const entered = await inside((tx) =>
          enterInRegister(tx, { kind: 'penalties', fields: penalty }, registers, clock),
        )
        if (!('id' in entered)) throw new Error(JSON.stringify(entered))
        entry = entered.id
      },
    ],
    [
      'the penalty is corrected',
      async () => {
        const change = { id: entry, version: await versionOf(entry), reason: '笔误' }
        const fields = { ...penalty, punished: '另一家演练企业' }
        expect(await inside((tx) => correctEntry(tx, { ...change, fields }, head, clock))).toEqual({ corrected: true })
      },
    ],
    [
      'the penalty is withdrawn',
      async () => {
        const change = { id: entry, version: await versionOf(entry), reason: '重复登记' }
        expect(await inside((tx) => withdrawEntry(tx, change, head, clock))).toEqual({ withdrawn: true })
      },
    ],
    [
      'a column is set up',
      () =>
        inside((tx) =>
          setUpColumn(
            tx,
            {
              parentId: null,
              slug: 'xinlanmu',
              name: '新栏目',
              type: '工作动态',
              description: '新栏目',
              keywords: '新栏目',
              basis: null,
              duration: 'any-time',
              sectionId: office.sectionId,
              position: 99,
            },
            administrator,
            clock,
          ),
        ),
    ],
    [
      'a request is answered',
      () =>
        inside(async (tx) => {
          const open = await tx
            .selectFrom('request')
            .select(['id', 'version'])
            .where('state', '<>', 'closed')
            .where('receivedOn', 'is not', null)
            .executeTakeFirstOrThrow()
          const outcome = await withdrawRequest(tx, { ...open, reason: '不再需要' }, office, clock)
          expect(outcome).toEqual({ withdrawn: true })
        }),
    ],
    [
      'a report is published',
      async () => {
        const by = { gongkai: office, juzhang: await actor('juzhang') }
        await publishReportOf(database, { bureauId: bureau.bureauId, by, sections: {}, columns: {} }, 2020)
      },
    ],
  ]
  for (const [what, act] of acts) {
    await act()
    const made = await madeNow()
    expect(made.size).toBeGreaterThan(60)
    expect(await differing(here, made), what).toEqual([])
    // The other process hears of it a moment later: by now it has.
    expect(await differing(there, made), what).toEqual([])
  }
}, 240_000)

test('the first answer and the kept ones have the same headers, and 304 says that nothing changed', async () => {
  const { address } = await press.publish('比较响应头的通知')
  const ask = (headers: Record<string, string> = {}) =>
    fetch(here.address + address, { headers: { 'accept-encoding': 'br', ...headers } })
  const [first, second] = [await ask(), await ask()]
  const headersOf = (answer: Response) =>
    Object.fromEntries([...answer.headers].filter(([name]) => !['date', 'connection', 'keep-alive'].includes(name)))
  expect(headersOf(second)).toEqual(headersOf(first))
  expect(headersOf(first)).toMatchObject({
    'cache-control': 'no-cache',
    vary: 'accept-encoding, cookie',
    'content-encoding': 'br',
    'x-content-type-options': 'nosniff',
    etag: expect.stringMatching(/^"[\w-]+"$/),
  })
  expect(first.headers.get('content-security-policy')).toContain("default-src 'self'")
  const known = await ask({ 'if-none-match': first.headers.get('etag') ?? '' })
  expect([known.status, await known.text()]).toEqual([304, ''])
  for (const encoding of ['identity', 'gzip', 'br', 'gzip;q=1, br;q=0']) {
    const answer = await ask({ 'accept-encoding': encoding })
    expect(await answer.text(), encoding).toContain('比较响应头的通知')
  }
})

test('each visitor sees the own looks, from one cache', async () => {
  const mode = async (cookie?: string) => {
    const answer = await fetch(`${here.address}/yaowen/`, cookie ? { headers: { cookie } } : {})
    return /data-mode="(\w+)"/.exec(await answer.text())?.[1]
  }
  const elder = 'zhaoming-looks=mode%3Delder%26size%3D1'
  const seen = [await mode(), await mode(elder), await mode(), await mode(elder), await mode('other=1')]
  expect(seen).toEqual(['standard', 'elder', 'standard', 'elder', 'standard'])
})

test('what belongs to one visitor, and what nobody declared public, is kept by nobody', async () => {
  const paths = [
    '/ysqgk/status',
    '/ysqgk/apply/kind?draft=x',
    '/ysqgk/receipt?draft=x',
    '/nothing/',
    '/?x=1',
    '/?mode=elder',
  ]
  for (const path of paths) {
    const answer = await fetch(here.address + path, { redirect: 'manual' })
    expect([path, answer.headers.get('cache-control') ?? 'redirect']).toEqual([
      path,
      answer.status === 303 ? 'redirect' : 'no-store',
    ])
    expect(answer.headers.get('etag'), path).toBeNull()
  }
})

test('a server that cannot hear the others keeps nothing until it can, and loses nothing', async () => {
  const { pages } = there.server
  const { id, address } = await press.publish('断线时撤下的通知')
  await until(async () => (await fetch(there.address + address)).status === 200)
  await read(there, address)
  expect(pages.size.pages).toBeGreaterThan(0)
  await onServer((client) =>
    client.query(
      `select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'zhaoming pages' and datname = $1`,
      [new URL(connectionString).pathname.slice(1)],
    ),
  )
  await press.withdraw(id)
  // Whether it has noticed yet or not, and whether it listens again or not.
  await until(async () => (await fetch(there.address + address)).status === 410)
  await until(async () => pages.listening)
  expect((await fetch(there.address + address)).status).toBe(410)
})

test('with no memory for pages every visitor gets a page made anew', async () => {
  const without = await served(database, '0')
  try {
    await read(without, '/yaowen/')
    await read(without, '/yaowen/')
    expect([without.server.pages.made, without.server.pages.size.pages]).toEqual([2, 0])
  } finally {
    await without.close()
  }
})

test('200 readers while a document is published and withdrawn 50 times: no error, and nothing withdrawn is shown', async () => {
  const paths = ['/', '/tzgg/', '/yaowen/', '/zwgk/', '/zwgk/taizhang/penalties', '/wangzhanditu']
  let article = '/tzgg/'
  let reading = true
  let read200 = 0
  const wrong: string[] = []
  const reader = async (number: number) => {
    for (let turn = 0; reading && turn < 60; turn += 1) {
      const path = turn % 3 === 0 ? article : (paths[(number + turn) % paths.length] ?? '/')
      const { address } = number % 2 === 0 ? here : there
      const answer = await fetch(address + path)
      await answer.arrayBuffer()
      if (answer.status === 200) read200 += 1
      else if (answer.status !== 410) wrong.push(`${path}: ${answer.status}`)
    }
  }
  const readers = Promise.all(Array.from({ length: 200 }, (_, number) => reader(number)))
  for (let turn = 0; turn < 50; turn += 1) {
    const { id, address } = await press.publish(`第${turn}次发布的通知`)
    article = address
    const [page, list] = [await fetch(here.address + address), await read(here, '/tzgg/')]
    if (page.status !== 200 || !list.includes(`第${turn}次发布的通知`)) wrong.push(`${turn}: published and not shown`)
    await press.withdraw(id)
    const [gone, without] = [await fetch(here.address + address), await read(here, '/tzgg/')]
    if (gone.status !== 410 || without.includes(`第${turn}次发布的通知`)) wrong.push(`${turn}: withdrawn and shown`)
  }
  reading = false
  await readers
  expect(wrong).toEqual([])
  expect(read200).toBeGreaterThan(200)
}, 240_000)
