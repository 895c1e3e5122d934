import { z } from 'zod'
import { documentKinds } from '../../law/publicity/checks.ts'
import { cleanUpDecisions } from '../../law/publicity/clean-up.ts'
import { exemptionReasons, interpretationForms } from '../../law/publicity/interpretation.ts'
import { factKinds, relationKinds } from '../../law/publicity/normative.ts'
import { byId, citation, day, done, id, text } from './common.ts'
import { defineRoute } from './route.ts'

const tag = '规范性文件'

const kind = z.enum(documentKinds)
const form = z.enum(interpretationForms)
const relationKind = z.enum(relationKinds)
const decision = z.enum(cleanUpDecisions)
const exemption = z.enum(exemptionReasons)
const anchor = z.string().regex(/^t\d{1,4}(-\d{1,3})?$/, '条款应写成 t12 或者 t12-1')
const status = z.enum(['not-yet', 'in-force', 'amended', 'repealed', 'lapsed'])
const stage = z.enum(['draft', 'section-check', 'secrecy-review', 'office-check', 'sign-off', 'scheduled', 'done'])

const relation = z.object({
  id: z.number(),
  kind: relationKind,
  fromId: z.number(),
  fromTitle: z.string(),
  fromStage: stage,
  fromPublic: z.boolean(),
  toId: z.number().nullable(),
  toTitle: z.string(),
  toUrl: z.string().nullable(),
  articleFrom: z.string().nullable(),
  articleTo: z.string().nullable(),
  form: form.nullable(),
  byHead: z.boolean(),
  effectiveOn: z.string().nullable(),
  madeBy: z.string(),
})
export type RelationView = z.infer<typeof relation>

const clock = z.object({
  state: z.enum(['done', 'done-late', 'exempt', 'waiting', 'overdue']),
  dueOn: z.string(),
  provisional: z.boolean(),
  left: z.number().nullable(),
  unit: z.enum(['working', 'calendar']),
  interpretedOn: z.string().nullable(),
  cite: citation,
})

const policy = z.object({
  id: z.number(),
  title: z.string(),
  kind,
  publishedOn: z.string(),
  clock,
  exempt: z.object({ reason: exemption, note: z.string().nullable() }).nullable(),
  interpretations: z.array(
    z.object({
      relationId: z.number(),
      id: z.number(),
      title: z.string(),
      form,
      byHead: z.boolean(),
      public: z.boolean(),
    }),
  ),
})
export type PolicyView = z.infer<typeof policy>

/** How a document stands: its force, its story, its relations both ways. */
export const readForce = defineRoute({
  method: 'GET',
  path: '/documents/:id/force',
  summary: '一份文件的效力、沿革、关联和解读期限',
  tag,
  params: byId,
  reply: z.object({
    standing: z.object({ status, since: z.string(), validUntil: z.string().nullable(), cite: citation }).nullable(),
    /** until when it holds, by its text or by the local default */
    validity: z
      .object({ until: z.string(), stated: z.boolean(), trial: z.boolean(), evaluateFrom: z.string() })
      .nullable(),
    facts: z.array(
      z.object({
        id: z.number(),
        kind: z.enum(factKinds),
        effectiveOn: z.string(),
        knownOn: z.string(),
        retractedOn: z.string().nullable(),
        retractReason: z.string().nullable(),
        validUntil: z.string().nullable(),
        byTitle: z.string().nullable(),
        note: z.string().nullable(),
        ofRelation: z.boolean(),
      }),
    ),
    relations: z.array(relation),
    /** articles that can be named */
    articles: z.array(z.object({ id: z.string(), label: z.string() })),
    interpretation: policy.nullable(),
    /** text and interpretation go the way together (三同步); null where none is called for */
    step: z.enum(['none', 'behind', 'in-step']).nullable(),
    may: z.array(z.enum(['relate', 'record', 'exempt'])),
  }),
})
export type ForceView = z.infer<typeof readForce.reply>

export const findToRelate = defineRoute({
  method: 'GET',
  path: '/normative/documents',
  summary: '按标题或者文号查找可以关联的文件',
  tag,
  query: z.object({ text: text(100).min(1) }),
  reply: z.object({
    documents: z.array(
      z.object({
        id: z.number(),
        title: z.string(),
        kind,
        documentNumber: z.string().nullable(),
        public: z.boolean(),
      }),
    ),
  }),
})

export const relateDocuments = defineRoute({
  method: 'POST',
  path: '/documents/:id/relations',
  summary: '建立关联：解读、修改、废止、替代、制定依据、转载',
  tag,
  params: byId,
  body: z.object({
    kind: relationKind,
    toId: id.nullable().default(null),
    outsideTitle: text(200).nullable().default(null),
    outsideUrl: text(500).nullable().default(null),
    articleFrom: anchor.nullable().default(null),
    articleTo: anchor.nullable().default(null),
    form: form.nullable().default(null),
    byHead: z.boolean().default(false),
    effectiveOn: day.nullable().default(null),
  }),
  reply: z.object({ id: z.number() }),
})

export const separateDocuments = defineRoute({
  method: 'DELETE',
  path: '/relations/:id',
  summary: '解除关联，连同它造成的效力变化',
  tag,
  params: byId,
  body: z.object({ reason: text(500) }),
  reply: done,
})

export const recordFact = defineRoute({
  method: 'POST',
  path: '/documents/:id/facts',
  summary: '登记效力变化：延长有效期、失效、废止、修改（没有对应文件的）',
  tag,
  params: byId,
  body: z.object({
    kind: z.enum(['extended', 'lapsed', 'declared-lapsed', 'repealed', 'amended']),
    effectiveOn: day,
    validUntil: day.nullable().default(null),
    note: text(500),
  }),
  reply: z.object({ id: z.number() }),
})

