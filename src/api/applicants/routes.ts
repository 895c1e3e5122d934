import type { FastifyInstance } from 'fastify'
import { answersOfOffice, conversionReviews } from '../../records/answers/for-staff.ts'
import { mayDoToAnswers } from '../../records/answers/permissions.ts'
import { publishAnswer, withdrawAnswer } from '../../records/answers/publish.ts'
import { decideConversion } from '../../records/answers/watch.ts'
import { papersOfApplicant, unreadMessages } from '../../records/applicants/for-staff.ts'
import { openFile } from '../../records/applicants/open-file.ts'
import { readMessages } from '../../records/applicants/read-messages.ts'
import { issueCode } from '../../records/requests/issue-code.ts'
import { mayOnRequest, mustBeAllowedOnRequest } from '../../records/requests/permissions.ts'
import { mayAct, mustBeAllowed } from '../../records/staff/actor.ts'
import * as contract from '../contract/applicants.ts'
import { withLeaks } from '../leaks/words.ts'
import { asStaff, done, notFound, Refusal, refuse, type Surroundings, sendProblem, serve } from '../serve.ts'

const noReason = '请写明理由'

export function applicantRoutes(app: FastifyInstance, surroundings: Surroundings): void {
  const { clock } = surroundings

  serve(app, surroundings, contract.readPapersOfApplicant, async ({ tx, by, params }) => {
    mustBeAllowedOnRequest(by, 'look')
    const acts = (['read-messages', 'issue-code'] as const).filter((act) => mayOnRequest(by, act))
    const publish = mayAct(by, mayDoToAnswers.publish) ? (['publish'] as const) : []
    return { ...(await papersOfApplicant(tx, params.id)), may: [...acts, ...publish] }
  })

  serve(app, surroundings, contract.readMessages, async ({ tx, by, params, body }) =>
    readMessages(tx, { ...params, ...body }, by, clock),
  )

  serve(app, surroundings, contract.issueCode, async ({ tx, by, params, body }) => {
    const outcome = await issueCode(tx, { ...params, ...body }, by, clock)
    return 'refused' in outcome ? refuse(outcome.refused, { 'nothing-checked': '请写明核对了什么证件' }) : outcome
  })

  serve(app, surroundings, contract.listUnread, async ({ tx, by }) => ({
    messages: mayOnRequest(by, 'look') ? await unreadMessages(tx) : [],
  }))

  app.get<{ Params: { id: string; fileId: string } }>('/requests/:id/applicant-files/:fileId', async (http, answer) => {
    const { id, fileId } = http.params
    const outcome = await asStaff(surroundings, http, async (tx, by) => {
      mustBeAllowedOnRequest(by, 'look')
      const known = [id, fileId].every((one) => /^\d{1,15}$/.test(one))
      const handle = { id: Number(id), fileId: Number(fileId) }
      return (known && (await openFile(tx, handle, by, clock))) || notFound('个文件')
    })
    if (outcome instanceof Refusal) return sendProblem(answer, outcome)
    return answer
      .header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(outcome.name)}`)
      .header('cache-control', 'no-store')
      .type(outcome.mediaType)
      .send(outcome.content)
  })

  serve(app, surroundings, contract.listAnswers, async ({ tx, by }) => {
    mustBeAllowed(by, 'look at answers', mayDoToAnswers.look)
    return {
      answers: await answersOfOffice(tx),
      reviews: await conversionReviews(tx),
      may: (['withdraw', 'decide'] as const).filter((act) => mayAct(by, mayDoToAnswers[act])),
    }
  })

  serve(app, surroundings, contract.publishAnswer, async ({ tx, by, body }) => {
    const outcome = await publishAnswer(tx, body, by, clock)
    if ('leaks' in outcome) return withLeaks(outcome.leaks.map((leak) => ({ field: 'summary', leak })))
    return 'refused' in outcome
      ? refuse(outcome.refused, {
          'not-replied': '只有已经答复的申请可以选登',
          'nothing-said': '请填写标题和摘要',
          'names-the-applicant': '标题或摘要里有申请人的姓名、证件或联系方式，请删去',
        })
      : outcome
  })

  serve(app, surroundings, contract.withdrawAnswer, async ({ tx, by, params, body }) => {
    const outcome = await withdrawAnswer(tx, { ...params, ...body }, by, clock)
    return 'refused' in outcome
      ? refuse(outcome.refused, { 'no-reason': noReason, 'not-public': '这份答复已经撤下' })
      : done
  })

  serve(app, surroundings, contract.decideConversion, async ({ tx, by, params, body }) => {
    const outcome = await decideConversion(tx, { ...params, ...body }, by, clock)
    return 'refused' in outcome
      ? refuse(outcome.refused, { 'no-reason': noReason, 'decided-already': '已经有人作出决定，请刷新' })
      : done
  })
}
