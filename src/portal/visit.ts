import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { ReactElement } from 'react'
import { type Clock, endOfDayInChina } from '../platform/clock.ts'
import type { Config } from '../platform/config.ts'
import { inBureau, type Tx } from '../platform/database/bureau.ts'
import type { Database } from '../platform/database/open.ts'
import { cannotBeKept } from '../platform/http/cannot-be-kept.ts'
import { isDatabaseAway } from '../platform/http/database-away.ts'
import type { Made, Page, Pages, ReadyPage } from '../platform/http/page-cache.ts'
import type { carriersOf } from '../platform/mail/carriers.ts'
import type { Typesetter } from '../platform/typeset/typesetter.ts'
import type { Bureau } from '../records/bureaus/bureau.ts'
import type { Column } from '../records/columns/column.ts'
import { columns } from '../records/columns/for-public.ts'
import type { OfficialFiles } from '../records/documents/typeset.ts'
import { stampOf } from '../records/pages/for-public.ts'
import { type Subject, subjects } from '../records/pages/subjects.ts'
import { sitePeriodsFrom } from '../records/site-periods/for-public.ts'
import type { SitePeriod } from '../records/site-periods/site-period.ts'
import { viewsOf } from '../records/visits/for-public.ts'
import type { Failure } from './error.page.tsx'
import { ErrorPage } from './error.page.tsx'
import type { Frame, NavEntry } from './frame.ts'
import { looksParameters } from './frame.ts'
import { belongsToOne, documentOf } from './layout.tsx'
import { entryOf } from './lists.ts'
import { looksAsked, looksCookie, looksKept, looksKey } from './looks.ts'
import { paths } from './paths.ts'
import { type Resource, resourceHeaders, sendResource } from './resources.ts'
import { countAnswers, type Views } from './views.ts'

export interface Surroundings {
  database: Database
  clock: Clock
  config: Pick<Config, 'ZHAOMING_SECURE_COOKIES'> & Parameters<typeof carriersOf>[0]
  pages: Pages
  /** null: pages are made for a copy that counts nobody and tells no numbers of today */
  views: Views | null
  bureauOf(request: FastifyRequest): Promise<Bureau>
  official: OfficialFiles
  typesetter: Typesetter
}

/** One visit to one page: the bureau opened, its columns at hand, and the frame every page is put into. */
export interface Visiting {
  tx: Tx
  http: FastifyRequest
  answer: FastifyReply
  bureau: Bureau
  columns: Column[]
  frame: Frame
  /** a page that asks it for the day is true for that day only */
  clock: Clock
  /**
   * Says that the page is the same for everybody, and what it shows besides bureau and columns. A page that never says so
   * is made for one visitor: it is kept by nobody.
   */
  shows(...subjects: Subject[]): void
  /** Says until when the page is true, whatever changes. */
  until(moment: Date): void
}

/** An answer, or long work that gives one: it is done when the transaction has ended. */
export type Outcome = Given | { afterwards: () => Promise<Given> }

interface SentFile {
  name: string
  mediaType: string
  content: Buffer
  sha256: string
  shown: boolean
  /** meant for one reader: nobody keeps it on the way */
  personal?: true
}

/** A page to show, a place to go on to (303), a file to send, or the page that says what went wrong. */
type Given =
  | ReactElement
  | { page: ReactElement; status: number }
  | { goTo: string }
  | { json: unknown }
  /** `shown` in the browser; else saved. `sha256` is of the bytes, or of what they are always made from */
  | { file: SentFile }
  | { resource: Resource }
  | { failure: Failure }

/** The address without the parameters that only change how the page looks. */
function plainUrl(url: string): string {
  const [path = '/', query = ''] = url.split('?')
  const parameters = new URLSearchParams(query)
  for (const name of looksParameters) parameters.delete(name)
  const rest = parameters.toString()
  return rest ? `${path}?${rest}` : path
}

interface Lasting {
  stamp: string
  columns: readonly Column[]
  periods: readonly SitePeriod[]
}

