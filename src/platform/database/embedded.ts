import { setTimeout as pause } from 'node:timers/promises'
import type pg from 'pg'
import { findBinaries } from './embedded/binaries.ts'
import { EmbeddedDatabaseFailed, failureFrom } from './embedded/failure.ts'
import { alone } from './embedded/lock.ts'
import { absolutePath, holdsData, majorOf, settle } from './embedded/place.ts'
import { clientFor, createData, ROLE, type Running, runningServer, shutDown } from './embedded/postmaster.ts'

/** Every process of ours holds one connection under this name: it tells that the server is in use, and that it lives. */
const KEEPER = 'zhaoming keeper'

export interface EmbeddedDatabase {
  readonly connectionString: string
  readonly socketDir: string
  readonly port: number
  readonly user: string
  readonly database: string
  /** The server's process; a new one after it was restarted. */
  readonly pid: number
  /** Whether the server was running already. */
  readonly attached: boolean
  /** Lets go of the server, and shuts it down if no other process of ours uses it. Without it the server stays up. */
  stop(): Promise<void>
}

/**
 * Brings up the PostgreSQL that comes with the program, over the data in `dataDir`, or joins the one that is up: another
 * process of ours uses it, or one that was killed left it behind. Should the server die, it is started again under the
 * same connection string. Throws {@link EmbeddedDatabaseFailed}.
 */
export async function startEmbedded({
  dataDir: asked,
  log = () => {},
}: {
  dataDir: string
  log?: (line: string) => void
}): Promise<EmbeddedDatabase> {
  let stopping: Promise<void> | null = null
  const { wanted, ...first } = await firstTime().catch((error: Error) => {
    throw error instanceof EmbeddedDatabaseFailed ? error : failureFrom(String(error), asked, error)
  })
  let { running, keeper } = first

  async function firstTime() {
    const wanted = absolutePath(asked)
    return alone(wanted, async () => {
      const up = await bringUp(wanted, log, true)
      watch(up.keeper)
      return { wanted, ...up }
    })
  }

  function watch(connection: pg.Client) {
    // It alone must not keep a process alive that has finished its work.
    ;(connection as pg.Client & { unref(): void }).unref()
    connection.once('end', () => {
      if (!stopping) void comeBack()
    })
  }

  async function comeBack() {
    log('数据库连接中断，正在恢复…')
    let said = ''
    for (let wait = 100; !stopping; wait = Math.min(wait * 2, 5_000)) {
      try {
        await alone(wanted, async () => {
          if (stopping) return
          ;({ running, keeper } = await bringUp(wanted, log, false))
          watch(keeper)
          log(`数据库已恢复（进程 ${running.pid}）`)
        })
        return
      } catch (error) {
        const now = error instanceof Error ? error.message : String(error)
        if (now !== said) log(`数据库未能恢复，继续尝试：${now}`)
        said = now
        await pause(wait, undefined, { ref: false })
      }
    }
  }

  return {
    connectionString: `postgresql://${ROLE}@localhost/${ROLE}?host=${encodeURIComponent(running.socketDir)}&port=${running.port}`,
    socketDir: running.socketDir,
    port: running.port,
    user: ROLE,
    database: ROLE,
    attached: first.attached,
    get pid() {
      return running.pid
    },
    stop() {
      stopping ??= Promise.resolve().then(() => alone(wanted, () => letGo(keeper, running)))
      return stopping
    },
  }

  async function letGo(keeper: pg.Client, { pid }: Running) {
    let alsoUsed = true
    try {
      const { rowCount } = await keeper.query(
        'select from pg_stat_activity where application_name = $1 and pid <> pg_backend_pid()',
        [KEEPER],
      )
      alsoUsed = rowCount !== 0
    } catch {
      // The server is gone already: nothing to stop.
    }
    await keeper.end().catch(() => {})
    if (!alsoUsed) await shutDown(first.dataDir, pid)
  }
}

async function bringUp(wanted: string, log: (line: string) => void, mayCreate: boolean) {
  // A server whose data has vanished must not be replaced by an empty one behind the back of those who use it.
  if (!mayCreate && !holdsData(wanted)) throw new EmbeddedDatabaseFailed('data-gone', { path: wanted })
  const place = settle(wanted, log)
  const binaries = findBinaries(place.account, log)
  if (!holdsData(place.dataDir)) {
    log(`正在 ${place.dataDir} 建立新的数据库…`)
    await createData(place, binaries)
  }
  const major = majorOf(place.dataDir)
  if (major !== binaries.major) {
    throw new EmbeddedDatabaseFailed('other-major', {
      path: place.dataDir,
      detail: `数据 ${major}，程序 ${binaries.major}`,
    })
  }
  const { attached, ...running } = await runningServer(place, binaries, log)
  const keeper = clientFor(running, KEEPER)
  await keeper.connect()
  const { rowCount } = await keeper.query('select from pg_database where datname = $1', [ROLE])
  if (rowCount === 0) await keeper.query(`create database ${ROLE}`)
  log(attached ? `接上正在运行的数据库（进程 ${running.pid}）` : `数据库已启动（进程 ${running.pid}）`)
  return { running, keeper, attached, dataDir: place.dataDir }
}
