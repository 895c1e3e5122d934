import { execFile, spawn } from 'node:child_process'
import { generateKeyPairSync, randomBytes } from 'node:crypto'
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { gzipSync } from 'node:zlib'
import { sql } from 'kysely'
import { pino } from 'pino'
import { qinghe } from '../demo/bureau.ts'
import { sourceOf } from '../src/cli/export.ts'
import { copying } from '../src/main.ts'
import { systemClock } from '../src/platform/clock.ts'
import { readConfig } from '../src/platform/config.ts'
import { inBureau, type Tx } from '../src/platform/database/bureau.ts'
import type { Database } from '../src/platform/database/open.ts'
import { updateMirror } from '../src/platform/mirror/update.ts'
import { allBureaus } from '../src/records/bureaus/for-public.ts'
import { foundBureau } from '../src/records/bureaus/found.ts'
import { setUpColumn } from '../src/records/columns/set-up.ts'
import { aText, contentHash, type DocumentText } from '../src/records/documents/document.ts'
import { publishNow } from '../src/records/documents/publish.ts'
import { lockDocument } from '../src/records/documents/store.ts'
import { draftDocument } from '../src/records/documents/write.ts'
import type { StaffActor } from '../src/records/staff/actor.ts'
import { appointStaff, setUpSection } from '../src/records/staff/appoint.ts'
import { madeDocuments } from './documents.ts'
import { type Measured, median, told } from './measure.ts'

const run = promisify(execFile)
const root = join(import.meta.dirname, '..')

/** What stands between us and a figure, in words; null: nothing. */
async function missing(): Promise<string | null> {
  for (const program of ['nginx', 'wrk']) {
    if (!(await run('which', [program]).catch(() => null)))
      return `needs ${program} (Debian: apt install nginx-light wrk)`
  }
  return null
}

const freePort = () =>
  new Promise<number>((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number }
      server.close(() => resolve(port))
    })
  })

interface Newsroom {
  bureau: number
  inside<T>(work: (tx: Tx) => Promise<T>): Promise<T>
  /** publishes one document through the product; its address */
  publish(): Promise<string>
}

/** A bureau with a column and some people, and as many published documents in it as asked for. */
async function newsroom(database: Database, documents: number): Promise<Newsroom> {
  const bureau = await foundBureau(database, { ...qinghe, host: null }, systemClock.now())
  const inside = <T>(work: (tx: Tx) => Promise<T>) => inBureau(database, bureau, work)
  const made = madeDocuments(1000)
  const { columnId, by } = await inside(async (tx) => {
    const system = { kind: 'system', name: 'bench' } as const
    const id = await appointStaff(
      tx,
      {
        account: 'bench',
        name: 'bench',
        roles: ['administrator'],
        sectionId: null,
        password: 'bench bench',
        mustChangePassword: false,
      },
      system,
      systemClock,
    )
    const by: StaffActor = { kind: 'staff', id, name: 'bench', roles: ['administrator', 'drafter'], sectionId: null }
    const sectionId = await setUpSection(tx, { name: '办公室', phone: '0', position: 0 }, by, systemClock)
    const columnId = await setUpColumn(
      tx,
      {
        ...({
          parentId: null,
          slug: 'tzgg',
          name: '通知公告',
          type: '工作动态',
          description: '通知',
          keywords: '通知',
        } as const),
        ...({ basis: null, duration: 'any-time', sectionId } as const),
      },
      by,
      systemClock,
    )
    return { columnId, by }
  })
  const next = (): DocumentText => {
    const { value } = made.next()
    if (!value) throw new Error('there are a thousand')
    const body = value.body
      .split('\n\n')
      .map((line: string) => `<p>${line}</p>`)
      .join('')
    return aText({
      columnId,
      kind: 'notice',
      title: value.title,
      body,
      source: value.organ,
      formedOn: systemClock.today(),
    })
  }
  const publish = () =>
    inside(async (tx) => {
      const drafted = await draftDocument(tx, next(), by, systemClock)
      if (!('id' in drafted)) throw new Error(drafted.problems.join())
      const document = await lockDocument(tx, drafted.id)
      if (!document) throw new Error('it was drafted')
      await publishNow(tx, document, { files: [], hash: contentHash(document, []) }, by, systemClock)
      return `/tzgg/${systemClock.today().slice(0, 7).replace('-', '')}/${drafted.id}.html`
    })
  for (let one = 0; one < 10; one += 1) await publish()
  await copies(database, bureau, documents - 10)
  return { bureau, inside, publish }
}

