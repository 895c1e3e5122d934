import { z } from 'zod'
import { byId, done, text } from './common.ts'
import { defineRoute } from './route.ts'

const tag = '期限和提醒'

export const reminderWhat = z.enum([
  'legal',
  'internal',
  'correction-notice',
  'correction-answer',
  'third-party',
  'co-maker',
  'fee-payment',
])

/** What stands beside the legal clock of a request. */
export const readDeadline = defineRoute({
  method: 'GET',
  path: '/requests/:id/deadline',
  summary: '内部目标日，以及放假通知调整前后的最晚答复日',
  tag,
  params: byId,
  reply: z.object({
    /** null while there is no legal day, and once the request is closed */
    internal: z
      .object({ dueOn: z.string(), leftWorkingDays: z.number(), workingDaysBefore: z.number(), setHere: z.boolean() })
      .nullable(),
    /** the oldest first; both days are kept */
    moved: z.array(z.object({ notice: z.string(), from: z.string().nullable(), to: z.string(), at: z.string() })),
  }),
})

export const listReminders = defineRoute({
  method: 'GET',
  path: '/reminders',
  summary: '最近一次期限提醒',
  tag,
  reply: z.object({
    reminders: z.array(
      z.object({
        requestId: z.number(),
        number: z.string(),
        title: z.string(),
        what: reminderWhat,
        dueOn: z.string(),
        leftWorkingDays: z.number(),
        remindedOn: z.string(),
      }),
    ),
  }),
})

export const readReminding = defineRoute({
  method: 'GET',
  path: '/reminding',
  summary: '自己的提醒邮箱、日历订阅，内部目标日和待发消息',
  tag,
  reply: z.object({
    email: z.string().nullable(),
    feedSince: z.string().nullable(),
    internal: z.object({ workingDays: z.number(), setHere: z.boolean() }),
    maySetInternal: z.boolean(),
    /** whose address one may set; empty: only one's own */
    people: z.array(z.object({ id: z.number(), name: z.string(), email: z.string().nullable() })),
    /** null: not for this person */
    outbox: z
      .array(
        z.object({
          channel: z.enum(['email', 'sms']),
          configured: z.boolean(),
          waiting: z.number(),
          failing: z.number(),
          givenUp: z.number(),
          lastError: z.string().nullable(),
          lastSentAt: z.string().nullable(),
        }),
      )
      .nullable(),
  }),
})

export const setEmail = defineRoute({
  method: 'PUT',
  path: '/staff/:id/email',
  summary: '提醒邮箱：自己的，管理员也可以设置别人的',
  tag,
  params: byId,
  body: z.object({ email: text(254).nullable() }),
  reply: done,
})

export const openFeed = defineRoute({
  method: 'POST',
  path: '/calendar-feed',
  summary: '开通自己的日历订阅地址；原有的地址随即失效',
  tag,
  reply: z.object({ path: z.string() }),
})

export const closeFeed = defineRoute({
  method: 'DELETE',
  path: '/calendar-feed',
  summary: '停用自己的日历订阅地址',
  tag,
  reply: done,
})

export const setInternalTarget = defineRoute({
  method: 'PUT',
  path: '/internal-target',
  summary: '内部目标日在法定期限前几个工作日',
  tag,
  body: z.object({ workingDays: z.number().int().min(0).max(15) }),
  reply: done,
})

export const sendAgain = defineRoute({
  method: 'POST',
  path: '/outbox/again',
  summary: '没有发出的消息马上重发',
  tag,
  reply: z.object({ messages: z.number() }),
})
