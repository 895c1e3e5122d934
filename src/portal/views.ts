import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
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
 * Whether an answer was a person reading a page: asked for with GET, sent or already at hand (304), not fetched ahead,
 * not by a machine that says so. What belongs to one visitor is never counted: its address may be a secret.
 */
export function isReading(http: FastifyRequest, answer: FastifyReply): boolean {
  if (http.method !== 'GET' || answer.getHeader('x-robots-tag') !== undefined) return false
  const page = answer.statusCode === 304 || String(answer.getHeader('content-type') ?? '').startsWith('text/html')
  if (!page || ![200, 304].includes(answer.statusCode)) return false
  if (http.headers['sec-purpose'] !== undefined || http.headers['purpose'] === 'prefetch') return false
  const agent = http.headers['user-agent'] ?? ''
  return browser.test(agent) && !machine.test(agent)
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
export function countViews(
  app: FastifyInstance,
  {
    database,
    clock,
    bureauOf,
  }: { database: Database; clock: Clock; bureauOf(request: FastifyRequest): Promise<Bureau> },
): void {
  let held = new Map<number, Map<string, PageViews>>()
  let size = 0

  async function flush(): Promise<void> {
    const counted = held
    held = new Map()
    size = 0
    for (const [bureauId, views] of counted) {
      await inBureau(database, bureauId, (tx) => addPageViews(tx, [...views.values()]))
    }
  }
  const flushOrSay = () =>
    flush().catch((error: unknown) => app.log.warn({ err: error }, 'page views of a minute were not added'))

  app.addHook('onResponse', async (http, answer) => {
    const address = countedAddress(http.url)
    if (address === null || !isReading(http, answer)) return
    const { bureauId } = await bureauOf(http)
    const day = clock.today()
    const views = held.get(bureauId) ?? new Map<string, PageViews>()
    held.set(bureauId, views)
    const key = `${day} ${address}`
    const entry = views.get(key)
    if (entry) entry.count += 1
    else {
      views.set(key, { day, address, count: 1 })
      size += 1
    }
    if (size >= mostHeld) await flushOrSay()
  })
  const timer = setInterval(() => void flushOrSay(), everyMinute).unref()
  app.addHook('onClose', async () => {
    clearInterval(timer)
    await flushOrSay()
  })
}
