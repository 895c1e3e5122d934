import { z } from 'zod'
import { byId, done, text, version } from './common.ts'
import { defineRoute } from './route.ts'

const tag = '专题'

const item = z.union([
  z.object({ documentId: z.number().int().positive() }),
  z.object({ columnId: z.number().int().positive() }),
])
const details = z.object({ title: text(60), intro: text(500), items: z.array(item).max(100) })

const topicView = z.object({
  id: z.number(),
  slug: z.string(),
  title: z.string(),
  intro: z.string(),
  standing: z.enum(['draft', 'open', 'closed']),
  openedOn: z.string().nullable(),
  closedOn: z.string().nullable(),
  version,
  items: z.array(z.object({ documentId: z.number().nullable(), columnId: z.number().nullable(), title: z.string() })),
})
export type TopicView = z.infer<typeof topicView>

export const listTopics = defineRoute({
  method: 'GET',
  path: '/topics',
  summary: '专题',
  tag,
  reply: z.object({ topics: z.array(topicView), may: z.array(z.literal('keep')) }),
})

export const beginTopic = defineRoute({
  method: 'POST',
  path: '/topics',
  summary: '新建专题',
  tag,
  body: details.extend({ slug: text(40) }),
  reply: z.object({ id: z.number() }),
})

export const changeTopic = defineRoute({
  method: 'PUT',
  path: '/topics/:id',
  summary: '修改专题（网址不变）',
  tag,
  params: byId,
  body: details.extend({ version }),
  reply: done,
})

export const setTopicStanding = defineRoute({
  method: 'POST',
  path: '/topics/:id/standing',
  summary: '开放或结束专题',
  tag,
  params: byId,
  body: z.object({ version, standing: z.enum(['open', 'closed']) }),
  reply: done,
})
