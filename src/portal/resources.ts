import { createHash } from 'node:crypto'
import type { FastifyReply, FastifyRequest } from 'fastify'

/** Something made for other software: a feed, a site map, an export. */
export interface Resource {
  body: string | Buffer
  type: string
  /** when the content last changed; null: not known */
  changedAt?: Date | null
  /** offered to be saved under this name */
  saveAs?: string
}

/** Feeds and data are there to be fetched by pages of others. */
export function resourceHeaders({ changedAt, saveAs }: Resource): Record<string, string> {
  return {
    'access-control-allow-origin': '*',
    'cross-origin-resource-policy': 'cross-origin',
    ...(changedAt ? { 'last-modified': changedAt.toUTCString() } : {}),
    ...(saveAs ? { 'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(saveAs)}` } : {}),
  }
}

/** Sends it, or 304 when the visitor has it already (RFC 9110, section 13). */
export function sendResource(http: FastifyRequest, answer: FastifyReply, resource: Resource): FastifyReply {
  const { body, type, changedAt = null } = resource
  const tag = `"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`
  answer.header('etag', tag).header('cache-control', 'no-cache')
  answer.headers(resourceHeaders(resource))
  if (has(http, tag, changedAt)) return answer.code(304).send()
  return answer.type(type).send(body)
}

function has(http: FastifyRequest, tag: string, changedAt: Date | null): boolean {
  const tags = http.headers['if-none-match']
  if (tags !== undefined) {
    return tags.split(',').some((known) => ['*', tag].includes(known.trim().replace(/^W\//, '')))
  }
  const since = Date.parse(http.headers['if-modified-since'] ?? '')
  // The header knows no fractions of a second.
  return changedAt !== null && Math.floor(changedAt.getTime() / 1000) * 1000 <= since
}
