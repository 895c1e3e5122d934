import type { FastifyInstance, FastifyReply } from 'fastify'
import { z } from 'zod'
import { addDays, type CalendarDate } from '../../law/calendar-date.ts'
import { outcomes } from '../../law/requests/outcome.ts'
import type { WorkingCalendar } from '../../law/working-days/calendar.ts'
import { readCsv } from '../../platform/csv.ts'
import { NotASpreadsheet, readSheet, templateSheet } from '../../platform/spreadsheets.ts'
import { csvFile, type Table, xlsxFile } from '../../platform/table-files.ts'
import { workingCalendar } from '../../records/calendars/working-calendar.ts'
import {
  applicantFacts,
  filedVolume,
  requestsAlike,
  requestsOfPerson,
  requestTopics,
  requestViews,
  volumesOfYear,
} from '../../records/caseload/for-staff.ts'
import { dropView, keepView } from '../../records/caseload/views.ts'
import { fileVolume, missingIn, volumeOf, volumeParts } from '../../records/caseload/volume.ts'
import { recordAct } from '../../records/journal/record.ts'
import { assignMany, tagMany, undoBulk } from '../../records/requests/bulk.ts'
import { type RequestFilter, requestCase, requestQueue, requestTags } from '../../records/requests/for-staff.ts'
import {
  type EarlierCell,
  earlierColumns,
  importEarlier,
  outcomeLabels,
  previewEarlier,
} from '../../records/requests/import.ts'
import { mayOpenApplicant, openApplicant } from '../../records/requests/open-applicant.ts'
import { mayOnRequest, mustBeAllowedOnRequest } from '../../records/requests/permissions.ts'
import type { StaffActor } from '../../records/staff/actor.ts'
import { sections } from '../../records/staff/for-staff.ts'
import * as contract from '../contract/caseload.ts'
import { listRequests } from '../contract/requests.ts'
import { asStaff, done, notFound, Refusal, refuse, type Surroundings, sendProblem, serve } from '../serve.ts'
import { missingWords, stateWords, volumeWords } from './volume-words.ts'

type ListQuery = z.output<NonNullable<typeof listRequests.query>>

/** The filter a query of the list means: a light is a range of due days, worked out from the calendar. */
export function filterOf(
  { ids, light, dueFrom, dueTo, ...query }: ListQuery,
  by: StaffActor,
  calendar: WorkingCalendar,
  today: CalendarDate,
): RequestFilter {
  const given = Object.fromEntries(Object.entries(query).filter(([, value]) => value !== undefined && value !== ''))
  const soon = calendar.nthAfter(today, 5)
  const ranges = {
    overdue: { dueTo: addDays(today, -1), paused: false },
    soon: { dueFrom: today, dueTo: soon, paused: false },
    plenty: { dueFrom: addDays(soon, 1), paused: false },
    paused: { paused: true },
  }
  return {
    ...(given as Omit<ListQuery, 'ids' | 'light' | 'dueFrom' | 'dueTo'>),
    ...(ids ? { ids: ids.split(',').map(Number) } : {}),
    ...(dueFrom ? { dueFrom: dueFrom as CalendarDate } : {}),
    ...(dueTo ? { dueTo: dueTo as CalendarDate } : {}),
    ...(light ? ranges[light] : {}),
    byId: by.id,
  } as RequestFilter
}

const mostExported = 10_000
const bulkWords = {
  'not-in-section': '这个人不在所选科室，请重新选择',
  'no-reason': '请写明转办的理由',
  'nothing-changed': '所选申请已经是这样，没有可改的',
  'no-tag': '请填写标签',
}
const notReadable: Record<NotASpreadsheet['is'], string> = {
  empty: '文件是空的，请检查后重新选择',
  'old-excel': '这是旧版 Excel 文件（.xls）。请另存为“Excel 工作簿（.xlsx）”后再导入',
  text: '这不是 Excel 文件。CSV 文件的名称应以 .csv 结尾',
  other: '不能读取这种文件，请选择 .xlsx 或者 .csv 文件',
  broken: '文件已损坏，无法读取。请用 Excel 或 WPS 打开后另存一份再导入',
  'too-many-rows': '一次最多导入 10 万行，请拆分后分次导入',
}
const importQuery = z.object({
  source: z.string().trim().min(1).max(60).default('原登记台账'),
  from: z.coerce.number().int().min(0).default(0),
  count: z.coerce.number().int().min(1).max(1000).optional(),
})

