import { z } from 'zod'
import { byId, done, page, text } from './common.ts'
import { defineRoute } from './route.ts'

const tag = '公开把关'

const heldLeak = z.object({
  id: z.number(),
  /** what was to become public, in words */
  title: z.string(),
  /** the document it is in, where it is in one */
  documentId: z.number().nullable(),
  label: z.string(),
  severity: z.enum(['BLOCK', 'REVIEW']),
  place: z.string(),
  /** masked */
  excerpt: z.string(),
  draftedBy: z.string(),
  heldAt: z.string(),
  waiver: z.object({ reason: z.string(), by: z.string(), at: z.string() }).nullable(),
  may: z.array(z.enum(['waive'])),
})
export type HeldLeakView = z.infer<typeof heldLeak>

export const listLeaks = defineRoute({
  method: 'GET',
  path: '/leaks',
  summary: '被拦下的内容：待处理的，或者已放行的',
  tag,
  query: z.object({ view: z.enum(['open', 'waived']).default('open'), ...page }),
  reply: z.object({ held: z.array(heldLeak), total: z.number() }),
})

export const waiveLeak = defineRoute({
  method: 'POST',
  path: '/leaks/:id/waiver',
  summary: '写明法定理由后放行',
  tag,
  params: byId,
  body: z.object({ reason: text(500) }),
  reply: done,
})

export const wordKind = z.enum(['work-secret', 'sensitive', 'misprint'])

const word = z.object({
  id: z.number(),
  kind: wordKind,
  word: z.string(),
  suggestion: z.string().nullable(),
  active: z.boolean(),
  addedBy: z.string(),
  addedAt: z.string(),
})
export type WordView = z.infer<typeof word>

export const listWords = defineRoute({
  method: 'GET',
  path: '/lexicon',
  summary: '词库：本单位自己的词，以及随系统提供的词',
  tag,
  query: z.object({ kind: wordKind.optional(), text: text(60).optional(), ...page }),
  reply: z.object({
    words: z.array(word),
    total: z.number(),
    /** shipped with the program and always on */
    own: z.array(z.object({ kind: wordKind, word: z.string(), suggestion: z.string().nullable() })),
    /** a combination in a table that fewer rows share singles somebody out */
    leastGroup: z.number(),
    may: z.array(z.enum(['change'])),
  }),
})

export const addWord = defineRoute({
  method: 'POST',
  path: '/lexicon',
  summary: '加一个词',
  tag,
  body: z.object({ kind: wordKind, word: text(60), suggestion: text(60).nullable() }),
  reply: z.object({ id: z.number() }),
})

export const retireWord = defineRoute({
  method: 'POST',
  path: '/lexicon/:id/retirement',
  summary: '停用一个词',
  tag,
  params: byId,
  body: z.object({}),
  reply: done,
})

export const setLeastGroup = defineRoute({
  method: 'PUT',
  path: '/lexicon/least-group',
  summary: '设置组合识别的最小组',
  tag,
  body: z.object({ leastGroup: z.number() }),
  reply: done,
})

/** One thing the gate says of what is to become public. */
export const leakView = z.object({
  class: z.string(),
  label: z.string(),
  severity: z.enum(['BLOCK', 'REVIEW', 'INFO']),
  /** keeps it from becoming public */
  holds: z.boolean(),
  /** may be let through by another person with a lawful reason */
  waivable: z.boolean(),
  /** every value of this class in the words can be masked at once */
  maskable: z.boolean(),
  place: z.string(),
  /** masked */
  excerpt: z.string(),
  suggestion: z.string().nullable(),
})
export type LeakView = z.infer<typeof leakView>

// Files travel outside the contract (multipart and file answers):
//   POST /api/leaks/file-checks          one file as field `file`; answers fileCheck
//   POST /api/leaks/file-checks/cleaned  the same file again, answered without what nobody sees
export const fileCheck = z.object({
  name: z.string(),
  kind: z.string(),
  unreadable: z.string().nullable(),
  pages: z.number().nullable(),
  leaks: z.array(
    z.object({
      label: z.string(),
      severity: z.enum(['BLOCK', 'REVIEW', 'INFO']),
      holds: z.boolean(),
      place: z.string(),
      excerpt: z.string(),
      suggestion: z.string().nullable(),
    }),
  ),
  /** a cleaned copy can be made */
  cleanable: z.boolean(),
})
export type FileCheck = z.infer<typeof fileCheck>
