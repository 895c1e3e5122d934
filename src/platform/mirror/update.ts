import type { KeyObject } from 'node:crypto'
import { type FileHandle, mkdir, open, readdir, readFile, realpath, rm, stat } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { alone } from '../database/embedded/lock.ts'
import type { Page } from '../http/page-cache.ts'
import { fingerprint, publicKeyOf } from './key.ts'
import { withLinks } from './links.ts'
import { GONE, type Manifest, type MirrorFile, readManifest, UNFINISHED, writeManifest } from './manifest.ts'
import { fileOf } from './place.ts'
import { ASIDE, removeServed, writeServed, writeWhole } from './write.ts'

/** What is mirrored. Everything is asked anew in each round: it may change while the mirror is made. */
export interface Source {
  bureau: string
  program: string
  assets: readonly { address: string; body: Buffer; type: string }[]
  stamps(): Promise<ReadonlyMap<string, number>>
  addresses(): Promise<{
    every: readonly string[]
    gone: readonly { url: string; subjects: readonly string[] }[]
  }>
  page(url: string): Promise<{ page: Page } | { status: number; body: Buffer }>
  journal(): Promise<Manifest['journal']>
}

export interface Updated {
  made: number
  unchanged: number
  removed: number
  gone: number
  files: number
  fingerprint: string
}

/** The folder holds something else: nothing was touched. */
export class NotAMirror extends Error {}
/** The folder is the mirror of another bureau. */
export class MirrorOfAnother extends Error {}
/** A page that ought to be public answered something else. */
export class PageMissing extends Error {
  readonly url: string
  readonly status: number
  constructor(url: string, status: number) {
    super(`${url}: ${status}`)
    this.url = url
    this.status = status
  }
}

/** Publishing goes on while a mirror is made. After so many rounds the rest is left to the next export. */
const ROUNDS = 5

/** A file known from an earlier export, and when its subjects had last changed before it was made. */
interface Known {
  file: MirrorFile
  stamps: Readonly<Record<string, number>>
}

/**
 * Brings the mirror in `folder` up to date: makes what is new, again what shows a changed subject, and removes what is no
 * longer public. It may be killed at any moment: each file is whole, and the next call goes on where this one was.
 */
export async function updateMirror(
  folder: string,
  source: Source,
  {
    key,
    live,
    now,
    during = (_, work) => work(() => {}),
  }: {
    key: KeyObject
    live: string
    now: () => Date
    /** shows how far a round is */
    during?: (total: number, work: (tick: () => void) => Promise<void>) => Promise<void>
  },
): Promise<Updated> {
  await mkdir(folder, { recursive: true })
  return alone(`mirror ${await realpath(folder)}`, async () => {
    const { known, before } = await look(folder, { ...source, live, publicKey: publicKeyOf(key) })
    const made = new Map<string, MirrorFile>()
    let stamps: Record<string, number> = {}
    let wanted: Wanted[] = []
    for (let round = 1; round <= ROUNDS; round += 1) {
      stamps = Object.fromEntries(await source.stamps())
      wanted = await whatIsWanted(source)
      const stale: Wanted[] = []
      for (const one of wanted) {
        if (!(await isCurrent(folder, one, known.get(one.path), { stamps, now: now().getTime() }))) stale.push(one)
      }
      if (stale.length === 0) break
      const unfinished = await beginRound(folder, known, { stamps, program: source.program, live })
      try {
        const context = { folder, source, holds: holdsOf(wanted), live, now, last: round === ROUNDS }
        await during(stale.length, (tick) =>
          fourAtATime(stale, async (one) => {
            const file = await makeFile(one, context)
            if (file) {
              known.set(file.path, { file, stamps })
              made.set(file.path, file)
              await unfinished.write(`${JSON.stringify(file)}\n`)
            }
            tick()
          }),
        )
      } finally {
        await unfinished.close()
      }
    }
    const files = wanted.flatMap(({ path }) => known.get(path)?.file ?? [])
    const paths = new Set([GONE, ...wanted.map(({ path }) => path)])
    const removed = [...known.keys()].filter((path) => !paths.has(path))
    return finish({ folder, source, live, key, now, stamps, files, removed, made, before })
  })
}

interface Wanted {
  path: string
  url: string | null
  asset: Buffer | null
  gone: { subjects: readonly string[] } | null
}

