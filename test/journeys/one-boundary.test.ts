import { generateKeyPairSync } from 'node:crypto'
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import type { FastifyInstance } from 'fastify'
import { pino } from 'pino'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { sourceOf } from '../../src/cli/export.ts'
import { addDays, calendarDate } from '../../src/law/calendar-date.ts'
import { assemble, copying } from '../../src/main.ts'
import { type Clock, clockAt } from '../../src/platform/clock.ts'
import { readConfig } from '../../src/platform/config.ts'
import type { Database } from '../../src/platform/database/open.ts'
import { updateMirror } from '../../src/platform/mirror/update.ts'
import { allBureaus } from '../../src/records/bureaus/for-public.ts'
import { setUpColumn } from '../../src/records/columns/set-up.ts'
import { attachFile, readFile as readFileOf } from '../../src/records/documents/attach.ts'
import { decideCheck, sendForChecks } from '../../src/records/documents/check.ts'
import { aText } from '../../src/records/documents/document.ts'
import { publishInEmergency } from '../../src/records/documents/emergency.ts'
import { documentForStaff } from '../../src/records/documents/for-staff.ts'
import {
  archiveDocument,
  publishScheduled,
  reopenDocument,
  takeDownExpired,
  withdrawDocument,
  withholdEarlier,
} from '../../src/records/documents/publish.ts'
import { draftDocument, dropCorrection, reviseDocument } from '../../src/records/documents/write.ts'
import { anOffice, type Office } from '../builders.ts'
import { testDatabase } from '../database.ts'
import { aPdf, contentOf } from '../files.ts'

// Whatever officers do in whatever order, what the public can reach is exactly what is public: nothing more, nothing less.

const firstDay = calendarDate('2026-03-02')
let today = firstDay
const clock: Clock = { now: () => clockAt(today).now(), today: () => today }

let office: Office
let database: Database
let server: FastifyInstance
let mirrored: () => Promise<string>
let close: () => Promise<void>
let closeMirror: () => Promise<void>
let columns: number[]

beforeAll(async () => {
  const opened = await testDatabase()
  close = opened.close
  database = opened.database
  office = await anOffice(database, 'boundary.example')
  const config = readConfig({ PORT: '0', ZHAOMING_LOG: 'silent', ZHAOMING_REQUESTS_PER_MINUTE: '1000000' })
  const root = new URL('../..', import.meta.url).pathname
  const parts = { database, config, log: pino({ level: 'silent' }), clock }
  server = await assemble(parts, root)
  const copy = await copying(parts, root)
  const bureau = (await allBureaus(database)).find(({ bureauId }) => bureauId === office.bureau)
  if (!bureau) throw new Error('the office has a bureau')
  const folder = await mkdtemp(join(tmpdir(), 'zhaoming-boundary-'))
  const { privateKey } = generateKeyPairSync('ed25519')
  mirrored = async () => {
    const how = { key: privateKey, live: 'https://boundary.example', now: () => clock.now() }
    await updateMirror(folder, sourceOf(copy, { database, bureau }), how)
    const names = await readdir(folder, { recursive: true })
    const texts = names.filter((name) => /\.(html|xml|json|csv|txt|atom)$/.test(name))
    return (await Promise.all(texts.map((name) => readFile(join(folder, name), 'utf8')))).join('\n')
  }
  closeMirror = async () => {
    await copy.close()
    await rm(folder, { recursive: true })
  }
  columns = []
  for (const slug of ['xwdt', 'tzgg', 'zcwj']) {
    const column = {
      parentId: null,
      slug,
      name: slug,
      type: '工作动态' as const,
      description: slug,
      keywords: slug,
      basis: null,
      duration: 'any-time' as const,
      sectionId: office.section,
      position: 0,
    }
    columns.push(await office.in((tx) => setUpColumn(tx, column, office.administrator, clock)))
  }
})
afterAll(async () => {
  await closeMirror()
  await server.close()
  await close()
})

/** What we know of a document: the mark each of its texts bears, and which of them the public may read. */
interface Known {
  id: number
  /** marks of the official versions, the last one current */
  versions: { mark: string; withheld: boolean }[]
  working: string
  standing: 'unpublished' | 'public' | 'archived' | 'withdrawn'
  scheduled: string | null
  takeDownOn: string | null
  file: { id: number; mark: string }
}

