import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  realpathSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { weAreRoot } from './embedded/account.ts'
import { type EmbeddedDatabase, startEmbedded } from './embedded.ts'

let folder: string
let dataDir: string
const started: EmbeddedDatabase[] = []
const children: ChildProcess[] = []
const lines: string[] = []

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'zhaoming-test-'))
  chmodSync(folder, 0o755)
  dataDir = join(folder, 'data', 'database')
  lines.length = 0
})

afterEach(async () => {
  for (const child of children.splice(0)) child.kill('SIGKILL')
  for (const database of started.splice(0)) await database.stop()
  rmSync(folder, { recursive: true, force: true })
})

async function start(): Promise<EmbeddedDatabase> {
  const database = await startEmbedded({ dataDir, log: (line) => lines.push(line) })
  started.push(database)
  return database
}

async function ask<T>(connectionString: string, sql: string): Promise<T[]> {
  const client = new pg.Client({ connectionString })
  client.on('error', () => {})
  await client.connect()
  try {
    return (await client.query({ text: sql, rowMode: 'array' })).rows.map(([value]) => value as T)
  } finally {
    await client.end()
  }
}

/** Another process of ours that uses the database until it is killed or told to let go. */
async function anotherProcess(): Promise<{
  child: ChildProcess
  pid: number
  attached: boolean
  letGo(): Promise<void>
}> {
  const script = `
    import { startEmbedded } from ${JSON.stringify(join(import.meta.dirname, 'embedded.ts'))}
    const database = await startEmbedded({ dataDir: ${JSON.stringify(dataDir)} })
    process.on('message', async () => { await database.stop(); process.exit() })
    process.send({ pid: database.pid, attached: database.attached })`
  const child = spawn(process.execPath, ['--input-type=module', '-e', script], {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  })
  children.push(child)
  const said = await new Promise<{ pid: number; attached: boolean }>((resolve, reject) => {
    child.once('message', (message) => resolve(message as { pid: number; attached: boolean }))
    child.once('exit', () => reject(new Error('the other process ended')))
  })
  const letGo = async () => {
    const over = new Promise((resolve) => child.once('exit', resolve))
    child.send('let go')
    await over
  }
  return { child, ...said, letGo }
}

function isUp(pid: number): boolean {
  try {
    return (
      execFileSync('ps', ['-o', 'stat=', '-p', String(pid)], { encoding: 'utf8' })
        .trim()
        .startsWith('Z') === false
    )
  } catch {
    return false
  }
}

async function eventually<T>(question: () => Promise<T>, within = 15_000): Promise<T> {
  const until = Date.now() + within
  for (;;) {
    try {
      return await question()
    } catch (error) {
      if (Date.now() > until) throw error
      await pause(50)
    }
  }
}

test('the first start makes a durable UTF-8 database in China time, and a later one finds its rows again', async () => {
  const first = await start()
  expect(first.attached).toBe(false)
  const shown = async (name: string) => (await ask<string>(first.connectionString, `show ${name}`))[0]
  expect(await shown('fsync')).toBe('on')
  expect(await shown('data_checksums')).toBe('on')
  expect(await shown('server_encoding')).toBe('UTF8')
  expect(await shown('timezone')).toBe('Asia/Shanghai')
  expect(await shown('listen_addresses')).toBe('')
  await ask(first.connectionString, "create table kept as select '应急预案' as title")
  await first.stop()
  expect(isUp(first.pid)).toBe(false)
  expect(existsSync(first.socketDir)).toBe(false)

  const second = await start()
  expect(second.attached).toBe(false)
  expect(await ask(second.connectionString, 'select title from kept')).toEqual(['应急预案'])
})

test('nobody but the owner can reach the socket or the data', async () => {
  const { socketDir } = await start()
  expect(statSync(socketDir).mode & 0o777).toBe(0o700)
  expect(statSync(dataDir).mode & 0o777).toBe(0o700)
})

test('after a kill of the server it comes back by itself, with every committed row, under the same address', async () => {
  const database = await start()
  const { pid } = database
  await ask(database.connectionString, 'create table kept as select generate_series(1, 1000) as id')
  const busy = ask(database.connectionString, 'insert into kept select 0 from pg_sleep(20)').catch(
    (error: Error) => error,
  )
  await pause(200)
  process.kill(pid, 'SIGKILL')
  expect(await eventually(() => ask(database.connectionString, 'select count(*)::int from kept'))).toEqual([1000])
  expect(await busy).toBeInstanceOf(Error)
  await eventually(async () => expect(lines.at(-1)).toContain('数据库已恢复'))
  expect(database.pid).not.toBe(pid)
})

