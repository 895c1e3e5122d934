// Applies every migration to a new database, and again: the second time there must be nothing left to do.
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startEmbedded } from '../src/platform/database/embedded.ts'
import { migrate } from '../src/platform/database/migrate.ts'
import { inRoot } from './paths.mjs'

const folder = mkdtempSync(join(tmpdir(), 'zhaoming-check-'))
chmodSync(folder, 0o755)
try {
  const { connectionString, stop } = await startEmbedded({ dataDir: join(folder, 'database') })
  try {
    const first = await migrate(connectionString, inRoot('migrations'))
    const second = await migrate(connectionString, inRoot('migrations'))
    console.log(`applied ${first.applied.join(', ')}`)
    if (first.applied.length === 0) throw new Error('there was nothing to apply')
    if (second.applied.length > 0) throw new Error(`applied twice: ${second.applied.join(', ')}`)
  } finally {
    await stop()
  }
} finally {
  rmSync(folder, { recursive: true, force: true })
}