export const retractFact = defineRoute({
  method: 'DELETE',
  path: '/facts/:id',
  summary: '撤销登记错误的效力变化，记录保留',
  tag,
  params: byId,
  body: z.object({ reason: text(500) }),
  reply: done,
})

/** The screen of interpretations: policies with their clock, and what may be linked to them. */
export const listInterpretations = defineRoute({
  method: 'GET',
  path: '/normative/interpretations',
  summary: '政策和解读：期限、已关联的解读、可以关联的材料',
  tag,
  reply: z.object({
    policies: z.array(policy),
    candidates: z.array(
      z.object({
        id: z.number(),
        title: z.string(),
        kind,
        stage,
        public: z.boolean(),
        links: z.number(),
      }),
    ),
    period: z.object({ days: z.number(), unit: z.enum(['working', 'calendar']), cite: citation }),
    may: z.array(z.enum(['relate', 'exempt', 'set-period'])),
  }),
})
export type Interpretations = z.infer<typeof listInterpretations.reply>

export const exemptFromInterpretation = defineRoute({
  method: 'PUT',
  path: '/documents/:id/interpretation-exemption',
  summary: '认定不需要解读，写明理由',
  tag,
  params: byId,
  body: z.object({ reason: exemption, note: text(300).nullable().default(null) }),
  reply: done,
})

export const requireInterpretation = defineRoute({
  method: 'DELETE',
  path: '/documents/:id/interpretation-exemption',
  summary: '取消不需要解读的认定',
  tag,
  params: byId,
  reply: done,
})

export const setInterpretationPeriod = defineRoute({
  method: 'PUT',
  path: '/normative/interpretation-period',
  summary: '设置本地的解读期限（只能比国家规定更严）',
  tag,
  body: z.object({
    fromOn: day,
    days: z.number().int().min(0).max(60),
    unit: z.enum(['working', 'calendar']),
    basis: text(200),
  }),
  reply: done,
})

/** Force at large: figures of a year, what ends soon, where register and documents differ. */
export const readNormative = defineRoute({
  method: 'GET',
  path: '/normative/summary',
  summary: '规范性文件和解读的年度数字、到期提醒、与台账的差异',
  tag,
  query: z.object({ year: z.coerce.number().int().min(2000).max(2100) }),
  reply: z.object({
    year: z.number(),
    normative: z.object({ issued: z.number(), repealed: z.number(), inForce: z.number() }),
    interpretations: z.record(z.string(), z.number()),
    expiring: z.array(
      z.object({
        id: z.number(),
        title: z.string(),
        documentNumber: z.string().nullable(),
        until: z.string(),
        stated: z.boolean(),
        trial: z.boolean(),
      }),
    ),
    differences: z.array(
      z.object({
        id: z.number(),
        title: z.string(),
        documentNumber: z.string().nullable(),
        what: z.enum(['no-number', 'not-entered', 'ended-otherwise']),
        endedOn: z.string().nullable(),
        entryEndedOn: z.string().nullable(),
      }),
    ),
  }),
})

const tally = z.object({
  amend: z.number(),
  repeal: z.number(),
  lapse: z.number(),
  keep: z.number(),
  undecided: z.number(),
  total: z.number(),
})

export const listCleanUps = defineRoute({
  method: 'GET',
  path: '/clean-ups',
  summary: '文件清理',
  tag,
  reply: z.object({
    cleanUps: z.array(
      z.object({
        id: z.number(),
        title: z.string(),
        openedOn: z.string(),
        closedOn: z.string().nullable(),
        total: z.number(),
        undecided: z.number(),
      }),
    ),
    may: z.array(z.enum(['clean-up'])),
  }),
})

const cleanUp = z.object({
  id: z.number(),
  title: z.string(),
  openedOn: z.string(),
  closedOn: z.string().nullable(),
  tally,
  items: z.array(
    z.object({
      id: z.number(),
      documentId: z.number().nullable(),
      number: z.string().nullable(),
      title: z.string(),
      decision: decision.nullable(),
      reason: z.string().nullable(),
      decidedBy: z.string().nullable(),
    }),
  ),
  may: z.array(z.enum(['clean-up'])),
})
export type CleanUpView = z.infer<typeof cleanUp>

export const readCleanUp = defineRoute({
  method: 'GET',
  path: '/clean-ups/:id',
  summary: '一次文件清理',
  tag,
  params: byId,
  reply: cleanUp,
})

export const beginCleanUp = defineRoute({
  method: 'POST',
  path: '/clean-ups',
  summary: '开始一次文件清理',
  tag,
  body: z.object({ title: text(200) }),
  reply: z.object({ id: z.number() }),
})

export const addToCleanUp = defineRoute({
  method: 'POST',
  path: '/clean-ups/:id/items',
  summary: '粘贴文件清单，每行一件',
  tag,
  params: byId,
  body: z.object({ pasted: text(200_000) }),
  reply: z.object({ added: z.number(), again: z.number() }),
})

export const decideInCleanUp = defineRoute({
  method: 'PUT',
  path: '/clean-ups/:id/decisions',
  summary: '逐件或者成批决定：继续有效、修改、废止、宣布失效',
  tag,
  params: byId,
  body: z.object({
    itemIds: z.array(id).max(5000),
    decision: decision.nullable(),
    reason: text(500).nullable().default(null),
  }),
  reply: z.object({ tally }),
})

export const closeCleanUp = defineRoute({
  method: 'POST',
  path: '/clean-ups/:id/closing',
  summary: '完成清理：写入效力和台账，公布目录',
  tag,
  params: byId,
  reply: z.object({ tally }),
})
