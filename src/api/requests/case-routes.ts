import type { FastifyInstance } from 'fastify'
import type { CalendarDate } from '../../law/calendar-date.ts'
import { assignRequest, handOver } from '../../records/requests/assign.ts'
import { noteSilence } from '../../records/requests/consult.ts'
import { deliverAgain, proveDelivery } from '../../records/requests/deliveries.ts'
import { requestHandlers } from '../../records/requests/for-staff.ts'
import { type MergeRefusal, mergeRequest } from '../../records/requests/merge.ts'
import { writeNote } from '../../records/requests/notes.ts'
import { mayOnRequest, mustBeAllowedOnRequest } from '../../records/requests/permissions.ts'
import { askForReasons, delayReply, type ReasonsRefusal, receiveReasons } from '../../records/requests/reasons.ts'
import { concludeRemedy, fileRemedy } from '../../records/requests/remedies.ts'
import { reopenRequest } from '../../records/requests/reopen.ts'
import { splitRequest } from '../../records/requests/split.ts'
import * as contract from '../contract/requests.ts'
import { done, Refusal, refuse, type Surroundings, serve } from '../serve.ts'
import { inTheFuture, lawWords, notInHandling } from './words.ts'

const noReason = '请写明理由'
const mergeWords: Record<MergeRefusal, string> = {
  'already-closed': '这件申请已经办结，不能并入',
  'not-received': '请先确认收到申请',
  'no-such-request': '没有这个编号的申请，请核对编号',
  itself: '不能并入自己，请填写另一件申请的编号',
  'closed-there': '要并入的申请已经办结，请按重复申请答复（条例第三十六条第（六）项）',
  'somebody-else': '两件申请不是同一申请人提出的，不能合并',
  'no-reason': noReason,
}
const reasonsWords: Record<ReasonsRefusal, string> = {
  ...lawWords,
  'not-in-handling': notInHandling,
  'no-reason': '请写明事实和理由',
  'in-the-future': inTheFuture,
}

