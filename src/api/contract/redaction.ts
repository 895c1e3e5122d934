import { z } from 'zod'
import { byId, id, text, version } from './common.ts'
import { defineRoute } from './route.ts'

const tag = '材料与遮盖'

export const redactionGround = z.enum([
  'personal-data',
  'third-party',
  'law-prohibited',
  'security-stability',
  'internal-affairs',
  'process-info',
  'enforcement-file',
  'admin-query',
])
const count = z.number().int()
const rect = { x: z.number(), y: z.number(), width: z.number(), height: z.number() }

const mark = z.object({
  id: z.number(),
  page: count,
  ...rect,
  ground: redactionGround,
  /** drawn, word, or a class of personal data */
  foundBy: z.string(),
  foundByLabel: z.string(),
  found: z.string().nullable(),
  hit: z.number().nullable(),
  state: z.enum(['proposed', 'accepted', 'skipped', 'taken-back']),
  byName: z.string(),
})
export type MarkView = z.infer<typeof mark>

const output = z.object({
  id: z.number(),
  markedVersion: count,
  state: z.enum(['asked', 'making', 'made', 'failed']),
  pagesDone: count,
  sha256: z.string().nullable(),
  size: z.number().nullable(),
  proof: z
    .object({
      holds: z.boolean(),
      checks: z.array(z.object({ name: z.string(), against: z.string().nullable() })),
      boxes: count,
      withWords: count,
      elsewhere: z.array(z.object({ page: count, count })),
    })
    .nullable(),
  ledger: z.array(z.object({ page: count, grounds: z.array(z.object({ ground: redactionGround, count })) })),
  summary: z.string(),
  askedAt: z.string(),
  madeAt: z.string().nullable(),
  issuedAt: z.string().nullable(),
})

const material = z.object({
  id: z.number(),
  requestId: z.number(),
  name: z.string(),
  version: count,
  /** in points, as the pages are shown */
  pages: z.array(z.object({ width: z.number(), height: z.number(), withText: z.boolean() })),
  addedBy: z.string(),
  addedAt: z.string(),
  proposed: count,
  accepted: count,
  outputs: z.array(output),
})
export type MaterialView = z.infer<typeof material>

export const listMaterial = defineRoute({
  method: 'GET',
  path: '/requests/:id/material',
  summary: '一件申请的材料、遮盖情况和要提供给申请人的文件',
  tag,
  params: byId,
  reply: z.object({
    request: z.object({ number: z.string(), title: z.string() }),
    materials: z.array(material),
    issued: z.object({
      files: z.array(
        z.object({
          id: z.number(),
          name: z.string(),
          size: z.number(),
          sha256: z.string(),
          pages: count,
          marks: count,
          summary: z.string(),
        }),
      ),
      proposes: z.enum(['granted', 'partial']).nullable(),
    }),
    may: z.array(z.enum(['change'])),
  }),
})

export const readMaterial = defineRoute({
  method: 'GET',
  path: '/material/:id',
  summary: '一份材料和它的全部遮盖标记',
  tag,
  params: byId,
  reply: z.object({
    material,
    request: z.object({ id: z.number(), number: z.string(), title: z.string() }),
    marks: z.array(mark),
    grounds: z.array(z.object({ ground: redactionGround, label: z.string(), cite: z.string() })),
    may: z.array(z.enum(['change'])),
  }),
})
export type MaterialPage = z.infer<typeof readMaterial.reply>

export const removeMaterial = defineRoute({
  method: 'DELETE',
  path: '/material/:id',
  summary: '从申请中移除一份材料',
  tag,
  params: byId,
  reply: z.object({ removed: z.literal(true) }),
})

export const drawMark = defineRoute({
  method: 'POST',
  path: '/material/:id/marks',
  summary: '在一页上画一处遮盖',
  tag,
  params: byId,
  body: z.object({ page: count.positive(), ...rect, ground: redactionGround }),
  reply: z.object({ id: z.number(), version: count }),
})

export const findMarks = defineRoute({
  method: 'POST',
  path: '/material/:id/finds',
  summary: '查找全部页面上的个人信息和指定的词',
  tag,
  params: byId,
  body: z.object({ words: z.array(text(100)).max(50), ground: redactionGround }),
  reply: z.object({ found: count, known: count, version: count, pagesWithoutText: z.array(count) }),
})

export const decideMarks = defineRoute({
  method: 'POST',
  path: '/material/:id/decisions',
  summary: '采纳、跳过或者撤销遮盖标记',
  tag,
  params: byId,
  body: z.object({
    ids: z.array(id).min(1).max(20_000),
    decision: z.enum(['accepted', 'skipped', 'proposed', 'taken-back']),
    ground: redactionGround.optional(),
  }),
  reply: z.object({ decided: count, version: count }),
})

export const askForOutput = defineRoute({
  method: 'POST',
  path: '/material/:id/outputs',
  summary: '按已采纳的标记制作遮盖件',
  tag,
  params: byId,
  body: z.object({ version }),
  reply: z.object({ id: z.number() }),
})

export const issueOutput = defineRoute({
  method: 'POST',
  path: '/redactions/:id/issue',
  summary: '列入提供给申请人的文件',
  tag,
  params: byId,
  reply: z.object({ proposes: z.enum(['granted', 'partial']) }),
})

export const takeBackIssue = defineRoute({
  method: 'POST',
  path: '/redactions/:id/take-back',
  summary: '从提供给申请人的文件中撤下',
  tag,
  params: byId,
  reply: z.object({ takenBack: z.literal(true) }),
})

// Files travel outside the contract (multipart and file answers):
//   POST /api/requests/:id/material          one file as field `file`; answers { id }
//   GET  /api/material/:id/pages/:page.jpg   a page of the original, for staff
//   GET  /api/redactions/:id/pages/:page.jpg a page of the redacted file
//   GET  /api/redactions/:id/file.pdf        the redacted file
//   GET  /api/redactions/:id/text.txt        what of it can be read as text
//   GET  /api/redactions/:id/ledger.csv      the ledger of its pages
