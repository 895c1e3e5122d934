import { z } from 'zod'
import { text } from './common.ts'
import { defineRoute } from './route.ts'

const tag = '公开指南'

const words = z.object({
  scope: text(2000),
  classification: text(2000),
  arrangement: text(2000),
  ways: text(2000),
  onRequest: text(2000),
})

export const readGuide = defineRoute({
  method: 'GET',
  path: '/guide',
  summary: '公开指南：本机关的文字、将要发布的全文、缺项和已发布的版本',
  tag,
  reply: z.object({
    words,
    /** of the draft; 0 while there is none */
    version: z.number(),
    lines: z.array(z.string()),
    missing: z.array(z.string()),
    /** against the published version; empty when nothing changed */
    changes: z.array(z.object({ kind: z.enum(['added', 'removed']), lines: z.array(z.string()) })),
    versions: z.array(z.object({ no: z.number(), note: z.string(), publishedAt: z.string(), hash: z.string() })),
    may: z.array(z.literal('keep')),
  }),
})

export const draftGuide = defineRoute({
  method: 'PUT',
  path: '/guide/draft',
  summary: '保存指南的文字',
  tag,
  body: z.object({ words, version: z.number().int().min(0) }),
  reply: z.object({ version: z.number() }),
})

export const publishGuide = defineRoute({
  method: 'POST',
  path: '/guide/versions',
  summary: '发布新版指南',
  tag,
  body: z.object({ note: text(200) }),
  reply: z.object({ no: z.number() }),
})
