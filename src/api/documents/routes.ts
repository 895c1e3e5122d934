import type { FastifyInstance } from 'fastify'
import type { CalendarDate } from '../../law/calendar-date.ts'
import type { Hit } from '../../law/personal-data/scan.ts'
import { columns } from '../../records/columns/for-public.ts'
import { type WhyNotPublishIn, whyNotIn } from '../../records/columns/publish-in.ts'
import { documentAddress } from '../../records/documents/address.ts'
import type { DocumentText } from '../../records/documents/document.ts'
import { type DocumentForStaff, documentForStaff, documentList } from '../../records/documents/for-staff.ts'
import { mayDoToDocuments } from '../../records/documents/permissions.ts'
import { type ReviewRefusal, reviewDocument, sendForReview, withdrawDocument } from '../../records/documents/review.ts'
import { draftDocument, reviseDocument, type TextProblem } from '../../records/documents/write.ts'
import { actsOn } from '../../records/journal/for-staff.ts'
import { mayAct, mustBeAllowed, type StaffActor } from '../../records/staff/actor.ts'
import * as contract from '../contract/documents.ts'
import { done, notFound, Refusal, refuse, type Surroundings, serve } from '../serve.ts'

const problemWords: Record<TextProblem, { field: string; message: string }> = {
  'no-title': { field: 'title', message: '请填写标题' },
  'no-body': { field: 'body', message: '请填写正文' },
  'no-source': { field: 'source', message: '请填写来源' },
  'formed-in-the-future': { field: 'formedOn', message: '形成日期不能晚于今天' },
  'no-ground': { field: 'ground', message: '不主动公开的，请选择法定理由' },
  'no-ground-reason': { field: 'groundReason', message: '不主动公开的，请写明具体理由' },
}
const columnWords: Record<`column-${WhyNotPublishIn}`, string> = {
  'column-no-such-column': '没有这个栏目，请退回起草人重新选择栏目',
  'column-closed': '所在栏目已经关闭，请退回起草人改选栏目',
  'column-no-section': '所在栏目没有责任科室，不能发布；请公开办先在“栏目目录”指定责任科室',
  'column-home': '首页不能直接发布信息，请退回起草人改选栏目',
  'column-made-by-the-product': '这个栏目的页面由系统生成，不能发布信息，请退回起草人改选栏目',
}
const reviewWords: Record<ReviewRefusal, string> = {
  'nothing-to-review': '这条信息不在待审核状态，可能已被处理',
  'own-draft': '不能审核自己起草的信息，请由另一位同事审核',
  'no-reason': '退回时请写明理由',
  'secrecy-not-confirmed': '请先完成保密审查并勾选确认（先审查、后公开）',
  ...columnWords,
}
const notADraft = '这条信息不是草稿，不能修改或送审'

const withProblems = (problems: TextProblem[]) =>
  new Refusal(422, '有内容需要修改', { problems: problems.map((problem) => problemWords[problem]) })

const withLeaks = (leaks: Hit[]) =>
  new Refusal(422, `发现 ${leaks.length} 处不能公开的个人信息，请删除或遮盖后再提交`, {
    refused: 'leaks',
    problems: leaks.map((leak) => ({ field: 'body', message: `${leak.label}：${leak.masked}` })),
  })

function asText(body: Record<keyof DocumentText, unknown>): DocumentText {
  const { columnId, title, body: text, source, summary, documentNumber, formedOn, attribute } = body as DocumentText
  const { ground, groundReason } = body as DocumentText
  return {
    columnId,
    title,
    body: text,
    source,
    summary,
    documentNumber,
    formedOn: formedOn as CalendarDate,
    attribute,
    ground: attribute === 'proactive' ? null : ground,
    groundReason: attribute === 'proactive' ? null : groundReason,
  }
}

export function documentRoutes(app: FastifyInstance, surroundings: Surroundings): void {
  const { clock } = surroundings

  serve(app, surroundings, contract.listColumns, async ({ tx }) => ({
    columns: (await columns(tx))
      .filter(({ standing }) => standing !== 'closed')
      .map((column) => ({ ...column, publishable: whyNotIn(column) === null })),
  }))

  serve(app, surroundings, contract.listDocuments, async ({ tx, by, query }) => {
    mustBeAllowed(by, 'look at documents', mayDoToDocuments.look)
    const { text, state, ...rest } = query
    return documentList(tx, { ...rest, ...(text ? { text } : {}), ...(state ? { state } : {}) })
  })

  serve(app, surroundings, contract.readDocument, async ({ tx, by, params }) => {
    mustBeAllowed(by, 'look at documents', mayDoToDocuments.look)
    const found = await documentForStaff(tx, params.id)
    if (!found) return notFound('条信息')
    const column = (await columns(tx)).find(({ id }) => id === found.columnId)
    return {
      ...found,
      address:
        found.state === 'published' && column && found.publishedAt
          ? documentAddress(column.slug, found.publishedAt, found.id)
          : null,
      may: mayNow(found, by),
      acts: await actsOn(tx, `document ${found.id}`),
    }
  })

  serve(app, surroundings, contract.draftDocument, async ({ tx, by, body }) => {
    const outcome = await draftDocument(tx, asText(body), by, clock)
    return 'problems' in outcome ? withProblems(outcome.problems) : outcome
  })

  serve(app, surroundings, contract.reviseDocument, async ({ tx, by, params, body }) => {
    const outcome = await reviseDocument(tx, { ...params, version: body.version, text: asText(body) }, by, clock)
    if ('problems' in outcome) return withProblems(outcome.problems)
    return 'refused' in outcome ? refuse(outcome.refused, { 'not-a-draft': notADraft }) : outcome
  })

  serve(app, surroundings, contract.sendForReview, async ({ tx, by, params, body }) => {
    const outcome = await sendForReview(tx, { ...params, ...body }, by, clock)
    if ('leaks' in outcome) return withLeaks(outcome.leaks)
    return 'refused' in outcome ? refuse(outcome.refused, { 'not-a-draft': notADraft }) : done
  })

  serve(app, surroundings, contract.reviewDocument, async ({ tx, by, params, body }) => {
    const outcome = await reviewDocument(tx, { ...params, ...body }, by, clock)
    if ('leaks' in outcome) return withLeaks(outcome.leaks)
    return 'refused' in outcome ? refuse(outcome.refused, reviewWords) : outcome
  })

  serve(app, surroundings, contract.withdrawDocument, async ({ tx, by, params, body }) => {
    const outcome = await withdrawDocument(tx, { ...params, ...body }, by, clock)
    return 'refused' in outcome
      ? refuse(outcome.refused, {
          'not-published': '这条信息没有公开，无需撤下',
          'no-reason': '请写明撤下的原因，公众会看到',
        })
      : done
  })
}

function mayNow(found: DocumentForStaff, by: StaffActor): ('revise' | 'send' | 'review' | 'withdraw')[] {
  const draft = found.state === 'draft' || found.state === 'returned'
  return [
    ...(draft && mayAct(by, mayDoToDocuments.write) ? (['revise', 'send'] as const) : []),
    ...(found.state === 'in-review' && found.draftedById !== by.id && mayAct(by, mayDoToDocuments.review)
      ? (['review'] as const)
      : []),
    ...(found.state === 'published' && mayAct(by, mayDoToDocuments.withdraw) ? (['withdraw'] as const) : []),
  ]
}
