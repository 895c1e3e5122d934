import type { FastifyRequest } from 'fastify'

const harmless = new Set(['GET', 'HEAD', 'OPTIONS'])

/**
 * Refuses what another website makes a visitor's browser send (CSRF). Browsers of today say where a request comes from
 * (Sec-Fetch-Site); older ones send the origin with a form. A client that sends neither carries nobody's cookies: ours
 * are SameSite=Strict.
 */
export function comesFromElsewhere(request: FastifyRequest): boolean {
  if (harmless.has(request.method)) return false
  const site = request.headers['sec-fetch-site']
  if (site === 'same-origin' || site === 'none') return false
  if (site !== undefined) return true
  const { origin } = request.headers
  if (origin === undefined) return false
  try {
    return new URL(origin).host !== request.host
  } catch {
    return true
  }
}