/**
 * Gives what stands on every page of a bureau, read again when its stamps say that it changed. They are read first: what
 * is kept under a stamp is never older than that.
 */
function lastingIn(now: () => Date): (tx: Tx) => Promise<Lasting> {
  const known = new Map<number, Lasting>()
  return async (tx) => {
    const stamp = await stampOf(tx, [subjects.bureau, subjects.columns])
    const kept = known.get(tx.bureauId)
    if (kept?.stamp === stamp) return kept
    const [tree, periods] = await Promise.all([columns(tx), sitePeriodsFrom(tx, now())])
    const read = { stamp, columns: tree, periods }
    known.set(tx.bureauId, read)
    return read
  }
}

/** Planned work is told on every page from three days before. */
const toldBefore = { milliseconds: 3 * 24 * 3600_000 }

export interface Asset {
  address: string
  body: Buffer
  type: string
}

function assetOf(folder: string, name: string, type: string): Asset {
  const body = readFileSync(join(folder, name))
  const version = createHash('sha256').update(body).digest('hex').slice(0, 12)
  return { address: `/assets/${name.replace('.', `-${version}.`)}`, body, type }
}

/** The column an address that leads nowhere begins with: what was moved is most likely still in it. */
function near(url: string, tree: readonly Column[]): NavEntry | null {
  const slug = url.split('/')[1]?.split('?')[0]
  const column = tree.find((one) => one.slug === slug)
  return column ? { name: column.name, href: slug === 'zwgk' ? paths.disclosure : paths.column(column.slug) } : null
}

/** The first-level columns, and the fixed entries a portal of this kind always has. */
export function navOf(tree: readonly Column[]): NavEntry[] {
  return tree
    .filter(({ parentId, standing, type }) => parentId === null && standing === 'open' && type !== '首页')
    .map(entryOf)
}

/** Addresses of public pages a route serves. */
export type Every = (visiting: Pick<Visiting, 'tx' | 'columns' | 'bureau' | 'clock'>) => Promise<string[]>

/** An address where something was taken down, and what brings it back or moves it. */
export interface Gone {
  url: string
  subjects: readonly Subject[]
}

interface More {
  perMinute?: number
  /** the page is the same for everybody and shows a little of everything: it is made again after every act */
  shared?: true
  /** the addresses of this route a mirror copies; the page is shared, or says what it shows */
  every?: Every
  /** the addresses of this route that answer 410 */
  gone?: (visiting: Pick<Visiting, 'tx'>) => Promise<Gone[]>
}

export type Open = (
  method: 'GET' | 'POST',
  url: string,
  handle: (visiting: Visiting) => Promise<Outcome>,
  more?: More,
) => void

/** What a mirror copies: style sheets and script, every public address of a bureau, and those that answer 410. */
export interface Copyable {
  assets: readonly Asset[]
  addresses(bureau: Bureau): Promise<{ every: string[]; gone: Gone[] }>
}

/** Of a public route with these addresses, whose pages are made again after every act. */
export const shared = (every: Every): More => ({ shared: true, every })
/** Of a public route without parameters: it has one address. */
export const itself = (url: string): More => shared(async () => [url])

/** A page with another parameter than this in its address is not kept: anybody could make up any number of them. */
const sharedAddress = /^[^?]*(\?page=[1-9]\d{0,4})?$/

type Rendered = { status: number; type: string; body: string | Buffer; secret: boolean } | Unshared
type Unshared = Extract<Given, { goTo: string } | { failure: Failure } | { file: unknown } | { resource: Resource }>

