import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { Logger } from 'pino'
import { apiFace } from './api/face.ts'
import { startWorker } from './jobs/worker.ts'
import { calendarDate } from './law/calendar-date.ts'
import { type Clock, clockAt, systemClock } from './platform/clock.ts'
import type { Config } from './platform/config.ts'
import { connectDatabase } from './platform/database/connect.ts'
import { migrate } from './platform/database/migrate.ts'
import { type Database, openDatabase } from './platform/database/open.ts'
import { comesFromElsewhere } from './platform/http/same-origin.ts'
import { webServer } from './platform/http/server.ts'
import { singlePage } from './platform/http/single-page.ts'
import { portalFace } from './portal/face.ts'
import type { Bureau } from './records/bureaus/bureau.ts'
import { allBureaus } from './records/bureaus/for-public.ts'

export interface Opened {
  database: Database
  connectionString: string
  close(): Promise<void>
}

/** Opens the database the settings name, brought up to date. */
export async function open(config: Config, log: Logger, migrations: string): Promise<Opened & { applied: string[] }> {
  const { connectionString, release } = await connectDatabase(config, log)
  const { applied } = await migrate(connectionString, migrations)
  const database = openDatabase(connectionString, { pool: config.DATABASE_POOL })
  return {
    database,
    connectionString,
    applied,
    close: async () => {
      await database.destroy()
      await release()
    },
  }
}

export function clockOf(config: Config): Clock {
  return config.ZHAOMING_TODAY ? clockAt(calendarDate(config.ZHAOMING_TODAY)) : systemClock
}

/** Which bureau a visitor came to: the one with this host name, else the one without a name of its own. */
function bureauByHost(database: Database): (request: FastifyRequest) => Promise<Bureau> {
  let known: Bureau[] = []
  let readAt = 0
  return async (request) => {
    if (Date.now() - readAt > 10_000 || known.length === 0) {
      known = await allBureaus(database)
      readAt = Date.now()
    }
    const host = request.hostname.toLowerCase()
    const bureau = known.find((one) => one.host === host) ?? known.find((one) => one.host === null) ?? known[0]
    if (!bureau) throw Object.assign(new Error('no bureau has been set up'), { statusCode: 503 })
    return bureau
  }
}

/** The whole web server: portal, API and desk. */
export async function assemble(
  { database, config, log, clock }: { database: Database; config: Config; log: Logger; clock: Clock },
  root: string,
): Promise<FastifyInstance> {
  const deskFolder = join(root, 'dist/desk')
  const server = await webServer(config, log)
  const surroundings = { database, config, clock, bureauOf: bureauByHost(database) }
  server.addHook('onRequest', async (request, answer) => {
    if (comesFromElsewhere(request)) {
      return answer
        .code(403)
        .type('text/plain; charset=utf-8')
        .send('这个提交来自其他网站，已被拒绝。请回到本网站重新操作。')
    }
  })
  await server.register((app) => apiFace(app, surroundings), { prefix: '/api' })
  if (existsSync(join(deskFolder, 'index.html'))) {
    await server.register((app) => singlePage(app, { folder: deskFolder, prefix: '/staff' }))
  }
  await server.register((app) => portalFace(app, surroundings, join(root, 'src/portal')))
  return server
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
