import { CamelCasePlugin, Kysely, PostgresDialect } from 'kysely'
import pg from 'pg'
import { Sealing } from '../sealing/sealing.ts'
import { Announcements } from './announcements.ts'
import type { DB } from './tables.ts'

/** A pool of connections, what transactions over it announced, and the keys for what is sealed in it. */
export type Database = Kysely<DB> & { readonly announcements: Announcements; readonly sealing: Sealing }

// A `date` is a day, not an instant: keep PostgreSQL's text. Counts and ids fit a JavaScript number (bigint ids are
// handed out one by one; 2^53 of them is out of reach). Money is `numeric` with at most two decimals.
const numberTypes = new Set([pg.types.builtins.INT8, pg.types.builtins.NUMERIC])
const INT8_ARRAY = 1016
const types: pg.CustomTypesConfig = {
  getTypeParser(oid: number, format?: string) {
    if (oid === pg.types.builtins.DATE) return (text: string) => text
    if (numberTypes.has(oid)) return Number
    if (oid === INT8_ARRAY) {
      const texts = pg.types.getTypeParser(INT8_ARRAY as never, 'text') as (text: string) => string[]
      return (text: string) => texts(text).map(Number)
    }
    return pg.types.getTypeParser(oid, format as 'text')
  },
} as pg.CustomTypesConfig

/** Queries asked for in one go leave in one write: on small answers the writes are what costs. */
class Client extends pg.Client {
  override query(...asked: unknown[]): never {
    const { stream } = this.connection
    stream.cork()
    process.nextTick(() => stream.uncork())
    return (super.query as (...asked: unknown[]) => never)(...asked)
  }
}

/**
 * Opens a pool; without keys nothing can be sealed or opened. Connections are made when first needed, and made again after
 * the database comes back.
 */
export function openDatabase(connectionString: string, { pool = 16, sealing = new Sealing(() => []) } = {}): Database {
  const connections = new pg.Pool({
    ...{ connectionString, max: pool, types, connectionTimeoutMillis: 10_000 },
    ...{ Client, pipeline: true },
  })
  // A connection that dies, idle or at work (database restarted), must not take the process with it: the query it was
  // working on fails, the next one gets a new connection.
  connections.on('error', () => {})
  connections.on('connect', (client) => client.on('error', () => {}))
  const database = new Kysely<DB>({
    dialect: new PostgresDialect({ pool: connections }),
    plugins: [new CamelCasePlugin({ maintainNestedObjectKeys: true })],
  })
  return Object.assign(database, { announcements: new Announcements(connectionString), sealing })
}
