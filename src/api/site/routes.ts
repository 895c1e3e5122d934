import type { FastifyInstance } from 'fastify'
import {
  arrangePeriod,
  cancelPeriod,
  mayArrangePeriods,
  type PeriodProblem,
} from '../../records/site-periods/arrange.ts'
import { sitePeriodsFrom } from '../../records/site-periods/for-public.ts'
import { mayAct } from '../../records/staff/actor.ts'
import * as contract from '../contract/site.ts'
import { done, Refusal, refuse, type Surroundings, serve } from '../serve.ts'

const problemWords: Record<PeriodProblem, { field: string; message: string }> = {
  'ends-before-it-begins': { field: 'endsAt', message: '结束时间应在开始时间以后' },
  'is-over': { field: 'endsAt', message: '结束时间已经过去' },
  'no-words': { field: 'words', message: '请写明事由，公众会看到' },
}

export function siteRoutes(app: FastifyInstance, surroundings: Surroundings): void {
  const { clock } = surroundings

  serve(app, surroundings, contract.listPeriods, async ({ tx, by }) => ({
    periods: await sitePeriodsFrom(tx, clock.now()),
    may: mayAct(by, mayArrangePeriods) ? (['arrange', 'cancel'] as const) : [],
  }))

  serve(app, surroundings, contract.arrangePeriod, async ({ tx, by, body }) => {
    const outcome = await arrangePeriod(
      tx,
      { ...body, beginsAt: new Date(body.beginsAt), endsAt: new Date(body.endsAt) },
      by,
      clock,
    )
    return 'problems' in outcome
      ? new Refusal(422, '有内容需要修改', { problems: outcome.problems.map((problem) => problemWords[problem]) })
      : outcome
  })

  serve(app, surroundings, contract.cancelPeriod, async ({ tx, by, params }) => {
    const outcome = await cancelPeriod(tx, params, by, clock)
    return 'refused' in outcome
      ? refuse(outcome.refused, { 'already-cancelled': '已经取消', 'is-over': '已经结束，不用取消' })
      : done
  })
}
