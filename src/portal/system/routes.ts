import type { FastifyRequest } from 'fastify'
import { createElement } from 'react'
import { publishedInBranches } from '../../records/documents/for-public.ts'
import { sitePeriodsFrom } from '../../records/site-periods/for-public.ts'
import { withLooks } from '../frame.ts'
import { entryOf } from '../lists.ts'
import { paths } from '../paths.ts'
import { itself, type Open } from '../visit.ts'
import { AboutPage } from './about.page.tsx'
import { LeavePage } from './leave.page.tsx'
import { PrivacyPage } from './privacy.page.tsx'
import { ServiceStatusPage } from './status.page.tsx'

/** A web address to lead to: nothing else a browser could run or read, and no name before the host to deceive with. */
function addressToLeaveFor(asked: unknown): URL | null {
  if (typeof asked !== 'string' || asked.length > 2000) return null
  try {
    const url = new URL(asked)
    const web = url.protocol === 'https:' || url.protocol === 'http:'
    return web && url.username === '' && url.password === '' ? url : null
  } catch {
    return null
  }
}

/** Whether the visitor followed a link of a page of this site. */
function fromOurPage(http: FastifyRequest): boolean {
  const site = http.headers['sec-fetch-site']
  if (site !== undefined) return site === 'same-origin'
  try {
    return new URL(http.headers.referer ?? '').host === http.host
  } catch {
    return false
  }
}

export function systemRoutes(open: Open): void {
  open('GET', paths.about, async ({ frame }) => createElement(AboutPage, { frame }), itself(paths.about))
  open('GET', paths.privacy, async ({ frame }) => createElement(PrivacyPage, { frame }), itself(paths.privacy))
  open('GET', paths.lite, async () => ({ goTo: withLooks(paths.home, { mode: 'lite' }) }))

  open('GET', '/likai', async ({ http, frame }) => {
    const to = addressToLeaveFor((http.query as Record<string, unknown>)['to'])
    const page = createElement(LeavePage, { frame, to, ours: fromOurPage(http) })
    return to === null ? { page, status: 400 } : page
  })

  open('GET', paths.serviceStatus, async ({ tx, columns: tree, frame, clock }) => {
    const askedAt = performance.now()
    const last = await publishedInBranches(tx, new Map(tree.map(({ id }) => [id, [id]])))
    const databaseMilliseconds = performance.now() - askedAt
    return createElement(ServiceStatusPage, {
      frame,
      startedAt: new Date(Date.now() - process.uptime() * 1000),
      databaseMilliseconds,
      outages: (await sitePeriodsFrom(tx, clock.now())).filter(({ kind }) => kind === 'outage'),
      columns: tree.flatMap((column) => {
        const at = last.get(column.id)
        return at ? [{ ...entryOf(column), duration: column.duration, ...at }] : []
      }),
    })
  })
}
