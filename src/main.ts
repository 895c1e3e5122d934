import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import type { IncomingMessage } from 'node:http'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { Logger } from 'pino'
import { apiFace } from './api/face.ts'
import { startWorker } from './jobs/worker.ts'
import { calendarDate } from './law/calendar-date.ts'
import { type Clock, clockAt, endOfDayInChina, systemClock } from './platform/clock.ts'
import type { Config } from './platform/config.ts'
import { inBureau } from './platform/database/bureau.ts'
import { connectDatabase } from './platform/database/connect.ts'
import { migrate } from './platform/database/migrate.ts'
import { type Database, openDatabase } from './platform/database/open.ts'
import { type Page, PageCache, type Pages, ReadyPage } from './platform/http/page-cache.ts'
import { comesFromElsewhere } from './platform/http/same-origin.ts'
import { webServer } from './platform/http/server.ts'
import { singlePage } from './platform/http/single-page.ts'
import { sealPlainMessages } from './platform/mail/reseal.ts'
import { admitKeys, type Keys, keysOf, rewriteTables } from './platform/sealing/keys.ts'
import { Sealing } from './platform/sealing/sealing.ts'
import { openTypesetter } from './platform/typeset/typesetter.ts'
import { portalFace } from './portal/face.ts'
import { fromMemory } from './portal/from-memory.ts'
import { Views } from './portal/views.ts'
import type { Copyable } from './portal/visit.ts'
import type { Bureau } from './records/bureaus/bureau.ts'
import { allBureaus } from './records/bureaus/for-public.ts'
import { officialFiles } from './records/documents/typeset.ts'
import { subjects } from './records/pages/subjects.ts'
import { sealExisting } from './records/requests/seal-existing.ts'

export interface Opened {
  database: Database
  connectionString: string
  keys: Keys
  close(): Promise<void>
}

/** Opens the database the settings name, brought up to date, with the keys it was sealed with. */
export async function open(config: Config, log: Logger, migrations: string): Promise<Opened & { applied: string[] }> {
  const { connectionString, release } = await connectDatabase(config, log)
  const { applied } = await migrate(connectionString, migrations)
  const keys = keysOf(config)
  const database = openDatabase(connectionString, { pool: config.DATABASE_POOL, sealing: new Sealing(keys.read) })
  const close = async () => {
    await database.destroy()
    await release()
  }
  try {
    await admitKeys(database, keys)
    await sealAll(database)
  } catch (error) {
    await close()
    throw error
  }
  return { database, connectionString, keys, applied, close }
}

/** Seals what came in before there was a key; whatever of it the files of the database still hold is written over. */
async function sealAll(database: Database): Promise<void> {
  let count = 0
  for (const { bureauId } of await allBureaus(database)) {
    count += await sealExisting((work) => inBureau(database, bureauId, work))
    count += await sealPlainMessages((work) => inBureau(database, bureauId, work))
  }
  if (count > 0)
    await rewriteTables(database, ['request_applicant', 'request_draft', 'unsealed_person', 'outgoing_message'])
}

export function clockOf(config: Config): Clock {
  return config.ZHAOMING_TODAY ? clockAt(calendarDate(config.ZHAOMING_TODAY)) : systemClock
}

/** The hosts a request names, as they came. */
const hostsOf = ({ headers }: IncomingMessage) => `${headers.host}\n${headers['x-forwarded-host']}`

/** Which bureau a visitor came to: the one with this host name, else the one without a name of its own. */
function bureausByHost(database: Database): {
  of(request: FastifyRequest): Promise<Bureau>
  /** the bureau an earlier request with the same hosts came to; null: none came yet */
  known(request: IncomingMessage): number | null
} {
  let bureaus: Bureau[] = []
  let readAt = 0
  let changes = 0
  const known = new Map<string, number>()
  database.announcements.hear(({ subjects: changed }) => {
    if (changed && !changed.includes(subjects.bureau)) return
    changes += 1
    readAt = 0
    known.clear()
  })
  return {
    async of(request) {
      if (Date.now() - readAt > 10_000 || bureaus.length === 0) {
        const before = changes
        bureaus = await allBureaus(database)
        known.clear()
        if (changes === before) readAt = Date.now()
      }
      const host = request.hostname.toLowerCase()
      const bureau = bureaus.find((one) => one.host === host) ?? bureaus.find((one) => one.host === null) ?? bureaus[0]
      if (!bureau) throw Object.assign(new Error('no bureau has been set up'), { statusCode: 503 })
      if (known.size > 1000) known.clear()
      known.set(hostsOf(request.raw), bureau.bureauId)
      return bureau
    },
    known: (request) => known.get(hostsOf(request)) ?? null,
  }
}

export interface Parts {
  database: Database
  config: Config
  log: Logger
  clock: Clock
}

