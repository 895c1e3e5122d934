import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { ReactElement } from 'react'
import { type Clock, endOfDayInChina } from '../platform/clock.ts'
import { inBureau, type Tx } from '../platform/database/bureau.ts'
import type { Database } from '../platform/database/open.ts'
import { isDatabaseAway } from '../platform/http/database-away.ts'
import type { Made, Pages, ReadyPage } from '../platform/http/page-cache.ts'
import type { Bureau } from '../records/bureaus/bureau.ts'
import type { Column } from '../records/columns/column.ts'
import { columns } from '../records/columns/for-public.ts'
import { type Subject, subjects } from '../records/pages/subjects.ts'
import type { Failure } from './error.page.tsx'
import { ErrorPage } from './error.page.tsx'
import type { Frame, NavEntry } from './frame.ts'
import { documentOf } from './layout.tsx'
import { looksAsked, looksCookie, looksKept, looksKey } from './looks.ts'
import { paths } from './paths.ts'

export interface Surroundings {
  database: Database
  clock: Clock
  config: { ZHAOMING_SECURE_COOKIES: boolean }
  pages: Pages
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

/** A page to show, a place to go on to (303), a file to send, or the page that says what went wrong. */
export type Outcome =
  | ReactElement
  | { page: ReactElement; status: number }
  | { goTo: string }
  | { json: unknown }
  | { failure: Failure }

/** The address without the parameters that only change how the page looks. */
function plainUrl(url: string): string {
  const [path = '/', query = ''] = url.split('?')
  const parameters = new URLSearchParams(query)
  for (const name of ['mode', 'theme', 'size']) parameters.delete(name)
  const rest = parameters.toString()
  return rest ? `${path}?${rest}` : path
}

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

/** The first-level columns, and the fixed entries a portal of this kind always has. */
export function navOf(tree: readonly Column[]): NavEntry[] {
  return tree
    .filter((column) => column.parentId === null)
    .map(({ slug, name }) => ({ name, href: slug === 'zwgk' ? paths.disclosure : paths.column(slug) }))
}

/** All public addresses a route serves. */
export type Every = (visiting: Pick<Visiting, 'tx' | 'columns' | 'bureau'>) => Promise<string[]>

/** An address where something was taken down, and what brings it back or moves it. */
export interface Gone {
  url: string
  subjects: readonly Subject[]
}

export type Open = (
  method: 'GET' | 'POST',
  url: string,
  handle: (visiting: Visiting) => Promise<Outcome>,
  more?: {
    perMinute?: number
    /** the addresses of this route a mirror copies: public pages that say what they show */
    every?: Every
    /** the addresses of this route that answer 410 */
    gone?: (visiting: Pick<Visiting, 'tx' | 'columns' | 'bureau'>) => Promise<Gone[]>
  },
) => void

/** What a mirror copies: style sheet and script, every public address of a bureau, and those that answer 410. */
export interface Copyable {
  assets: readonly Asset[]
  addresses(bureau: Bureau): Promise<{ every: string[]; gone: Gone[] }>
}

/** Of a route without parameters: it has one address. */
export const itself = (url: string): { every: Every } => ({ every: async () => [url] })

/** A page with another parameter than these in its address is not kept: anybody could make up any number of them. */
const sharedAddress = /^[^?]*(\?page=[1-9]\d{0,4})?$/

type Rendered = { status: number; type: string; body: string | Buffer } | { goTo: string } | { failure: Failure }

/** Gives back the function that adds a page. Style sheet and script are served under names that change with them. */
export function pagesOf(app: FastifyInstance, surroundings: Surroundings, folder: string): Copyable & { open: Open } {
  const { database, clock, config, pages } = surroundings
  const routes: NonNullable<Parameters<Open>[3]>[] = []
  const [style, script] = [
    assetOf(folder, 'portal.css', 'text/css; charset=utf-8'),
    assetOf(folder, 'portal.js', 'text/javascript; charset=utf-8'),
  ]
  for (const { address, body, type } of [style, script]) {
    app.get(address, (_, answer) =>
      answer.header('cache-control', 'public, max-age=31536000, immutable').type(type).send(body),
    )
  }

  function frameOf(http: FastifyRequest, bureau: Bureau, tree: readonly Column[]): Frame {
    return {
      site: { bureau, nav: navOf(tree), stylesheet: style.address, script: script.address },
      visit: { url: plainUrl(http.url), looks: looksAsked(http).looks, generatedAt: clock.now() },
    }
  }

  /** The page for a failure. When not even the database answers, it goes without the bureau's columns. */
  async function failed(http: FastifyRequest, answer: FastifyReply, failure: Failure): Promise<FastifyReply> {
    let [bureau, tree]: [Bureau | null, Column[]] = [null, []]
    try {
      const found = await surroundings.bureauOf(http)
      bureau = found
      tree = await inBureau(database, found.bureauId, (tx) => columns(tx))
    } catch {
      // told by the page itself
    }
    if (bureau === null) {
      return answer
        .code(failure.status)
        .type('text/plain; charset=utf-8')
        .send('网站正在维护，请稍后再试。已经提交的申请都已保存。')
    }
    const page = documentOf(ErrorPage({ frame: frameOf(http, bureau, tree), failure }))
    return answer.code(failure.status).header('cache-control', 'no-store').type('text/html; charset=utf-8').send(page)
  }

  answerFailures(app, failed)

  /** Makes a page: shared if it may be and says so, else for this visitor only. */
  async function make(
    http: FastifyRequest,
    answer: FastifyReply,
    bureau: Bureau,
    handle: (visiting: Visiting) => Promise<Outcome>,
  ): Promise<Made<Rendered>> {
    let shown: Set<Subject> | null = null
    let until = Number.POSITIVE_INFINITY
    const endOf = (moment: Date) => {
      until = Math.min(until, moment.getTime())
    }
    const watched: Clock = {
      now: () => {
        endOf(endOfDayInChina(clock.now()))
        return clock.now()
      },
      today: () => {
        endOf(endOfDayInChina(clock.now()))
        return clock.today()
      },
    }
    const outcome = await inBureau(database, bureau.bureauId, async (tx) => {
      const tree = await columns(tx)
      return handle({
        tx,
        http,
        answer,
        bureau,
        columns: tree,
        frame: frameOf(http, bureau, tree),
        clock: watched,
        shows: (...more) => {
          shown ??= new Set([subjects.bureau, subjects.columns])
          for (const subject of more) shown.add(subject)
        },
        until: endOf,
      })
    })
    if ('failure' in outcome || 'goTo' in outcome) return { other: outcome }
    const json = 'json' in outcome
    const type = json ? 'application/json; charset=utf-8' : 'text/html; charset=utf-8'
    const body = json ? JSON.stringify(outcome.json) : documentOf('page' in outcome ? outcome.page : outcome)
    const status = 'page' in outcome ? outcome.status : 200
    if (shown === null || status !== 200) return { other: { status, type, body } }
    return { page: { body: Buffer.from(body), type, subjects: [...(shown as Set<Subject>)], until } }
  }

  const open: Open = (method, url, handle, more = {}) => {
    const { perMinute } = more
    routes.push(more)
    app.route({
      method,
      url,
      schema: { hide: true },
      ...(perMinute ? { config: { rateLimit: { max: perMinute, timeWindow: '1 minute' } } } : {}),
      handler: async (http, answer) => {
        const bureau = await surroundings.bureauOf(http)
        const { looks, chosen } = looksAsked(http)
        const makeIt = () => make(http, answer, bureau, handle)
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
        return send(http, answer, { status: 200, type: made.page.type, body: made.page.body })
      },
    })
  }

  function send(http: FastifyRequest, answer: FastifyReply, rendered: Rendered) {
    if ('failure' in rendered) return failed(http, answer, rendered.failure)
    if ('goTo' in rendered) return answer.code(303).header('location', rendered.goTo).send()
    const { status, type, body } = rendered
    return answer.code(status).header('cache-control', 'no-store').type(type).send(body)
  }

  return {
    open,
    assets: [style, script],
    addresses: (bureau) =>
      inBureau(database, bureau.bureauId, async (tx) => {
        const visiting = { tx, bureau, columns: await columns(tx) }
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
  answer.header('cache-control', 'no-cache').header('vary', 'accept-encoding, cookie').type(ready.page.type)
  ready.keepHeaders(answer.getHeaders())
  const encoding = ready.bestFor(http.headers['accept-encoding'])
  answer.header('etag', ready.etag(encoding))
  if (ready.isKnownBy(http.headers['if-none-match'])) return answer.code(304).removeHeader('content-type').send()
  if (encoding !== 'identity') answer.header('content-encoding', encoding)
  return answer.send(await ready.body(encoding))
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
