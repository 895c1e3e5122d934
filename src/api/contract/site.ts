import { z } from 'zod'
import { byId, done, text } from './common.ts'
import { defineRoute } from './route.ts'

const tag = '网站'

const moment = z.iso.datetime({ offset: true, error: '时间应写成 2026-12-13T00:00:00+08:00' })

export const listPeriods = defineRoute({
  method: 'GET',
  path: '/site/periods',
  summary: '正在进行和计划中的哀悼、维护',
  tag,
  reply: z.object({
    periods: z.array(
      z.object({
        id: z.number(),
        kind: z.enum(['mourning', 'outage']),
        beginsAt: z.string(),
        endsAt: z.string(),
        words: z.string(),
      }),
    ),
    may: z.array(z.enum(['arrange', 'cancel'])),
  }),
})

export const arrangePeriod = defineRoute({
  method: 'POST',
  path: '/site/periods',
  summary: '安排哀悼（全站灰色）或者维护',
  tag,
  body: z.object({
    kind: z.enum(['mourning', 'outage']),
    beginsAt: moment,
    endsAt: moment,
    words: text(200),
  }),
  reply: z.object({ id: z.number() }),
})

export const cancelPeriod = defineRoute({
  method: 'DELETE',
  path: '/site/periods/:id',
  summary: '取消或者提前结束',
  tag,
  params: byId,
  reply: done,
})