/** The same documents again and again, each a day older than the last, written past the product: it would take an hour. */
async function copies(database: Database, bureau: number, count: number): Promise<void> {
  if (count <= 0) return
  const columnsOf = async (table: string) => {
    const { rows } = await sql<{ name: string }>`
      select column_name as name from information_schema.columns
      where table_name = ${table} and is_generated = 'NEVER' order by ordinal_position`.execute(database)
    return rows.map(({ name }) => name)
  }
  const copy = async (table: string, changes: Record<string, string>, from: string) => {
    const names = await columnsOf(table)
    const values = names.map((name) => changes[name] ?? `one."${name}"`)
    return `insert into ${table} (${names.map((name) => `"${name}"`).join(', ')}) overriding system value
      select ${values.join(', ')} from generate_series(1, ${count}) as n join ${table} as one
        on one.bureau_id = ${bureau} and ${from} returning 1`
  }
  const { rows } = await sql<{ first: number; last: number }>`
    select min(id)::int as first, max(id)::int as last from document where bureau_id = ${bureau}`.execute(database)
  const { first = 0, last = 0 } = rows[0] ?? {}
  const source = `(${first} + n % 10)`
  const moment = `(one.published_at - make_interval(mins => n))`
  const id = `${last} + n`
  const address = `'/tzgg/202601/' || (${id}) || '.html'`
  const [documents, versions, placements] = [
    await copy('document', { id, address, published_at: moment, index_number: `'copy-' || n` }, `one.id = ${source}`),
    await copy('document_version', { document_id: id, published_at: moment }, `one.document_id = ${source}`),
    await copy('document_placement', { document_id: id, published_at: moment }, `one.document_id = ${source}`),
  ]
  await database.transaction().execute(async (tx) => {
    // Copies of what is right need not be checked row by row, which takes an hour.
    await sql`set local session_replication_role = replica`.execute(tx)
    await sql.raw(`with d as (${documents}), v as (${versions}), p as (${placements}) select 1`).execute(tx)
  })
  await sql.raw(`select setval(pg_get_serial_sequence('document', 'id'), ${last + count})`).execute(database)
  await inBureau(database, bureau, (tx) => sql`select tally_documents_anew()`.execute(tx))
  await sql`analyze document, document_version, document_placement, document_tally`.execute(database)
}

/** Processor time of a process and those it began, in seconds. */
async function cpuOf(pids: readonly number[]): Promise<number> {
  let ticks = 0
  for (const pid of pids) {
    const text = await readFile(`/proc/${pid}/stat`, 'utf8')
    const fields = text.slice(text.lastIndexOf(')') + 2).split(' ')
    ticks += Number(fields[11]) + Number(fields[12])
  }
  return ticks / 100
}

async function answersPerCpu(url: string, pids: readonly number[]): Promise<number> {
  const ask = ['-t1', '-c16', '-d4s', '-H', 'accept-encoding: gzip', url]
  await run('wrk', ['-t1', '-c4', '-d1s', ...ask.slice(3)])
  const before = await cpuOf(pids)
  const { stdout } = await run('wrk', ask)
  const used = (await cpuOf(pids)) - before
  const requests = Number(/(\d+) requests in/.exec(stdout)?.[1])
  const failed = /Non-2xx/.test(stdout)
  if (!requests || failed) throw new Error(`wrk: ${stdout}`)
  return requests / used
}

interface Serving {
  url: string
  pids: number[]
  stop(): Promise<void>
}

