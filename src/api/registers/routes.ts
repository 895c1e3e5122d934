import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Tx } from '../../platform/database/bureau.ts'
import { markedSheet, NotASpreadsheet, readSheet, templateSheet } from '../../platform/spreadsheets.ts'
import {
  correctEntry,
  enterInRegister,
  enterMany,
  type RowProblem,
  withdrawEntry,
} from '../../records/registers/enter.ts'
import type { FieldProblem } from '../../records/registers/entry.ts'
import { entryCounts, entryList } from '../../records/registers/for-staff.ts'
import { registerKind, registerKinds } from '../../records/registers/kinds/all.ts'
import { mayDoToRegisters } from '../../records/registers/permissions.ts'
import type { RegisterKind } from '../../records/registers/register.ts'
import { mayAct, mustBeAllowed, type StaffActor } from '../../records/staff/actor.ts'
import * as contract from '../contract/registers.ts'
import { leakText, withLeaks } from '../leaks/words.ts'
import { asStaff, done, notFound, Refusal, refuse, type Surroundings, sendProblem, serve } from '../serve.ts'

const notASpreadsheetWords: Record<NotASpreadsheet['is'], string> = {
  empty: '文件是空的，请检查后重新选择',
  'old-excel': '这是旧版 Excel 文件（.xls）。请用 Excel 或 WPS 打开，另存为“Excel 工作簿（.xlsx）”后再导入',
  text: '这不是 Excel 文件。请把内容粘贴到下载的模板里，保存为 .xlsx 后再导入',
  other: '这不是 Excel 文件，请选择 .xlsx 文件',
  broken: '文件已损坏，无法读取。请用 Excel 或 WPS 打开后另存一份再导入',
  'too-many-rows': '一次最多导入 10 万行，请拆分后分次导入',
}

const withProblems = (problems: FieldProblem[]) => new Refusal(422, '有内容需要修改', { problems })
const withdrawalWords = { withdrawn: '这条记录已经撤销', 'no-reason': '请写明理由' }

const view = (kind: RegisterKind, count: number, by: StaffActor): contract.RegisterView => ({
  kind: kind.kind,
  title: kind.title,
  unit: kind.unit,
  cite: kind.cite,
  publishWithin: kind.publishWithin,
  fields: kind.form.flatMap((name) => {
    const field = kind.fields[name]
    if (!field) return []
    return {
      name,
      label: field.label,
      type: field.type,
      required: field.required,
      ...(field.help ? { help: field.help } : {}),
      ...(field.type === 'choice'
        ? { choices: Object.entries(field.choices).map(([value, label]) => ({ value, label })) }
        : {}),
    }
  }),
  publicColumns: [...kind.publicColumns],
  count,
  may: (['enter', 'correct', 'withdraw'] as const).filter((act) => mayAct(by, mayDoToRegisters[act])),
})

