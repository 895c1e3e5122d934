import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { z } from 'zod'
import type { Clock } from '../platform/clock.ts'
import type { Config } from '../platform/config.ts'
import { inBureau, type Tx } from '../platform/database/bureau.ts'
import type { Database } from '../platform/database/open.ts'
import type { Typesetter } from '../platform/typeset/typesetter.ts'
import type { Bureau } from '../records/bureaus/bureau.ts'
import { NotAllowed, type StaffActor } from '../records/staff/actor.ts'
import { type SessionOf, sessionOf } from '../records/staff/sign-in.ts'
import { type Problem, problem } from './contract/common.ts'
import type { Route } from './contract/route.ts'

/** What every face is given to do its work with. */
export interface Surroundings {
  database: Database
  config: Config
  clock: Clock
  bureauOf(request: FastifyRequest): Promise<Bureau>
  typesetter: Typesetter
}

/** A foreseen no, in words that say what to do next. */
export class Refusal {
  readonly status: number
  readonly title: string
  readonly more: Pick<Problem, 'refused' | 'problems' | 'detail'>
  constructor(status: number, title: string, more: Pick<Problem, 'refused' | 'problems' | 'detail'> = {}) {
    this.status = status
    this.title = title
    this.more = more
  }
}

/** The words of a verb's refusal. `words` has one for every reason, or it does not compile. */
export function refuse<Reason extends string>(reason: Reason, words: Record<Reason, string>): Refusal {
  return new Refusal(409, words[reason], { refused: reason })
}

export function notFound(what: string): Refusal {
  return new Refusal(404, `没有找到这${what}，可能已被删除或编号有误`)
}

type Read<Schema> = Schema extends z.ZodType ? z.output<Schema> : undefined

/** What a handler gives back: the reply, with moments as Date. */
export type Sent<T> = T extends string
  ? T | Date
  : T extends readonly (infer Item)[]
    ? readonly Sent<Item>[]
    : T extends object
      ? { [Name in keyof T]: Sent<T[Name]> }
      : T

export interface Call<Params, Query, Body> {
  tx: Tx
  bureau: Bureau
  clock: Clock
  by: SessionOf
  /** the token of the session, for the acts on the session itself */
  token: string
  params: Params
  query: Query
  body: Body
  http: FastifyRequest
  answer: FastifyReply
}

export const sessionCookie = 'zhaoming-session'

export function sendProblem(answer: FastifyReply, refusal: Refusal): FastifyReply {
  const { status, title, more } = refusal
  return answer
    .code(status)
    .type('application/problem+json; charset=utf-8')
    .send(JSON.stringify({ type: 'about:blank', title, status, ...more } satisfies Problem))
}

/** Adds one thing of the contract: reads and checks what comes, opens the bureau, runs the handler in one transaction. */
export function serve<P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType, R extends z.ZodType>(
  app: FastifyInstance,
  surroundings: Surroundings,
  route: Route<P, Q, B, R>,
  handle: (call: Call<Read<P>, Read<Q>, Read<B>>) => Promise<Sent<z.input<R>> | Refusal>,
): void {
  const { database, clock, config } = surroundings
  app.route({
    method: route.method,
    url: route.path,
    schema: {
      summary: route.summary,
      tags: [route.tag],
      ...(route.params ? { params: route.params } : {}),
      ...(route.query ? { querystring: route.query } : {}),
      ...(route.body ? { body: route.body } : {}),
      ...(route.open ? { security: [] } : {}),
      response: { 200: route.reply, '4xx': problem },
    },
    ...(route.perMinute ? { config: { rateLimit: { max: route.perMinute, timeWindow: '1 minute' } } } : {}),
    handler: async (http, answer) => {
      const bureau = await surroundings.bureauOf(http)
      const token = http.cookies[sessionCookie] ?? ''
      const outcome = await inBureau(database, bureau.bureauId, async (tx) => {
        const by = route.open ? null : await sessionOf(tx, token, { idleMinutes: config.ZHAOMING_IDLE_MINUTES }, clock)
        if (!route.open && !by) return new Refusal(401, '登录已过期或尚未登录，请重新登录；已填写的内容不会丢失')
        const passwordFirst = by?.mustChangePassword && !route.path.startsWith('/session')
        if (passwordFirst) return new Refusal(403, '首次登录请先修改密码', { refused: 'must-change-password' })
        return handle({
          tx,
          bureau,
          clock,
          by: by as SessionOf,
          token,
          params: http.params as Read<P>,
          query: http.query as Read<Q>,
          body: http.body as Read<B>,
          http,
          answer,
        })
      })
      if (outcome instanceof Refusal) return sendProblem(answer, outcome)
      return answer.send(JSON.parse(JSON.stringify(outcome)))
    },
  })
}

/** For what travels outside the contract, as files do: the work of somebody who is signed in, in one transaction. */
export async function asStaff<T>(
  { database, clock, config, bureauOf }: Surroundings,
  http: FastifyRequest,
  work: (tx: Tx, by: StaffActor) => Promise<T>,
): Promise<T | Refusal> {
  const { bureauId } = await bureauOf(http)
  return inBureau(database, bureauId, async (tx) => {
    const token = http.cookies[sessionCookie] ?? ''
    const by = await sessionOf(tx, token, { idleMinutes: config.ZHAOMING_IDLE_MINUTES }, clock)
    if (!by) return new Refusal(401, '登录已过期或尚未登录，请重新登录；已选择的文件不会丢失')
    if (by.mustChangePassword) throw new NotAllowed('anything before the first password is changed')
    return work(tx, by)
  })
}

export const done = { done: true } as const
