import type { z } from 'zod'

/**
 * One thing other software can ask of us. The server checks what comes in and goes out against it, the OpenAPI document
 * is made from it, and the desk's client takes its types from it: one source for all three.
 */
export interface Route<
  Params extends z.ZodType = z.ZodType,
  Query extends z.ZodType = z.ZodType,
  Body extends z.ZodType = z.ZodType,
  Reply extends z.ZodType = z.ZodType,
> {
  method: 'GET' | 'POST' | 'PUT' | 'DELETE'
  /** below /api, parameters as :name */
  path: string
  summary: string
  tag: string
  /** anybody may ask; otherwise a staff session is needed */
  open?: true
  /** how often one address may ask; otherwise the limit of the whole server holds */
  perMinute?: number
  params?: Params
  query?: Query
  body?: Body
  reply: Reply
}

export function defineRoute<
  Params extends z.ZodType = z.ZodUndefined,
  Query extends z.ZodType = z.ZodUndefined,
  Body extends z.ZodType = z.ZodUndefined,
  Reply extends z.ZodType = z.ZodType,
>(route: Route<Params, Query, Body, Reply>): Route<Params, Query, Body, Reply> {
  return route
}
