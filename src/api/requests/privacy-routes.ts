import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { addYears } from '../../law/calendar-date.ts'
import {
  type DisposalRefusal,
  decideDisposal,
  keptUntil,
  type ProposalRefusal,
  proposeDisposal,
  setRetention,
} from '../../records/requests/disposal.ts'
import { exportApplicant } from '../../records/requests/export-applicant.ts'
import { openApplicant } from '../../records/requests/open-applicant.ts'
import { mayOnRequest, mustBeAllowedOnRequest } from '../../records/requests/permissions.ts'
import { disposalList, retentionRule } from '../../records/requests/retention.ts'
import { byId } from '../contract/common.ts'
import * as contract from '../contract/privacy.ts'
import { asStaff, done, Refusal, refuse, type Surroundings, sendProblem, serve } from '../serve.ts'

const erased = '申请人信息已按保存期限或者依申请删除，不能恢复'
const proposalWords: Record<ProposalRefusal, string> = {
  'still-open': '申请还没有办结，不能删除申请人信息',
  'already-erased': erased,
  'already-proposed': '已经提出过，正在等待第二人审批',
  'remedy-open': '投诉、复议或诉讼还没有结果，不能删除',
  'period-not-over': '保存期限还没有满；申请人依法要求删除的，请选择“依申请删除”',
  'no-reason': '请写明理由',
}
const disposalWords: Record<DisposalRefusal, string> = {
  'nothing-to-decide': '没有这项待审批的处置，可能已被处理',
  'own-proposal': '不能审批自己提出的处置，请由另一人审批',
  'no-reason': '不同意时请写明理由',
  'no-longer-closed': '申请已重新办理或者有未结的投诉、复议、诉讼，不能处置',
}

/** The applicant's data: opened, kept, handed out, erased. */
export function privacyRoutes(app: FastifyInstance, surroundings: Surroundings): void {
  const { clock } = surroundings

  serve(app, surroundings, contract.openApplicant, async ({ tx, by, params }) => {
    const outcome = await openApplicant(tx, params, by, clock)
    return 'refused' in outcome ? refuse(outcome.refused, { erased }) : outcome.applicant
  })

  serve(app, surroundings, contract.listDisposals, async ({ tx, by }) => {
    mustBeAllowedOnRequest(by, 'decide-disposal')
    const rule = await retentionRule(tx)
    const { due, pending } = await disposalList(tx, {
      before: addYears(clock.today(), -rule.caseYears),
      today: clock.today(),
    })
    return {
      rule,
      due: due.map((one) => ({ ...one, keptUntil: keptUntil(one.concludedOn, rule) })),
      pending: pending.map(({ proposedById, ...one }) => ({ ...one, mayDecide: proposedById !== by.id })),
      may: [
        ...(mayOnRequest(by, 'propose-disposal') ? (['propose'] as const) : []),
        ...(mayOnRequest(by, 'set-retention') ? (['set'] as const) : []),
      ],
    }
  })

  serve(app, surroundings, contract.setRetention, async ({ tx, by, body }) => {
    const outcome = await setRetention(tx, body, by, clock)
    return 'refused' in outcome
      ? refuse(outcome.refused, { 'identity-longer-than-case': '证件号码的保存年限不能长于案卷' })
      : done
  })

  serve(app, surroundings, contract.proposeDisposal, async ({ tx, by, params, body }) => {
    const outcome = await proposeDisposal(tx, { ...params, ...body }, by, clock)
    return 'refused' in outcome ? refuse(outcome.refused, proposalWords) : outcome
  })

  serve(app, surroundings, contract.decideDisposal, async ({ tx, by, params, body }) => {
    const outcome = await decideDisposal(tx, { disposal: params.id, ...body }, by, clock)
    return 'refused' in outcome ? refuse(outcome.refused, disposalWords) : done
  })

  const wanted = z.object({ reason: z.string().max(500) })
  app.post(
    '/requests/:id/applicant-export',
    { schema: { hide: true, params: byId, body: wanted } },
    async (http, answer) => {
      const { id } = http.params as z.output<typeof byId>
      const { reason } = http.body as z.output<typeof wanted>
      const outcome = await asStaff(surroundings, http, (tx, by) => exportApplicant(tx, { id, reason }, by, clock))
      if (outcome instanceof Refusal) return sendProblem(answer, outcome)
      if ('refused' in outcome) {
        return sendProblem(
          answer,
          refuse(outcome.refused, { erased, 'no-reason': '请写明申请人的要求和核验身份的情况' }),
        )
      }
      return answer
        .type('application/zip')
        .header('content-disposition', `attachment; filename="applicant-${outcome.number}.zip"`)
        .header('cache-control', 'no-store')
        .send(Buffer.from(outcome.zip))
    },
  )
}
