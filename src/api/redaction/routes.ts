import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { citationText } from '../../law/citation.ts'
import { personalDataClasses } from '../../law/personal-data/scan.ts'
import { ledgerOf, ledgerText, type RedactionGround, redactionGrounds } from '../../law/requests/redaction.ts'
import { inBureau } from '../../platform/database/bureau.ts'
import type { Check } from '../../platform/redact/prove.ts'
import { inPainter } from '../../platform/redact/thread.ts'
import { csvFile } from '../../platform/table-files.ts'
import {
  issuedFiles,
  type MaterialOfRequest,
  marksOf,
  materialForStaff,
  materialsOf,
  type Output,
  originalOf,
  outputFile,
  proposedOutcome,
} from '../../records/redaction/for-staff.ts'
import { issueOutput, takeBackIssue } from '../../records/redaction/issue.ts'
import { askForOutput, makeOutputs } from '../../records/redaction/make.ts'
import { decideMarks, drawMark, findMarks } from '../../records/redaction/mark.ts'
import {
  addMaterial,
  largestMaterial,
  type MaterialRead,
  type MaterialRefusal,
  readMaterial,
  removeMaterial,
} from '../../records/redaction/material.ts'
import { mayDoToMaterial } from '../../records/redaction/permissions.ts'
import { asPdf, type Mark } from '../../records/redaction/redaction.ts'
import { requestCase } from '../../records/requests/for-staff.ts'
import { mayAct, mustBeAllowed } from '../../records/staff/actor.ts'
import * as contract from '../contract/redaction.ts'
import { asStaff, notFound, Refusal, refuse, type Surroundings, sendProblem, serve } from '../serve.ts'

const fileWords: Record<MaterialRefusal, string> = {
  empty: '这个文件是空的',
  'too-large': '文件太大，每份材料不超过 50 MB。请分成几份上传',
  'too-many-pages': '页数太多，每份材料不超过 500 页。请分成几份上传',
  office: '遮盖只能在定稿的页面上做。请用 Word 或 WPS 打开，“另存为”或者“打印到”PDF 后再上传',
  'other-kind': '不支持这种文件。可以上传 PDF 文件和 JPG、PNG 图片',
  password: '文件有密码，打不开。请去掉密码后再上传',
  broken: '文件已损坏，无法读取。请用原来的软件打开后另存一份再上传',
}
const now = {
  'not-in-handling': '申请不在办理中（答复已送审批或者已经办结），材料不能再改动。需要改动的，请先退回答复',
}
const proofWords: Record<Check, string> = {
  pages: '页数与原件一致',
  'only-pictures': '文件里每页只有一幅图像，没有批注、附件、属性和旧版本',
  'no-text': '从成品中提取不到任何文字',
  'no-words-in-bytes': '成品的字节中没有被遮盖的文字',
  'no-original-parts': '成品中没有原件的数据片段',
  'boxes-opaque': '遮盖处重新显示后完全不透明',
}
const gone = '有的标记刚刚被别人撤销，请查看最新情况后再试'

const label = (foundBy: string) =>
  foundBy === 'drawn'
    ? '手工'
    : foundBy === 'word'
      ? '指定的词'
      : (personalDataClasses[foundBy as keyof typeof personalDataClasses]?.label ?? foundBy)

const markView = (mark: Mark) => ({ ...mark, foundByLabel: label(mark.foundBy) })
const outputView = ({ proof, ...output }: Output) => ({
  ...output,
  summary: ledgerText(output.ledger),
  proof: proof && {
    ...proof,
    checks: proof.checks.map(({ check, against }) => ({ name: proofWords[check], against })),
  },
})
const materialView = ({ sha256: _, mediaType: __, outputs, ...material }: MaterialOfRequest) => ({
  ...material,
  outputs: outputs.map(outputView),
})

const id = z.coerce.number().int().positive()
const widest = z.object({ width: z.coerce.number().int().min(100).max(2400).default(1100) })

/** 页码,遮盖数,理由,依据: one line for each page and ground. */
function ledgerCsv(marks: readonly { page: number; ground: RedactionGround }[]): Buffer {
  const rows = ledgerOf(marks).flatMap(({ page, grounds }) =>
    grounds.map(({ ground, count }) => [
      page,
      count,
      redactionGrounds[ground].label,
      citationText(redactionGrounds[ground].cite),
    ]),
  )
  return csvFile({ title: '遮盖登记', headings: ['页码', '遮盖数', '理由', '依据'], rows })
}

