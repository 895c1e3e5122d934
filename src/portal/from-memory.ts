import type { IncomingMessage } from 'node:http'
import type { PageCache } from '../platform/http/page-cache.ts'
import type { FromMemory } from '../platform/http/server.ts'
import { looksKeyOf } from './looks.ts'
import type { Views } from './views.ts'

/** Answers with a page that is kept: one look into a table, nothing read, nothing asked of the database. */
export function fromMemory(
  pages: PageCache,
  views: Views,
  bureauAt: (request: IncomingMessage) => number | null,
): FromMemory {
  return (request, response) => {
    const { method, url } = request
    if ((method !== 'GET' && method !== 'HEAD') || url === undefined) return false
    const bureauId = bureauAt(request)
    if (bureauId === null) return false
    const ready = pages.find({ bureauId, looks: looksKeyOf(request), url })
    if (!ready?.answer(request, response)) return false
    if (ready.status === 200) views.addIfRead(bureauId, request)
    return true
  }
}
