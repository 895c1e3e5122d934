import type { FastifyInstance } from 'fastify'
import { yearOf } from '../../law/calendar-date.ts'
import { vintageOf } from '../../law/reports/formats.ts'
import { dayInChina } from '../../platform/clock.ts'
import { documentList } from '../../records/documents/for-staff.ts'
import { actsOn } from '../../records/journal/for-staff.ts'
import { entryList } from '../../records/registers/for-staff.ts'
import { frozenCell, reportList, reportOfYear } from '../../records/reports/for-staff.ts'
import { publishReport } from '../../records/reports/freeze.ts'
import { mayDoToReports } from '../../records/reports/permissions.ts'
import type { Report } from '../../records/reports/report.ts'
import { decideReport, openReport, sendReportForApproval, writeNarrative } from '../../records/reports/write.ts'
import { requestQueue } from '../../records/requests/for-staff.ts'
import { mayAct, mustBeAllowed, type StaffActor } from '../../records/staff/actor.ts'
import { longestOverview } from '../../reporting/audit/wording.ts'
import { recordsBehind } from '../../reporting/collect.ts'
import { checkReportWords, compileReport, figuresOf } from '../../reporting/compile.ts'
import { driftOf, freezeYear } from '../../reporting/freeze.ts'
import { isReportFormat, reportFile, reportMediaTypes } from '../../reporting/report-files.ts'
import * as contract from '../contract/reports.ts'
import { asStaff, done, notFound, Refusal, refuse, type Surroundings, sendProblem, serve } from '../serve.ts'

const notADraft = { 'not-a-draft': '报告已经送审，不能再修改；需要修改请由审批人退回' }

