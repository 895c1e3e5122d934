import type { IncomingHttpHeaders, IncomingMessage } from 'node:http'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Logger } from 'pino'
import type { Clock } from '../platform/clock.ts'
import { inBureau } from '../platform/database/bureau.ts'
import type { Database } from '../platform/database/open.ts'
import type { Bureau } from '../records/bureaus/bureau.ts'
import { addPageViews } from '../records/visits/add.ts'
import type { PageViews } from '../records/visits/page-views.ts'

const everyMinute = 60_000
const mostHeld = 10_000

/** Every browser has begun like this for thirty years; programs that do not pretend to be one begin otherwise. */
const browser = /^(mozilla|opera)\//i
const machine = /bot\b|bot[/;_-]|spider|crawl|slurp|archiv|monitor|scan|preview|fetch|feed|headless|lighthouse|phantom/i

/**
 * Whether whoever asked is a person about to read: not fetched ahead, not a machine that says so.
 */
function isPerson(headers: IncomingHttpHeaders): boolean {
  if (headers['sec-purpose'] !== undefined || headers['purpose'] === 'prefetch') return false
  const agent = headers['user-agent'] ?? ''
  return browser.test(agent) && !machine.test(agent)
}

/**
 * Whether an answer was a person reading a page: asked for with GET, sent or already at hand (304). What belongs to one
 * visitor is never counted: its address may be a secret.
 */
export function isReading(http: FastifyRequest, answer: FastifyReply): boolean {
  if (http.method !== 'GET' || answer.getHeader('x-robots-tag') !== undefined) return false
  const page = answer.statusCode === 304 || String(answer.getHeader('content-type') ?? '').startsWith('text/html')
  return page && [200, 304].includes(answer.statusCode) && isPerson(http.headers)
}

/** Path of a page as it is counted: without its query; null for what is no page. */
export function countedAddress(url: string): string | null {
  const [path = '/'] = url.split('?')
  if (path.length > 300 || /^\/(assets|api|staff)\//.test(path)) return null
  return /\.[a-z0-9]{2,5}$/.test(path) && !path.endsWith('.html') ? null : path
}

/**
 * Counts what is read, from the server's own answers: no cookie, no address of a visitor, nothing sent by the page. Held
 * in memory for a minute, then added to the day's count; also when the server stops.
 */
export class Views {
  readonly #database: Database
  readonly #clock: Clock
  readonly #warn: (error: unknown) => void
  readonly #timer: NodeJS.Timeout
  #held = new Map<number, Map<string, PageViews>>()
  #size = 0

  constructor({ database, clock, log }: { database: Database; clock: Clock; log: Logger }) {
    this.#database = database
    this.#clock = clock
    this.#warn = (error) => log.warn({ err: error }, 'page views of a minute were not added')
    this.#timer = setInterval(() => void this.flush(), everyMinute).unref()
  }

  /** One more reading of the page at an address. */
  add(bureauId: number, address: string): void {
    const day = this.#clock.today()
    const views = this.#held.get(bureauId) ?? new Map<string, PageViews>()
    this.#held.set(bureauId, views)
    const key = `${day} ${address}`
    const entry = views.get(key)
    if (entry) entry.count += 1
    else {
      views.set(key, { day, address, count: 1 })
      this.#size += 1
    }
    if (this.#size >= mostHeld) void this.flush()
  }

  /** A page was answered from memory, past everything that looks at answers. */
  addIfRead(bureauId: number, { method, url = '', headers }: IncomingMessage): void {
    if (method !== 'GET' || !isPerson(headers)) return
    const address = countedAddress(url)
    if (address !== null) this.add(bureauId, address)
  }

  async flush(): Promise<void> {
    const counted = this.#held
    this.#held = new Map()
    this.#size = 0
    try {
      for (const [bureauId, views] of counted) {
        await inBureau(this.#database, bureauId, (tx) => addPageViews(tx, [...views.values()]))
      }
    } catch (error) {
      this.#warn(error)
    }
  }

  async close(): Promise<void> {
    clearInterval(this.#timer)
    await this.flush()
  }
}

/** Counts the pages this face answers itself. */
export function countAnswers(
  app: FastifyInstance,
  views: Views,
  bureauOf: (request: FastifyRequest) => Promise<Bureau>,
): void {
  app.addHook('onResponse', async (http, answer) => {
    const address = countedAddress(http.url)
    if (address === null || !isReading(http, answer)) return
    views.add((await bureauOf(http)).bureauId, address)
  })
}
