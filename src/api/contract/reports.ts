import { z } from 'zod'
import { act, done, finding, page, passed, text, version } from './common.ts'
import { registerEntry } from './registers.ts'
import { requestState } from './requests.ts'
import { defineRoute } from './route.ts'

const tag = '年度报告'

const year = z.coerce.number().int().min(2000).max(2100)
const byYear = z.object({ year })
const cells = z.record(z.string(), z.number().nullable()).nullable()

export const reportCells = z.object({ disclosure: cells, requests: cells, remedies: cells })
export const reportState = z.enum(['draft', 'in-approval', 'approved', 'frozen', 'published'])
export const narrative = z.object({ overall: text(20_000), problems: text(20_000), other: text(20_000) })
/** Text with its figures: a part is words, or a figure by name with its value (null: no such figure). */
const part = z.union([z.object({ text: z.string() }), z.object({ figure: z.string(), value: z.number().nullable() })])

export const listReports = defineRoute({
  method: 'GET',
  path: '/reports',
  summary: '各年度报告',
  tag,
  reply: z.object({
    reports: z.array(
      z.object({
        year: z.number(),
        vintage: z.string(),
        state: reportState,
        publishedAt: z.string().nullable(),
        changedAt: z.string(),
      }),
    ),
    /** years that can be taken up and have no report yet */
    open: z.array(z.number()),
  }),
})

export const openReport = defineRoute({
  method: 'POST',
  path: '/reports/:year',
  summary: '开始编制',
  tag,
  params: byYear,
  reply: done,
})

const reportView = z.object({
  year: z.number(),
  vintage: z.enum(['2019', '2021']),
  state: reportState,
  version,
  narrative,
  resolved: z.object({ overall: z.array(part), problems: z.array(part), other: z.array(part) }),
  /** computed now, or as frozen */
  cells: reportCells,
  frozen: z.boolean(),
  hash: z.string().nullable(),
  dueOn: z.string(),
  /** figures that can be inserted into the text, with what they are called */
  figures: z.array(z.object({ name: z.string(), label: z.string(), value: z.number() })),
  findings: z.array(finding),
  passed: z.array(passed),
  may: z.array(z.enum(['write', 'send', 'decide', 'freeze', 'publish'])),
  acts: z.array(act),
})
export type ReportView = z.infer<typeof reportView>

export const readReport = defineRoute({
  method: 'GET',
  path: '/reports/:year',
  summary: '编制中的年度报告：表格、核对、正文',
  tag,
  params: byYear,
  reply: reportView,
})

/** table: disclosure | requests | remedies | documents; cell as in the tables */
export const readRecordsBehind = defineRoute({
  method: 'GET',
  path: '/reports/:year/figures/:table/:cell',
  summary: '一个数字背后的记录',
  tag,
  params: byYear.extend({
    table: z.enum(['disclosure', 'requests', 'remedies', 'documents']),
    cell: z.string().max(60),
  }),
  query: z.object(page),
  reply: z.object({
    value: z.number(),
    ledger: z.enum(['request', 'register-entry', 'document']),
    total: z.number(),
    /** the register whose columns to show, when the records are entries */
    register: z.string().nullable(),
    requests: z.array(
      z.object({
        id: z.number(),
        number: z.string(),
        title: z.string(),
        applicant: z.string(),
        state: requestState,
        receivedOn: z.string().nullable(),
        concludedOn: z.string().nullable(),
        outcome: z.string().nullable(),
      }),
    ),
    entries: z.array(registerEntry),
    documents: z.array(z.object({ id: z.number(), title: z.string(), publishedAt: z.string().nullable() })),
  }),
})

export const writeNarrative = defineRoute({
  method: 'PUT',
  path: '/reports/:year/narrative',
  summary: '保存正文',
  tag,
  params: byYear,
  body: z.object({ version, narrative }),
  reply: z.object({ version }),
})

/** Looks at the text while it is written; nothing is saved. */
export const checkWords = defineRoute({
  method: 'POST',
  path: '/reports/:year/words',
  summary: '核对正文：未绑定和有出入的数字、照抄上年的句子、字数',
  tag,
  params: byYear,
  body: z.object({ narrative }),
  reply: z.object({
    /** of the overview as it is read */
    characters: z.number(),
    limit: z.number(),
    numbers: z.array(
      z.object({
        part: z.enum(['overall', 'problems', 'other']),
        from: z.number(),
        to: z.number(),
        verdict: z.enum(['contradicting', 'unbound']),
        message: z.string().nullable(),
        /** names of figures of the same value */
        figures: z.array(z.string()),
      }),
    ),
    repeated: z.array(
      z.object({
        part: z.enum(['overall', 'problems', 'other']),
        from: z.number(),
        to: z.number(),
        lastYear: z.string(),
      }),
    ),
    findings: z.array(
      z.object({ rule: z.string(), verdict: z.enum(['mismatch', 'doubt', 'unknown']), message: z.string() }),
    ),
  }),
})

export const sendReport = defineRoute({
  method: 'POST',
  path: '/reports/:year/approval-request',
  summary: '送审批',
  tag,
  params: byYear,
  body: z.object({ version }),
  reply: done,
})

export const decideReport = defineRoute({
  method: 'POST',
  path: '/reports/:year/approval',
  summary: '审批年度报告',
  tag,
  params: byYear,
  body: z.object({ version, decision: z.enum(['approved', 'returned']), note: text(500).nullable() }),
  reply: done,
})

export const freezeReport = defineRoute({
  method: 'POST',
  path: '/reports/:year/freeze',
  summary: '固定数字及其背后的记录',
  tag,
  params: byYear,
  body: z.object({ version }),
  reply: z.object({ hash: z.string() }),
})

export const publishReport = defineRoute({
  method: 'POST',
  path: '/reports/:year/publication',
  summary: '公布',
  tag,
  params: byYear,
  body: z.object({ version }),
  reply: done,
})

/** What changed in the records since the report was frozen. */
export const readDrift = defineRoute({
  method: 'GET',
  path: '/reports/:year/drift',
  summary: '固定以后变动过的记录',
  tag,
  params: byYear,
  reply: z.object({
    cells: z.array(
      z.object({
        table: z.enum(['disclosure', 'requests', 'remedies', 'documents']),
        cell: z.string(),
        frozen: z.number(),
        now: z.number(),
        added: z.array(z.number()),
        removed: z.array(z.number()),
        changed: z.array(z.number()),
      }),
    ),
  }),
})
