import { z } from 'zod'
import { act, byId, day, done, page, text, version } from './common.ts'
import { defineRoute } from './route.ts'

const tag = '信息发布'

export const documentState = z.enum(['draft', 'in-review', 'returned', 'published', 'kept', 'withdrawn'])
export const attribute = z.enum(['proactive', 'on-request', 'none'])
export const ground = z.enum([
  'state-secret',
  'law-prohibited',
  'security-stability',
  'third-party',
  'internal-affairs',
  'process-info',
  'enforcement-file',
])

const documentText = z.object({
  columnId: z.number().int().positive(),
  title: text(200),
  body: text(200_000),
  source: text(100),
  summary: text(500).nullable(),
  documentNumber: text(60).nullable(),
  formedOn: day,
  attribute,
  ground: ground.nullable(),
  groundReason: text(1000).nullable(),
})

export const listColumns = defineRoute({
  method: 'GET',
  path: '/columns',
  summary: '栏目树',
  tag,
  reply: z.object({
    columns: z.array(
      z.object({
        id: z.number(),
        parentId: z.number().nullable(),
        slug: z.string(),
        name: z.string(),
        type: z.string(),
        basis: z.string().nullable(),
        duration: z.enum(['long-term', 'periodic', 'any-time']),
        /** whether something can be published in it */
        publishable: z.boolean(),
      }),
    ),
  }),
})

export const listDocuments = defineRoute({
  method: 'GET',
  path: '/documents',
  summary: '信息列表，最近改动的在前',
  tag,
  query: z.object({ state: documentState.optional(), text: text(100).optional(), ...page }),
  reply: z.object({
    documents: z.array(
      z.object({
        id: z.number(),
        title: z.string(),
        column: z.string(),
        attribute,
        state: documentState,
        formedOn: z.string(),
        publishDueOn: z.string(),
        publishedAt: z.string().nullable(),
        draftedBy: z.string(),
        changedAt: z.string(),
      }),
    ),
    total: z.number(),
  }),
})

const documentView = documentText.extend({
  ground: z.string().nullable(),
  id: z.number(),
  column: z.string(),
  state: documentState,
  publishDueOn: z.string(),
  draftedById: z.number(),
  draftedBy: z.string(),
  reviewNote: z.string().nullable(),
  indexNumber: z.string().nullable(),
  publishedAt: z.string().nullable(),
  withdrawReason: z.string().nullable(),
  version,
  /** path on the portal, once published */
  address: z.string().nullable(),
  may: z.array(z.enum(['revise', 'send', 'review', 'withdraw'])),
  acts: z.array(act),
})
export type DocumentView = z.infer<typeof documentView>

export const readDocument = defineRoute({
  method: 'GET',
  path: '/documents/:id',
  summary: '一条信息',
  tag,
  params: byId,
  reply: documentView,
})

export const draftDocument = defineRoute({
  method: 'POST',
  path: '/documents',
  summary: '起草信息',
  tag,
  body: documentText,
  reply: z.object({ id: z.number() }),
})

export const reviseDocument = defineRoute({
  method: 'PUT',
  path: '/documents/:id',
  summary: '修改草稿',
  tag,
  params: byId,
  body: documentText.extend({ version }),
  reply: z.object({ version }),
})

export const sendForReview = defineRoute({
  method: 'POST',
  path: '/documents/:id/review-request',
  summary: '送审',
  tag,
  params: byId,
  body: z.object({ version }),
  reply: done,
})

export const reviewDocument = defineRoute({
  method: 'POST',
  path: '/documents/:id/review',
  summary: '审核：通过即公开，或者退回',
  tag,
  params: byId,
  body: z.object({
    version,
    decision: z.enum(['approved', 'returned']),
    secrecyReviewed: z.boolean(),
    note: text(500).nullable(),
  }),
  reply: z.object({ state: z.enum(['published', 'kept', 'returned']), late: z.boolean() }),
})

export const withdrawDocument = defineRoute({
  method: 'DELETE',
  path: '/documents/:id/publication',
  summary: '撤下已公开的信息',
  tag,
  params: byId,
  body: z.object({ version, reason: text(500) }),
  reply: done,
})
