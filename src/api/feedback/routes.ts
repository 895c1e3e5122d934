import type { FastifyInstance } from 'fastify'
import { addYears } from '../../law/calendar-date.ts'
import { closeFeedback } from '../../records/feedback/close.ts'
import { feedbackByPage, feedbackList } from '../../records/feedback/for-staff.ts'
import { mayDoToFeedback } from '../../records/feedback/permissions.ts'
import { mayAct, mustBeAllowed } from '../../records/staff/actor.ts'
import * as contract from '../contract/feedback.ts'
import { done, refuse, type Surroundings, serve } from '../serve.ts'

const mostPages = 200

export function feedbackRoutes(app: FastifyInstance, surroundings: Surroundings): void {
  const { clock } = surroundings

  serve(app, surroundings, contract.listFeedback, async ({ tx, by, query }) => {
    mustBeAllowed(by, 'look at page feedback', mayDoToFeedback.look)
    return { ...(await feedbackList(tx, query)), may: mayAct(by, mayDoToFeedback.close) ? (['close'] as const) : [] }
  })

  serve(app, surroundings, contract.countFeedback, async ({ tx, by }) => {
    mustBeAllowed(by, 'look at page feedback', mayDoToFeedback.look)
    const since = addYears(clock.today(), -1)
    return { since, pages: await feedbackByPage(tx, since, mostPages) }
  })

  serve(app, surroundings, contract.closeFeedback, async ({ tx, by, params, body }) => {
    const outcome = await closeFeedback(tx, { ...params, ...body }, by, clock)
    return 'refused' in outcome
      ? refuse(outcome.refused, { 'nothing-open': '这条反馈已经处理', 'no-note': '请写明处理结果' })
      : done
  })
}
