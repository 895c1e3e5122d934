import { z } from 'zod'
import { byId, citation, done, id, page, text, version } from './common.ts'
import { defineRoute } from './route.ts'

const tag = '台账'

const fieldValue = z.union([z.string(), z.number(), z.null()])
const typedFields = z.record(z.string().max(60), z.union([z.string().max(2000), z.number(), z.null()]))
const byKind = z.object({ kind: z.string().max(60) })

const field = z.object({
  name: z.string(),
  label: z.string(),
  type: z.enum(['text', 'day', 'whole-number', 'yuan', 'credit-code', 'choice']),
  required: z.boolean(),
  help: z.string().optional(),
  choices: z.array(z.object({ value: z.string(), label: z.string() })).optional(),
})
export type RegisterField = z.infer<typeof field>

export const registerView = z.object({
  kind: z.string(),
  title: z.string(),
  unit: z.string(),
  cite: citation,
  publishWithin: z.object({ workingDays: z.number(), cite: citation }).nullable(),
  fields: z.array(field),
  publicColumns: z.array(z.string()),
  count: z.number(),
  may: z.array(z.enum(['enter', 'correct', 'withdraw'])),
})
export type RegisterView = z.infer<typeof registerView>

export const listRegisters = defineRoute({
  method: 'GET',
  path: '/registers',
  summary: '各类台账',
  tag,
  reply: z.object({ registers: z.array(registerView) }),
})

export const registerEntry = z.object({
  id: z.number(),
  kind: z.string(),
  fields: z.record(z.string(), fieldValue),
  state: z.enum(['current', 'withdrawn']),
  withdrawReason: z.string().nullable(),
  publishedAt: z.string().nullable(),
  version,
  changedAt: z.string(),
})
export type RegisterEntryView = z.infer<typeof registerEntry>

export const listEntries = defineRoute({
  method: 'GET',
  path: '/registers/:kind/entries',
  summary: '台账记录',
  tag,
  params: byKind,
  query: z.object({
    text: text(100).optional(),
    year: z.coerce.number().int().min(2000).max(2100).optional(),
    ...page,
  }),
  reply: z.object({ entries: z.array(registerEntry), total: z.number() }),
})

export const enterInRegister = defineRoute({
  method: 'POST',
  path: '/registers/:kind/entries',
  summary: '登记一条',
  tag,
  params: byKind,
  body: z.object({ fields: typedFields }),
  reply: z.object({ id: z.number() }),
})

export const correctEntry = defineRoute({
  method: 'PUT',
  path: '/entries/:id',
  summary: '更正一条',
  tag,
  params: byId,
  body: z.object({ version, fields: typedFields, reason: text(500) }),
  reply: done,
})

export const withdrawEntry = defineRoute({
  method: 'POST',
  path: '/entries/:id/withdrawal',
  summary: '撤销一条',
  tag,
  params: byId,
  body: z.object({ version, reason: text(500) }),
  reply: done,
})

// Spreadsheets travel outside the contract (multipart and file answers):
//   GET  /api/registers/:kind/template.xlsx        the empty sheet to fill in
//   POST /api/registers/:kind/imports              one .xlsx as field `file`; answers importResult with 200 or 422
//   POST /api/registers/:kind/imports/marked.xlsx  the same file again, answered with its wrong cells marked
export const importResult = z.object({
  rows: z.number(),
  batchId: id.nullable(),
  problems: z.array(z.object({ row: z.number(), field: z.string(), label: z.string(), message: z.string() })),
})
export type ImportResult = z.infer<typeof importResult>
