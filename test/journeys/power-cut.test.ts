import { type ChildProcess, spawn } from 'node:child_process'
import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'

// The installed product as an operator runs it, with its own database, killed without warning while people use it.

const root = new URL('../..', import.meta.url).pathname
let data: string
let child: ChildProcess | null = null
let address = ''
const environment = () => ({
  ...process.env,
  ZHAOMING_DATA: data,
  PORT: '0',
  HOST: '127.0.0.1',
  ZHAOMING_LOG: 'silent',
  ZHAOMING_REQUESTS_PER_MINUTE: '1000000',
})

async function start(): Promise<void> {
  const started = spawn(join(root, 'zhaoming'), ['serve', '--json'], {
    env: environment(),
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  child = started
  let said = ''
  started.stderr.on('data', (part) => (said += part))
  address = await new Promise((resolve, reject) => {
    started.stdout.once('data', (part) => resolve(JSON.parse(String(part)).portal))
    started.once('exit', (code) => reject(new Error(`serve ended with ${code}: ${said}`)))
  })
}

/** Ends the process group of the server at once: nothing gets to tidy up. */
async function killServer(): Promise<void> {
  const killed = child
  child = null
  if (!killed?.pid) return
  const over = new Promise((resolve) => killed.once('exit', resolve))
  const { stdout } = await run('pgrep', ['-P', String(killed.pid)])
  for (const pid of stdout.split('\n').filter(Boolean)) kill(Number(pid))
  kill(killed.pid)
  await over
}

async function killDatabase(): Promise<void> {
  const [pid] = (await readFile(join(data, 'postgres/postmaster.pid'), 'utf8')).split('\n')
  kill(Number(pid))
}

function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL')
  } catch {
    // it was gone already
  }
}

function run(command: string, words: string[]): Promise<{ code: number | null; stdout: string }> {
  return new Promise((resolve, reject) => {
    const process = spawn(command, words, { env: environment(), stdio: ['ignore', 'pipe', 'ignore'] })
    let stdout = ''
    process.stdout.on('data', (part) => (stdout += part))
    process.once('error', reject)
    process.once('close', (code) => resolve({ code, stdout }))
  })
}

beforeAll(async () => {
  data = await mkdtemp(join(tmpdir(), 'zhaoming-power-'))
  await chmod(data, 0o755)
  await start()
})
afterAll(async () => {
  child?.kill('SIGTERM')
  await new Promise((resolve) => (child ? child.once('exit', resolve) : resolve(null)))
  await rm(data, { recursive: true, force: true })
})

const form = (fields: Record<string, string>) => ({
  method: 'POST',
  redirect: 'manual' as const,
  headers: { 'content-type': 'application/x-www-form-urlencoded' },
  body: new URLSearchParams(fields).toString(),
})

async function post(path: string, fields: Record<string, string>): Promise<string> {
  const answer = await fetch(new URL(path, address), form(fields))
  const to = answer.headers.get('location')
  if (answer.status !== 303 || !to) throw new Error(`${path}: ${answer.status}`)
  return to
}

/** One citizen's whole form. Comes back only when the receipt was shown. */
async function submit(serial: number): Promise<{ number: string; code: string }> {
  let at = await post('/ysqgk/apply', {})
  at = await post(at, { kind: 'natural' })
  at = await post(at, {
    name: `演示申请人${serial}`,
    idType: 'other',
    idNumber: `演示证件-${serial}`,
    phone: '000-12345678',
  })
  at = await post(at, { title: `停电演练 ${serial}`, description: '申请公开演练信息。' })
  at = await post(at, { carrier: 'electronic', delivery: 'download', acceptsOtherForm: 'yes' })
  at = await post(at, { promise: 'yes' })
  const page = await (await fetch(new URL(at, address))).text()
  const [number, code] = [...page.matchAll(/<dd class="code">([^<]+)<\/dd>/g)].map((found) => found[1] ?? '')
  if (!number || !code) throw new Error('no receipt')
  return { number, code }
}

const seeded = (seed: number) => () => {
  seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648
  return seed / 2_147_483_648
}

test('killed at random moments during 50 submissions: every receipt shown is there, and the journal verifies', async () => {
  const random = seeded(20261124)
  const shown: { number: string; code: string }[] = []
  let kills = 0
  for (let serial = 1; serial <= 50; serial += 1) {
    const dies = serial % 6 === 0
    const attempt = submit(serial).then(
      (receipt) => shown.push(receipt),
      () => 'the visitor saw an error and no receipt',
    )
    if (dies) {
      await new Promise((resolve) => setTimeout(resolve, random() * 60))
      kills += 1
      if (random() < 0.5) await killDatabase()
      else await killServer()
      await attempt
      if (!child) await start()
      // The supervisor brings the database back by itself; visitors see a page that says so meanwhile.
      for (let wait = 0; wait < 100; wait += 1) {
        if ((await fetch(address).catch(() => null))?.status === 200) break
        await new Promise((resolve) => setTimeout(resolve, 200))
      }
    }
    await attempt
  }
  expect(kills).toBe(8)
  expect(shown.length).toBeGreaterThanOrEqual(42)
  await killServer()
  await start()
  for (const { number, code } of shown) {
    const answer = await fetch(new URL('/ysqgk/status', address), form({ number, code }))
    // The form limits guessing, so look up through the address it leads to.
    if (answer.status === 429) break
    expect([number, answer.status]).toEqual([number, 303])
  }
  const access = ({ number, code }: { number: string; code: string }) =>
    Buffer.from(`${number} ${code}`).toString('base64url')
  for (const receipt of shown) {
    const answer = await fetch(new URL(`/ysqgk/status/${access(receipt)}`, address))
    expect([receipt.number, answer.status]).toEqual([receipt.number, 200])
  }
  expect(new Set(shown.map(({ number }) => number)).size).toBe(shown.length)
  const verified = await run(join(root, 'zhaoming'), ['verify', '--json'])
  expect(verified.code).toBe(0)
  expect(JSON.parse(verified.stdout)).toMatchObject([{ sound: true }])
}, 240_000)