async function whatIsWanted(source: Source): Promise<Wanted[]> {
  const { every, gone } = await source.addresses()
  const wanted = new Map<string, Wanted>()
  for (const { address, body } of source.assets) {
    const path = fileOf(address)
    wanted.set(path, { path, url: null, asset: body, gone: null })
  }
  for (const { url, subjects } of gone) {
    wanted.set(fileOf(url), { path: fileOf(url), url, asset: null, gone: { subjects } })
  }
  for (const url of every) wanted.set(fileOf(url), { path: fileOf(url), url, asset: null, gone: null })
  return [...wanted.values()]
}

/** Whether the mirror has a page for an address, with or without the slash at its end. */
function holdsOf(wanted: readonly Wanted[]): (url: string) => boolean {
  const paths = new Set(wanted.map(({ path }) => path))
  return (url) => {
    try {
      return paths.has(fileOf(url))
    } catch {
      return false
    }
  }
}

async function isCurrent(
  folder: string,
  wanted: Wanted,
  known: Known | undefined,
  { stamps, now }: { stamps: Readonly<Record<string, number>>; now: number },
): Promise<boolean> {
  if (!known || known.file.gone !== (wanted.gone !== null) || (known.file.url === null) !== (wanted.url === null)) {
    return false
  }
  const { file } = known
  if (file.until !== null && file.until <= now) return false
  if (file.subjects.some((subject) => stamps[subject] !== known.stamps[subject])) return false
  const there = await stat(join(folder, file.path)).catch(() => null)
  return there?.size === file.size
}

interface Making {
  folder: string
  source: Source
  holds: (url: string) => boolean
  live: string
  now: () => Date
  /** whether no round follows that would see what happened meanwhile */
  last: boolean
}

async function makeFile(wanted: Wanted, making: Making): Promise<MirrorFile | null> {
  const { folder, source, now, last } = making
  const { path, url, asset, gone } = wanted
  const generatedAt = now().toISOString()
  const file = async (bytes: Buffer, shown: { subjects: readonly string[]; until: number | null; gone: boolean }) => ({
    path,
    url,
    ...(await writeServed(folder, path, bytes)),
    ...shown,
    generatedAt,
  })
  if (asset) return file(asset, { subjects: [], until: null, gone: false })
  if (url === null) throw new Error(`${path} has neither bytes nor an address`)
  const answer = await source.page(url)
  if ('page' in answer) {
    if (gone) return null
    const { body, type, subjects, until } = answer.page
    const shown = { subjects, until: Number.isFinite(until) ? until : null, gone: false }
    const bytes = type.startsWith('text/html')
      ? Buffer.from(withLinks(body.toString('utf8'), { ...making, url }))
      : body
    return file(bytes, shown)
  }
  if (gone && answer.status === 410) {
    const bytes = Buffer.from(withLinks(answer.body.toString('utf8'), { ...making, url }))
    return file(bytes, { ...gone, until: null, gone: true })
  }
  // Taken down, or published again, since the addresses were asked for: the next round knows.
  if (!last && [303, 404, 410].includes(answer.status)) return null
  throw new PageMissing(url, answer.status)
}

async function fourAtATime<T>(all: readonly T[], work: (one: T) => Promise<void>): Promise<void> {
  const waiting = all.values()
  let failed = false
  const worker = async () => {
    try {
      for (const one of waiting) {
        if (failed) return
        await work(one)
      }
    } catch (error) {
      failed = true
      throw error
    }
  }
  // All have stopped before a failure is told: nothing is written behind the back of who asked.
  const ended = await Promise.allSettled([worker(), worker(), worker(), worker()])
  for (const end of ended) if (end.status === 'rejected') throw end.reason
}

interface UnfinishedHead {
  stamps: Readonly<Record<string, number>>
  program: string
  live: string
}

/** Writes down what is known so far, so that a killed export loses nothing, and goes on in that file. */
async function beginRound(
  folder: string,
  known: ReadonlyMap<string, Known>,
  head: UnfinishedHead,
): Promise<FileHandle> {
  const lines = [JSON.stringify(head)]
  for (const { file, stamps } of known.values()) {
    const current = file.subjects.every((subject) => stamps[subject] === head.stamps[subject])
    lines.push(JSON.stringify(current ? file : { ...file, until: 0 }))
  }
  const path = join(folder, UNFINISHED)
  await writeWhole(path, Buffer.from(`${lines.join('\n')}\n`))
  return open(path, 'a')
}

