import { z } from 'zod'

export const day = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}$/, '日期应写成 2026-01-31')
  .refine((text) => !Number.isNaN(Date.parse(text)) && new Date(text).toISOString().startsWith(text), '没有这一天')
export const id = z.coerce.number().int().positive().max(Number.MAX_SAFE_INTEGER)
export const byId = z.object({ id })
export const version = z.number().int().positive()
export const page = {
  page: z.coerce.number().int().min(1).max(100_000).default(1),
  size: z.coerce.number().int().min(1).max(100).default(20),
}
export const text = (longest: number) => z.string().max(longest, `最多 ${longest} 个字`)
export const done = z.object({ done: z.literal(true) })

/** What the law asks for, to be shown with its article. */
export const citation = z.object({ law: z.string(), article: z.string(), year: z.number().optional() })

export const finding = z.object({
  rule: z.string(),
  verdict: z.enum(['mismatch', 'doubt', 'unknown']),
  message: z.string(),
  values: z.record(z.string(), z.union([z.number(), z.string(), z.null()])),
  cells: z.array(z.string()).optional(),
})
export const passed = z.object({
  rule: z.string(),
  values: z.record(z.string(), z.union([z.number(), z.string(), z.null()])),
})

/** An act on a record, from the journal. */
export const act = z.object({
  index: z.number(),
  at: z.string(),
  by: z.object({ kind: z.string(), name: z.string().optional() }),
  kind: z.string(),
  change: z.record(z.string(), z.unknown()),
})

/** Every error answer (RFC 9457). `refused` names a foreseen no; `problems` names every wrong field. */
export const problem = z.object({
  type: z.string(),
  title: z.string(),
  status: z.number(),
  detail: z.string().optional(),
  refused: z.string().optional(),
  problems: z.array(z.object({ field: z.string(), message: z.string(), row: z.number().optional() })).optional(),
})
export type Problem = z.infer<typeof problem>