export function reportRoutes(app: FastifyInstance, surroundings: Surroundings): void {
  const { clock } = surroundings

  serve(app, surroundings, contract.listReports, async ({ tx, by }) => {
    mustBeAllowed(by, 'look at annual reports', mayDoToReports.look)
    const reports = await reportList(tx)
    const taken = new Set(reports.map((report) => report.year))
    const thisYear = yearOf(clock.today())
    const open = []
    for (let year = thisYear; vintageOf(year) !== 'pre-2019'; year -= 1) if (!taken.has(year)) open.push(year)
    return { reports, open }
  })

  serve(app, surroundings, contract.openReport, async ({ tx, by, params }) => {
    const outcome = await openReport(tx, params.year, by, clock)
    return 'refused' in outcome
      ? refuse(outcome.refused, {
          'before-the-formats': '2018年及以前的报告没有统一表格，不能在这里编制',
          'year-not-begun': '这个年度还没有开始',
        })
      : done
  })

  serve(app, surroundings, contract.readReport, async ({ tx, by, params }) => {
    mustBeAllowed(by, 'look at annual reports', mayDoToReports.look)
    const compiled = await compileReport(tx, params.year)
    if (!compiled) return notFound('份年度报告')
    const { report, ...rest } = compiled
    return {
      ...rest,
      year: report.year,
      vintage: report.vintage,
      state: report.state,
      version: report.version,
      narrative: report.narrative,
      frozen: report.cells !== null,
      hash: report.hash,
      may: mayNow(report, by, yearOf(clock.today())),
      acts: await actsOn(tx, `annual report ${report.year}`),
    }
  })

  serve(app, surroundings, contract.readRecordsBehind, async ({ tx, by, params, query }) => {
    mustBeAllowed(by, 'look at annual reports', mayDoToReports.look)
    const report = await reportOfYear(tx, params.year)
    if (!report) return notFound('份年度报告')
    const { table, cell } = params
    const figures = await figuresOf(tx, report)
    const value = (table === 'documents' ? figures.others : figures[table])?.[cell]
    if (value === undefined) return notFound('个数字')
    // A frozen figure opens what was frozen; a living one opens what is counted now.
    const frozen = report.cells ? await frozenCell(tx, report.id, `${table}:${cell}`) : null
    const behind = report.cells
      ? { ledger: frozen?.recordKind ?? 'register-entry', ids: frozen?.recordIds ?? [] }
      : await recordsBehind(tx, params.year, report.vintage, table, cell).then(({ ledger, records }) => ({
          ledger,
          ids: records.map((record) => record.id),
        }))
    const { ids } = behind
    const ledger = table === 'documents' ? 'document' : table === 'requests' ? 'request' : 'register-entry'
    const { requests } =
      ledger === 'request' ? await requestQueue(tx, { view: 'all', ids, ...query }) : { requests: [] }
    const { entries } = ledger === 'register-entry' ? await entryList(tx, { ids, ...query }) : { entries: [] }
    const { documents } = ledger === 'document' ? await documentList(tx, { ids, ...query }) : { documents: [] }
    return {
      value: value ?? 0,
      ledger,
      total: ids.length,
      register: entries[0]?.kind ?? null,
      requests,
      entries,
      documents,
    } as const
  })

  serve(app, surroundings, contract.writeNarrative, async ({ tx, by, params, body }) => {
    const outcome = await writeNarrative(tx, { ...params, ...body }, by, clock)
    return 'refused' in outcome ? refuse(outcome.refused, notADraft) : outcome
  })

  serve(app, surroundings, contract.checkWords, async ({ tx, by, params, body }) => {
    mustBeAllowed(by, 'write the annual report', mayDoToReports.write)
    const checked = await checkReportWords(tx, params.year, body.narrative)
    return checked ? { ...checked, limit: longestOverview } : notFound('份年度报告')
  })

  app.get('/reports/:year/file/:format', { schema: { hide: true } }, async (http, answer) => {
    const { year, format } = http.params as { year: string; format: string }
    const bureau = await surroundings.bureauOf(http)
    const made = await asStaff(surroundings, http, async (tx, by) => {
      mustBeAllowed(by, 'look at annual reports', mayDoToReports.look)
      if (!isReportFormat(format)) return notFound('种格式的文件')
      const report = Number.isInteger(Number(year)) ? await reportOfYear(tx, Number(year)) : null
      if (!report) return notFound('份年度报告')
      const { vintage, narrative, publishedAt } = report
      const signedOn = publishedAt && dayInChina(publishedAt)
      const cells = await figuresOf(tx, report)
      return { format, bureau: bureau.name, year: report.year, vintage, narrative, cells, signedOn }
    })
    if (made instanceof Refusal) return sendProblem(answer, made)
    const model = { ...made, madeOn: clock.today() }
    const file = await reportFile(model, model.format, surroundings.typesetter)
    const name = `${year}年政府信息公开工作年度报告${made.signedOn ? '' : '（草稿）'}.${format}`
    return answer
      .type(reportMediaTypes[model.format])
      .header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(name)}`)
      .send(file)
  })

  serve(app, surroundings, contract.sendReport, async ({ tx, by, params, body }) => {
    const outcome = await sendReportForApproval(tx, { ...params, ...body }, by, clock)
    return 'refused' in outcome
      ? refuse(outcome.refused, { ...notADraft, 'year-not-over': '年度还没有结束，数字还会变化；请在次年 1 月送审' })
      : done
  })

  serve(app, surroundings, contract.decideReport, async ({ tx, by, params, body }) => {
    const outcome = await decideReport(tx, { ...params, ...body }, by, clock)
    return 'refused' in outcome
      ? refuse(outcome.refused, {
          'nothing-to-decide': '报告不在待审批状态，可能已被处理',
          'own-report': '不能审批自己送审的报告，请由另一位负责人审批',
          'no-reason': '退回时请写明理由',
        })
      : done
  })

  serve(app, surroundings, contract.freezeReport, async ({ tx, by, params, body }) => {
    const outcome = await freezeYear(tx, { ...params, ...body }, by, clock)
    return 'refused' in outcome
      ? refuse(outcome.refused, {
          'not-approved': '报告还没有经负责人批准',
          'does-not-add-up': '还有核对不通过的地方，请先改正再固定数字',
        })
      : outcome
  })

  serve(app, surroundings, contract.publishReport, async ({ tx, by, params, body }) => {
    const outcome = await publishReport(tx, { ...params, ...body }, by, clock)
    return 'refused' in outcome ? refuse(outcome.refused, { 'not-frozen': '请先固定数字，再公布' }) : done
  })

  serve(app, surroundings, contract.readDrift, async ({ tx, by, params }) => {
    mustBeAllowed(by, 'look at annual reports', mayDoToReports.look)
    return { cells: await driftOf(tx, params.year) }
  })
}

function mayNow(
  report: Report,
  by: StaffActor,
  thisYear: number,
): ('write' | 'send' | 'decide' | 'freeze' | 'publish')[] {
  const writer = mayAct(by, mayDoToReports.write)
  return [
    ...(report.state === 'draft' && writer ? (['write'] as const) : []),
    ...(report.state === 'draft' && writer && report.year < thisYear ? (['send'] as const) : []),
    ...(report.state === 'in-approval' && mayAct(by, mayDoToReports.approve) && report.sentBy !== by.id
      ? (['decide'] as const)
      : []),
    ...(report.state === 'approved' && mayAct(by, mayDoToReports.freeze) ? (['freeze'] as const) : []),
    ...(report.state === 'frozen' && mayAct(by, mayDoToReports.publish) ? (['publish'] as const) : []),
  ]
}