let marks = 0
const aMark = () => {
  marks += 1
  return `标记${marks.toString(36).padStart(5, '0')}终`
}
const titleOf = (mark: string) => `关于${mark}的通知`
const textWith = (mark: string, columnId: number, takeDownOn: string | null) =>
  aText({
    columnId,
    kind: 'notice',
    title: titleOf(mark),
    summary: `摘要${mark}`,
    keywords: mark,
    body: `<p>正文${mark}。</p><table><thead><tr><th>甲</th></tr></thead><tbody><tr><td>${mark}</td></tr></tbody></table>`,
    source: '演练市应急管理局',
    formedOn: today,
    takeDownOn: takeDownOn ? calendarDate(takeDownOn) : null,
  })

const stateOf = async (id: number) => {
  const found = await office.in((tx) => documentForStaff(tx, id))
  if (!found) throw new Error('it was drafted')
  return found
}

async function passChecks(known: Known): Promise<void> {
  for (const by of [office.head, office.reviewer, office.leader]) {
    const { version, stage } = await stateOf(known.id)
    if (stage === 'done' || stage === 'scheduled' || stage === 'draft') return
    const mine = { 'section-check': office.head, 'secrecy-review': office.reviewer, 'sign-off': office.leader }
    if (mine[stage as keyof typeof mine] !== by) continue
    await office.in((tx) =>
      decideCheck(tx, { id: known.id, version, decision: 'approved', note: null, secrecyConfirmed: true }, by, clock),
    )
  }
}

const publishedNow = (known: Known) => {
  known.versions.push({ mark: known.working, withheld: false })
  known.standing = 'public'
  known.scheduled = null
}

type Act = (world: Known[], pick: (from: Known[]) => Known | null, column: number) => Promise<void>

