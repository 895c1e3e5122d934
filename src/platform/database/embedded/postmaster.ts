import { execFile, execFileSync, spawn } from 'node:child_process'
import {
  chownSync,
  closeSync,
  existsSync,
  fchownSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  renameSync,
  rmdirSync,
  rmSync,
  statSync,
} from 'node:fs'
import { totalmem } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { promisify } from 'node:util'
import pg from 'pg'
import type { Binaries } from './binaries.ts'
import { failureFrom } from './failure.ts'
import { type Place, socketFolder, UNFINISHED } from './place.ts'

export const ROLE = 'zhaoming'
const PORT = 5432
/** How long a server may take to come up. Replaying the log after a crash of a busy server takes a while. */
const PATIENCE = 120_000

export interface Running {
  pid: number
  socketDir: string
  port: number
}

export function clientFor(running: Pick<Running, 'socketDir' | 'port'>, applicationName?: string): pg.Client {
  const client = new pg.Client({
    host: running.socketDir,
    port: running.port,
    user: ROLE,
    database: 'postgres',
    connectionTimeoutMillis: 5_000,
    ...(applicationName ? { application_name: applicationName } : {}),
  })
  client.on('error', () => {})
  return client
}

/** Makes a new, empty database in the folder. Only a finished one gets the file by which we know it again. */
export async function createData(place: Place, { bin }: Binaries): Promise<void> {
  const { dataDir, account } = place
  for (const name of readdirSync(dataDir)) if (name !== 'lost+found') rmSync(join(dataDir, name), { recursive: true })
  const half = join(dataDir, UNFINISHED)
  const make = async (ctype: string) => {
    rmSync(half, { recursive: true, force: true })
    mkdirSync(half, { mode: 0o700 })
    if (account) chownSync(half, account.uid, account.gid)
    // Code-point order and Unicode upper and lower case from PostgreSQL itself: an index never depends on the system's
    // library. Sorting for people asks for a collation by name.
    const how = [
      '--encoding=UTF8',
      '--locale-provider=builtin',
      '--builtin-locale=C.UTF-8',
      '--locale=C',
      `--lc-ctype=${ctype}`,
    ]
    const who = [`--username=${ROLE}`, '--auth-local=trust', '--auth-host=reject', '--no-instructions']
    await promisify(execFile)(join(bin, 'initdb'), ['-D', half, ...how, ...who], {
      cwd: '/',
      env: environment(),
      ...account,
    })
  }
  try {
    await make('C.UTF-8').catch((error: Error) => {
      if (/invalid locale name/i.test(String(error))) return make('C')
      throw error
    })
    const names = readdirSync(half).filter((name) => name !== 'PG_VERSION')
    for (const name of [...names, 'PG_VERSION']) renameSync(join(half, name), join(dataDir, name))
    rmdirSync(half)
    const folder = openSync(dataDir, 'r')
    fsyncSync(folder)
    closeSync(folder)
  } catch (error) {
    const { stderr = '' } = error as { stderr?: string }
    throw failureFrom(stderr || String(error), dataDir, error)
  }
}

/** The server's own note about itself, which stays behind when it is killed. */
function readNote(dataDir: string): (Running & { status: string }) | null {
  const file = join(dataDir, 'postmaster.pid')
  if (!existsSync(file)) return null
  try {
    const lines = readFileSync(file, 'utf8').split('\n')
    const pid = Number(lines[0])
    if (!pid) return null
    return { pid, port: Number(lines[3] ?? PORT), socketDir: lines[4] ?? '', status: (lines[7] ?? '').trim() }
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null
    throw failureFrom(String(error), dataDir, error)
  }
}

/** Whether a living server has this number. Numbers are used again: another program may have it after a reboot. */
function isPostgres(pid: number): boolean {
  try {
    // Empty for a process that has died and was not collected by its parent.
    const command =
      process.platform === 'linux'
        ? readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0')[0]!
        : execFileSync('ps', ['-o', 'comm=', '-p', String(pid)], { encoding: 'utf8' }).trim()
    return basename(command) === 'postgres'
  } catch {
    return false
  }
}

