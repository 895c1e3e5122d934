import { z } from 'zod'
import { act, byId, day, done, text, version } from './common.ts'
import { defineRoute } from './route.ts'

const tag = '栏目目录'

const span = z.union([
  z.object({ days: z.number().int().min(1).max(366) }),
  z.object({ months: z.number().int().min(1).max(60) }),
])
const part = z.enum(['guide', 'rules', 'content', 'reports', 'requests'])
export const contentState = z.enum(['fresh', 'due', 'late', 'nil', 'nil-due', 'empty', 'made'])
const standing = z.enum(['open', 'hidden', 'closed'])

const columnPlan = z.object({
  name: text(60),
  type: text(20),
  description: text(300),
  keywords: text(200),
  basis: text(200).nullable(),
  duration: z.enum(['long-term', 'periodic', 'any-time']),
  sectionId: z.number().int().positive().nullable(),
  ownerId: z.number().int().positive().nullable(),
  part: part.nullable(),
  statutoryItem: z.number().int().min(1).max(15).nullable(),
  registers: z.array(text(60)).max(20),
  updateClass: z.enum(['news', 'notice-policy', 'other', 'static']),
  promise: span.nullable(),
  feed: z.boolean(),
  standing: z.enum(['open', 'hidden']),
})

const columnNode = columnPlan.extend({
  id: z.number(),
  parentId: z.number().nullable(),
  slug: z.string(),
  standing,
  version,
  section: z.string().nullable(),
  owner: z.string().nullable(),
  closedOn: z.string().nullable(),
  mergedIntoId: z.number().nullable(),
  /** documents in it, in any state */
  held: z.number(),
  /** public documents and register entries in it and below it */
  shown: z.number(),
  lastOn: z.string().nullable(),
  dueOn: z.string().nullable(),
  state: contentState,
  nil: z
    .object({ statement: z.string(), confirmedOn: z.string(), validUntil: z.string(), section: z.string() })
    .nullable(),
  /** why nothing can be published in it, in words; null when something can */
  whyNot: z.string().nullable(),
})
export type ColumnNode = z.infer<typeof columnNode>

export const readTree = defineRoute({
  method: 'GET',
  path: '/column-tree',
  summary: '栏目树：每个栏目的设置、内容和更新情况',
  tag,
  reply: z.object({
    columns: z.array(columnNode),
    may: z.array(z.literal('keep')),
    types: z.array(z.string()),
    registers: z.array(z.object({ kind: z.string(), title: z.string() })),
    staff: z.array(z.object({ id: z.number(), name: z.string() })),
    acts: z.array(act),
  }),
})

export const addColumn = defineRoute({
  method: 'POST',
  path: '/column-tree',
  summary: '新增栏目',
  tag,
  body: columnPlan.extend({ slug: text(40), parentId: z.number().int().positive().nullable() }),
  reply: z.object({ id: z.number() }),
})

export const changeColumn = defineRoute({
  method: 'PUT',
  path: '/column-tree/:id',
  summary: '修改栏目（网址不变）',
  tag,
  params: byId,
  body: columnPlan.extend({ version }),
  reply: done,
})

export const moveColumn = defineRoute({
  method: 'POST',
  path: '/column-tree/:id/place',
  summary: '移动栏目一步：上移、下移、降级、升级',
  tag,
  params: byId,
  body: z.object({ version, to: z.enum(['up', 'down', 'indent', 'outdent']) }),
  reply: done,
})

export const readImpact = defineRoute({
  method: 'GET',
  path: '/column-tree/:id/impact',
  summary: '关闭或合并前的影响预览',
  tag,
  params: byId,
  reply: z.object({
    documents: z.number(),
    published: z.number(),
    columns: z.array(z.string()),
    topics: z.array(z.string()),
  }),
})

export const closeColumn = defineRoute({
  method: 'POST',
  path: '/column-tree/:id/closure',
  summary: '关闭栏目，或者合并到另一个栏目',
  tag,
  params: byId,
  body: z.object({ version, into: z.number().int().positive().nullable() }),
  reply: z.object({ closed: z.number(), documents: z.number() }),
})

export const reopenColumn = defineRoute({
  method: 'DELETE',
  path: '/column-tree/:id/closure',
  summary: '重新开启关闭的栏目',
  tag,
  params: byId,
  body: z.object({ version }),
  reply: done,
})

export const stateNil = defineRoute({
  method: 'POST',
  path: '/column-tree/:id/nil-statement',
  summary: '声明无此类信息',
  tag,
  params: byId,
  body: z.object({ statement: text(200), validUntil: day }),
  reply: done,
})

export const withdrawNil = defineRoute({
  method: 'DELETE',
  path: '/column-tree/:id/nil-statement',
  summary: '撤回声明',
  tag,
  params: byId,
  reply: done,
})

export const listSets = defineRoute({
  method: 'GET',
  path: '/column-sets',
  summary: '现成的栏目',
  tag,
  reply: z.object({
    sets: z.array(
      z.object({ name: z.string(), title: z.string(), source: z.string(), main: z.number(), below: z.number() }),
    ),
  }),
})

const named = z.array(z.object({ slug: z.string(), name: z.string() }))
const preview = z.object({ added: named, changed: named, untouched: named })
const bySet = z.object({ set: text(40) })

export const previewSet = defineRoute({
  method: 'GET',
  path: '/column-sets/:set/preview',
  summary: '套用一套栏目会有什么变化',
  tag,
  params: bySet,
  reply: preview,
})

export const applySet = defineRoute({
  method: 'POST',
  path: '/column-sets/:set/application',
  summary: '套用一套栏目',
  tag,
  params: bySet,
  body: z.object({ sectionId: z.number().int().positive().nullable() }),
  reply: preview,
})

export const readCoverage = defineRoute({
  method: 'GET',
  path: '/coverage',
  summary: '目录覆盖：条例第二十条各项的公开情况',
  tag,
  reply: z.object({
    items: z.array(
      z.object({
        item: z.number(),
        label: z.string(),
        article: z.string(),
        state: z.enum(['fresh', 'due', 'late', 'nil', 'nil-due', 'empty', 'missing']),
        lastOn: z.string().nullable(),
        columns: z.array(
          z.object({ id: z.number(), name: z.string(), section: z.string().nullable(), state: contentState }),
        ),
        registers: z.array(z.object({ kind: z.string(), entries: z.number() })),
      }),
    ),
  }),
})
