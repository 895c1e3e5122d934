// Makes what is made from something else: the table types from the migrated database, the OpenAPI document from the
// contract. Run by `npm run generate`; `npm run check` runs it and compares with what is committed.
import { execFile } from 'node:child_process'
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { apiFace } from '../src/api/face.ts'
import { systemClock } from '../src/platform/clock.ts'
import { readConfig } from '../src/platform/config.ts'
import { startEmbedded } from '../src/platform/database/embedded.ts'
import { migrate } from '../src/platform/database/migrate.ts'
import { webServer } from '../src/platform/http/server.ts'
import { openLog } from '../src/platform/log.ts'

const root = join(import.meta.dirname, '..')

async function tables() {
  const folder = await mkdtemp(join(tmpdir(), 'zhaoming-generate-'))
  await chmod(folder, 0o755)
  const server = await startEmbedded({ dataDir: join(folder, 'postgres') })
  try {
    await migrate(server.connectionString, join(root, 'migrations'))
    await promisify(execFile)(process.execPath, [
      join(root, 'node_modules/kysely-codegen/dist/cli/bin.js'),
      ...['--dialect', 'postgres', '--url', server.connectionString, '--log-level', 'error', '--camel-case'],
      ...['--date-parser', 'string', '--numeric-parser', 'number'],
      ...['--type-mapping', JSON.stringify({ int8: 'number', numeric: 'number', date: 'CalendarDate' })],
      ...['--custom-imports', JSON.stringify({ CalendarDate: '../../law/calendar-date.ts' })],
      ...['--exclude-pattern', '{schema_migration,pgboss.*}'],
      ...['--out-file', join(root, 'src/platform/database/tables.ts')],
    ])
  } finally {
    await server.stop()
    await rm(folder, { recursive: true, force: true })
  }
}

async function openapi() {
  const config = readConfig({ ZHAOMING_LOG: 'silent' })
  const server = await webServer(config, openLog('silent'))
  const nobody = () => Promise.reject(new Error('no request is made while generating'))
  await server.register((app) => apiFace(app, { config, clock: systemClock, database: null, bureauOf: nobody }), {
    prefix: '/api',
  })
  await server.ready()
  const { body } = await server.inject('/api/openapi.json')
  await writeFile(join(root, 'docs/openapi.json'), `${JSON.stringify(JSON.parse(body), null, 2)}\n`)
  await server.close()
}

await tables()
await openapi()