/** Whether it is the server over this data: it works inside its data folder. */
function serves(pid: number, dataDir: string): boolean {
  if (!isPostgres(pid)) return false
  try {
    return readlinkSync(`/proc/${pid}/cwd`) === dataDir
  } catch {
    return true
  }
}

/**
 * Gives the server that runs over this data, or starts one. Waits for one that is just coming up, going down or
 * recovering, and for what a killed one left behind. To be called by one process at a time.
 */
export async function runningServer(
  place: Place,
  binaries: Binaries,
  log: (line: string) => void,
): Promise<Running & { attached: boolean }> {
  const until = Date.now() + PATIENCE
  let wait = 50
  for (;;) {
    const note = readNote(place.dataDir)
    if (note && serves(note.pid, place.dataDir)) {
      if (note.status === 'ready' && (await answers(note))) return { ...note, attached: true }
      if (note.status === 'ready' && !existsSync(socketOf(note))) {
        // The temporary folder was swept. Nobody new can reach this server, so it has to be started again.
        log(`数据库进程 ${note.pid} 的通信文件不见了，重新启动它`)
        await shutDown(place.dataDir, note.pid)
        continue
      }
      if (Date.now() > until)
        throw failureFrom(`process ${note.pid} (${note.status}) does not answer on ${socketOf(note)}`, place.dataDir)
    } else {
      // PostgreSQL takes any living process of the same user for the server; we know better, so we clear its note.
      if (note && isAlive(note.pid)) rmSync(join(place.dataDir, 'postmaster.pid'), { force: true })
      const started = await launch(place, binaries, note?.socketDir)
      if ('running' in started) return { ...started.running, attached: false }
      // The children of a killed server finish what they are at before they notice; until then the data is theirs.
      const orphans = /shared memory block .* is still in use|lock file "postmaster.pid" already exists/.test(
        started.said,
      )
      if (!orphans || Date.now() > until) throw failureFrom(started.said, place.dataDir)
      if (wait === 50) log('等待上一个数据库进程的子进程结束…')
      if (wait > 500) endOrphans(place.dataDir)
    }
    await pause(wait)
    wait = Math.min(wait * 1.5, 2_000)
  }
}

/** Ends what works on inside the data after its server was killed. The next start replays the log, as it would anyway. */
function endOrphans(dataDir: string) {
  if (process.platform !== 'linux') return
  for (const name of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
    try {
      const itsTitle = readFileSync(`/proc/${name}/cmdline`, 'utf8').startsWith('postgres: ')
      if (itsTitle && readlinkSync(`/proc/${name}/cwd`) === dataDir) process.kill(Number(name), 'SIGKILL')
    } catch {
      // It ended by itself, or belongs to somebody else.
    }
  }
}

async function launch(
  place: Place,
  { bin }: Binaries,
  before: string | undefined,
): Promise<{ running: Running } | { said: string }> {
  const socketDir = reusable(before, place) ?? socketFolder(place, takenByAnother)
  // Left by a killed server; taken by no living one, or we would not be here.
  for (const left of ['', '.lock']) rmSync(`${socketOf({ socketDir, port: PORT })}${left}`, { force: true })
  const file = logFile(place.wanted)
  if ((statSync(file, { throwIfNoEntry: false })?.size ?? 0) > 16 * 1024 * 1024) renameSync(file, `${file}.old`)
  const output = openSync(file, 'a', 0o600)
  if (place.account) fchownSync(output, place.account.uid, place.account.gid)
  const from = statSync(file).size
  const said = () => readFileSync(file).subarray(from).toString('utf8')
  try {
    const child = spawn(
      join(bin, 'postgres'),
      ['-D', place.dataDir, '-k', socketDir, '-p', String(PORT), ...settings()],
      {
        // Its own session, its own output: it outlives us, and Ctrl-C at our terminal is not meant for it.
        detached: true,
        stdio: ['ignore', output, output],
        cwd: '/',
        env: environment(),
        ...place.account,
      },
    )
    let over = false
    let why = ''
    child.on('error', (error) => {
      over = true
      why = String(error)
    })
    child.on('exit', () => {
      over = true
    })
    child.unref()
    const until = Date.now() + PATIENCE
    while (!over) {
      const note = readNote(place.dataDir)
      if (note?.pid === child.pid && note?.status === 'ready' && (await answers(note))) return { running: note }
      if (Date.now() > until) {
        child.kill('SIGINT')
        why = `not ready after ${PATIENCE / 1000} s`
        break
      }
      await pause(15)
    }
    return { said: `${said()}\n${why}` }
  } finally {
    closeSync(output)
  }
}