/** Gives back the function that adds a page. Style sheets and script are served under names that change with them. */
export function pagesOf(app: FastifyInstance, surroundings: Surroundings, folder: string): Copyable & { open: Open } {
  const { database, clock, config, pages, views } = surroundings
  const routes: More[] = []
  const [style, lite, script] = [
    assetOf(folder, 'portal.css', 'text/css; charset=utf-8'),
    assetOf(folder, 'lite.css', 'text/css; charset=utf-8'),
    assetOf(folder, 'portal.js', 'text/javascript; charset=utf-8'),
  ]
  for (const { address, body, type } of [style, lite, script]) {
    app.get(address, (_, answer) =>
      answer.header('cache-control', 'public, max-age=31536000, immutable').type(type).send(body),
    )
  }

  function frameOf(http: FastifyRequest, bureau: Bureau, tree: readonly Column[]): Frame {
    const { looks } = looksAsked(http)
    const light = looks.mode === 'lite'
    return {
      site: {
        bureau,
        nav: navOf(tree),
        stylesheet: light ? lite.address : style.address,
        script: light ? null : script.address,
      },
      visit: { url: plainUrl(http.url), looks, generatedAt: clock.now() },
    }
  }

  /** The frame with what the database knows of this moment: mourning, planned work, how often an article was read. */
  async function frameNow({
    tx,
    http,
    bureau,
    until,
  }: Pick<Visiting, 'tx' | 'http' | 'bureau' | 'until'>): Promise<Pick<Visiting, 'frame' | 'columns'>> {
    const [path = ''] = http.url.split('?')
    const counted = views !== null && path.endsWith('.html')
    const [known, read] = await Promise.all([knownOf(tx), counted ? viewsOf(tx, path) : null])
    const tree = known.columns
    const { site, visit } = frameOf(http, bureau, tree)
    const now = clock.now()
    const near = new Date(now.getTime() + toldBefore.milliseconds)
    const periods = known.periods.filter(({ endsAt }) => endsAt > now)
    for (const { beginsAt, endsAt } of periods) {
      const told = new Date(beginsAt.getTime() - toldBefore.milliseconds)
      for (const moment of [told, beginsAt, endsAt]) if (moment > now) until(moment)
    }
    if (counted) until(endOfDayInChina(now))
    const frame = {
      site: {
        ...site,
        mourning: periods.some(({ kind, beginsAt }) => kind === 'mourning' && beginsAt <= now),
        outage: periods.find(({ kind, beginsAt }) => kind === 'outage' && beginsAt <= near) ?? null,
      },
      visit: { ...visit, views: read },
    }
    return { frame, columns: [...tree] }
  }

  const knownOf = lastingIn(() => clock.now())

  // Who to call must be on the page also when the database is away.
  const lastSeen = new Map<string, { bureau: Bureau; tree: Column[] }>()

  /** The page for a failure. When the database does not answer, it is made of what was read last. */
  async function failed(http: FastifyRequest, answer: FastifyReply, failure: Failure): Promise<FastifyReply> {
    let [bureau, tree]: [Bureau | null, Column[]] = [null, []]
    try {
      const found = await surroundings.bureauOf(http)
      bureau = found
      tree = await inBureau(database, found.bureauId, (tx) => columns(tx))
    } catch {
      const seen = lastSeen.get(http.hostname)
      if (seen) [bureau, tree] = [seen.bureau, seen.tree]
    }
    if (bureau === null) {
      return answer
        .code(failure.status)
        .type('text/plain; charset=utf-8')
        .send('网站正在维护，请稍后再试。已经提交的申请都已保存。')
    }
    const told = failure.status === 404 ? { ...failure, near: failure.near ?? near(http.url, tree) } : failure
    const page = documentOf(ErrorPage({ frame: frameOf(http, bureau, tree), failure: told }))
    return answer.code(failure.status).header('cache-control', 'no-store').type('text/html; charset=utf-8').send(page)
  }

  answerFailures(app, failed)
  if (views) countAnswers(app, views, surroundings.bureauOf)

  /** Makes a page: shared if it may be and says so, else for this visitor only. */
  async function make(
    http: FastifyRequest,
    answer: FastifyReply,
    bureau: Bureau,
    { handle, more }: { handle: (visiting: Visiting) => Promise<Outcome>; more: More },
  ): Promise<Made<Rendered>> {
    let shown: Set<Subject> | null = null
    let end = Number.POSITIVE_INFINITY
    const until = (moment: Date) => {
      end = Math.min(end, moment.getTime())
    }
    const watched: Clock = {
      now: () => {
        until(endOfDayInChina(clock.now()))
        return clock.now()
      },
      today: () => {
        until(endOfDayInChina(clock.now()))
        return clock.today()
      },
    }
    const shows = (...more: readonly Subject[]) => {
      shown ??= new Set([subjects.bureau, subjects.columns])
      for (const subject of more) shown.add(subject)
    }
    if (more.shared) shows(subjects.anything)
    const found = await inBureau(database, bureau.bureauId, async (tx) => {
      const visit = { tx, http, answer, bureau, clock: watched, shows, until }
      const framed = await frameNow(visit)
      if (lastSeen.size < 1000 || lastSeen.has(http.hostname)) {
        lastSeen.set(http.hostname, { bureau, tree: framed.columns })
      }
      return handle({ ...visit, ...framed })
    })
    const outcome = 'afterwards' in found ? await found.afterwards() : found
    const subjectsShown = shown as Set<Subject> | null
    const kept = (body: Buffer, type: string, more: Pick<Page, 'headers' | 'status'> = {}): Made<Rendered> => ({
      page: { body, type, ...more, subjects: [...(subjectsShown ?? [])], until: end },
    })
    // Whoever follows an old link to what was taken down is many: the answer is kept as a page is.
    if ('failure' in outcome && outcome.failure.status === 410 && subjectsShown && views) {
      const seen = lastSeen.get(http.hostname)
      const gone = ErrorPage({ frame: frameOf(http, bureau, seen?.tree ?? []), failure: outcome.failure })
      return kept(Buffer.from(documentOf(gone)), 'text/html; charset=utf-8', { status: 410 })
    }
    if ('failure' in outcome || 'goTo' in outcome) return { other: outcome }
    if ('resource' in outcome) {
      const { body, type } = outcome.resource
      return subjectsShown
        ? kept(Buffer.from(body), type, { headers: resourceHeaders(outcome.resource) })
        : { other: outcome }
    }
    // Files are as large as they like: a copy takes them, memory does not.
    if ('file' in outcome) {
      return subjectsShown && !views ? kept(outcome.file.content, outcome.file.mediaType) : { other: outcome }
    }
    const html = 'json' in outcome ? null : documentOf('page' in outcome ? outcome.page : outcome)
    const type = html === null ? 'application/json; charset=utf-8' : 'text/html; charset=utf-8'
    const body = html ?? JSON.stringify('json' in outcome ? outcome.json : null)
    const status = 'page' in outcome ? outcome.status : 200
    const secret = html !== null && belongsToOne(html)
    if (!subjectsShown || status !== 200 || secret) return { other: { status, type, body, secret } }
    return kept(Buffer.from(body), type)
  }

  const open: Open = (method, url, handle, more = {}) => {
    routes.push(more)
    const { perMinute } = more
    app.route({
      method,
      url,
      schema: { hide: true },
      ...(perMinute ? { config: { rateLimit: { max: perMinute, timeWindow: '1 minute' } } } : {}),
      handler: async (http, answer) => {
        const bureau = await surroundings.bureauOf(http)
        const { looks, chosen } = looksAsked(http)
        const makeIt = () => make(http, answer, bureau, { handle, more })
        if (method === 'GET' && !chosen && sharedAddress.test(http.url)) {
          const place = { bureauId: bureau.bureauId, looks: looksKey(looks), url: http.url }
          const shared = await pages.page(place, makeIt)
          return 'ready' in shared ? sendShared(http, answer, shared.ready) : send(http, answer, shared.other)
        }
        const made = await makeIt()
        if (chosen) {
          answer.setCookie(looksCookie, looksKept(looks), {
            path: '/',
            maxAge: 31_536_000,
            sameSite: 'lax',
            httpOnly: true,
            secure: config.ZHAOMING_SECURE_COOKIES,
          })
        }
        if ('other' in made) return send(http, answer, made.other)
        const { type, body, headers, status = 200 } = made.page
        answer.headers(headers ?? {})
        return send(http, answer, { status, type, body, secret: false })
      },
    })
  }

  async function send(http: FastifyRequest, answer: FastifyReply, rendered: Rendered): Promise<FastifyReply> {
    if ('failure' in rendered) return failed(http, answer, rendered.failure)
    if ('goTo' in rendered) return answer.code(303).header('location', rendered.goTo).send()
    if ('resource' in rendered) return sendResource(http, answer, rendered.resource)
    if ('file' in rendered) return sendFile(http, answer, rendered.file)
    const { status, type, body, secret } = rendered
    // Also what tells the counter of visits that the address may be a secret of one visitor.
    if (secret) answer.header('x-robots-tag', 'noindex')
    return answer.code(status).header('cache-control', 'no-store').type(type).send(body)
  }

  return {
    open,
    assets: [style, lite, script],
    addresses: (bureau) =>
      inBureau(database, bureau.bureauId, async (tx) => {
        const visiting = { tx, bureau, clock, columns: await columns(tx) }
        const every = new Set<string>()
        const gone: Gone[] = []
        for (const route of routes) {
          for (const url of (await route.every?.(visiting)) ?? []) every.add(url)
          gone.push(...((await route.gone?.(visiting)) ?? []))
        }
        return {
          every: [...every],
          gone: gone.map((one) => ({ ...one, subjects: [subjects.bureau, subjects.columns, ...one.subjects] })),
        }
      }),
  }
}