export type WebServer = FastifyInstance & { readonly pages: PageCache }

/** The whole web server: portal, API and desk. Public pages are kept in memory as long as the server runs. */
export async function assemble({ database, config, log, clock }: Parts, root: string): Promise<WebServer> {
  const deskFolder = join(root, 'dist/desk')
  const bureaus = bureausByHost(database)
  const pages = new PageCache(database.announcements, {
    largest: config.ZHAOMING_PAGE_CACHE_MB * 1024 * 1024,
    now: () => clock.now().getTime(),
    endOfDay: (now) => endOfDayInChina(new Date(now)).getTime(),
  })
  const views = new Views({ database, clock, log })
  const server = await webServer(config, log, fromMemory(pages, views, bureaus.known))
  const surroundings = {
    database,
    config,
    clock,
    pages,
    views,
    bureauOf: bureaus.of,
    ...typesetting(server, config, root),
  }
  server.addHook('onClose', () => views.close())
  server.addHook('onReady', async () => pages.open())
  server.addHook('preClose', () => pages.close())
  refuseFromElsewhere(server)
  await server.register((app) => apiFace(app, surroundings), { prefix: '/api' })
  if (existsSync(join(deskFolder, 'index.html'))) {
    await server.register((app) => singlePage(app, { folder: deskFolder, prefix: '/staff' }))
  }
  await server.register(async (app) => {
    portalFace(app, surroundings, join(root, 'src/portal'))
  })
  return Object.assign(server, { pages })
}

/** The public pages of a bureau one by one, as a mirror copies them. */
export interface Copying extends Copyable {
  /** another one for every version of the program: pages of an older one are made again */
  program: string
  page(bureau: Bureau, url: string): Promise<{ page: Page } | { status: number; body: Buffer }>
  close(): Promise<void>
}

/** The portal without a port: each page made anew, through the same routes visitors use. */
export async function copying({ database, config, log, clock }: Parts, root: string): Promise<Copying> {
  const server = await webServer({ ...config, ZHAOMING_REQUESTS_PER_MINUTE: 1_000_000_000 }, log)
  const made = new Map<string, Page>()
  const pages: Pages = {
    async page(place, make) {
      const one = await make()
      if ('other' in one) return one
      made.set(`${place.bureauId} ${place.url}`, one.page)
      return { ready: new ReadyPage(one.page) }
    },
  }
  let copyable: Copyable | null = null
  const surroundings = {
    ...{ database, config, clock, pages, views: null, bureauOf: bureausByHost(database).of },
    ...typesetting(server, config, root),
  }
  await server.register(async (app) => {
    copyable = portalFace(app, surroundings, join(root, 'src/portal'))
  })
  await server.ready()
  const { assets, addresses } = copyable as unknown as Copyable
  return {
    assets,
    addresses,
    program: createHash('sha256')
      .update(await readFile(fileURLToPath(import.meta.url)))
      .update(assets.map(({ address }) => address).join())
      .digest('hex'),
    async page(bureau, url) {
      const { statusCode, rawPayload } = await server.inject({ url, headers: { host: bureau.host ?? 'localhost' } })
      const key = `${bureau.bureauId} ${url}`
      const page = made.get(key)
      made.delete(key)
      return page && statusCode === 200 ? { page } : { status: statusCode, body: rawPayload }
    },
    close: () => server.close(),
  }
}

function typesetting(server: FastifyInstance, config: Config, root: string) {
  const typesetter = openTypesetter({
    fonts: join(root, 'dist/fonts'),
    ownFonts: join(resolve(config.ZHAOMING_DATA), 'fonts'),
  })
  server.addHook('onClose', () => typesetter.close())
  return { typesetter, official: officialFiles(typesetter) }
}

function refuseFromElsewhere(server: FastifyInstance): void {
  server.addHook('onRequest', async (request, answer) => {
    if (comesFromElsewhere(request)) {
      return answer
        .code(403)
        .type('text/plain; charset=utf-8')
        .send('这个提交来自其他网站，已被拒绝。请回到本网站重新操作。')
    }
  })
}

/** Serves until told to stop. */
export async function serve(
  opened: Opened,
  { config, log, root }: { config: Config; log: Logger; root: string },
): Promise<{ addresses: string[]; stop(): Promise<void> }> {
  const clock = clockOf(config)
  const server = await assemble({ database: opened.database, config, log, clock }, root)
  await server.listen({ port: config.PORT, host: config.HOST })
  const worker = await startWorker(opened.connectionString, { database: opened.database, clock, config, log })
  const bound = server.addresses()[0]
  const port = typeof bound === 'object' ? bound.port : config.PORT
  return {
    addresses: [`http://localhost:${port}/`, `http://localhost:${port}/staff`],
    stop: async () => {
      await server.close()
      await worker.stop()
      await opened.close()
    },
  }
}
