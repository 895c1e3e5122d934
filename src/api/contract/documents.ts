import { z } from 'zod'
import { checks, documentKinds } from '../../law/publicity/checks.ts'
import { act, byId, day, done, page, text, version } from './common.ts'
import { leakView } from './leaks.ts'
import { defineRoute } from './route.ts'

const tag = '信息发布'

export const stage = z.enum(['draft', ...checks, 'scheduled', 'done'])
export const standing = z.enum(['unpublished', 'public', 'kept', 'withdrawn', 'archived'])
export const attribute = z.enum(['proactive', 'on-request', 'none'])
export const kind = z.enum(documentKinds)
export const ground = z.enum([
  'state-secret',
  'law-prohibited',
  'security-stability',
  'third-party',
  'internal-affairs',
  'process-info',
  'enforcement-file',
])

const optional = (most: number) => text(most).nullable()

export const documentText = z.object({
  columnId: z.number().int().positive(),
  alsoIn: z.array(z.number().int().positive()).max(2),
  kind,
  title: text(200),
  subtitle: optional(200),
  body: text(500_000),
  source: text(100),
  author: optional(60),
  editor: optional(60),
  summary: optional(500),
  keywords: optional(200),
  theme: optional(60),
  genre: optional(20),
  jointIssuers: optional(300),
  documentNumber: optional(60),
  formedOn: day,
  effectiveOn: day.nullable(),
  validUntil: day.nullable(),
  takeDownOn: day.nullable(),
  attribute,
  ground: ground.nullable(),
  groundReason: optional(1000),
})
export type DocumentBody = z.infer<typeof documentText>

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

/** The lists of the desk: drafts, what waits for me, what is on its way, what is public, what is to be looked at again. */
export const documentView = z.enum([
  'drafts',
  'mine-to-check',
  'on-its-way',
  'public',
  'kept',
  'gone',
  'to-review',
  'all',
])

export const listDocuments = defineRoute({
  method: 'GET',
  path: '/documents',
  summary: '信息列表，最近改动的在前',
  tag,
  query: z.object({
    view: documentView.default('all'),
    kind: kind.optional(),
    columnId: z.coerce.number().int().positive().optional(),
    text: text(100).optional(),
    ...page,
  }),
  reply: z.object({
    documents: z.array(
      z.object({
        id: z.number(),
        title: z.string(),
        kind,
        column: z.string(),
        attribute,
        stage,
        standing,
        formedOn: z.string(),
        publishDueOn: z.string(),
        publishAt: z.string().nullable(),
        publishedAt: z.string().nullable(),
        reviewOn: z.string().nullable(),
        draftedBy: z.string(),
        changedAt: z.string(),
        ground: z.string().nullable(),
        version,
      }),
    ),
    total: z.number(),
    /** how many each of the lists has */
    counts: z.record(documentView, z.number()),
    /** what was looked at again this year of what is kept from the public: how many stay, how many become public */
    reassessed: z.object({ kept: z.number(), disclosed: z.number() }),
  }),
})

const fileView = z.object({
  id: z.number(),
  name: z.string(),
  role: z.enum(['file', 'picture']),
  alt: z.string().nullable(),
  mediaType: z.string(),
  size: z.number(),
  pages: z.number().nullable(),
  /** what is in it and readers do not see, in words */
  hidden: z.array(z.string()),
  /** a copy without that can be made here */
  cleanable: z.boolean(),
})

export const documentAct = z.enum([
  'revise',
  'send',
  'decide',
  'decide-by-override',
  'take-back',
  'drop-correction',
  'publish-in-emergency',
  'sign-afterwards',
  'withdraw',
  'reopen',
  'archive',
  'confirm',
  'reassess',
  'withhold',
])

