import { z } from 'zod'
import { byId, done, page, text } from './common.ts'
import { defineRoute } from './route.ts'

const tag = '年度报告核对'

const run = z.object({
  id: z.number(),
  name: z.string(),
  state: z.enum(['gathering', 'working', 'finished']),
  startedBy: z.string(),
  startedAt: z.string(),
  finishedAt: z.string().nullable(),
  /** reports given, and read so far */
  total: z.number(),
  done: z.number(),
})
export type AuditRun = z.infer<typeof run>
const may = z.array(z.enum(['run']))

export const listAuditRuns = defineRoute({
  method: 'GET',
  path: '/audit-runs',
  summary: '各次核对，新近在前',
  tag,
  query: z.object(page),
  reply: z.object({ runs: z.array(run), total: z.number(), may }),
})

export const openAuditRun = defineRoute({
  method: 'POST',
  path: '/audit-runs',
  summary: '新建一次核对：可以给网址，文件随后逐个上传（POST /audit-runs/:id/files）',
  tag,
  body: z.object({ name: text(100), addresses: z.array(z.string().max(2000)).max(2000) }),
  reply: z.object({ id: z.number() }),
})

export const startAuditRun = defineRoute({
  method: 'POST',
  path: '/audit-runs/:id/start',
  summary: '网址和文件已经给齐，开始核对',
  tag,
  params: byId,
  reply: z.object({ reports: z.number() }),
})

const verdict = z.enum(['mismatch', 'doubt', 'unknown', 'set-aside', 'passed'])

const reportInRun = z.object({
  id: z.number(),
  fileName: z.string(),
  address: z.string().nullable(),
  state: z.enum(['waiting', 'read']),
  kind: z.enum(['annual-report', 'work-plan', 'other']).nullable(),
  bureau: z.string().nullable(),
  year: z.number().nullable(),
  vintage: z.enum(['pre-2019', '2019', '2021']).nullable(),
  /** by rule; a rule that is not named does not apply to this report */
  verdicts: z.record(z.string(), verdict),
  /** findings nobody has decided on */
  open: z.number(),
})
export type ReportInRun = z.infer<typeof reportInRun>

export const readAuditRun = defineRoute({
  method: 'GET',
  path: '/audit-runs/:id',
  summary: '一次核对：进度，和已读各份报告每项核对的结论，按给出的次序；没有读完时也可以看',
  tag,
  params: byId,
  reply: z.object({
    run,
    numbers: z.object({
      bureaus: z.number(),
      reports: z.number(),
      textAgainstTables: z.number(),
      mismatching: z.number(),
      unreadable: z.number(),
    }),
    reports: z.array(reportInRun),
    may,
  }),
})
export type AuditRunPage = z.infer<typeof readAuditRun.reply>

const findingInRun = z.object({
  key: z.string(),
  rule: z.string(),
  statement: z.string(),
  article: z.string(),
  verdict: z.enum(['mismatch', 'doubt', 'unknown']),
  message: z.string(),
  values: z.record(z.string(), z.union([z.number(), z.string(), z.null()])),
  /** suggested wording of the question to the bureau */
  question: z.string(),
  quotes: z.array(
    z.object({
      line: z.number(),
      page: z.number().optional(),
      sheet: z.string().optional(),
      cell: z.string().optional(),
      before: z.string(),
      words: z.string(),
      after: z.string(),
    }),
  ),
  decided: z
    .object({
      decision: z.enum(['confirmed', 'false-alarm', 'asked']),
      reason: z.string().nullable(),
      byName: z.string(),
      at: z.string(),
    })
    .nullable(),
})
export type FindingInRun = z.infer<typeof findingInRun>

export const readAuditedReport = defineRoute({
  method: 'GET',
  path: '/audited-reports/:id',
  summary: '一份报告的核对结果：每条的规则和依据、数值、原文、建议的询问和已作的决定',
  tag,
  params: byId,
  reply: z.object({
    report: reportInRun,
    textSha256: z.string().nullable(),
    findings: z.array(findingInRun),
    passed: z.array(z.object({ rule: z.string(), statement: z.string() })),
    may,
  }),
})

export const decideFinding = defineRoute({
  method: 'POST',
  path: '/audited-reports/:id/decisions',
  summary: '对一条结果作出决定：属实、误报（写明理由，以后同样的结果不再计入）、已询问',
  tag,
  params: byId,
  body: z.object({
    key: z.string().max(64),
    decision: z.enum(['confirmed', 'false-alarm', 'asked']),
    reason: text(500).nullable(),
  }),
  reply: done,
})

export const readRollUp = defineRoute({
  method: 'GET',
  path: '/audit-runs/:id/roll-up',
  summary: '汇总：各年度表格每格等于各单位之和，并列出缺数的报告',
  tag,
  params: byId,
  reply: z.object({
    forms: z.array(
      z.object({
        year: z.number(),
        vintage: z.enum(['2019', '2021']),
        reports: z.number(),
        cells: z.array(
          z.object({
            table: z.enum(['disclosure', 'requests', 'remedies']),
            cell: z.string(),
            label: z.string(),
            sum: z.number(),
            of: z.number(),
            missing: z.array(z.number()),
          }),
        ),
      }),
    ),
    reports: z.array(z.object({ id: z.number(), name: z.string() })),
  }),
})