export function redactionRoutes(app: FastifyInstance, surroundings: Surroundings): void {
  const { clock, database } = surroundings

  serve(app, surroundings, contract.listMaterial, async ({ tx, by, params }) => {
    mustBeAllowed(by, 'look at material', mayDoToMaterial.look)
    const request = await requestCase(tx, params.id)
    if (!request) return notFound('件申请')
    const files = await issuedFiles(tx, params.id)
    return {
      request: { number: request.number, title: request.title },
      materials: (await materialsOf(tx, params.id)).map(materialView),
      issued: { files, proposes: proposedOutcome(files) },
      may: mayAct(by, mayDoToMaterial.change) ? (['change'] as const) : [],
    }
  })

  serve(app, surroundings, contract.readMaterial, async ({ tx, by, params }) => {
    mustBeAllowed(by, 'look at material', mayDoToMaterial.look)
    const material = await materialForStaff(tx, params.id)
    const request = material && (await requestCase(tx, material.requestId))
    if (!material || !request) return notFound('份材料')
    return {
      material: materialView(material),
      request: { id: request.id, number: request.number, title: request.title },
      marks: (await marksOf(tx, params.id)).map(markView),
      grounds: (Object.keys(redactionGrounds) as RedactionGround[]).map((ground) => ({
        ground,
        label: redactionGrounds[ground].label,
        cite: citationText(redactionGrounds[ground].cite),
      })),
      may: mayAct(by, mayDoToMaterial.change) ? (['change'] as const) : [],
    }
  })

  serve(app, surroundings, contract.removeMaterial, async ({ tx, by, params }) => {
    const outcome = await removeMaterial(tx, params.id, by, clock)
    return 'refused' in outcome
      ? refuse(outcome.refused, { ...now, issued: '这份材料的遮盖件已列入提供给申请人的文件，请先撤下' })
      : outcome
  })

  serve(app, surroundings, contract.drawMark, async ({ tx, by, params, body }) => {
    const outcome = await drawMark(tx, { materialId: params.id, ...body }, by, clock)
    return 'refused' in outcome
      ? refuse(outcome.refused, {
          ...now,
          'no-such-page': '没有这一页',
          outside: '这一处不在页面上，或者小于一个点。请重新画',
        })
      : outcome
  })

  serve(app, surroundings, contract.findMarks, async ({ tx, by, params, body }) => {
    mustBeAllowed(by, 'mark material of a request', mayDoToMaterial.change)
    const original = await originalOf(tx, params.id)
    if (!original) return notFound('份材料')
    const { content, mediaType } = original
    const letters = await inPainter({ kind: 'letters', bytes: content, mediaType })
    const outcome = await findMarks(tx, { materialId: params.id, letters, ...body }, by, clock)
    return 'refused' in outcome
      ? refuse(outcome.refused, now)
      : {
          ...outcome,
          pagesWithoutText: letters.flatMap(({ text }, place) => (text.trim() === '' ? [place + 1] : [])),
        }
  })

  serve(app, surroundings, contract.decideMarks, async ({ tx, by, params, body }) => {
    const { ground, ...rest } = body
    const asked = { materialId: params.id, ...rest, ...(ground ? { ground } : {}) }
    const outcome = await decideMarks(tx, asked, by, clock)
    return 'refused' in outcome ? refuse(outcome.refused, { ...now, gone }) : outcome
  })

  serve(app, surroundings, contract.askForOutput, async ({ tx, bureau, by, params, body, http }) => {
    const outcome = await askForOutput(tx, { materialId: params.id, ...body }, by, clock)
    if ('refused' in outcome) {
      return refuse(outcome.refused, {
        ...now,
        undecided: '还有查找到的内容没有决定。请逐处采纳或者跳过，再制作',
        'in-work': '这份材料正在制作，请等它完成',
      })
    }
    // Goes on after the answer. What is cut off here is taken up again by the timetable.
    tx.afterCommit.push(() => {
      makeOutputs((part) => inBureau(database, bureau.bureauId, part), clock).catch((error: Error) =>
        http.log.error({ err: error }, 'redacted file not made'),
      )
    })
    return outcome
  })

  serve(app, surroundings, contract.issueOutput, async ({ tx, by, params }) => {
    const outcome = await issueOutput(tx, params.id, by, clock)
    return 'refused' in outcome
      ? refuse(outcome.refused, {
          ...now,
          'not-made': '还没有制作完成',
          'not-proved': '检验没有通过，不能提供给申请人。请查看检验结果，调整标记后重新制作',
          'marks-changed': '制作以后标记又有改动，请重新制作',
        })
      : outcome
  })

  serve(app, surroundings, contract.takeBackIssue, async ({ tx, by, params }) => {
    const outcome = await takeBackIssue(tx, params.id, by, clock)
    return 'refused' in outcome
      ? refuse(outcome.refused, { ...now, 'not-issued': '它不在提供给申请人的文件中' })
      : outcome
  })

  app.post<{ Params: { id: string } }>(
    '/requests/:id/material',
    { schema: { hide: true, params: z.object({ id }) }, bodyLimit: largestMaterial + 100_000 },
    async (http, answer) => {
      const params = http.params as unknown as { id: number }
      const barred = await asStaff(surroundings, http, async (_, by) => {
        mustBeAllowed(by, 'add material to a request', mayDoToMaterial.change)
        return null
      })
      if (barred) return sendProblem(answer, barred)
      const given = await http.file({ limits: { fileSize: largestMaterial } })
      if (!given) return sendProblem(answer, new Refusal(400, '请选择要上传的文件'))
      const read: MaterialRead | { refused: MaterialRefusal } = await readMaterial(
        await given.toBuffer(),
        given.filename,
      )
      if ('refused' in read) return sendProblem(answer, new Refusal(415, fileWords[read.refused], read))
      const outcome = await asStaff(surroundings, http, async (tx, by) => {
        const added = await addMaterial(tx, { requestId: params.id, file: read }, by, clock)
        return 'refused' in added ? refuse(added.refused, now) : added
      })
      return outcome instanceof Refusal ? sendProblem(answer, outcome) : answer.send(outcome)
    },
  )

  const ofPage = z.object({ id, page: id })
  async function sendPage(
    http: FastifyRequest,
    answer: FastifyReply,
    find: (id: number) => Promise<{ content: Buffer; mediaType: string } | Refusal>,
  ) {
    const { id, page } = http.params as unknown as z.output<typeof ofPage>
    const { width } = http.query as z.output<typeof widest>
    const found = await find(id)
    if (found instanceof Refusal) return sendProblem(answer, found)
    const { content, mediaType } = found
    const picture = await inPainter({ kind: 'page', bytes: content, mediaType, page, widest: width })
    if (!picture) return sendProblem(answer, notFound('页'))
    return answer.header('cache-control', 'private, max-age=3600').type('image/jpeg').send(Buffer.from(picture))
  }
  const pageSchema = { schema: { hide: true, params: ofPage, querystring: widest } }

  app.get('/material/:id/pages/:page', pageSchema, (http, answer) =>
    sendPage(http, answer, (id) =>
      asStaff(surroundings, http, async (tx, by) => {
        mustBeAllowed(by, 'look at material', mayDoToMaterial.look)
        return (await originalOf(tx, id)) ?? notFound('份材料')
      }),
    ),
  )

  const redacted = (http: FastifyRequest, id: number) =>
    asStaff(surroundings, http, async (tx, by) => {
      mustBeAllowed(by, 'look at material', mayDoToMaterial.look)
      return (await outputFile(tx, id)) ?? notFound('份遮盖件')
    })

  app.get('/redactions/:id/pages/:page', pageSchema, (http, answer) =>
    sendPage(http, answer, async (id) => {
      const file = await redacted(http, id)
      return file instanceof Refusal ? file : { ...file, mediaType: 'application/pdf' }
    }),
  )

  const whatOf = {
    'file.pdf': { type: 'application/pdf', name: (name: string) => asPdf(name) },
    'text.txt': { type: 'text/plain; charset=utf-8', name: (name: string) => asPdf(name).replace(/pdf$/, 'txt') },
    'ledger.csv': { type: 'text/csv; charset=utf-8', name: (name: string) => `遮盖登记-${asPdf(name)}.csv` },
  }
  for (const what of ['file.pdf', 'text.txt', 'ledger.csv'] as const) {
    app.get(`/redactions/:id/${what}`, { schema: { hide: true, params: z.object({ id }) } }, async (http, answer) => {
      const file = await redacted(http, (http.params as unknown as { id: number }).id)
      if (file instanceof Refusal) return sendProblem(answer, file)
      const { type, name } = whatOf[what]
      const content = what === 'file.pdf' ? file.content : what === 'text.txt' ? file.text : ledgerCsv(file.marks)
      return answer
        .header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(name(file.name))}`)
        .header('cache-control', 'private, no-store')
        .type(type)
        .send(content)
    })
  }
}