const wholeDocument = documentText.extend({
  ground: z.string().nullable(),
  formedOn: z.string(),
  effectiveOn: z.string().nullable(),
  validUntil: z.string().nullable(),
  takeDownOn: z.string().nullable(),
  id: z.number(),
  column: z.string(),
  stage,
  standing,
  publishDueOn: z.string(),
  publishAt: z.string().nullable(),
  draftedById: z.number(),
  draftedBy: z.string(),
  correctionNote: z.string().nullable(),
  indexNumber: z.string().nullable(),
  publicNo: z.number().nullable(),
  publishedAt: z.string().nullable(),
  withdrawReason: z.string().nullable(),
  reviewOn: z.string().nullable(),
  emergencyReason: z.string().nullable(),
  retroSignDueAt: z.string().nullable(),
  retroSignedAt: z.string().nullable(),
  version,
  changedAt: z.string(),
  /** the checks it has to pass, in order, and those that hold for what it says now */
  route: z.array(z.object({ check: z.enum(checks), passed: z.boolean() })),
  checks: z.array(
    z.object({
      stage: z.enum(checks),
      decision: z.enum(['approved', 'returned']),
      note: z.string().nullable(),
      /** it was made on what the document says now */
      holds: z.boolean(),
      by: z.string(),
      for: z.string().nullable(),
      overrideReason: z.string().nullable(),
      at: z.string(),
    }),
  ),
  files: z.array(fileView),
  /** what keeps or may keep somebody from reading it */
  advice: z.array(z.object({ barrier: z.boolean(), message: z.string() })),
  shown: z.object({ no: z.number(), title: z.string(), body: z.string(), publishedAt: z.string() }).nullable(),
  versions: z.array(
    z.object({
      no: z.number(),
      publishedAt: z.string(),
      note: z.string().nullable(),
      contentHash: z.string(),
      withheldReason: z.string().nullable(),
    }),
  ),
  /** path on the portal, while it is public */
  address: z.string().nullable(),
  /** who else is writing on it */
  alsoWriting: z.array(z.string()),
  /** what this person typed and has not saved */
  typed: z
    .object({ baseVersion: z.number(), content: z.record(z.string(), z.unknown()), savedAt: z.string() })
    .nullable(),
  leaders: z.array(z.object({ id: z.number(), name: z.string() })),
  may: z.array(documentAct),
  acts: z.array(act),
})
export type DocumentView = z.infer<typeof wholeDocument>

export const readDocument = defineRoute({
  method: 'GET',
  path: '/documents/:id',
  summary: '一条信息',
  tag,
  params: byId,
  reply: wholeDocument,
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
  summary: '修改草稿，或者起草更正',
  tag,
  params: byId,
  body: documentText.extend({ version, correctionNote: optional(500).optional() }),
  reply: z.object({ version }),
})

export const dropCorrection = defineRoute({
  method: 'DELETE',
  path: '/documents/:id/correction',
  summary: '放弃更正，恢复为已公开的内容',
  tag,
  params: byId,
  body: z.object({ version }),
  reply: done,
})

// Files travel outside the contract (multipart in, bytes out):
//   POST /api/documents/:id/files?version=&role=file|picture&alt=  one file as field `file`; answers fileAdded
//   GET  /api/documents/files/:id                                  the bytes of a file
//   POST /api/documents/:id/files/:fileId/clean-copy?version=      puts a copy in its place without what nobody sees
//   POST /api/documents/imports?columnId=                          one .docx as field `file`; answers wordDrafted
//   POST /api/documents/:id/imports?version=                       one .docx as field `file`; answers wordRead
export const largestFile = 50 * 1024 * 1024
export const fileAdded = z.object({
  id: z.number(),
  version,
  /** what readers would not see and others would find in it */
  warnings: z.array(z.string()),
})
export type FileAdded = z.infer<typeof fileAdded>
export const fileCleaned = z.object({
  id: z.number(),
  version,
  /** what was taken out, in words */
  removed: z.array(z.string()),
})
export type FileCleaned = z.infer<typeof fileCleaned>
export const wordDrafted = z.object({ id: z.number(), warnings: z.array(z.string()) })
export type WordDrafted = z.infer<typeof wordDrafted>
export const wordRead = z.object({
  version,
  title: z.string().nullable(),
  documentNumber: z.string().nullable(),
  body: z.string(),
  warnings: z.array(z.string()),
})
export type WordRead = z.infer<typeof wordRead>

