import { execFile } from 'node:child_process'
import { chmod, mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { Parser } from 'htmlparser2'
import { addDays, type CalendarDate, calendarDate } from '../src/law/calendar-date.ts'
import { replyDueOn } from '../src/law/requests/clock.ts'
import { calendarOf } from '../src/law/working-days/calendar.ts'
import { stateCouncilNotices } from '../src/law/working-days/notices.ts'
import { startEmbedded } from '../src/platform/database/embedded.ts'
import { migrate } from '../src/platform/database/migrate.ts'
import { openDatabase } from '../src/platform/database/open.ts'
import { auditText } from '../src/reporting/audit.ts'
import { auditRecall } from './audit.ts'
import { journalAppend, journalVerify, reportCompile, requestsReplay } from './database.ts'
import { leakGate } from './leak-gate.ts'
import { cpuSeconds, inTurn, type Measured, seconds, told } from './measure.ts'
import { mirroring, portalMirror, portalPublish, portalReading, publishing } from './portal.ts'
import { requestsQueue } from './requests.ts'
import { searchTimes } from './search.ts'

// `npm run bench -- [--only] [name …]`: one JSON line a measurement. Nothing here passes or fails: machines are noisy,
// ratios tell.

const root = join(import.meta.dirname, '..')
const scale = Number(process.env['BENCH_SCALE'] ?? '1')
const wanted = process.argv.slice(2).filter((word) => word !== '--only')

/** A million due dates of requests received 2019–2026, against adding 28 days without any calendar. */
async function lawReplay(): Promise<Measured> {
  const cases = 1_000_000 * scale
  const calendar = calendarOf(stateCouncilNotices)
  const first = calendarDate('2019-05-15')
  const days: CalendarDate[] = Array.from({ length: 2700 }, (_, place) => addDays(first, place))
  const over = (due: (day: CalendarDate) => CalendarDate) => () =>
    seconds(() => {
      let last: CalendarDate = first
      for (let place = 0; place < cases; place += 1) last = due(days[place % days.length] ?? first)
      if (last < first) throw new Error('a due date lies after its receipt')
    })
  const { ours, reference } = await inTurn(
    3,
    over((day) => replyDueOn(day, calendar)),
    over((day) => addDays(day, 28)),
  )
  return told({
    name: 'law.replay',
    ours,
    reference,
    goal: null,
    unit: `s for ${cases} due dates`,
    note: 'reference: adding 28 calendar days',
  })
}

interface SavedPage {
  name: string
  bytes: Uint8Array
}

/** Published pages read and audited per CPU second, against only walking through the same markup. */
function auditParse(): Promise<Measured> {
  return auditOf(
    'audit.parse',
    /\.html$/,
    (text) => {
      let words = 0
      const parser = new Parser({ ontext: (part) => (words += part.length) })
      parser.end(text)
      return words
    },
    { goal: '>= 0.5', note: 'HTML pages; reference: htmlparser2 walks the markup' },
  )
}

/** The same of plain text, which has no markup to read: the reference is one pass over its lines. */
function auditPlain(): Promise<Measured> {
  return auditOf(
    'audit.text',
    /\.txt$/,
    (text) => text.split('\n').filter((line) => line.normalize('NFKC').trim() !== '').length,
    { goal: null, note: 'plain text; reference: lines normalised and trimmed, nothing read' },
  )
}

async function auditOf(
  name: string,
  which: RegExp,
  bare: (text: string) => number,
  { goal, note }: Pick<Measured, 'goal' | 'note'>,
): Promise<Measured> {
  const folder = join(root, 'src/reporting/saved-pages')
  const names = (await readdir(folder)).filter((file) => which.test(file))
  const pages: SavedPage[] = await Promise.all(
    names.map(async (file) => ({ name: file, bytes: await readFile(join(folder, file)) })),
  )
  const rounds = Math.max(1, Math.round(120 * scale))
  const repeat = (work: (page: SavedPage) => unknown) => () =>
    cpuSeconds(() => {
      for (let round = 0; round < rounds; round += 1) for (const page of pages) work(page)
    })
  const audit = repeat(({ name: file, bytes }) => auditText({ file, bytes }))
  const walk = repeat(({ bytes }) => bare(new TextDecoder().decode(bytes)))
  // A rate is of a program that has run for a while: one round of each is not counted.
  await audit()
  await walk()
  const { ours, reference } = await inTurn(5, audit, walk)
  const read = rounds * pages.length
  return told({
    name,
    ours: read / ours,
    reference: read / reference,
    goal,
    unit: 'pages per CPU second',
    note: `${pages.length} saved pages, warm; ${note}`,
  })
}

/** A second start, everything built and loaded, against starting Node on an empty program. */
async function start(): Promise<Measured> {
  const run = promisify(execFile)
  const data = await mkdtemp(join(tmpdir(), 'zhaoming-bench-'))
  await chmod(data, 0o755)
  const environment = { ...process.env, ZHAOMING_DATA: data, PORT: '0', ZHAOMING_LOG: 'silent' }
  const serveOnce = () =>
    new Promise<number>((resolve, reject) => {
      const began = performance.now()
      const child = execFile(join(root, 'zhaoming'), ['serve', '--json'], { env: environment, cwd: root })
      child.once('error', reject)
      child.stdout?.once('data', () => {
        const took = (performance.now() - began) / 1000
        child.once('exit', () => resolve(took))
        child.kill('SIGTERM')
      })
      child.once('exit', (code) => {
        if (code) reject(new Error(`serve ended with ${code}`))
      })
    })
  await serveOnce()
  const { ours, reference } = await inTurn(3, serveOnce, () => seconds(() => run(process.execPath, ['-e', '0'])))
  await rm(data, { recursive: true, force: true })
  return told({
    name: 'start',
    ours,
    reference,
    goal: null,
    unit: 's',
    note: 'later start with the demonstration loaded',
  })
}

async function withDatabase<T>(
  measure: (database: ReturnType<typeof openDatabase>, url: string) => Promise<T>,
): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'zhaoming-bench-'))
  await chmod(folder, 0o755)
  const server = await startEmbedded({ dataDir: join(folder, 'postgres') })
  const database = openDatabase(server.connectionString)
  try {
    await migrate(server.connectionString, join(root, 'migrations'))
    return await measure(database, server.connectionString)
  } finally {
    await database.destroy()
    await server.stop()
    await rm(folder, { recursive: true, force: true })
  }
}

