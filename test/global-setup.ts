import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { startEmbedded } from '../src/platform/database/embedded.ts'
import { migrate } from '../src/platform/database/migrate.ts'
import { migrationsFolder } from './database.ts'

/** One server for the whole run, with a migrated template every test file copies. */
export default async function startServer(): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), 'zhaoming-test-'))
  // As root the database runs as another user, who must be able to reach its folder.
  await chmod(folder, 0o755)
  const server = await startEmbedded({ dataDir: join(folder, 'postgres') })
  const client = new pg.Client({ connectionString: server.connectionString })
  await client.connect()
  await client.query('create database template_empty')
  await client.end()
  process.env['ZHAOMING_TEST_SERVER'] = server.connectionString
  const template = new URL(server.connectionString)
  template.pathname = '/template_empty'
  await migrate(template.href, migrationsFolder)
  return async () => {
    await server.stop()
    await rm(folder, { recursive: true, force: true })
  }
}