export const detachFile = defineRoute({
  method: 'DELETE',
  path: '/documents/:id/files/:fileId',
  summary: '删除附件或图片，已公开的版本不受影响',
  tag,
  params: byId.extend({ fileId: z.coerce.number().int().positive() }),
  body: z.object({ version }),
  reply: z.object({ version }),
})

export const orderFiles = defineRoute({
  method: 'PUT',
  path: '/documents/:id/files/order',
  summary: '附件顺序',
  tag,
  params: byId,
  body: z.object({ version, order: z.array(z.number().int().positive()).max(500) }),
  reply: z.object({ version }),
})

export const readLeaks = defineRoute({
  method: 'GET',
  path: '/documents/:id/leaks',
  summary: '公开把关：公开之前要处理的内容，附件在内',
  tag,
  params: byId,
  reply: z.object({
    leaks: z.array(leakView),
    /** who may let something through in this document */
    waiveBy: z.array(z.string()),
  }),
})

const words = documentText
  .pick({
    title: true,
    subtitle: true,
    summary: true,
    source: true,
    author: true,
    editor: true,
    keywords: true,
    jointIssuers: true,
    documentNumber: true,
    body: true,
  })
  .partial()

export const checkTyped = defineRoute({
  method: 'POST',
  path: '/documents/:id/typed-leaks',
  summary: '公开把关：正在填写、还没有保存的内容（编号 0 为尚未保存的新信息）',
  tag,
  params: z.object({ id: z.coerce.number().int().min(0) }),
  body: words,
  reply: z.object({ leaks: z.array(leakView) }),
})

const maskedClass = z.enum([
  'id-number',
  'bank-card',
  'bank-account',
  'mobile-phone',
  'email',
  'vehicle-plate',
  'home-address',
  'health',
  'name',
  'reporter',
])

export const maskTyped = defineRoute({
  method: 'POST',
  path: '/documents/masked-words',
  summary: '遮盖正在填写的内容里的一类个人信息，格式不变',
  tag,
  body: words.extend({ class: maskedClass }),
  reply: words,
})

export const maskInDocument = defineRoute({
  method: 'POST',
  path: '/documents/:id/masking',
  summary: '遮盖草稿里的一类个人信息，图片说明和附件名称在内',
  tag,
  params: byId,
  body: z.object({ version, class: maskedClass }),
  reply: z.object({ version }),
})

export const cleanPasted = defineRoute({
  method: 'POST',
  path: '/documents/pasted',
  summary: '把从 Word、WPS 或网页粘贴的内容整理为规范格式',
  tag,
  body: z.object({ html: z.string().max(900_000) }),
  reply: z.object({
    html: z.string(),
    /** pictures that lie on the other computer and did not come along */
    pictures: z.number(),
  }),
})

const part = z.object({ kind: z.enum(['same', 'added', 'removed']), text: z.string() })
export const compareDocument = defineRoute({
  method: 'GET',
  path: '/documents/:id/comparison',
  summary: '与已公开的版本逐段比较',
  tag,
  params: byId,
  reply: z.object({
    /** the official version it is compared with; null where nothing is public */
    no: z.number().nullable(),
    title: z.object({ from: z.string(), to: z.string() }).nullable(),
    changes: z.array(
      z.object({
        kind: z.enum(['added', 'removed', 'changed']),
        /** only the look or the target of a link is another */
        onlyLook: z.boolean(),
        parts: z.array(part),
      }),
    ),
  }),
})

export const keepTyped = defineRoute({
  method: 'PUT',
  path: '/documents/:id/typed',
  summary: '自动保存正在填写的内容（编号 0 为尚未保存的新信息）',
  tag,
  params: z.object({ id: z.coerce.number().int().min(0) }),
  body: z.object({ baseVersion: z.number().int().min(0), content: z.record(z.string().max(40), z.unknown()) }),
  reply: z.object({ savedAt: z.string() }),
})

export const readTyped = defineRoute({
  method: 'GET',
  path: '/documents/0/typed',
  summary: '尚未保存的新信息',
  tag,
  reply: z.object({
    typed: z.object({ content: z.record(z.string(), z.unknown()), savedAt: z.string() }).nullable(),
  }),
})

