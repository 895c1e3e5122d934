import { z } from 'zod'
import { byId, citation, done, id, text, version } from './common.ts'
import { outcomeCode } from './requests.ts'
import { defineRoute } from './route.ts'

const tag = '依申请公开文书'

export const proceduralKind = z.enum([
  'registration',
  'correction-notice',
  'extension-notice',
  'third-party-enquiry',
  'third-party-notice',
  'co-maker-enquiry',
  'organ-enquiry',
  'fee-notice',
  'reasons-request',
  'delay-notice',
])
export const replyKind = outcomeCode.exclude(['other-1', 'other-2', 'other-3'])
const letterKind = z.enum([...proceduralKind.options, ...replyKind.options])
const letterState = z.enum(['drafting', 'section', 'legal', 'office', 'signed', 'issued'])
const step = z.enum(['section', 'legal', 'office', 'leader'])

/** What a letter lacks, in words. A `stop` keeps it from being signed. */
export const letterFinding = z.object({
  fault: z.string(),
  weight: z.enum(['stop', 'warn']),
  message: z.string(),
})
export type LetterFindingView = z.infer<typeof letterFinding>

const inList = z.object({
  id: z.number(),
  kind: letterKind,
  name: z.string(),
  isReply: z.boolean(),
  state: letterState,
  number: z.string().nullable(),
  issuedOn: z.string().nullable(),
})

export const listLetters = defineRoute({
  method: 'GET',
  path: '/requests/:id/letters',
  summary: '一件申请的文书，和现在可以制作的程序性文书',
  tag,
  params: byId,
  reply: z.object({
    letters: z.array(inList),
    canBegin: z.array(
      z.object({ kind: proceduralKind, name: z.string(), eventSeq: z.number(), on: z.string(), cite: citation }),
    ),
  }),
})

export const beginLetter = defineRoute({
  method: 'POST',
  path: '/requests/:id/letters',
  summary: '按模板制作一份程序性文书',
  tag,
  params: byId,
  body: z.object({ kind: proceduralKind, eventSeq: z.number().int().positive() }),
  reply: z.object({ id: z.number() }),
})

export const readLetter = defineRoute({
  method: 'GET',
  path: '/letters/:id',
  summary: '一份文书：各版文字、签署、检查结果',
  tag,
  params: byId,
  reply: inList.extend({
    version: z.number(),
    requestId: z.number(),
    /** of the request: what its verbs ask for */
    requestVersion: z.number(),
    requestNumber: z.string(),
    requestTitle: z.string(),
    requestText: z.string(),
    title: z.string(),
    cite: citation,
    mustContain: z.array(z.string()),
    /** the text as the template gives it today */
    template: z.object({ no: z.number(), text: z.string() }),
    text: z.string(),
    draftedBy: z.string(),
    versions: z.array(
      z.object({
        no: z.number(),
        name: z.string(),
        templateNo: z.number(),
        writtenBy: z.string(),
        writtenAt: z.string(),
      }),
    ),
    signatures: z.array(
      z.object({
        seq: z.number(),
        versionNo: z.number(),
        step,
        decision: z.enum(['signed', 'returned']),
        note: z.string().nullable(),
        by: z.string(),
        at: z.string(),
      }),
    ),
    findings: z.array(letterFinding),
    may: z.array(z.enum(['write', 'sign', 'issue'])),
  }),
})
export type LetterView = z.infer<typeof readLetter.reply>

export const writeLetter = defineRoute({
  method: 'PUT',
  path: '/letters/:id',
  summary: '保存文书的新一版',
  tag,
  params: byId,
  body: z.object({ version, text: text(20_000) }),
  reply: z.object({ no: z.number() }),
})

export const sendLetter = defineRoute({
  method: 'POST',
  path: '/letters/:id/sending',
  summary: '文书送签',
  tag,
  params: byId,
  body: z.object({ version }),
  reply: done,
})

const signature = {
  version,
  decision: z.enum(['signed', 'returned']),
  note: text(500).nullable(),
  likenessConfirmed: z.boolean().default(false),
}

export const signLetter = defineRoute({
  method: 'POST',
  path: '/letters/:id/signature',
  summary: '签署或者退回程序性文书',
  tag,
  params: byId,
  body: z.object(signature),
  reply: done,
})

export const signReply = defineRoute({
  method: 'POST',
  path: '/requests/:id/reply/signature',
  summary: '科室、法制、公开办签署或者退回答复书',
  tag,
  params: byId,
  body: z.object(signature),
  reply: done,
})

export const issueLetter = defineRoute({
  method: 'POST',
  path: '/letters/:id/issue',
  summary: '文书编号发出',
  tag,
  params: byId,
  body: z.object({ version }),
  reply: z.object({ number: z.string() }),
})

export const compareLetter = defineRoute({
  method: 'GET',
  path: '/letters/:id/differences',
  summary: '文书两版之间的改动',
  tag,
  params: byId,
  query: z.object({ from: id, to: id }),
  reply: z.object({ parts: z.array(z.object({ kind: z.enum(['same', 'added', 'removed']), text: z.string() })) }),
})

export const checkReply = defineRoute({
  method: 'POST',
  path: '/requests/:id/reply/check',
  summary: '检查拟写的答复书，不保存',
  tag,
  params: byId,
  body: z.object({ kind: replyKind, text: text(20_000) }),
  reply: z.object({ findings: z.array(letterFinding) }),
})

export const listTemplates = defineRoute({
  method: 'GET',
  path: '/letter-templates',
  summary: '全部文书模板和签署设置',
  tag,
  reply: z.object({
    templates: z.array(
      z.object({
        kind: letterKind,
        name: z.string(),
        group: z.enum(['程序性文书', '实体性答复']),
        cite: citation,
        remedy: z.boolean(),
        no: z.number(),
      }),
    ),
    placeholders: z.array(z.string()),
    signing: z.object({ sectionSigns: z.boolean(), officeSigns: z.boolean(), legalReviews: z.boolean() }),
    may: z.array(z.enum(['keep-templates', 'say-who-signs'])),
  }),
})

const byKind = z.object({ kind: letterKind })

export const readTemplate = defineRoute({
  method: 'GET',
  path: '/letter-templates/:kind',
  summary: '一种文书模板的各版，新的在前，最后是出厂文字',
  tag,
  params: byKind,
  reply: z.object({
    kind: letterKind,
    name: z.string(),
    mustContain: z.array(z.string()),
    versions: z.array(
      z.object({
        no: z.number(),
        body: z.string(),
        note: z.string(),
        writtenBy: z.string().nullable(),
        writtenAt: z.string().nullable(),
        /** against the version before it */
        changes: z.array(z.object({ kind: z.enum(['same', 'added', 'removed']), text: z.string() })),
      }),
    ),
  }),
})

export const changeTemplate = defineRoute({
  method: 'PUT',
  path: '/letter-templates/:kind',
  summary: '启用模板的新一版',
  tag,
  params: byKind,
  body: z.object({ no: z.number().int().min(0), body: text(20_000), note: text(200) }),
  reply: z.object({ no: z.number() }),
})

export const sayWhoSigns = defineRoute({
  method: 'PUT',
  path: '/letter-signing',
  summary: '设置文书由谁签署',
  tag,
  body: z.object({ sectionSigns: z.boolean(), officeSigns: z.boolean(), legalReviews: z.boolean() }),
  reply: done,
})
