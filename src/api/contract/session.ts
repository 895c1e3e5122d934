import { z } from 'zod'
import { byId, day, done, text } from './common.ts'
import { defineRoute } from './route.ts'

const role = z.enum([
  'drafter',
  'section-head',
  'disclosure-office',
  'secrecy-reviewer',
  'legal-reviewer',
  'approving-leader',
  'supervisor',
  'administrator',
])

export const session = z.object({
  staff: z.object({
    id: z.number(),
    account: z.string(),
    name: z.string(),
    section: z.string().nullable(),
    roles: z.array(role),
    mustChangePassword: z.boolean(),
  }),
  bureau: z.object({ name: z.string(), shortName: z.string() }),
  today: z.string(),
  idleMinutes: z.number(),
})
export type Session = z.infer<typeof session>

export const signIn = defineRoute({
  method: 'POST',
  path: '/session',
  summary: '登录',
  tag: '登录',
  open: true,
  body: z.object({
    account: text(100).min(1, '请输入账号'),
    password: text(200).min(1, '请输入密码'),
  }),
  reply: session,
})

export const readSession = defineRoute({
  method: 'GET',
  path: '/session',
  summary: '当前登录的人',
  tag: '登录',
  reply: session,
})

export const signOut = defineRoute({ method: 'DELETE', path: '/session', summary: '退出', tag: '登录', reply: done })

export const changePassword = defineRoute({
  method: 'PUT',
  path: '/session/password',
  summary: '修改自己的密码',
  tag: '登录',
  body: z.object({ current: text(200), next: text(200) }),
  reply: done,
})

const delegation = z.object({
  id: z.number(),
  from: z.string(),
  to: z.string(),
  fromOn: z.string(),
  untilOn: z.string(),
  reason: z.string(),
  endedAt: z.string().nullable(),
  mayEnd: z.boolean(),
})

export const listDelegations = defineRoute({
  method: 'GET',
  path: '/delegations',
  summary: '代办授权',
  tag: '登录',
  reply: z.object({
    delegations: z.array(delegation),
    colleagues: z.array(z.object({ id: z.number(), name: z.string() })),
    /** may hand over for others as well */
    forOthers: z.boolean(),
  }),
})

export const delegate = defineRoute({
  method: 'POST',
  path: '/delegations',
  summary: '离岗期间委托同事代办',
  tag: '登录',
  body: z.object({
    fromId: z.number().int().positive(),
    toId: z.number().int().positive(),
    fromOn: day,
    untilOn: day,
    reason: text(200),
  }),
  reply: z.object({ id: z.number() }),
})

export const endDelegation = defineRoute({
  method: 'DELETE',
  path: '/delegations/:id',
  summary: '提前结束代办授权',
  tag: '登录',
  params: byId,
  reply: done,
})

/** The to-do page: each number opens its list. */
export const readToDo = defineRoute({
  method: 'GET',
  path: '/to-do',
  summary: '工作台',
  tag: '登录',
  reply: z.object({
    requestsByState: z.record(z.string(), z.number()),
    documentsByStage: z.record(z.string(), z.number()),
    /** what is due first, ten at most */
    due: z.array(
      z.object({
        id: z.number(),
        number: z.string(),
        title: z.string(),
        state: z.string(),
        dueOn: z.string().nullable(),
        dueProvisional: z.boolean(),
        leftWorkingDays: z.number().nullable(),
        paused: z.boolean(),
        extended: z.boolean(),
      }),
    ),
    /** interpretations that wait or are overdue, normative documents to be evaluated, clean-ups still open */
    normative: z
      .object({
        interpretationsOverdue: z.number(),
        interpretationsWaiting: z.number(),
        expiring: z.number(),
        cleanUpsOpen: z.number(),
      })
      .nullable(),
    report: z
      .object({ year: z.number(), state: z.string().nullable(), dueOn: z.string(), leftDays: z.number() })
      .nullable(),
  }),
})

export const readSections = defineRoute({
  method: 'GET',
  path: '/sections',
  summary: '科室',
  tag: '登录',
  reply: z.object({ sections: z.array(z.object({ id: z.number(), name: z.string(), phone: z.string().nullable() })) }),
})
