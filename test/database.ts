import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import pg from 'pg'
import { qinghe } from '../demo/bureau.ts'
import { calendarDate } from '../src/law/calendar-date.ts'
import { clockAt } from '../src/platform/clock.ts'
import { type Database, openDatabase } from '../src/platform/database/open.ts'
import { Sealing, sealingKey } from '../src/platform/sealing/sealing.ts'
import { foundBureau } from '../src/records/bureaus/found.ts'

// Tests run against a real PostgreSQL: the one that test/global-setup.ts started, in a database of their own that is a
// copy of an empty, migrated template.

const server = () => {
  const url = process.env['ZHAOMING_TEST_SERVER']
  if (!url) throw new Error('test/global-setup.ts starts the server the tests use')
  return url
}

export const migrationsFolder = join(import.meta.dirname, '../migrations')

export function urlOf(name: string): string {
  const url = new URL(server())
  url.pathname = `/${name}`
  return url.href
}

export async function onServer<T>(work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: server() })
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}

export const testKeys = [sealingKey(Buffer.alloc(32, 'a key of tests'))]
export const testSealing = new Sealing(() => testKeys)

/** A database of one's own, empty but migrated. Close it in `afterAll`. */
export async function testDatabase(
  template = 'template_empty',
): Promise<{ database: Database; connectionString: string; close(): Promise<void> }> {
  const name = `test_${randomBytes(6).toString('hex')}`
  await onServer((client) => client.query(`create database ${name} template ${template}`))
  const connectionString = urlOf(name)
  const database = openDatabase(connectionString, { pool: 8, sealing: testSealing })
  return {
    database,
    connectionString,
    close: async () => {
      await database.destroy()
      await onServer((client) => client.query(`drop database ${name} with (force)`))
    },
  }
}

export async function aBureau(database: Database, name = qinghe.name, host: string | null = null): Promise<number> {
  return foundBureau(database, { ...qinghe, name, host }, clockAt(calendarDate('2026-01-05')).now())
}