/** Rows of a spreadsheet or a CSV file by their headings, and the columns that are missing. Throws {@link NotASpreadsheet}. */
async function earlierRows(fileName: string, bytes: Buffer): Promise<{ rows: EarlierCell[]; missing: string[] }> {
  const { headings, rows } = /\.csv$/i.test(fileName) ? readCsv(bytes) : await readSheet(bytes)
  return {
    rows: rows.map(({ row, cells }) => ({
      row,
      fields: Object.fromEntries(headings.map((name, place) => [name, cells[place] ?? null])),
    })),
    missing: earlierColumns
      .filter(({ name, required }) => required && !headings.includes(name))
      .map(({ name }) => name),
  }
}

/** The queue at any size: acts on many, saved views, what is alike, topics, volumes, files in and out. */
export function caseloadRoutes(app: FastifyInstance, surroundings: Surroundings): void {
  const { clock } = surroundings

  serve(app, surroundings, contract.readQueueChoices, async ({ tx, by }) => {
    mustBeAllowedOnRequest(by, 'look')
    const acts = { assign: 'assign', tag: 'note', import: 'register', file: 'deliver' } as const
    return {
      tags: await requestTags(tx),
      sections: (await sections(tx)).map(({ id, name }) => ({ id, name })),
      views: await requestViews(tx, by.id),
      may: (Object.keys(acts) as (keyof typeof acts)[]).filter((act) => mayOnRequest(by, acts[act])),
    }
  })

  serve(app, surroundings, contract.assignMany, async ({ tx, by, body }) => {
    const outcome = await assignMany(tx, body, by, clock)
    return 'refused' in outcome ? refuse(outcome.refused, bulkWords) : outcome
  })

  serve(app, surroundings, contract.tagMany, async ({ tx, by, body }) => {
    const outcome = await tagMany(tx, body, by, clock)
    return 'refused' in outcome ? refuse(outcome.refused, bulkWords) : outcome
  })

  serve(app, surroundings, contract.undoBulk, async ({ tx, by, params }) => {
    const outcome = await undoBulk(tx, { bulkId: params.id }, by, clock)
    return 'refused' in outcome
      ? refuse(outcome.refused, {
          'not-yours': '只能撤销自己刚才的批量办理',
          'too-late': '已超过 10 分钟，不能撤销；可以重新转办',
          'already-undone': '已经撤销过了',
        })
      : outcome
  })

  serve(app, surroundings, contract.keepView, async ({ tx, by, body }) => {
    const outcome = await keepView(tx, body, by, clock)
    return 'refused' in outcome ? refuse(outcome.refused, { 'no-name': '请填写视图的名称' }) : outcome
  })

  serve(app, surroundings, contract.dropView, async ({ tx, by, params }) => {
    const outcome = await dropView(tx, params, by, clock)
    return 'refused' in outcome ? refuse(outcome.refused, { 'not-yours': '只能删除自己保存的视图' }) : done
  })

  serve(app, surroundings, contract.findDuplicates, async ({ tx, by, body }) => {
    mustBeAllowedOnRequest(by, 'register')
    const { name, phone, idType, idNumber, title } = body
    const named = name.trim() !== '' && (phone.trim() !== '' || Boolean(idNumber?.trim()))
    const person = { name: name.trim(), phone: phone.trim(), idType, idNumber: idNumber?.trim() || null }
    return {
      ofPerson: named ? await requestsOfPerson(tx, person, 10) : [],
      alike: title.trim().length > 3 ? await requestsAlike(tx, { title: title.trim(), except: [] }) : [],
    }
  })

  serve(app, surroundings, contract.readApplicantFacts, async ({ tx, by, params }) => {
    mustBeAllowedOnRequest(by, 'look')
    return (await applicantFacts(tx, params.id)) ?? notFound('件申请')
  })

  serve(app, surroundings, contract.readTopics, async ({ tx, by, query }) => {
    mustBeAllowedOnRequest(by, 'look')
    return requestTopics(tx, { from: query.from as CalendarDate, to: query.to as CalendarDate })
  })

  serve(app, surroundings, contract.readVolume, async ({ tx, by, params }) => {
    mustBeAllowedOnRequest(by, 'look')
    const found = await requestCase(tx, params.id)
    if (!found) return notFound('件申请')
    const missing = missingIn(found)
    return {
      parts: volumeParts(found, volumeWords),
      missing: missing.map((what) => missingWords[what]),
      filed: await filedVolume(tx, params.id),
      mayFile: missing.length === 0 && mayOnRequest(by, 'deliver'),
    }
  })

  serve(app, surroundings, contract.fileVolume, async ({ tx, by, params, body }) => {
    mustBeAllowedOnRequest(by, 'deliver')
    const found = await requestCase(tx, params.id)
    if (!found) return notFound('件申请')
    const outcome = await fileVolume(tx, found, body, by, clock)
    if (!('refused' in outcome)) return outcome
    const told = outcome.missing.map((what) => missingWords[what]).join('；')
    return new Refusal(409, `案卷还不完整：${told}`, { refused: outcome.refused })
  })

  const sendFile = (answer: FastifyReply, name: string, bytes: Buffer) =>
    answer
      .header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(name)}`)
      .header('cache-control', 'no-store')
      .type(
        name.endsWith('.csv')
          ? 'text/csv; charset=utf-8'
          : name.endsWith('.pdf')
            ? 'application/pdf'
            : 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
      )
      .send(bytes)

  app.get<{ Params: { format: string } }>('/requests/export.:format(^xlsx|csv$)', async (http, answer) => {
    const query = listRequests.query?.safeParse(http.query)
    if (!query?.success) return sendProblem(answer, new Refusal(400, '筛选条件有误，请刷新列表后再导出'))
    const outcome = await asStaff(surroundings, http, async (tx, by): Promise<Table | Refusal> => {
      mustBeAllowedOnRequest(by, 'look')
      const filter = filterOf(query.data, by, await workingCalendar(tx), clock.today())
      const { requests, total, more } = await requestQueue(tx, {
        ...filter,
        page: 1,
        size: mostExported,
        upTo: mostExported,
      })
      if (more || total > mostExported) {
        return new Refusal(
          409,
          `符合条件的有${more ? '超过' : ''} ${total} 件，一次最多导出 ${mostExported} 件，请按期限或者科室筛选后分次导出`,
        )
      }
      await recordAct(tx, {
        kind: 'requests exported',
        subject: 'requests',
        by,
        at: clock.now(),
        change: { requests: total },
      })
      return {
        title: '依申请公开',
        headings: [
          '编号',
          '事项',
          '申请人',
          '申请人类型',
          '渠道',
          '环节',
          '收到日',
          '最晚答复日',
          '科室',
          '经办',
          '办理结果',
          '办结日',
          '标签',
        ],
        rows: requests.map((one) => [
          one.number,
          one.title,
          one.applicant,
          volumeWords.kind[one.applicantKind],
          volumeWords.channel[one.channel],
          stateWords[one.state],
          one.receivedOn,
          one.dueOn,
          one.section,
          one.handler,
          one.outcome && outcomes[one.outcome].label,
          one.concludedOn,
          one.tags.join('、'),
        ]),
      }
    })
    if (outcome instanceof Refusal) return sendProblem(answer, outcome)
    const csv = http.params.format === 'csv'
    return sendFile(answer, `依申请公开.${csv ? 'csv' : 'xlsx'}`, csv ? csvFile(outcome) : await xlsxFile(outcome))
  })

  app.get<{ Params: { id: string } }>('/requests/:id/volume.pdf', async (http, answer) => {
    const bureau = await surroundings.bureauOf(http)
    const outcome = await asStaff(surroundings, http, async (tx, by) => {
      mustBeAllowedOnRequest(by, 'look')
      const id = Number(http.params.id)
      const found = Number.isSafeInteger(id) ? await requestCase(tx, id) : null
      if (!found) return notFound('件申请')
      // Whoever may not open the applicant gets the volume with the applicant masked; an opening is journaled.
      const opened = mayOpenApplicant(by, found) ? await openApplicant(tx, { id }, by, clock) : null
      const inFull = opened && 'applicant' in opened ? { ...found, applicant: opened.applicant } : found
      const filed = await filedVolume(tx, id)
      const made = { bureauName: bureau.name, words: volumeWords, filed, madeOn: clock.today() }
      return { number: found.number, document: volumeOf(inFull, made) }
    })
    if (outcome instanceof Refusal) return sendProblem(answer, outcome)
    const { number, document } = outcome
    const pdf = await surroundings.typesetter.typeset('pdf', document, new Map())
    return sendFile(answer, `案卷 ${number}.pdf`, Buffer.from(pdf))
  })

  app.get<{ Querystring: { year?: string } }>('/requests/hand-over-list.xlsx', async (http, answer) => {
    const year = Number(http.query.year)
    if (!Number.isInteger(year) || year < 2008 || year > 2100) {
      return sendProblem(answer, new Refusal(400, '请选择移交哪一年办结的案卷'))
    }
    const outcome = await asStaff(surroundings, http, async (tx, by) => {
      mustBeAllowedOnRequest(by, 'look')
      return volumesOfYear(tx, year)
    })
    if (outcome instanceof Refusal) return sendProblem(answer, outcome)
    const rows = outcome.map((one, place) => [
      place + 1,
      one.number,
      one.title,
      one.replyNumber,
      one.receivedOn,
      one.concludedOn,
      volumeWords.retention[one.retention as keyof typeof volumeWords.retention],
      one.keepUntil,
      one.filedOn,
    ])
    const headings = ['序号', '编号', '事项', '答复文号', '收到日', '办结日', '保管期限', '保管至', '归档日期']
    return sendFile(
      answer,
      `${year}年依申请公开案卷移交清单.xlsx`,
      await xlsxFile({ title: `${year}年移交清单`, headings, rows }),
    )
  })

  app.get('/requests/import-template.xlsx', async (http, answer) => {
    const outcome = await asStaff(surroundings, http, async (_, by) => {
      mustBeAllowedOnRequest(by, 'register')
      return templateSheet(
        '原登记台账',
        earlierColumns.map((column) => {
          const choices = 'choices' in column ? (column.choices ?? outcomeLabels) : null
          // A drop-down list of a spreadsheet holds 255 characters at most.
          const fits = choices !== null && choices.join(',').length <= 250
          return {
            name: column.name,
            required: column.required,
            day: 'day' in column,
            ...(fits ? { choices } : {}),
          }
        }),
      )
    })
    return outcome instanceof Refusal
      ? sendProblem(answer, outcome)
      : sendFile(answer, '原登记台账导入模板.xlsx', outcome)
  })

  app.post('/requests/imports', { bodyLimit: 21 * 1024 * 1024 }, async (http, answer) => {
    const query = importQuery.safeParse(http.query)
    if (!query.success) return sendProblem(answer, new Refusal(400, '请填写原台账的名称'))
    const { source, from, count } = query.data
    const file = await http.file()
    if (!file) return sendProblem(answer, new Refusal(400, '请选择要导入的文件'))
    let read: Awaited<ReturnType<typeof earlierRows>>
    try {
      read = await earlierRows(file.filename, await file.toBuffer())
    } catch (error) {
      if (error instanceof NotASpreadsheet) {
        return sendProblem(answer, new Refusal(415, notReadable[error.is], { refused: error.is }))
      }
      throw error
    }
    const { rows, missing } = read
    if (missing.length > 0) {
      return sendProblem(answer, new Refusal(422, `缺少这些列：${missing.join('、')}。请使用下载的模板`))
    }
    const outcome = await asStaff(surroundings, http, async (tx, by): Promise<contract.ImportAnswer> => {
      if (count === undefined) {
        const preview = await previewEarlier(tx, { source, rows }, by, clock)
        return { rows: rows.length, entered: 0, ...preview }
      }
      const some = rows.slice(from, from + count)
      return { rows: rows.length, ready: 0, ...(await importEarlier(tx, { source, rows: some }, by, clock)) }
    })
    return outcome instanceof Refusal ? sendProblem(answer, outcome) : answer.send(outcome)
  })
}
