import { join, resolve } from 'node:path'
import type { Logger } from 'pino'
import type { Config } from '../config.ts'
import { startEmbedded } from './embedded.ts'

/** The database the settings name: the one in DATABASE_URL, or the embedded one below the data folder. */
export async function connectDatabase(
  config: Config,
  log: Logger,
): Promise<{ connectionString: string; release(): Promise<void> }> {
  if (config.DATABASE_URL) return { connectionString: config.DATABASE_URL, release: async () => {} }
  const { connectionString, stop } = await startEmbedded({
    dataDir: join(resolve(config.ZHAOMING_DATA), 'postgres'),
    log: (line) => log.info(line),
  })
  return { connectionString, release: stop }
}