export const forgetTyped = defineRoute({
  method: 'DELETE',
  path: '/documents/:id/typed',
  summary: '放弃自动保存的内容',
  tag,
  params: z.object({ id: z.coerce.number().int().min(0) }),
  reply: done,
})

export const mergeTexts = defineRoute({
  method: 'POST',
  path: '/documents/:id/merge',
  summary: '三方比对：打开时的内容、我的修改、现在已保存的内容',
  tag,
  params: byId,
  body: z.object({ base: documentText.partial(), mine: documentText.partial() }),
  reply: z.object({
    version,
    /** who saved last */
    theirs: z.object({ by: z.string(), at: z.string() }),
    fields: z.array(
      z.object({
        field: z.string(),
        base: z.unknown(),
        mine: z.unknown(),
        theirs: z.unknown(),
        /** both changed it, and not to the same: somebody chooses */
        conflict: z.boolean(),
        merged: z.unknown(),
        conflicts: z
          .array(z.object({ block: z.number(), base: z.string(), mine: z.string(), theirs: z.string() }))
          .optional(),
      }),
    ),
  }),
})

export const sendForChecks = defineRoute({
  method: 'POST',
  path: '/documents/:id/check-request',
  summary: '送审，可以定时公开',
  tag,
  params: byId,
  body: z.object({ version, publishAt: z.iso.datetime({ offset: true }).nullable().default(null) }),
  reply: z.object({ stage }),
})

export const decideCheck = defineRoute({
  method: 'POST',
  path: '/documents/:id/checks',
  summary: '审核：初审、保密审查、复审或签发；最后一关通过即公开',
  tag,
  params: byId,
  body: z.object({
    version,
    decision: z.enum(['approved', 'returned']),
    note: optional(500),
    secrecyConfirmed: z.boolean().default(false),
    override: optional(500).default(null),
  }),
  reply: z.object({ stage, standing, late: z.boolean() }),
})

export const takeBack = defineRoute({
  method: 'DELETE',
  path: '/documents/:id/check-request',
  summary: '撤回送审',
  tag,
  params: byId,
  body: z.object({ version }),
  reply: done,
})

export const publishInEmergency = defineRoute({
  method: 'POST',
  path: '/documents/:id/emergency-publication',
  summary: '紧急发布：经一位负责人电话同意，24小时内补签',
  tag,
  params: byId,
  body: z.object({
    version,
    reason: text(500),
    leaderId: z.number().int().positive(),
    secrecyConfirmed: z.boolean(),
  }),
  reply: z.object({ signBy: z.string() }),
})

export const signAfterwards = defineRoute({
  method: 'POST',
  path: '/documents/:id/signature',
  summary: '补签紧急发布',
  tag,
  params: byId,
  body: z.object({ version, note: optional(500) }),
  reply: done,
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

export const reopenDocument = defineRoute({
  method: 'POST',
  path: '/documents/:id/reopening',
  summary: '把已撤下的信息退回草稿，重新审核',
  tag,
  params: byId,
  body: z.object({ version }),
  reply: done,
})

export const archiveDocument = defineRoute({
  method: 'POST',
  path: '/documents/:id/archive',
  summary: '归档：移出列表，网址保留',
  tag,
  params: byId,
  body: z.object({ version }),
  reply: done,
})

export const confirmDocument = defineRoute({
  method: 'POST',
  path: '/documents/:id/confirmation',
  summary: '复核确认：内容仍然准确',
  tag,
  params: byId,
  body: z.object({ version }),
  reply: z.object({ reviewOn: z.string() }),
})

export const reassessDocument = defineRoute({
  method: 'POST',
  path: '/documents/:id/reassessment',
  summary: '公开属性复审：维持，或者转为主动公开',
  tag,
  params: byId,
  body: z.object({ version, decision: z.enum(['keep', 'disclose']), reason: text(500) }),
  reply: z.object({ reviewOn: z.string().nullable() }),
})

export const withholdVersion = defineRoute({
  method: 'POST',
  path: '/documents/:id/withheld-versions',
  summary: '不再向公众显示某个旧版本的内容',
  tag,
  params: byId,
  body: z.object({ version, no: z.number().int().positive(), reason: text(500) }),
  reply: done,
})