const acts: Record<string, Act> = {
  async draft(world, _, column) {
    const mark = aMark()
    const drafted = await office.in((tx) =>
      draftDocument(tx, textWith(mark, columns[column] ?? 0, null), office.drafter, clock),
    )
    if (!('id' in drafted)) throw new Error(drafted.problems.join())
    const fileMark = aMark()
    const file = await readFileOf(
      Buffer.from(aPdf(contentOf('BT /F1 12 Tf 20 200 Td (PLAN) Tj ET'))),
      `${fileMark}.pdf`,
    )
    if ('refused' in file) throw new Error(file.refused)
    const attached = await office.in((tx) =>
      attachFile(tx, { id: drafted.id, version: 1, file, role: 'file' }, office.drafter, clock),
    )
    if (!('id' in attached)) throw new Error(attached.refused)
    world.push({
      id: drafted.id,
      file: { id: attached.id, mark: fileMark },
      versions: [],
      working: mark,
      standing: 'unpublished',
      scheduled: null,
      takeDownOn: null,
    })
  },
  async publish(world, pick) {
    const known = pick(world)
    if (!known) return
    const { version, stage } = await stateOf(known.id)
    if (stage !== 'draft') return
    await office.in((tx) => sendForChecks(tx, { id: known.id, version }, office.drafter, clock))
    await passChecks(known)
    if ((await stateOf(known.id)).stage === 'done') publishedNow(known)
  },
  async 'send and leave'(world, pick) {
    const known = pick(world)
    if (!known) return
    const { version, stage } = await stateOf(known.id)
    if (stage === 'draft') await office.in((tx) => sendForChecks(tx, { id: known.id, version }, office.drafter, clock))
  },
  async schedule(world, pick) {
    const known = pick(world)
    if (!known) return
    const { version, stage } = await stateOf(known.id)
    if (stage !== 'draft') return
    const publishAt = new Date(`${addDays(today, 2)}T09:00:00+08:00`)
    await office.in((tx) => sendForChecks(tx, { id: known.id, version, publishAt }, office.drafter, clock))
    await passChecks(known)
    if ((await stateOf(known.id)).stage === 'scheduled') known.scheduled = addDays(today, 2)
  },
  async correct(world, pick, column) {
    const known = pick(world.filter(({ standing }) => standing === 'public'))
    if (!known) return
    const { version, stage } = await stateOf(known.id)
    if (stage !== 'done' && stage !== 'draft') return
    const mark = aMark()
    // Now and then the correction also moves it, or sets the day it comes down.
    known.takeDownOn = column === 2 ? addDays(today, 3) : null
    const text = textWith(mark, columns[column] ?? 0, known.takeDownOn)
    const outcome = await office.in((tx) =>
      reviseDocument(tx, { id: known.id, version, text, correctionNote: '更正' }, office.drafter, clock),
    )
    if ('version' in outcome) known.working = mark
  },
  async 'give a correction up'(world, pick) {
    const known = pick(world)
    if (!known) return
    const { version } = await stateOf(known.id)
    const outcome = await office.in((tx) => dropCorrection(tx, { id: known.id, version }, office.drafter, clock))
    if ('dropped' in outcome) {
      known.working = known.versions.at(-1)?.mark ?? known.working
      known.scheduled = null
    }
  },
  async withdraw(world, pick) {
    const known = pick(world)
    if (!known) return
    const { version } = await stateOf(known.id)
    const outcome = await office.in((tx) =>
      withdrawDocument(tx, { id: known.id, version, reason: '核实' }, office.officer, clock),
    )
    if ('withdrawn' in outcome) Object.assign(known, { standing: 'withdrawn', scheduled: null })
  },
  async reopen(world, pick) {
    const known = pick(world.filter(({ standing }) => standing === 'withdrawn'))
    if (!known) return
    const { version } = await stateOf(known.id)
    await office.in((tx) => reopenDocument(tx, { id: known.id, version }, office.officer, clock))
  },
  async archive(world, pick) {
    const known = pick(world)
    if (!known) return
    const { version } = await stateOf(known.id)
    const outcome = await office.in((tx) => archiveDocument(tx, { id: known.id, version }, office.officer, clock))
    if ('archived' in outcome) known.standing = 'archived'
  },
  async withhold(world, pick) {
    const known = pick(world.filter(({ versions }) => versions.length > 1))
    if (!known) return
    const { version } = await stateOf(known.id)
    const outcome = await office.in((tx) =>
      withholdEarlier(tx, { id: known.id, version, no: 1, reason: '含不宜公开的内容' }, office.officer, clock),
    )
    if ('withheld' in outcome && known.versions[0]) known.versions[0].withheld = true
  },
  async emergency(world, pick) {
    const known = pick(world)
    if (!known) return
    const { version } = await stateOf(known.id)
    const order = { id: known.id, version, reason: '险情', leaderId: office.leader.id, secrecyConfirmed: true }
    const outcome = await office.in((tx) => publishInEmergency(tx, order, office.officer, clock))
    if ('signBy' in outcome) publishedNow(known)
  },
  async 'let days pass'(world) {
    today = addDays(today, 2)
    await office.in((tx) => publishScheduled(tx, clock))
    await office.in((tx) => takeDownExpired(tx, clock))
    for (const known of world) {
      if (known.scheduled && known.scheduled <= today) publishedNow(known)
      const { takeDownOn } = await stateOf(known.id)
      const isOut = known.standing === 'public' || known.standing === 'archived'
      if (isOut && takeDownOn && takeDownOn <= today) Object.assign(known, { standing: 'withdrawn', scheduled: null })
    }
  },
}

let readers = 0
/** Each time by somebody else: what one visitor may ask for in a minute is limited. */
const asked = (url: string) => {
  readers += 1
  const remoteAddress = `10.${(readers >> 16) & 255}.${(readers >> 8) & 255}.${readers & 255}`
  return server.inject({ method: 'GET', url, headers: { host: 'boundary.example' }, remoteAddress })
}
const statusOf = async (url: string) => (await asked(url)).statusCode