/** What an earlier export left: its manifest, or what a killed one had made. Everything of another program is made again. */
async function look(
  folder: string,
  { bureau, program, live, publicKey }: Pick<Source, 'bureau' | 'program'> & { live: string; publicKey: string },
): Promise<{ known: Map<string, Known>; before: Manifest | null }> {
  const names = (await readdir(folder)).filter((name) => name !== 'lost+found')
  const read = await readManifest(folder)
  const unfinished = await readFile(join(folder, UNFINISHED), 'utf8').catch(() => null)
  if (names.length > 0 && !read && unfinished === null && !names.every((name) => ASIDE.test(name)))
    throw new NotAMirror()
  if (read && read.manifest.bureau !== bureau) throw new MirrorOfAnother(read.manifest.bureau)
  const known = new Map<string, Known>()
  const add = (files: readonly MirrorFile[], head: UnfinishedHead) => {
    const ours = head.program === program && head.live === live
    for (const file of files) {
      if (!isWithin(file.path)) continue
      // Of another program, or not signed by us: known only to be there, and made again.
      known.set(file.path, { file: ours ? file : { ...file, until: 0 }, stamps: head.stamps })
    }
  }
  if (read) {
    const { manifest, signed } = read
    const { stamps } = manifest
    add(manifest.files, signed && manifest.publicKey === publicKey ? manifest : { stamps, program: '', live: '' })
  }
  const [head, ...lines] = (unfinished ?? '').split('\n').filter((line) => line !== '')
  if (head) {
    add(
      lines.flatMap((line) => parsed<MirrorFile>(line) ?? []),
      parsed<UnfinishedHead>(head) ?? { stamps: {}, program: '', live: '' },
    )
  }
  await removeAsides(folder)
  return { known, before: read?.manifest ?? null }
}

/** What a manifest says may have been written by anybody. */
function isWithin(path: unknown): path is string {
  return typeof path === 'string' && path !== '' && !path.startsWith('/') && !path.split('/').includes('..')
}

/** null: the line was cut off when the export was killed. */
function parsed<T>(line: string): T | null {
  try {
    return JSON.parse(line) as T
  } catch {
    return null
  }
}

async function removeAsides(folder: string): Promise<void> {
  const all = await readdir(folder, { recursive: true })
  for (const path of all) if (ASIDE.test(basename(path))) await rm(join(folder, path), { force: true })
}

async function finish({
  folder,
  source,
  live,
  key,
  now,
  stamps,
  files,
  removed,
  made,
  before,
}: {
  folder: string
  source: Source
  live: string
  key: KeyObject
  now: () => Date
  stamps: Record<string, number>
  files: MirrorFile[]
  removed: string[]
  made: ReadonlyMap<string, MirrorFile>
  before: Manifest | null
}): Promise<Updated> {
  for (const path of removed) await removeServed(folder, path)
  const generatedAt = now().toISOString()
  const gone = files.filter((file) => file.gone)
  const goneBytes = Buffer.from(goneMap(gone))
  const goneFile: MirrorFile = {
    path: GONE,
    url: null,
    ...(await writeServed(folder, GONE, goneBytes)),
    subjects: [],
    until: null,
    gone: false,
    generatedAt,
  }
  const whole = [...files, goneFile].sort((a, b) => (a.path < b.path ? -1 : 1))
  const used = new Set(files.flatMap(({ subjects }) => subjects))
  const { bureau, program } = source
  const journal = await source.journal()
  const nothingNew = before !== null && made.size === 0 && removed.length === 0
  if (!nothingNew) {
    const kept = Object.fromEntries(Object.entries(stamps).filter(([subject]) => used.has(subject)))
    await writeManifest(folder, { bureau, live, program, generatedAt, journal, stamps: kept, files: whole }, key)
  }
  await rm(join(folder, UNFINISHED), { force: true })
  return {
    made: made.size,
    unchanged: files.length - made.size,
    removed: removed.length,
    gone: gone.length,
    files: whole.length,
    fingerprint: fingerprint(publicKeyOf(key)),
  }
}

/** For nginx, inside `http`: which addresses answer 410. */
function goneMap(gone: readonly MirrorFile[]): string {
  const lines = gone.map(({ path }) => `  "/${path.replaceAll('"', '')}" 1;`).sort()
  return [`map $uri $zhaoming_gone {`, '  default 0;', ...lines, '}', ''].join('\n')
}