const measurements: Record<string, () => Promise<Measured | Measured[]>> = {
  'law.replay': lawReplay,
  'journal.append': () => withDatabase(journalAppend),
  'journal.verify': () => withDatabase((database) => journalVerify(database, 1_000_000 * scale)),
  'report.compile': () => withDatabase((database) => reportCompile(database, 100_000 * scale, 1_000_000 * scale)),
  'requests.replay': () => withDatabase((database) => requestsReplay(database, 100_000 * scale)),
  'requests.queue': () => withDatabase((database) => requestsQueue(database, 100_000 * scale)),
  search: () => withDatabase((database) => searchTimes(database, 100_000 * scale)),
  portal: () => withDatabase((database, url) => portalReading(database, url, 100_000 * scale)),
  'portal.publish': async () =>
    portalPublish(
      await withDatabase((database, url) => publishing(database, url, 1000)),
      await withDatabase((database, url) => publishing(database, url, 100_000 * scale)),
    ),
  'portal.mirror': async () =>
    portalMirror(
      await withDatabase((database) => mirroring(database, 1000)),
      await withDatabase((database) => mirroring(database, 10_000 * scale)),
    ),
  'audit.parse': auditParse,
  'audit.text': auditPlain,
  audit: () => auditRecall(root),
  'leak-gate': () => leakGate(scale),
  start,
}

/** A measurement by its name, or one of the several it gives: `portal.cached` is told by `portal`. */
const measurementOf = (name: string) =>
  name in measurements ? name : Object.keys(measurements).find((known) => name.startsWith(`${known}.`))

const unknown = wanted.filter((name) => measurementOf(name) === undefined)
if (unknown.length > 0) {
  const known = Object.keys(measurements).join(', ')
  process.stderr.write(`No measurement is called ${unknown.join(', ')}. There are: ${known}\n`)
  process.exit(2)
}

const asked = new Set(wanted.map(measurementOf))
for (const [name, measure] of Object.entries(measurements)) {
  if (wanted.length > 0 && !asked.has(name)) continue
  for (const one of [await measure()].flat()) process.stdout.write(`${JSON.stringify(one)}\n`)
}