/** What the server prints goes here: next to the data folder that was asked for. */
function logFile(wanted: string): string {
  return join(dirname(wanted), `${basename(wanted)}.log`)
}

/** The folder the killed server used: those who were connected to it look for the next one in the same place. */
function reusable(before: string | undefined, place: Place): string | undefined {
  if (!before) return undefined
  const uid = place.account?.uid ?? process.getuid?.() ?? 0
  const is = statSync(before, { throwIfNoEntry: false })
  return is?.isDirectory() && is.uid === uid && !takenByAnother(before) ? before : undefined
}

function takenByAnother(socketDir: string): boolean {
  const lock = `${socketOf({ socketDir, port: PORT })}.lock`
  return existsSync(lock) && isPostgres(Number.parseInt(readFileSync(lock, 'utf8'), 10))
}

/** A fast shutdown: open transactions are rolled back, everything committed is on disk. */
export async function shutDown(dataDir: string, pid: number): Promise<void> {
  const socketDir = readNote(dataDir)?.socketDir
  signal(pid, 'SIGINT')
  const until = Date.now() + 60_000
  while (isPostgres(pid)) {
    // Stops at once; the next start replays the log.
    if (Date.now() > until) signal(pid, 'SIGQUIT')
    await pause(20)
  }
  try {
    if (socketDir) rmdirSync(socketDir)
  } catch {
    // Not empty or not ours to remove: harmless.
  }
}

async function answers(running: Running): Promise<boolean> {
  const client = clientFor(running)
  try {
    await client.connect()
    return true
  } catch (error) {
    // Too many connections is an answer too.
    return (error as { code?: string }).code === '53300'
  } finally {
    await client.end().catch(() => {})
  }
}

function socketOf({ socketDir, port }: Pick<Running, 'socketDir' | 'port'>): string {
  return join(socketDir, `.s.PGSQL.${port}`)
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

function signal(pid: number, name: 'SIGINT' | 'SIGQUIT') {
  try {
    process.kill(pid, name)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error
  }
}

/** Nothing of ours: a stray PGDATA or PGOPTIONS in the operator's shell must not change what we start. */
function environment(): NodeJS.ProcessEnv {
  return { PATH: '/usr/local/bin:/usr/bin:/bin', LC_ALL: 'C', TZ: 'Asia/Shanghai' }
}

function settings(): string[] {
  const MB = 1024 * 1024
  const memory = Math.min(totalmem(), process.constrainedMemory() || Number.POSITIVE_INFINITY) / MB
  const between = (least: number, value: number, most: number) =>
    `${Math.round(Math.min(Math.max(value, least), most))}MB`
  const chosen: Record<string, string> = {
    listen_addresses: '',
    fsync: 'on',
    full_page_writes: 'on',
    synchronous_commit: 'on',
    timezone: 'Asia/Shanghai',
    log_timezone: 'Asia/Shanghai',
    max_connections: '250',
    shared_buffers: between(64, memory / 8, 2048),
    effective_cache_size: between(128, memory / 2, 65_536),
    maintenance_work_mem: between(64, memory / 32, 512),
    work_mem: '16MB',
    random_page_cost: '1.1',
    jit: 'off',
    unix_socket_permissions: '0700',
    // A failed statement is not written out, nor the row it fell over: both may hold personal data.
    log_min_error_statement: 'panic',
    log_error_verbosity: 'terse',
    log_checkpoints: 'off',
    log_line_prefix: '%m [%p] ',
  }
  return Object.entries(chosen).flatMap(([name, value]) => ['-c', `${name}=${value}`])
}