test('a server whose process was killed is found again and used', async () => {
  const other = await anotherProcess()
  other.child.kill('SIGKILL')
  await pause(100)
  expect(isUp(other.pid)).toBe(true)
  const database = await start()
  expect(database.attached).toBe(true)
  expect(database.pid).toBe(other.pid)
  await database.stop()
  expect(isUp(other.pid)).toBe(false)
})

test('when the process and its server were both killed, the next start clears up after them', async () => {
  const other = await anotherProcess()
  other.child.kill('SIGKILL')
  process.kill(other.pid, 'SIGKILL')
  const database = await start()
  expect(database.attached).toBe(false)
  expect(await ask(database.connectionString, 'select 1')).toEqual([1])
})

test('a note left by a dead server is not mistaken for the process that has its number now', async () => {
  const first = await start()
  await first.stop()
  const stranger = spawn('sleep', ['60'], weAreRoot ? { uid: statSync(dataDir).uid, gid: statSync(dataDir).gid } : {})
  children.push(stranger)
  writeFileSync(join(dataDir, 'postmaster.pid'), `${stranger.pid}\n${dataDir}\n1\n5432\n/nowhere\n\n\nready\n`)
  const second = await start()
  expect(second.attached).toBe(false)
  expect(isUp(stranger.pid!)).toBe(true)
})

test('two processes share one server, and the last one to let go stops it', async () => {
  const [database, other] = await Promise.all([start(), anotherProcess()])
  expect(other.pid).toBe(database.pid)
  expect([database.attached, other.attached].sort()).toEqual([false, true])
  await database.stop()
  expect(isUp(other.pid)).toBe(true)
  await other.letGo()
  expect(isUp(other.pid)).toBe(false)
})

test('when a shared server dies, both find the same new one', async () => {
  const database = await start()
  const second = await start()
  const before = database.pid
  process.kill(before, 'SIGKILL')
  await eventually(async () => {
    expect(database.pid).not.toBe(before)
    expect(second.pid).toBe(database.pid)
  })
})

test('a start that was interrupted while the database was made is begun again', async () => {
  mkdirSync(join(dataDir, '.unfinished', 'base'), { recursive: true })
  writeFileSync(join(dataDir, 'postgresql.conf'), '# half of it')
  const database = await start()
  expect(await ask(database.connectionString, 'select 1')).toEqual([1])
  expect(readdirSync(dataDir)).not.toContain('.unfinished')
})

test('a folder that holds something else is refused and left alone', async () => {
  mkdirSync(dataDir, { recursive: true })
  writeFileSync(join(dataDir, '年报.txt'), '867')
  await expect(start()).rejects.toMatchObject({ reason: 'not-a-database' })
  expect(readdirSync(dataDir)).toEqual(['年报.txt'])
})

test('data of another major version is refused and left alone', async () => {
  await (await start()).stop()
  writeFileSync(join(dataDir, 'PG_VERSION'), '17\n')
  await expect(start()).rejects.toMatchObject({ reason: 'other-major', detail: '数据 17，程序 18' })
})

test('a link to data that is not there is refused: its disk may just be missing', async () => {
  mkdirSync(dirname(dataDir), { recursive: true })
  execFileSync('ln', ['-s', '/nowhere/data', dataDir])
  await expect(start()).rejects.toMatchObject({ reason: 'link-broken' })
})

test('data that vanishes while in use is not replaced by an empty database', async () => {
  const database = await start()
  rmSync(dataDir, { recursive: true })
  process.kill(database.pid, 'SIGKILL')
  await eventually(async () => expect(lines.at(-1)).toContain('数据文件夹在运行中消失了'))
  expect(existsSync(dataDir)).toBe(false)
})

test.runIf(weAreRoot)(
  'below a folder only root may enter, the data gets a place of its own and a link to it',
  async () => {
    chmodSync(folder, 0o700)
    const first = await start()
    expect(lstatSync(dataDir).isSymbolicLink()).toBe(true)
    const place = realpathSync(dataDir)
    try {
      expect(place.startsWith(folder)).toBe(false)
      await ask(first.connectionString, 'create table kept as select 1 as id')
      await first.stop()
      const second = await start()
      expect(await ask(second.connectionString, 'select id from kept')).toEqual([1])
      await second.stop()
    } finally {
      rmSync(place, { recursive: true, force: true })
    }
  },
)

test.runIf(!weAreRoot)('a folder we may not write to is said to be that', async () => {
  chmodSync(folder, 0o500)
  await expect(start()).rejects.toMatchObject({ reason: 'no-permission' })
})
