import { join, resolve } from 'node:path'
import { sql } from 'kysely'
import type { Config } from '../config.ts'
import type { Database } from '../database/open.ts'
import { KeyFile, KeysWrong, readKeys } from './key-file.ts'
import type { SealingKey } from './sealing.ts'

export interface Keys {
  read(): readonly SealingKey[]
  /** null: the keys come from the environment and are changed there */
  file: KeyFile | null
}

/** The keys the settings name: in ZHAOMING_KEYS, in the file ZHAOMING_KEY_FILE, or in `keys` below the data folder. */
export function keysOf(config: Pick<Config, 'ZHAOMING_KEYS' | 'ZHAOMING_KEY_FILE' | 'ZHAOMING_DATA'>): Keys {
  if (config.ZHAOMING_KEYS !== undefined) {
    const keys = readKeys(config.ZHAOMING_KEYS, 'ZHAOMING_KEYS')
    return { read: () => keys, file: null }
  }
  const file = new KeyFile(resolve(config.ZHAOMING_KEY_FILE ?? join(config.ZHAOMING_DATA, 'keys')))
  return { read: () => file.keys() ?? [], file }
}

const LOCK = 7_201_912

/**
 * Checks at the start that every key this database was sealed with is at hand; the first start makes one. Throws
 * {@link KeysWrong}: a start without the key would take in new requests it could not keep together with the old ones.
 */
export async function admitKeys(database: Database, { read, file }: Keys): Promise<void> {
  await database.transaction().execute(async (transaction) => {
    await sql`select pg_advisory_xact_lock(${LOCK})`.execute(transaction)
    const known = (await transaction.selectFrom('sealingKey').select('id').execute()).map(({ id }) => id)
    if (file && !file.keys() && known.length === 0) file.make()
    const [current, ...others] = read()
    const missing = known.filter((id) => id !== current?.id && !others.some((key) => key.id === id))
    if (missing.length > 0 || !current) {
      const where = file ? `密钥文件 ${file.path}` : '环境变量 ZHAOMING_KEYS'
      throw new KeysWrong(
        `${where} 不存在或不是这个数据库的：缺少编号为 ${missing.join('、')} 的密钥，已加密的个人信息无法打开。\n` +
          '请把备份的密钥文件放回原处后重新启动（见 README 的“个人信息的密钥”一节）；数据没有被改动。',
      )
    }
    await noteKey(transaction as unknown as Database, current.id)
  })
}

export async function noteKey(database: Database, id: string): Promise<void> {
  await database
    .insertInto('sealingKey')
    .values({ id })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

/** Nothing is sealed with these any more. */
export async function forgetKeys(database: Database, ids: readonly string[]): Promise<void> {
  if (ids.length > 0) await database.deleteFrom('sealingKey').where('id', 'in', ids).execute()
}

/** Writes tables anew, so that nothing of earlier versions of their rows is left in their files. */
export async function rewriteTables(database: Database, tables: readonly string[]): Promise<void> {
  for (const table of tables) await sql`vacuum full ${sql.table(table)}`.execute(database)
}
