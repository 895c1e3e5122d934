import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { ReactElement } from 'react'
import type { Clock } from '../platform/clock.ts'
import { inBureau, type Tx } from '../platform/database/bureau.ts'
import type { Database } from '../platform/database/open.ts'
import { isDatabaseAway } from '../platform/http/database-away.ts'
import type { Bureau } from '../records/bureaus/bureau.ts'
import type { Column } from '../records/columns/column.ts'
import { columns } from '../records/columns/for-public.ts'
import { sitePeriodsFrom } from '../records/site-periods/for-public.ts'
import { viewsOf } from '../records/visits/for-public.ts'
import type { Failure } from './error.page.tsx'
import { ErrorPage } from './error.page.tsx'
import type { Aid, Frame, Looks, Mode, NavEntry, Size, Theme } from './frame.ts'
import { looksParameters, plainLooks } from './frame.ts'
import { belongsToOne, documentOf } from './layout.tsx'
import { entryOf } from './lists.ts'
import { paths } from './paths.ts'
import { type Resource, sendResource } from './resources.ts'
import { countViews } from './views.ts'

export interface Surroundings {
  database: Database
  clock: Clock
  config: { ZHAOMING_SECURE_COOKIES: boolean }
  bureauOf(request: FastifyRequest): Promise<Bureau>
}

/** One visit to one page: the bureau opened, its columns at hand, and the frame every page is put into. */
export interface Visiting {
  tx: Tx
  http: FastifyRequest
  answer: FastifyReply
  bureau: Bureau
  columns: Column[]
  frame: Frame
  clock: Clock
}

/** A page to show, a place to go on to (303), a file to send, or the page that says what went wrong. */
export type Outcome =
  | ReactElement
  | { page: ReactElement; status: number }
  | { goTo: string }
  | { json: unknown }
  /** `shown` in the browser; else saved */
  | { file: { name: string; mediaType: string; content: Buffer; sha256: string; shown: boolean } }
  | { resource: Resource }
  | { failure: Failure }

const modes: readonly Mode[] = ['standard', 'elder', 'lite']
const themes: readonly Theme[] = ['light', 'dark', 'hc-dark', 'hc-light']
const sizes: readonly Size[] = ['1', '1.25', '1.5', '2']
const allAids: readonly Aid[] = ['spacing', 'underline', 'pointer', 'calm']
const looksCookie = 'zhaoming-looks'

const among = <T extends string>(choices: readonly T[], text: unknown): T | null =>
  choices.find((choice) => choice === text) ?? null

function looksOf(http: FastifyRequest): { looks: Looks; chosen: boolean } {
  const kept = new URLSearchParams(http.cookies[looksCookie] ?? '')
  const asked = http.query as Record<string, unknown>
  const mode = among(modes, asked['mode'])
  const size = among(sizes, asked['size'])
  const theme = among([...themes, 'auto'], asked['theme'])
  const keptTheme = among(themes, kept.get('theme'))
  const aids = typeof asked['aids'] === 'string' ? asked['aids'] : null
  return {
    looks: {
      mode: mode ?? among(modes, kept.get('mode')) ?? plainLooks.mode,
      size: size ?? among(sizes, kept.get('size')) ?? plainLooks.size,
      theme: theme === 'auto' ? null : (theme ?? keptTheme),
      aids: allAids.filter((aid) => (aids ?? kept.get('aids') ?? '').split(',').includes(aid)),
    },
    chosen: mode !== null || size !== null || theme !== null || aids !== null,
  }
}

/** The address without the parameters that only change how the page looks. */
function plainUrl(url: string): string {
  const [path = '/', query = ''] = url.split('?')
  const parameters = new URLSearchParams(query)
  for (const name of looksParameters) parameters.delete(name)
  const rest = parameters.toString()
  return rest ? `${path}?${rest}` : path
}

/** Planned work is told on every page from three days before. */
const toldBefore = { milliseconds: 3 * 24 * 3600_000 }