/** Every address a reader can come to from the front door, and what stands there. */
async function everythingReachable(entrances: readonly string[]): Promise<Map<string, string>> {
  const seen = new Map<string, string>()
  const open = [...entrances]
  while (open.length > 0) {
    const path = open.pop() as string
    if (seen.has(path)) continue
    const answer = await asked(path)
    const words = !/^(application\/(pdf|vnd)|image)/.test(String(answer.headers['content-type']))
    const text = answer.statusCode === 200 && words ? answer.payload : ''
    seen.set(path, text)
    if (/^\/(?:assets|staff|api\/docs)/.test(path)) continue
    for (const [, link = ''] of text.matchAll(/(?:href|src)="([^"#]*)[^"]*"|<(?:loc|link|id|url)>([^<]+)</g)) {
      const plain = link.replace(/&amp;/g, '&').replace(/^https?:\/\/[^/]+/, '')
      if (plain.startsWith('/') && !/[?&](?:mode|theme|size|aids|from)=/.test(plain)) open.push(plain)
    }
  }
  return seen
}

const entrances = [
  ...['/', '/wangzhanditu', '/xwdt/', '/tzgg/', '/zcwj/', '/zwgk/', '/zhuanti/', '/zhengce/', '/jgzn/'],
  // What other software reads: site maps, feeds, exports, the interface.
  ...['/sitemap.xml', '/sitemap-news.xml', '/rss/all.xml', '/rss/all.atom', '/rss/all.json', '/tzgg/?format=rss'],
  ...['/shuju', '/shuju/documents.csv', '/shuju/documents.json', '/api/v1/documents', '/zwgk/mulu'],
]

const step = fc.record({
  act: fc.constantFrom(...Object.keys(acts)),
  which: fc.nat(1000),
  column: fc.nat(2),
})

async function publicIsWhatIsPublic(world: readonly Known[]): Promise<void> {
  const direct = world.flatMap(({ id }) => [`/lishi/${id}`, `/tzgg/202603/${id}.html`])
  const pages = await everythingReachable([...entrances, ...direct])
  const everything = [...pages.values()].join('\n')
  const copy = await mirrored()
  for (const known of world) {
    const out = known.standing === 'public' || known.standing === 'archived'
    const readable = new Set(out ? known.versions.filter(({ withheld }) => !withheld).map(({ mark }) => mark) : [])
    for (const mark of new Set([known.working, ...known.versions.map((one) => one.mark)])) {
      expect([mark, everything.includes(mark)], JSON.stringify(known)).toEqual([mark, readable.has(mark)])
      expect(['in the mirror', mark, copy.includes(mark)]).toEqual(['in the mirror', mark, readable.has(mark)])
    }
    const { file } = known
    expect([file.mark, everything.includes(file.mark), copy.includes(file.mark)]).toEqual([file.mark, out, out])
    for (const path of [`/fujian/${file.id}/${encodeURIComponent(file.mark)}.pdf`, `/banshi/${known.id}.docx`]) {
      expect([path, await statusOf(path)], JSON.stringify(known)).toEqual([path, out ? 200 : expect.any(Number)])
      if (!out) expect([404, 410]).toContain(await statusOf(path))
    }
    const last = known.versions.at(-1)?.mark ?? known.working
    for (const words of [last, file.mark]) {
      const { payload } = await asked(`/sousuo?q=${encodeURIComponent(words)}`)
      expect([words, payload.includes(`/${known.id}.html`)], JSON.stringify(known)).toEqual([words, out])
    }
    if (known.standing !== 'public') continue
    const current = known.versions.at(-1)?.mark ?? ''
    const lists = [...pages].filter(([path]) => /^\/[a-z]+\/(?:\?.*)?$/.test(path)).map(([, text]) => text)
    expect(
      lists.some((text) => text.includes(titleOf(current))),
      `${current} stands in a list`,
    ).toBe(true)
  }
}

test('whatever is done in whatever order, the public reaches what is public and nothing else', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 15, maxLength: 40 }), async (steps) => {
      const world: Known[] = []
      for (const [place, { act, which, column }] of [{ act: 'draft', which: 0, column: 0 }, ...steps].entries()) {
        const pick = (from: Known[]) => from[which % Math.max(1, from.length)] ?? null
        await (acts[act] as Act)(world, pick, column)
        // Also on the way: what was looked at once is kept in memory and in the mirror, and must not outlive a change.
        if (place % 8 === 7) await publicIsWhatIsPublic(world)
      }
      await publicIsWhatIsPublic(world)
      const journal = await office.in((tx) => tx.selectFrom('journalEvent').select('index').execute())
      expect(journal.length).toBeGreaterThan(world.length)
    }),
    { numRuns: Number(process.env['ZHAOMING_BOUNDARY_RUNS'] ?? 4), endOnFailure: true },
  )
}, 300_000)
