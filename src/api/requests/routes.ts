import type { FastifyInstance } from 'fastify'
import type { CalendarDate } from '../../law/calendar-date.ts'
import { replyClock } from '../../law/requests/clock.ts'
import { outcomes, remedies } from '../../law/requests/outcome.ts'
import { receiptDay } from '../../law/requests/receipt.ts'
import { internalDueOn } from '../../law/requests/simulate.ts'
import { workingCalendar } from '../../records/calendars/working-calendar.ts'
import { internalDaysBefore } from '../../records/deadlines/for-staff.ts'
import { actsOn } from '../../records/journal/for-staff.ts'
import { acceptRequest } from '../../records/requests/accept.ts'
import {
  askForCorrection,
  type CorrectionRefusal,
  receiveCorrection,
} from '../../records/requests/ask-for-correction.ts'
import { chargeFee, type FeeRefusal, quoteFee, receivePayment } from '../../records/requests/charge-fee.ts'
import { closeLapsed, withdrawRequest } from '../../records/requests/close.ts'
import { type ConfirmRefusal, confirmReceipt } from '../../records/requests/confirm.ts'
import { consult, receiveOpinion } from '../../records/requests/consult.ts'
import { type ExtensionRefusal, extendRequest } from '../../records/requests/extend.ts'
import { type RequestCase, requestCase, requestQueue } from '../../records/requests/for-staff.ts'
import { actsOpenTo } from '../../records/requests/next.ts'
import { mayOpenApplicant } from '../../records/requests/open-applicant.ts'
import { mayOnRequest, mustBeAllowedOnRequest } from '../../records/requests/permissions.ts'
import { type IntakeRefusal, registerRequest } from '../../records/requests/register.ts'
import {
  type DecisionRefusal,
  type DraftRefusal,
  decideReply,
  deliverReply,
  draftReply,
} from '../../records/requests/reply.ts'
import type { StaffActor } from '../../records/staff/actor.ts'
import * as contract from '../contract/requests.ts'
import { withLeaks } from '../leaks/words.ts'
import { replyToStartFrom } from '../letters/routes.ts'
import { withFindings } from '../letters/words.ts'
import { done, notFound, refuse, type Surroundings, serve } from '../serve.ts'
import { caseRoutes } from './case-routes.ts'
import { caseloadRoutes, filterOf } from './caseload-routes.ts'
import { withLights } from './lights.ts'
import { privacyRoutes } from './privacy-routes.ts'
import { inTheFuture, lawWords, notInHandling } from './words.ts'

const confirmWords: Record<ConfirmRefusal, string> = {
  'already-confirmed': '这件申请已经确认收到，无需重复确认',
  'before-it-was-sent': '确认日期不能早于申请人提交的日期',
  'in-the-future': inTheFuture,
}
const intakeWords: Record<IntakeRefusal, string> = {
  'arrives-in-the-future': inTheFuture,
  'confirmed-before-arrival': '签收或确认的日期不能早于收到日期，请核对',
}
const correctionWords: Record<CorrectionRefusal, string> = {
  'already-asked': '补正只能告知一次（条例第三十条），这件申请已经告知过',
  'too-late': '已超过收到之日起 7 个工作日，不能再要求补正（条例第三十条）',
  'not-running': '申请还没有收到，或者已经停止计时，现在不能要求补正',
  'nothing-named': '请写明需要补正的事项',
}
const extensionWords: Record<ExtensionRefusal, string> = {
  'already-extended': '答复期限只能延长一次（条例第三十三条），这件申请已经延长过',
  'period-over': '答复期限已过，不能再延长',
  'not-running': '申请没有在计时，现在不能延长',
  'no-reason': '请写明延长的理由',
  'too-long': '延长最多 20 个工作日（条例第三十三条）',
}
const feeWords: Record<FeeRefusal, string> = {
  ...lawWords,
  'not-in-handling': notInHandling,
  'nothing-due': '按规定这件申请不收费：没有超过免费的件数或者页数',
  'nothing-copied': '按量计收只用于提供复制件、打印件的申请，请填写提供的页数',
  'in-the-future': inTheFuture,
}
const draftWords: Record<DraftRefusal, string> = {
  'not-in-handling': notInHandling,
  'empty-letter': '请写答复书正文',
  'not-a-reply': '“其他处理”不需要答复书，请在案件页办理撤回或逾期',
}
const decisionWords: Record<DecisionRefusal, string> = {
  'signatures-missing': '答复书还没有签署完，请先由科室、法制或者公开办签署',
  'nothing-to-decide': '没有待审批的答复，可能已被处理',
  'own-draft': '不能审批自己起草的答复，请由另一位负责人审批',
  'no-reason': '退回时请写明理由',
}