export function registerRoutes(app: FastifyInstance, surroundings: Surroundings): void {
  const { clock } = surroundings

  serve(app, surroundings, contract.listRegisters, async ({ tx, by }) => {
    mustBeAllowed(by, 'look at registers', mayDoToRegisters.look)
    const counts = await entryCounts(tx)
    return { registers: registerKinds.map((kind) => view(kind, counts[kind.kind] ?? 0, by)) }
  })

  serve(app, surroundings, contract.listEntries, async ({ tx, by, params, query }) => {
    mustBeAllowed(by, 'look at registers', mayDoToRegisters.look)
    if (!registerKind(params.kind)) return notFound('类台账')
    const { text, year, ...rest } = query
    return entryList(tx, { ...params, ...rest, ...(text ? { text } : {}), ...(year ? { year } : {}) })
  })

  serve(app, surroundings, contract.enterInRegister, async ({ tx, by, params, body }) => {
    const outcome = await enterInRegister(tx, { ...params, ...body }, by, clock)
    if ('problems' in outcome) return withProblems(outcome.problems)
    return 'leaks' in outcome ? withLeaks(outcome.leaks) : outcome
  })

  serve(app, surroundings, contract.correctEntry, async ({ tx, by, params, body }) => {
    const outcome = await correctEntry(tx, { ...params, ...body }, by, clock)
    if ('problems' in outcome) return withProblems(outcome.problems)
    if ('leaks' in outcome) return withLeaks(outcome.leaks)
    return 'refused' in outcome ? refuse(outcome.refused, withdrawalWords) : done
  })

  serve(app, surroundings, contract.withdrawEntry, async ({ tx, by, params, body }) => {
    const outcome = await withdrawEntry(tx, { ...params, ...body }, by, clock)
    return 'refused' in outcome ? refuse(outcome.refused, withdrawalWords) : done
  })

  // Spreadsheets: files come and go, so these three stand outside the JSON contract.

  const sendSheet = (answer: FastifyReply, name: string, bytes: Buffer) =>
    answer
      .header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(name)}`)
      .type('application/vnd.openxmlformats-officedocument.spreadsheetml.sheet')
      .send(bytes)

  const answered = (answer: FastifyReply, refusal: Refusal) => sendProblem(answer, refusal)

  app.get<{ Params: { kind: string } }>('/registers/:kind/template.xlsx', async (http, answer) => {
    const kind = registerKind(http.params.kind)
    if (!kind) return answered(answer, notFound('类台账'))
    const outcome = await asStaff(surroundings, http, async (_, by) => {
      mustBeAllowed(by, 'look at registers', mayDoToRegisters.look)
      return templateSheet(
        kind.title,
        kind.form.flatMap((name) => {
          const field = kind.fields[name]
          if (!field) return []
          return {
            name: field.label,
            required: field.required,
            day: field.type === 'day',
            ...(field.type === 'choice' ? { choices: Object.values(field.choices) } : {}),
          }
        }),
      )
    })
    return outcome instanceof Refusal
      ? answered(answer, outcome)
      : sendSheet(answer, `${kind.title}导入模板.xlsx`, outcome)
  })

  interface Upload {
    kind: RegisterKind
    fileName: string
    bytes: Buffer
    rows: { row: number; fields: Record<string, unknown> }[]
    problems: RowProblem[]
  }

  async function readUpload(http: FastifyRequest<{ Params: { kind: string } }>): Promise<Upload | Refusal> {
    const kind = registerKind(http.params.kind)
    if (!kind) return notFound('类台账')
    const file = await http.file()
    if (!file) return new Refusal(400, '请选择要导入的 Excel 文件')
    const bytes = await file.toBuffer()
    try {
      const sheet = await readSheet(bytes)
      const labels = new Map(kind.form.map((name) => [kind.fields[name]?.label ?? name, name]))
      const missing = kind.form.filter(
        (name) => kind.fields[name]?.required && !sheet.headings.includes(kind.fields[name]?.label ?? ''),
      )
      const problems = missing.map((field) => ({
        row: 1,
        field,
        message: `缺少“${kind.fields[field]?.label}”这一列，请使用下载的模板`,
      }))
      const rows = sheet.rows.map(({ row, cells }) => ({
        row,
        fields: Object.fromEntries(
          sheet.headings.flatMap((heading, place) => {
            const name = labels.get(heading)
            return name ? [[name, cells[place] ?? null]] : []
          }),
        ),
      }))
      if (rows.length === 0) problems.push({ row: 2, field: kind.name, message: '没有数据行，请填写后再导入' })
      return { kind, fileName: file.filename, bytes, rows, problems }
    } catch (error) {
      if (error instanceof NotASpreadsheet)
        return new Refusal(415, notASpreadsheetWords[error.is], { refused: error.is })
      throw error
    }
  }

  /** Checks every row; with nothing wrong, `write` enters them all. */
  async function importUpload(
    upload: Upload,
    tx: Tx,
    by: StaffActor,
  ): Promise<{ batchId: number | null; problems: RowProblem[] }> {
    if (upload.problems.length > 0) return { batchId: null, problems: upload.problems }
    const { kind, fileName, rows } = upload
    const outcome = await enterMany(tx, { kind: kind.kind, fileName, rows }, by, clock)
    if (!('problems' in outcome)) return { batchId: outcome.batchId, problems: [] }
    const leaks = outcome.leaks.map(({ row, field, leak }) => ({ row, field, message: `${leakText(leak)}，不能公开` }))
    return { batchId: null, problems: [...outcome.problems, ...leaks].sort((a, b) => a.row - b.row) }
  }

  app.post<{ Params: { kind: string } }>(
    '/registers/:kind/imports',
    { bodyLimit: 11 * 1024 * 1024 },
    async (http, answer) => {
      const upload = await readUpload(http)
      if (upload instanceof Refusal) return answered(answer, upload)
      const outcome = await asStaff(surroundings, http, (tx, by) => importUpload(upload, tx, by))
      if (outcome instanceof Refusal) return answered(answer, outcome)
      const result: contract.ImportResult = {
        rows: upload.rows.length,
        batchId: outcome.batchId,
        problems: outcome.problems.map((problem) => ({
          ...problem,
          label: upload.kind.fields[problem.field]?.label ?? problem.field,
        })),
      }
      return answer.code(outcome.batchId === null ? 422 : 200).send(result)
    },
  )

  class OnlyChecked extends Error {
    readonly problems: RowProblem[]
    constructor(problems: RowProblem[]) {
      super('only checked')
      this.problems = problems
    }
  }

  app.post<{ Params: { kind: string } }>(
    '/registers/:kind/imports/marked.xlsx',
    { bodyLimit: 11 * 1024 * 1024 },
    async (http, answer) => {
      const upload = await readUpload(http)
      if (upload instanceof Refusal) return answered(answer, upload)
      // The same checks as the import; whatever it would have written is rolled back.
      const outcome = await asStaff(surroundings, http, async (tx, by) => {
        const { problems } = await importUpload(upload, tx, by)
        throw new OnlyChecked(problems)
      }).catch((error: unknown) => {
        if (error instanceof OnlyChecked) return error.problems
        throw error
      })
      if (outcome instanceof Refusal) return answered(answer, outcome)
      const marked = await markedSheet(
        upload.bytes,
        outcome.map(({ row, field, message }) => ({
          row,
          heading: upload.kind.fields[field]?.label ?? field,
          message,
        })),
      )
      return sendSheet(answer, `标注-${upload.fileName}`, marked)
    },
  )
}
