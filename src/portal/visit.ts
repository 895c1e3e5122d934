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
import type { Failure } from './error.page.tsx'
import { ErrorPage } from './error.page.tsx'
import type { Frame, Looks, Mode, NavEntry, Size, Theme } from './frame.ts'
import { plainLooks } from './frame.ts'
import { documentOf } from './layout.tsx'
import { paths } from './paths.ts'

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
  | { file: { type: string; body: string } }
  | { failure: Failure }

const modes: readonly Mode[] = ['standard', 'elder']
const themes: readonly Theme[] = ['light', 'dark', 'hc-dark', 'hc-light']
const sizes: readonly Size[] = ['1', '1.25', '1.5', '2']
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
  return {
    looks: {
      mode: mode ?? among(modes, kept.get('mode')) ?? plainLooks.mode,
      size: size ?? among(sizes, kept.get('size')) ?? plainLooks.size,
      theme: theme === 'auto' ? null : (theme ?? keptTheme),
    },
    chosen: mode !== null || size !== null || theme !== null,
  }
}

/** The address without the parameters that only change how the page looks. */
function plainUrl(url: string): string {
  const [path = '/', query = ''] = url.split('?')
  const parameters = new URLSearchParams(query)
  for (const name of ['mode', 'theme', 'size']) parameters.delete(name)
  const rest = parameters.toString()
  return rest ? `${path}?${rest}` : path
}

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

/** The first-level columns, and the fixed entries a portal of this kind always has. */
export function navOf(tree: readonly Column[]): NavEntry[] {
  return tree
    .filter((column) => column.parentId === null)
    .map(({ slug, name }) => ({ name, href: slug === 'zwgk' ? paths.disclosure : paths.column(slug) }))
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
      visit: { url: plainUrl(http.url), looks: looksOf(http).looks, generatedAt: clock.now() },
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
          return handle({ tx, http, answer, bureau, columns: tree, frame: frameOf(http, bureau, tree), clock })
        })
        if (chosen) {
          const kept = new URLSearchParams({
            mode: looks.mode,
            size: looks.size,
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
        if ('file' in outcome) return answer.type(outcome.file.type).send(outcome.file.body)
        if ('json' in outcome) return answer.type('application/json; charset=utf-8').send(JSON.stringify(outcome.json))
        const { page, status } = 'page' in outcome ? outcome : { page: outcome, status: 200 }
        return answer
          .code(status)
          .header('cache-control', 'no-store')
          .type('text/html; charset=utf-8')
          .send(documentOf(page))
      },
    })
  }
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
