import { z } from 'zod'
import { byId, day, done, id, text } from './common.ts'
import { idType, outcomeCode, requestState } from './requests.ts'
import { defineRoute } from './route.ts'

const tag = '依申请公开'
const ids = z.array(z.number().int().positive()).min(1, '请先选择申请').max(200, '一次最多 200 件')
const bulkAnswer = z.object({ bulkId: z.number(), changed: z.number(), leftOut: z.number() })

export const assignMany = defineRoute({
  method: 'POST',
  path: '/requests/bulk/assign',
  summary: '把多件申请转给一个科室或者一个人',
  tag,
  body: z.object({ ids, sectionId: id, handlerId: z.number().int().positive().nullable(), reason: text(500) }),
  reply: bulkAnswer,
})

export const tagMany = defineRoute({
  method: 'POST',
  path: '/requests/bulk/tag',
  summary: '给多件申请打标签',
  tag,
  body: z.object({ ids, tag: text(30) }),
  reply: bulkAnswer,
})

/** Within ten minutes, by the one who did it. */
export const undoBulk = defineRoute({
  method: 'POST',
  path: '/requests/bulk/:id/undo',
  summary: '撤销一次批量办理（10 分钟内）',
  tag,
  params: byId,
  reply: z.object({ undone: z.number() }),
})

export const readQueueChoices = defineRoute({
  method: 'GET',
  path: '/requests/choices',
  summary: '列表可用的标签、科室和保存的视图',
  tag,
  reply: z.object({
    tags: z.array(z.object({ tag: z.string(), count: z.number() })),
    sections: z.array(z.object({ id: z.number(), name: z.string() })),
    views: z.array(
      z.object({ id: z.number(), name: z.string(), query: z.string(), shared: z.boolean(), own: z.boolean() }),
    ),
    may: z.array(z.enum(['assign', 'tag', 'import', 'file'])),
  }),
})

export const keepView = defineRoute({
  method: 'PUT',
  path: '/requests/views',
  summary: '保存当前的筛选',
  tag,
  body: z.object({ name: text(30), query: text(500), shared: z.boolean() }),
  reply: z.object({ id: z.number() }),
})

export const dropView = defineRoute({
  method: 'DELETE',
  path: '/requests/views/:id',
  summary: '删除保存的筛选',
  tag,
  params: byId,
  reply: done,
})

const alike = z.object({
  id: z.number(),
  number: z.string(),
  title: z.string(),
  state: requestState,
  receivedOn: z.string().nullable(),
  outcome: outcomeCode.nullable(),
  concludedOn: z.string().nullable(),
})
export type Alike = z.infer<typeof alike>

/** While a paper is being entered: what of this person, and what like it, is here already. */
export const findDuplicates = defineRoute({
  method: 'POST',
  path: '/requests/duplicates',
  summary: '同一人的申请和事项相似的申请',
  tag,
  body: z.object({
    name: text(100),
    phone: text(40),
    idType: idType.nullable(),
    idNumber: text(40).nullable(),
    title: text(200),
  }),
  reply: z.object({ ofPerson: z.array(alike), alike: z.array(alike.extend({ likeness: z.number() })) }),
})

export const readApplicantFacts = defineRoute({
  method: 'GET',
  path: '/requests/:id/applicant-facts',
  summary: '同一申请人的申请情况和他人的相似申请',
  tag,
  params: byId,
  reply: z.object({
    requests: z.array(alike.extend({ fee: z.number() })),
    byMonth: z.array(z.object({ month: z.string(), count: z.number() })),
    alike: z.number(),
    fees: z.number(),
    others: z.array(alike.extend({ likeness: z.number() })),
  }),
})

export const readTopics = defineRoute({
  method: 'GET',
  path: '/request-topics',
  summary: '一段时间内申请集中的事项',
  tag,
  query: z.object({ from: day, to: day }),
  reply: z.object({
    requests: z.number(),
    topics: z.array(z.object({ word: z.string(), count: z.number(), byMonth: z.record(z.string(), z.number()) })),
  }),
})

export const retention = z.enum(['permanent', '30-years', '10-years'])
export const readVolume = defineRoute({
  method: 'GET',
  path: '/requests/:id/volume',
  summary: '案卷的目录、缺项和保管期限',
  tag,
  params: byId,
  reply: z.object({
    parts: z.array(z.string()),
    missing: z.array(z.string()),
    filed: z.object({ retention, filedOn: z.string(), keepUntil: z.string().nullable() }).nullable(),
    mayFile: z.boolean(),
  }),
})

export const fileVolume = defineRoute({
  method: 'POST',
  path: '/requests/:id/volume',
  summary: '归档并确定保管期限',
  tag,
  params: byId,
  body: z.object({ retention }),
  reply: z.object({ keepUntil: z.string().nullable() }),
})

// Files travel outside the contract:
//   GET  /api/requests/export.xlsx|csv          the list as it is filtered, names masked
//   GET  /api/requests/:id/volume.pdf           the volume with its page numbers
//   GET  /api/requests/hand-over-list.xlsx      ?year=2026: the volumes filed of that year
//   GET  /api/requests/import-template.xlsx     the empty sheet of an earlier register
//   POST /api/requests/imports                  one .xlsx or .csv as field `file`; ?source=…&from=0&count=500, without count: a preview
export const importAnswer = z.object({
  rows: z.number(),
  ready: z.number(),
  entered: z.number(),
  already: z.number(),
  problems: z.array(z.object({ row: z.number(), heading: z.string(), message: z.string() })),
})
export type ImportAnswer = z.infer<typeof importAnswer>
