import { z } from 'zod'
import { done, text } from './common.ts'
import { defineRoute } from './route.ts'

const tag = '公开目录'

export const readCatalogue = defineRoute({
  method: 'GET',
  path: '/catalogue',
  summary: '公开目录：下一版的内容、缺项和已发布的版本',
  tag,
  reply: z.object({
    matters: z.number(),
    entries: z.number(),
    incomplete: z.array(z.object({ documentId: z.number(), name: z.string(), missing: z.array(z.string()) })),
    versions: z.array(
      z.object({ no: z.number(), note: z.string(), publishedAt: z.string(), entries: z.number(), hash: z.string() }),
    ),
    rule: z.object({ pattern: z.string(), creditCode: z.string().nullable() }),
    /** what the next number would look like */
    example: z.string(),
    repeated: z.array(z.string()),
    may: z.array(z.literal('keep')),
  }),
})

export const publishCatalogue = defineRoute({
  method: 'POST',
  path: '/catalogue/versions',
  summary: '发布新版目录',
  tag,
  body: z.object({ note: text(200) }),
  reply: z.object({ no: z.number() }),
})

export const compareCatalogue = defineRoute({
  method: 'GET',
  path: '/catalogue/versions/:no/difference',
  summary: '与上一版的变化',
  tag,
  params: z.object({ no: z.coerce.number().int().min(2).max(1_000_000) }),
  reply: z.object({
    matters: z.array(
      z.object({
        kind: z.enum(['added', 'removed', 'changed']),
        matter: z.string(),
        fields: z.array(z.object({ field: z.string(), from: z.string(), to: z.string() })),
      }),
    ),
    entries: z.array(
      z.object({
        documentId: z.number(),
        kind: z.enum(['added', 'removed', 'changed']),
        index: z.string(),
        name: z.string(),
      }),
    ),
    total: z.number(),
  }),
})

export const setIndexRule = defineRoute({
  method: 'PUT',
  path: '/catalogue/index-rule',
  summary: '设置索引号规则',
  tag,
  body: z.object({ pattern: text(80), creditCode: text(18).nullable() }),
  reply: done,
})