interface Asset {
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

export type Open = (
  method: 'GET' | 'POST',
  url: string,
  handle: (visiting: Visiting) => Promise<Outcome>,
  limits?: { perMinute: number },
) => void

/** Gives back the function that adds a page. Style sheet and script are served under names that change with them. */
export function pagesOf(app: FastifyInstance, surroundings: Surroundings, folder: string): Open {
  const { database, clock, config } = surroundings
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
    const { looks } = looksOf(http)
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
  async function frameNow(tx: Tx, http: FastifyRequest, bureau: Bureau, tree: readonly Column[]): Promise<Frame> {
    const { site, visit } = frameOf(http, bureau, tree)
    const now = clock.now()
    const periods = await sitePeriodsFrom(tx, now)
    const near = new Date(now.getTime() + toldBefore.milliseconds)
    const [path = ''] = http.url.split('?')
    return {
      site: {
        ...site,
        mourning: periods.some(({ kind, beginsAt }) => kind === 'mourning' && beginsAt <= now),
        outage: periods.find(({ kind, beginsAt }) => kind === 'outage' && beginsAt <= near) ?? null,
      },
      visit: { ...visit, views: path.endsWith('.html') ? await viewsOf(tx, path) : null },
    }
  }

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
  countViews(app, surroundings)

  return (method, url, handle, limits) => {
    app.route({
      method,
      url,
      schema: { hide: true },
      ...(limits ? { config: { rateLimit: { max: limits.perMinute, timeWindow: '1 minute' } } } : {}),
      handler: async (http, answer) => {
        const bureau = await surroundings.bureauOf(http)
        const { looks, chosen } = looksOf(http)
        const outcome = await inBureau(database, bureau.bureauId, async (tx) => {
          const tree = await columns(tx)
          if (lastSeen.size < 1000 || lastSeen.has(http.hostname)) lastSeen.set(http.hostname, { bureau, tree })
          const frame = await frameNow(tx, http, bureau, tree)
          return handle({ tx, http, answer, bureau, columns: tree, frame, clock })
        })
        if (chosen) {
          const kept = new URLSearchParams({
            mode: looks.mode,
            size: looks.size,
            ...(looks.aids.length > 0 ? { aids: looks.aids.join(',') } : {}),
            ...(looks.theme ? { theme: looks.theme } : {}),
          })
          answer.setCookie(looksCookie, kept.toString(), {
            path: '/',
            maxAge: 31_536_000,
            sameSite: 'lax',
            httpOnly: true,
            secure: config.ZHAOMING_SECURE_COOKIES,
          })
        }
        if ('failure' in outcome) return failed(http, answer, outcome.failure)
        if ('goTo' in outcome) return answer.code(303).header('location', outcome.goTo).send()
        if ('resource' in outcome) return sendResource(http, answer, outcome.resource)
        if ('json' in outcome) return answer.type('application/json; charset=utf-8').send(JSON.stringify(outcome.json))
        if ('file' in outcome) return sendFile(http, answer, outcome.file)
        const { page, status } = 'page' in outcome ? outcome : { page: outcome, status: 200 }
        const html = documentOf(page)
        // Also what tells the counter of visits that the address may be a secret of one visitor.
        if (belongsToOne(html)) answer.header('x-robots-tag', 'noindex')
        return answer.code(status).header('cache-control', 'no-store').type('text/html; charset=utf-8').send(html)
      },
    })
  }
}

/** A file may be withdrawn at any time: browsers keep it, and ask each time whether it still stands. */
function sendFile(
  http: FastifyRequest,
  answer: FastifyReply,
  {
    name,
    mediaType,
    content,
    sha256,
    shown,
  }: { name: string; mediaType: string; content: Buffer; sha256: string; shown: boolean },
): FastifyReply {
  const etag = `"${sha256}"`
  answer.header('cache-control', 'no-cache').header('etag', etag)
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
    http.log.error({ err: error, path: http.routeOptions.url }, 'unforeseen error')
    return failed(http, answer, { status: 500 })
  })
}
