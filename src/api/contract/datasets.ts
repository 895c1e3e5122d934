import { z } from 'zod'
import { defineRoute } from './route.ts'

const tag = '数据开放'

const field = z.object({
  name: z.string(),
  label: z.string(),
  type: z.enum(['text', 'day', 'moment', 'whole-number', 'number']),
  meaning: z.string(),
})

export const listDatasets = defineRoute({
  method: 'GET',
  path: '/v1/',
  summary: '数据集目录：名称、字段说明、记录数和最近更新时间',
  tag,
  open: true,
  perMinute: 60,
  reply: z.object({
    datasets: z.array(
      z.object({
        name: z.string(),
        title: z.string(),
        summary: z.string(),
        frequency: z.string(),
        version: z.string(),
        count: z.number(),
        changedAt: z.string().nullable(),
        fields: z.array(field),
        url: z.string(),
        page: z.string(),
      }),
    ),
  }),
})

export const readDataset = defineRoute({
  method: 'GET',
  path: '/v1/:dataset',
  summary:
    '一个数据集的记录，每页最多 1000 条。记录数在 X-Total-Count；带上次的 ETag（If-None-Match）时，没有变化答复 304',
  tag,
  open: true,
  perMinute: 60,
  params: z.object({ dataset: z.string().max(60) }),
  query: z.object({
    page: z.coerce.number('page 应为正整数').int().min(1, 'page 从 1 开始').max(1_000_000).default(1),
    size: z.coerce.number('size 应为正整数').int().min(1).max(1000, 'size 最多 1000').default(100),
    since: z
      .string()
      .max(40)
      .refine(
        (text) => /^\d{4}-\d{2}-\d{2}(T[\d:.]+(Z|[+-]\d{2}:?\d{2}))?$/.test(text) && !Number.isNaN(Date.parse(text)),
        'since 应写成 2026-01-31 或者 2026-01-31T09:30:00+08:00（加号在网址里写作 %2B）',
      )
      .optional()
      .describe('只要这个时间（含）以后公布或者更正的；同时给出此后撤下的标识'),
    fields: z.string().max(1000).optional().describe('只要这些字段，英文名，用逗号隔开；id 总在其中'),
  }),
  reply: z.object({
    dataset: z.string(),
    title: z.string(),
    version: z.string(),
    page: z.number(),
    size: z.number(),
    total: z.number(),
    next: z.string().nullable().describe('下一页的网址；没有了为空'),
    data: z.array(z.record(z.string(), z.union([z.string(), z.number(), z.null()]))),
    removed: z
      .array(z.union([z.string(), z.number()]))
      .nullable()
      .describe('since 以后撤下的标识；没有给 since 时为空'),
  }),
})
