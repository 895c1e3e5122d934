import { z } from 'zod'

const cells = z.record(z.string(), z.number().nullable()).nullable()

/** What the JSON of a published report holds. */
export const reportJson = z.object({
  $schema: z.string().describe('address of this description'),
  bureau: z.string().describe('name of the reporting body'),
  year: z.number().int().describe('report year; the period is its whole calendar year'),
  vintage: z
    .enum(['2019', '2021'])
    .describe('form of 2019 (国办公开办函〔2019〕60号) or 2021 (国办公开办函〔2021〕30号)'),
  narrative: z
    .object({ overall: z.string(), problems: z.string(), other: z.string() })
    .describe('sections one, five and six; figures stand in them as {{name}}'),
  cells: z
    .object({
      disclosure: cells.describe('table 2 by row.column: licences.decisions; fees.amount in 万元'),
      requests: cells.describe('table 3 by row.column: new.natural, granted.total'),
      remedies: cells.describe('table 4 by block.column: reconsideration.upheld, direct.total'),
      others: z.record(z.string(), z.number()).describe('figures that stand only in the words'),
    })
    .describe('a table that is missing is null, never zero'),
  hash: z.string().describe('SHA-256, hexadecimal'),
  hashedOver: z.string(),
  frozenAt: z.string().describe('ISO 8601'),
  publishedAt: z.string().describe('ISO 8601'),
})

export const reportJsonSchema = z.toJSONSchema(reportJson)
