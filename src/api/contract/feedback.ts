import { z } from 'zod'
import { byId, done, page, text, version } from './common.ts'
import { defineRoute } from './route.ts'

const tag = '网页反馈'

const feedbackView = z.object({
  id: z.number(),
  address: z.string(),
  verdict: z.enum(['useful', 'useless', 'error']),
  words: z.string().nullable(),
  madeAt: z.string(),
  dueOn: z.string().nullable(),
  state: z.enum(['open', 'closed']),
  note: z.string().nullable(),
  closedBy: z.string().nullable(),
  closedAt: z.string().nullable(),
  version: z.number(),
})
export type FeedbackView = z.infer<typeof feedbackView>

export const listFeedback = defineRoute({
  method: 'GET',
  path: '/feedback',
  summary: '公众报错和留言：待处理的按期限，已处理的新近在前',
  tag,
  query: z.object({ state: z.enum(['open', 'closed']).default('open'), ...page }),
  reply: z.object({ feedback: z.array(feedbackView), total: z.number(), may: z.array(z.enum(['close'])) }),
})

export const countFeedback = defineRoute({
  method: 'GET',
  path: '/feedback/pages',
  summary: '一年来各网页收到的“有用”“没用”“报错”次数，没用和报错多的在前',
  tag,
  reply: z.object({
    since: z.string(),
    pages: z.array(z.object({ address: z.string(), useful: z.number(), useless: z.number(), errors: z.number() })),
  }),
})

export const closeFeedback = defineRoute({
  method: 'POST',
  path: '/feedback/:id/closing',
  summary: '处理一条反馈，写明结果',
  tag,
  params: byId,
  body: z.object({ version, note: text(500) }),
  reply: done,
})
