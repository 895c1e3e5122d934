import { z } from 'zod'
import { byId, done, text } from './common.ts'
import { applicant } from './requests.ts'
import { defineRoute } from './route.ts'

const tag = '个人信息'

export const openApplicant = defineRoute({
  method: 'POST',
  path: '/requests/:id/applicant',
  summary: '查看申请人的完整信息（每次查看都记入操作记录）',
  tag,
  params: byId,
  reply: applicant,
})

const dueForDisposal = z.object({
  id: z.number(),
  number: z.string(),
  title: z.string(),
  applicant: z.string(),
  concludedOn: z.string(),
})
const ground = z.enum(['period-over', 'on-request'])
const rule = z.object({
  caseYears: z.number().int().min(1, '至少 1 年').max(100, '最多 100 年'),
  identityYears: z.number().int().min(0, '不能小于 0').max(100, '最多 100 年'),
})

export const listDisposals = defineRoute({
  method: 'GET',
  path: '/disposals',
  summary: '保存期限、到期的申请和待审批的处置',
  tag,
  reply: z.object({
    rule,
    due: z.array(dueForDisposal.extend({ keptUntil: z.string() })),
    pending: z.array(
      dueForDisposal.extend({
        disposal: z.number(),
        ground,
        reason: z.string(),
        proposedBy: z.string(),
        proposedAt: z.string(),
        mayDecide: z.boolean(),
      }),
    ),
    may: z.array(z.enum(['propose', 'set'])),
  }),
})
export type DisposalList = z.infer<typeof listDisposals.reply>

export const setRetention = defineRoute({
  method: 'PUT',
  path: '/retention',
  summary: '设定案卷和证件号码的保存年限（自办结之日起）',
  tag,
  body: rule,
  reply: done,
})

export const proposeDisposal = defineRoute({
  method: 'POST',
  path: '/requests/:id/disposal',
  summary: '提出处置：到期，或申请人依法要求删除',
  tag,
  params: byId,
  body: z.object({ ground, reason: text(500) }),
  reply: z.object({ disposal: z.number() }),
})

export const decideDisposal = defineRoute({
  method: 'POST',
  path: '/disposals/:id/decision',
  summary: '由第二人审批处置；批准后删除，不可恢复',
  tag,
  params: byId,
  body: z.object({ decision: z.enum(['approved', 'refused']), note: text(500).nullable() }),
  reply: done,
})