/** Every server of a run opens what the others sealed. */
const keys = randomBytes(32).toString('base64')

async function serving(databaseUrl: string, cacheMegabytes: string): Promise<Serving> {
  const port = await freePort()
  const data = await mkdtemp(join(tmpdir(), 'zhaoming-bench-serve-'))
  const child = spawn(process.execPath, [join(root, 'dist', 'cli.mjs'), 'serve'], {
    cwd: root,
    stdio: 'ignore',
    env: {
      ...process.env,
      NODE_ENV: 'production',
      ...{
        DATABASE_URL: databaseUrl,
        ZHAOMING_DATA: data,
        ZHAOMING_KEYS: keys,
        PORT: String(port),
        ZHAOMING_LOG: 'silent',
      },
      ...{ ZHAOMING_REQUESTS_PER_MINUTE: '1000000', ZHAOMING_PAGE_CACHE_MB: cacheMegabytes },
    },
  })
  const url = `http://127.0.0.1:${port}`
  for (let waited = 0; ; waited += 100) {
    if (await fetch(url).catch(() => null)) break
    if (waited > 60_000) throw new Error('the server did not start')
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  return {
    url,
    pids: [child.pid ?? 0],
    async stop() {
      const ended = new Promise((resolve) => child.once('exit', resolve))
      child.kill('SIGTERM')
      await ended
      await rm(data, { recursive: true, force: true })
    },
  }
}

/** The same bytes from files, compressed beforehand, by one worker. */
async function nginx(path: string, body: Buffer): Promise<Serving> {
  const folder = await mkdtemp(join(tmpdir(), 'zhaoming-bench-nginx-'))
  const file = join(folder, 'html', path)
  await mkdir(join(file, '..'), { recursive: true })
  await writeFile(file, body)
  await writeFile(`${file}.gz`, gzipSync(body, { level: 6 }))
  const port = await freePort()
  await writeFile(
    join(folder, 'nginx.conf'),
    `user root; worker_processes 1; pid ${folder}/pid; error_log ${folder}/error; daemon off;
     events { worker_connections 256; }
     http { types { text/html html; } access_log off; sendfile on; keepalive_requests 1000000;
       server { listen 127.0.0.1:${port}; root ${folder}/html; gzip_static on; } }`,
  )
  const child = spawn('nginx', ['-c', join(folder, 'nginx.conf'), '-p', folder], { stdio: 'ignore' })
  const url = `http://127.0.0.1:${port}`
  for (let waited = 0; !(await fetch(url + path).catch(() => null)); waited += 50) {
    if (waited > 10_000) throw new Error('nginx did not start')
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  const { stdout } = await run('pgrep', ['-P', String(child.pid)])
  return {
    url,
    pids: stdout.trim().split('\n').map(Number),
    async stop() {
      const ended = new Promise((resolve) => child.once('exit', resolve))
      child.kill('SIGTERM')
      await ended
      await rm(folder, { recursive: true, force: true })
    },
  }
}

/** An article as readers get it, from memory and made anew each time, against the same bytes from nginx. */
export async function portalReading(database: Database, databaseUrl: string, documents: number): Promise<Measured[]> {
  const lacking = await missing()
  if (lacking) {
    return [told({ name: 'portal', ours: Number.NaN, reference: Number.NaN, goal: null, unit: '', note: lacking })]
  }
  const { publish } = await newsroom(database, documents)
  const path = await publish()
  const answers: Record<'cached' | 'uncached', number> = { cached: 0, uncached: 0 }
  let body = Buffer.alloc(0)
  for (const [how, megabytes] of [
    ['cached', '128'],
    ['uncached', '0'],
  ] as const) {
    const server = await serving(databaseUrl, megabytes)
    body = Buffer.from(await (await fetch(server.url + path)).arrayBuffer())
    answers[how] = await answersPerCpu(server.url + path, server.pids)
    await server.stop()
  }
  const files = await nginx(path, body)
  const reference = await answersPerCpu(files.url + path, files.pids)
  await files.stop()
  const shared = { reference, unit: 'articles per CPU second' }
  const note = `${documents} documents, ${body.length} bytes before gzip; reference: nginx, one worker, the same bytes`
  return [
    told({ ...shared, name: 'portal.cached', ours: answers.cached, goal: '>= 0.4', note }),
    told({
      ...shared,
      name: 'portal.uncached',
      ours: answers.uncached,
      goal: '>= 0.12',
      note: `${note}; our process only, not the database's`,
    }),
  ]
}

export interface Publishing {
  documents: number
  /** from the act to the article and the list another process shows, in seconds */
  visible: number
  /** what one publication drops from memory and has made again in the mirror */
  subjects: number
}

export async function publishing(database: Database, databaseUrl: string, documents: number): Promise<Publishing> {
  const { publish } = await newsroom(database, documents)
  const server = await serving(databaseUrl, '128')
  const heard: number[] = []
  const deaf = database.announcements.hear(({ subjects }) => heard.push(subjects?.length ?? Number.NaN))
  const took: number[] = []
  const told: number[] = []
  try {
    const list = async () => (await fetch(`${server.url}/tzgg/`)).text()
    for (let turn = 0; turn < 40; turn += 1) {
      await list()
      heard.length = 0
      const began = performance.now()
      const path = await publish()
      for (;;) {
        const article = await fetch(server.url + path)
        await article.arrayBuffer()
        if (article.status === 200 && (await list()).includes(path)) break
      }
      took.push((performance.now() - began) / 1000)
      told.push(heard.reduce((sum, subjects) => sum + subjects, 0))
    }
  } finally {
    deaf()
    await server.stop()
  }
  return { documents, visible: median(took), subjects: median(told) }
}

/** Publishing costs the same however much was published before. */
export function portalPublish(few: Publishing, many: Publishing): Measured[] {
  const note = `${many.documents} documents against ${few.documents}`
  return [
    told({
      name: 'portal.publish',
      ours: many.visible,
      reference: few.visible,
      goal: '<= 1.3',
      unit: 's until another process shows article and list',
      note,
    }),
    told({
      name: 'portal.publish.again',
      ours: many.subjects,
      reference: few.subjects,
      goal: '<= 1.3',
      unit: 'subjects whose pages are made again',
      note,
    }),
  ]
}

export interface Mirroring {
  documents: number
  /** pages of the first export, and how long each took, in seconds */
  pages: number
  each: number
  /** pages made by the export after one more publication */
  again: number
}

export async function mirroring(database: Database, documents: number): Promise<Mirroring> {
  const { bureau: bureauId, publish } = await newsroom(database, documents)
  const bureau = (await allBureaus(database)).find((one) => one.bureauId === bureauId)
  if (!bureau) throw new Error('it was founded')
  const log = pino({ level: 'silent' })
  const copy = await copying(
    { database, config: readConfig({ ZHAOMING_LOG: 'silent' }), log, clock: systemClock },
    root,
  )
  const folder = await mkdtemp(join(tmpdir(), 'zhaoming-bench-mirror-'))
  const { privateKey } = generateKeyPairSync('ed25519')
  const update = () =>
    updateMirror(folder, sourceOf(copy, { database, bureau }), {
      key: privateKey,
      live: 'https://bench.example',
      now: () => systemClock.now(),
    })
  try {
    const began = performance.now()
    const { made } = await update()
    const took = (performance.now() - began) / 1000
    await publish()
    return { documents, pages: made, each: took / made, again: (await update()).made }
  } finally {
    await copy.close()
    await rm(folder, { recursive: true, force: true })
  }
}

/** What a publication has made again in the mirror is the same however much was published before. */
export function portalMirror(few: Mirroring, many: Mirroring): Measured {
  return told({
    name: 'portal.mirror',
    ours: many.again,
    reference: few.again,
    goal: '<= 1.3',
    unit: 'pages made by the export after one publication',
    note: `${many.documents} documents against ${few.documents}; first export ${many.pages} pages, ${(many.each * 1000).toFixed(1)} ms each`,
  })
}