/** What happens to a case besides its way to the reply. */
export function caseRoutes(app: FastifyInstance, surroundings: Surroundings): void {
  const { clock } = surroundings

  serve(app, surroundings, contract.splitRequest, async ({ tx, by, params, body }) => {
    const outcome = await splitRequest(tx, { ...params, ...body }, by, clock)
    return 'refused' in outcome
      ? refuse(outcome.refused, {
          'not-in-handling': '只有已收到、还没有拟答复的申请可以拆分',
          'too-few': '至少分成两项',
          'too-many': '一次最多拆分 50 项',
          'nothing-named': '每一项都要写明名称和内容',
        })
      : outcome
  })

  serve(app, surroundings, contract.mergeRequest, async ({ tx, by, params, body }) => {
    const outcome = await mergeRequest(tx, { ...params, ...body }, by, clock)
    return 'refused' in outcome ? refuse(outcome.refused, mergeWords) : done
  })

  serve(app, surroundings, contract.assignRequest, async ({ tx, by, params, body }) => {
    const outcome = await assignRequest(tx, { ...params, ...body }, by, clock)
    return 'refused' in outcome
      ? refuse(outcome.refused, {
          'already-closed': '这件申请已经办结，不需要转办',
          'not-in-section': '经办人不在这个科室，请重新选择',
          'no-reason': '请写明转办的理由',
        })
      : done
  })

  serve(app, surroundings, contract.readHandlers, async ({ tx, by }) => {
    mustBeAllowedOnRequest(by, 'look')
    return { handlers: await requestHandlers(tx), mayHandOver: mayOnRequest(by, 'hand-over') }
  })

  serve(app, surroundings, contract.handOver, async ({ tx, by, body }) => {
    const outcome = await handOver(tx, body, by, clock)
    return 'refused' in outcome
      ? refuse(outcome.refused, {
          'same-person': '移交人和接收人不能是同一人',
          'nothing-to-hand-over': '没有需要移交的在办申请',
          'no-such-person': '接收人已经停用，请选择其他人',
          'no-reason': '请写明移交的原因',
        })
      : { moved: outcome.moved.length }
  })

  serve(app, surroundings, contract.noteSilence, async ({ tx, by, params, body }) => {
    const outcome = await noteSilence(tx, { ...params, ...body }, by, clock)
    return 'refused' in outcome
      ? refuse(outcome.refused, {
          'no-such-enquiry': '没有这份等待答复的征求意见，或者法律没有给它规定期限',
          'not-lapsed-yet': '答复意见的期限还没有过',
        })
      : done
  })

  serve(app, surroundings, contract.askForReasons, async ({ tx, by, params, body }) => {
    const outcome = await askForReasons(tx, { ...params, ...body }, by, clock)
    return 'refused' in outcome ? refuse(outcome.refused, reasonsWords) : done
  })

  serve(app, surroundings, contract.receiveReasons, async ({ tx, by, params, body }) => {
    const receivedOn = body.receivedOn as CalendarDate
    const words = { ...reasonsWords, 'nothing-awaited': '没有要求申请人说明理由，或者已经收到' }
    const outcome = await receiveReasons(tx, { ...params, ...body, receivedOn }, by, clock)
    return 'refused' in outcome ? refuse(outcome.refused, words) : done
  })

  serve(app, surroundings, contract.delayReply, async ({ tx, by, params, body }) => {
    const until = body.until as CalendarDate
    const words = { ...reasonsWords, 'not-later': '延迟的日期要晚于现在的答复期限' }
    const outcome = await delayReply(tx, { ...params, ...body, until }, by, clock)
    return 'refused' in outcome ? refuse(outcome.refused, words) : done
  })

  serve(app, surroundings, contract.writeNote, async ({ tx, by, params, body }) => {
    const heldOn = body.heldOn as CalendarDate
    const outcome = await writeNote(tx, { ...params, ...body, heldOn }, by, clock)
    return 'refused' in outcome
      ? refuse(outcome.refused, { 'in-the-future': inTheFuture, 'nothing-said': '请写明内容' })
      : done
  })

  serve(app, surroundings, contract.proveDelivery, async ({ tx, by, params, body }) => {
    const resultOn = body.resultOn as CalendarDate
    const outcome = await proveDelivery(tx, { ...params, ...body, resultOn }, by, clock)
    return 'refused' in outcome
      ? refuse(outcome.refused, {
          'nothing-sent': '没有等待凭证的送达',
          'in-the-future': inTheFuture,
          'before-it-was-sent': '送达日期不能早于发出日期',
          'no-evidence': '请写明凭证，例如签收人、回执编号、退回原因',
        })
      : done
  })

  serve(app, surroundings, contract.deliverAgain, async ({ tx, by, params, body }) => {
    const outcome = await deliverAgain(tx, { ...params, ...body }, by, clock)
    return 'refused' in outcome
      ? refuse(outcome.refused, {
          'not-replied': '答复还没有发出过',
          'still-on-its-way': '今天已经发出一次，请等待送达结果',
        })
      : done
  })

  serve(app, surroundings, contract.fileRemedy, async ({ tx, by, params, body }) => {
    const filedOn = body.filedOn as CalendarDate
    const outcome = await fileRemedy(tx, { ...params, ...body, filedOn }, by, clock)
    if ('problems' in outcome) return new Refusal(422, '有内容需要修改', { problems: outcome.problems })
    return 'refused' in outcome
      ? refuse(outcome.refused, {
          'in-the-future': inTheFuture,
          'before-receipt': '受理日期不能早于收到申请的日期',
          'nothing-named': '请填写案号和受理机关',
          taken: '这个案号已经登记过',
        })
      : done
  })

  serve(app, surroundings, contract.concludeRemedy, async ({ tx, by, params, body }) => {
    const concludedOn = body.concludedOn as CalendarDate
    const outcome = await concludeRemedy(tx, { ...params, ...body, concludedOn }, by, clock)
    if ('problems' in outcome) return new Refusal(422, '有内容需要修改', { problems: outcome.problems })
    return 'refused' in outcome
      ? refuse(outcome.refused, {
          'no-such-remedy': '没有这件投诉、复议或者诉讼，请刷新后再试',
          'already-concluded': '已经登记过审结结果',
          'in-the-future': inTheFuture,
          'before-it-was-filed': '审结日期不能早于受理日期',
        })
      : done
  })

  serve(app, surroundings, contract.reopenRequest, async ({ tx, by, params, body }) => {
    const outcome = await reopenRequest(tx, { ...params, ...body }, by, clock)
    return 'refused' in outcome
      ? refuse(outcome.refused, { 'not-replied': lawWords['not-replied'], 'no-reason': noReason })
      : done
  })
}
