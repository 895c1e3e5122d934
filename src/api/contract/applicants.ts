import { z } from 'zod'
import { byId, done, text, version } from './common.ts'
import { outcomeCode } from './requests.ts'
import { defineRoute } from './route.ts'

const tag = '申请人'

const messageKind = z.enum(['correction', 'supplement', 'reminder', 'contacts'])

const papersOfApplicant = z.object({
  messages: z.array(
    z.object({
      id: z.number(),
      kind: messageKind,
      said: z.string(),
      sentAt: z.string(),
      readAt: z.string().nullable(),
    }),
  ),
  // The bytes travel outside the contract: GET /requests/:id/applicant-files/:fileId
  files: z.array(
    z.object({
      id: z.number(),
      role: z.enum(['attachment', 'authorisation']),
      name: z.string(),
      size: z.number(),
      messageId: z.number().nullable(),
    }),
  ),
  rating: z.object({ score: z.number(), said: z.string().nullable() }).nullable(),
  may: z.array(z.enum(['read-messages', 'issue-code', 'publish'])),
})

export const readPapersOfApplicant = defineRoute({
  method: 'GET',
  path: '/requests/:id/applicant-papers',
  summary: '申请人提交的材料、代理人和评价',
  tag,
  params: byId,
  reply: papersOfApplicant,
})

export const readMessages = defineRoute({
  method: 'POST',
  path: '/requests/:id/applicant-papers/read',
  summary: '标为已阅',
  tag,
  params: byId,
  body: z.object({ version }),
  reply: z.object({ read: z.number() }),
})

export const issueCode = defineRoute({
  method: 'POST',
  path: '/requests/:id/query-codes',
  summary: '核对身份后补发查询码',
  tag,
  params: byId,
  body: z.object({ version, checked: text(200) }),
  reply: z.object({ code: z.string() }),
})

export const listUnread = defineRoute({
  method: 'GET',
  path: '/applicant-messages/unread',
  summary: '申请人新提交、还没有阅看的内容',
  tag,
  reply: z.object({
    messages: z.array(
      z.object({
        requestId: z.number(),
        number: z.string(),
        title: z.string(),
        kind: messageKind,
        sentAt: z.string(),
      }),
    ),
  }),
})

const answersTag = '答复选登'

export const listAnswers = defineRoute({
  method: 'GET',
  path: '/published-answers',
  summary: '答复选登和多人申请同一信息的提示',
  tag: answersTag,
  reply: z.object({
    answers: z.array(
      z.object({
        id: z.number(),
        requestId: z.number(),
        title: z.string(),
        outcome: outcomeCode,
        answeredOn: z.string(),
        withdrawnAt: z.string().nullable(),
        withdrawnReason: z.string().nullable(),
      }),
    ),
    reviews: z.array(
      z.object({
        id: z.number(),
        object: z.string(),
        openedAt: z.string(),
        decision: z.enum(['publish', 'not-to-publish']).nullable(),
        reason: z.string().nullable(),
        decidedBy: z.string().nullable(),
        requests: z.array(z.object({ id: z.number(), number: z.string(), title: z.string() })),
      }),
    ),
    may: z.array(z.enum(['withdraw', 'decide'])),
  }),
})

export const publishAnswer = defineRoute({
  method: 'POST',
  path: '/published-answers',
  summary: '选登一份答复（摘要经公开把关）',
  tag: answersTag,
  body: z.object({ requestId: z.number().int().positive(), title: text(200), summary: text(5000) }),
  reply: z.object({ id: z.number() }),
})

export const withdrawAnswer = defineRoute({
  method: 'POST',
  path: '/published-answers/:id/withdrawal',
  summary: '撤下选登的答复',
  tag: answersTag,
  params: byId,
  body: z.object({ reason: text(500) }),
  reply: done,
})

export const decideConversion = defineRoute({
  method: 'POST',
  path: '/conversion-reviews/:id/decision',
  summary: '多人申请的同一信息是否主动公开',
  tag: answersTag,
  params: byId,
  body: z.object({ decision: z.enum(['publish', 'not-to-publish']), reason: text(1000) }),
  reply: done,
})