/** Everybody may keep the page, but has to ask each time whether it is still the one. */
async function sendShared(http: FastifyRequest, answer: FastifyReply, ready: ReadyPage): Promise<FastifyReply> {
  answer.code(ready.status).header('cache-control', 'no-cache').header('vary', 'accept-encoding, cookie')
  answer.type(ready.page.type)
  answer.headers(ready.page.headers ?? {})
  ready.keepHeaders(answer.getHeaders())
  const encoding = ready.bestFor(http.headers['accept-encoding'])
  answer.header('etag', ready.etag(encoding))
  if (ready.isKnownBy(http.headers)) return answer.code(304).removeHeader('content-type').send()
  if (encoding !== 'identity') answer.header('content-encoding', encoding)
  return answer.send(await ready.body(encoding))
}

/** A file may be withdrawn at any time: browsers keep it, and ask each time whether it still stands. */
function sendFile(
  http: FastifyRequest,
  answer: FastifyReply,
  { name, mediaType, content, sha256, shown, personal }: SentFile,
): FastifyReply {
  const etag = `"${sha256}"`
  answer.header('cache-control', personal ? 'private, no-store' : 'no-cache').header('etag', etag)
  if (http.headers['if-none-match'] === etag) return answer.code(304).send()
  return answer
    .header('content-disposition', `${shown ? 'inline' : 'attachment'}; filename*=UTF-8''${encodeURIComponent(name)}`)
    .type(mediaType)
    .send(content)
}

function answerFailures(
  app: FastifyInstance,
  failed: (http: FastifyRequest, answer: FastifyReply, failure: Failure) => Promise<FastifyReply>,
): void {
  app.setNotFoundHandler((http, answer) => failed(http, answer, { status: 404 }))
  app.setErrorHandler((error: Error & { statusCode?: number; code?: string }, http, answer) => {
    const { statusCode = 500 } = error
    if (isDatabaseAway(error)) return failed(http, answer, { status: 503, until: null })
    if (statusCode === 404) return failed(http, answer, { status: 404 })
    if (statusCode === 429) return failed(http, answer, { status: 429 })
    if (statusCode >= 400 && statusCode < 500) return failed(http, answer, { status: 400 })
    if (statusCode === 503) return failed(http, answer, { status: 503, until: null })
    if (cannotBeKept(error)) return failed(http, answer, { status: 400 })
    http.log.error({ err: error, path: http.routeOptions.url }, 'unforeseen error')
    return failed(http, answer, { status: 500 })
  })
}