export function requestRoutes(app: FastifyInstance, surroundings: Surroundings): void {
  const { clock } = surroundings

  serve(app, surroundings, contract.listRequests, async ({ tx, by, query }) => {
    mustBeAllowedOnRequest(by, 'look')
    const calendar = await workingCalendar(tx)
    const list = await requestQueue(tx, filterOf(query, by, calendar, clock.today()))
    const { workingDays } = await internalDaysBefore(tx)
    return {
      total: list.total,
      more: list.more,
      requests: list.requests.map((row) => {
        const lit = withLights(row, calendar, clock.today())
        const due = lit.leftWorkingDays === null ? null : row.dueOn
        return { ...lit, internalDueOn: due && internalDueOn(due, workingDays, calendar) }
      }),
    }
  })

  serve(app, surroundings, contract.readRequest, async ({ tx, by, params }) => {
    mustBeAllowedOnRequest(by, 'look')
    const found = await requestCase(tx, params.id)
    if (!found) return notFound('件申请')
    const calendar = await workingCalendar(tx)
    const today = clock.today()
    const events = found.events.map(({ event }) => event)
    return {
      ...found,
      clock: replyClock(events, calendar, today),
      openEnquiries: openEnquiries(found),
      may: found.erasedAt ? [] : actsOpenTo(by, { ...found, ...openEnds(found), events }, calendar, today),
      mayWithApplicant: found.erasedAt ? [] : withApplicant(by, found),
      acts: await actsOn(tx, `request ${found.id}`),
    }
  })

  serve(app, surroundings, contract.registerRequest, async ({ tx, by, body }) => {
    const { intake } = body
    const outcome = await registerRequest(
      tx,
      {
        applicant: body.applicant,
        wanted: body.wanted,
        intake: {
          channel: intake.channel,
          arrivedOn: intake.arrivedOn as CalendarDate,
          ...(intake.signedOn ? { signedOn: intake.signedOn as CalendarDate } : {}),
          ...(intake.confirmedOn ? { confirmedOn: intake.confirmedOn as CalendarDate } : {}),
          ...(intake.misdirectedTo ? { misdirectedTo: intake.misdirectedTo } : {}),
        },
      },
      by,
      clock,
    )
    return 'refused' in outcome ? refuse(outcome.refused, intakeWords) : outcome
  })

  serve(app, surroundings, contract.previewDeadline, async ({ tx, query }) => {
    const arrivedOn = query.arrivedOn as CalendarDate
    const receipt = receiptDay(query.channel, {
      submittedOn: arrivedOn,
      arrivedOn,
      ...(query.signedOn ? { signedOn: query.signedOn as CalendarDate } : {}),
      ...(query.confirmedOn ? { confirmedOn: query.confirmedOn as CalendarDate } : {}),
      misdirected: query.misdirected === 'true',
    })
    if ('waitingFor' in receipt) {
      return { receivedOn: null, waitingFor: receipt.waitingFor, cite: receipt.cite, clock: null }
    }
    const reply = replyClock([{ kind: 'received', on: receipt.on }], await workingCalendar(tx), clock.today())
    return { receivedOn: receipt.on, waitingFor: null, cite: receipt.cite, clock: reply }
  })

  serve(app, surroundings, contract.confirmReceipt, async ({ tx, by, params, body }) => {
    const confirmedOn = body.confirmedOn as CalendarDate
    const outcome = await confirmReceipt(tx, { ...params, ...body, confirmedOn }, by, clock)
    return 'refused' in outcome ? refuse(outcome.refused, confirmWords) : done
  })

  serve(app, surroundings, contract.acceptRequest, async ({ tx, by, params, body }) => {
    const outcome = await acceptRequest(tx, { ...params, ...body }, by, clock)
    return 'refused' in outcome ? refuse(outcome.refused, { 'not-received': '申请还没有确认收到，或者已经受理' }) : done
  })

  serve(app, surroundings, contract.askForCorrection, async ({ tx, by, params, body }) => {
    const outcome = await askForCorrection(tx, { ...params, ...body }, by, clock)
    return 'refused' in outcome ? refuse(outcome.refused, correctionWords) : done
  })

  serve(app, surroundings, contract.receiveCorrection, async ({ tx, by, params, body }) => {
    const receivedOn = body.receivedOn as CalendarDate
    const outcome = await receiveCorrection(tx, { ...params, ...body, receivedOn }, by, clock)
    return 'refused' in outcome
      ? refuse(outcome.refused, {
          'not-asked-for': '这件申请没有在等待补正',
          'in-the-future': inTheFuture,
          'before-the-notice': '收到补正的日期不能早于补正告知的日期',
        })
      : done
  })

  serve(app, surroundings, contract.consult, async ({ tx, by, params, body }) => {
    const deliveredOn = body.deliveredOn as CalendarDate | null
    const outcome = await consult(tx, { ...params, ...body, deliveredOn }, by, clock)
    return 'refused' in outcome
      ? refuse(outcome.refused, { 'not-in-handling': notInHandling, 'nobody-named': '请填写征求谁的意见' })
      : outcome
  })

  serve(app, surroundings, contract.receiveOpinion, async ({ tx, by, params, body }) => {
    const receivedOn = body.receivedOn as CalendarDate
    const outcome = await receiveOpinion(tx, { ...params, ...body, receivedOn }, by, clock)
    return 'refused' in outcome
      ? refuse(outcome.refused, {
          'no-such-enquiry': '没有这份等待答复的征求意见',
          'in-the-future': inTheFuture,
          'before-it-was-asked': '收到意见的日期不能早于发出征求意见的日期',
        })
      : done
  })

  serve(app, surroundings, contract.extendRequest, async ({ tx, by, params, body }) => {
    const outcome = await extendRequest(tx, { ...params, ...body }, by, clock)
    return 'refused' in outcome ? refuse(outcome.refused, extensionWords) : done
  })

  serve(app, surroundings, contract.chargeFee, async ({ tx, by, params, body }) => {
    const deliveredOn = body.deliveredOn as CalendarDate
    const outcome = await chargeFee(tx, { ...params, ...body, deliveredOn }, by, clock)
    return 'refused' in outcome ? refuse(outcome.refused, feeWords) : outcome
  })

  serve(app, surroundings, contract.quoteFee, async ({ tx, by, params, query }) => {
    mustBeAllowedOnRequest(by, 'charge-fee')
    const found = await requestCase(tx, params.id)
    if (!found?.receivedOn) return notFound('件已收到的申请')
    return quoteFee(tx, { id: found.id, receivedOn: found.receivedOn }, query.pages)
  })

  serve(app, surroundings, contract.receivePayment, async ({ tx, by, params, body }) => {
    const paidOn = body.paidOn as CalendarDate
    const outcome = await receivePayment(tx, { ...params, ...body, paidOn }, by, clock)
    return 'refused' in outcome
      ? refuse(outcome.refused, {
          'no-notice': '这件申请没有在等待缴费',
          'in-the-future': inTheFuture,
          'before-the-notice': '缴费日期不能早于收费通知的日期',
        })
      : done
  })

  serve(app, surroundings, contract.outcomeInfo, async ({ tx, by, bureau, params }) => {
    mustBeAllowedOnRequest(by, 'look')
    const found = await requestCase(tx, params.id)
    if (!found) return notFound('件申请')
    const outcome = outcomes[params.outcome]
    const remedy = remedies(params.outcome, clock.today(), {
      reconsideration: bureau.profile.reconsiderationOrgan,
      court: bureau.profile.court,
    })
    const { group, label, cite, letterMustContain, row } = outcome
    return {
      outcome: params.outcome,
      group,
      label,
      cite,
      letterMustContain: letterMustContain.map((element) => element),
      reconsiderationFirst: remedy.reconsiderationFirst,
      remediesClause: remedy.clause,
      countedIn: { table: 'requests', row: row['2021'], column: found.applicantKind },
      letter: await replyToStartFrom(tx, params.id, params.outcome, clock.today()),
    }
  })

  serve(app, surroundings, contract.draftReply, async ({ tx, by, params, body }) => {
    const outcome = await draftReply(tx, { ...params, ...body }, by, clock)
    return 'refused' in outcome ? refuse(outcome.refused, draftWords) : done
  })

  serve(app, surroundings, contract.decideReply, async ({ tx, by, params, body }) => {
    const outcome = await decideReply(tx, { ...params, ...body }, by, clock)
    if ('findings' in outcome) return withFindings(outcome.findings)
    if ('leaks' in outcome) return withLeaks(outcome.leaks.map((leak) => ({ field: 'letter', leak })))
    return 'refused' in outcome ? refuse(outcome.refused, decisionWords) : done
  })

  serve(app, surroundings, contract.deliverReply, async ({ tx, by, params, body }) => {
    const outcome = await deliverReply(tx, { ...params, ...body }, by, clock)
    if ('leaks' in outcome) return withLeaks(outcome.leaks.map((leak) => ({ field: 'letter', leak })))
    return 'refused' in outcome
      ? refuse(outcome.refused, {
          'not-approved': '答复还没有经负责人批准，不能送达',
          'no-way-named': '请写明送达方式和凭证，例如“电子邮件发送，已回执”',
        })
      : outcome
  })

  serve(app, surroundings, contract.withdrawRequest, async ({ tx, by, params, body }) => {
    const outcome = await withdrawRequest(tx, { ...params, ...body }, by, clock)
    return 'refused' in outcome
      ? refuse(outcome.refused, {
          'already-closed': '这件申请已经办结',
          'not-received': '请先确认收到，再登记撤回',
        })
      : done
  })

  caseRoutes(app, surroundings)
  privacyRoutes(app, surroundings)
  caseloadRoutes(app, surroundings)

  serve(app, surroundings, contract.closeLapsed, async ({ tx, by, params, body }) => {
    const outcome = await closeLapsed(tx, { ...params, ...body }, by, clock)
    return 'refused' in outcome
      ? refuse(outcome.refused, { 'nothing-lapsed': '补正或缴费的期限还没有过，现在不能按逾期办结' })
      : done
  })
}

function withApplicant(by: StaffActor, found: RequestCase): ('open' | 'export' | 'dispose')[] {
  return [
    ...(mayOpenApplicant(by, found) ? (['open'] as const) : []),
    ...(mayOnRequest(by, 'export-applicant') ? (['export'] as const) : []),
    ...(mayOnRequest(by, 'propose-disposal') && found.state === 'closed' ? (['dispose'] as const) : []),
  ]
}

/** What a closed request still waits for. */
function openEnds({ deliveries, remedies }: RequestCase) {
  return {
    lastDelivery: deliveries.at(-1)?.result,
    openRemedies: remedies.filter(({ result }) => result === null).length,
  }
}

function openEnquiries({ events }: RequestCase) {
  const answered = new Set(
    events.flatMap(({ event }) => ('enquiry' in event && event.kind.endsWith('-answered') ? [event.enquiry] : [])),
  )
  return events.flatMap(({ event, note }) =>
    'enquiry' in event && event.kind.endsWith('-asked') && !answered.has(event.enquiry)
      ? [{ enquiry: event.enquiry, whom: event.kind.replace(/-asked$/, ''), name: note ?? '', askedOn: event.on }]
      : [],
  )
}
