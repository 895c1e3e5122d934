import type { FastifyInstance, FastifyReply } from 'fastify'
import { citationText } from '../../law/citation.ts'
import { inBureau, type Tx } from '../../platform/database/bureau.ts'
import { type OfficialDocument, typesetMediaTypes } from '../../platform/typeset/document.ts'
import { NoSuchAuditedReport, NoSuchRun } from '../../records/audits/audit.ts'
import { auditRun, auditRuns, reportPage } from '../../records/audits/for-staff.ts'
import { mayDoToAudits } from '../../records/audits/permissions.ts'
import { addFile, beginRun, openRun } from '../../records/audits/start.ts'
import { thisBureau } from '../../records/bureaus/for-public.ts'
import { mayAct, mustBeAllowed, type StaffActor } from '../../records/staff/actor.ts'
import { decideFinding } from '../../reporting/audit-runs/decide.ts'
import { passageOf } from '../../reporting/audit-runs/evidence.ts'
import {
  findingsOfRun,
  inNumbers,
  type ReportInRun,
  statementOf,
  verdictsOf,
} from '../../reporting/audit-runs/findings.ts'
import { letterToBureau, summaryOfRun } from '../../reporting/audit-runs/letters.ts'
import { questionOf } from '../../reporting/audit-runs/questions.ts'
import { rollUp } from '../../reporting/audit-runs/roll-up.ts'
import { workThroughRuns } from '../../reporting/audit-runs/work-through.ts'
import * as contract from '../contract/audits.ts'
import { byId } from '../contract/common.ts'
import { asStaff, done, notFound, Refusal, refuse, type Surroundings, sendProblem, serve } from '../serve.ts'

const largestReport = 32 * 1024 * 1024
const begun = '这次核对已经开始，不能再加文件；请另外新建一次核对'
const tooMany = '一次核对最多 2000 份报告，请分成几次'

const may = (by: StaffActor) => (mayAct(by, mayDoToAudits.run) ? (['run'] as const) : [])

function reportView({ id, fileName, address, state, result }: ReportInRun) {
  return {
    ...{ id, fileName, address, state },
    kind: result?.kind ?? null,
    bureau: result?.kind === 'annual-report' ? result.bureau : null,
    year: result?.year ?? null,
    vintage: result?.vintage ?? null,
    verdicts: result ? verdictsOf(result) : {},
    open: result?.findings.filter(({ decided, verdict }) => decided === null && verdict !== 'unknown').length ?? 0,
  }
}

async function reportOf(tx: Tx, id: number) {
  const page = await reportPage(tx, id)
  if (!page) throw new NoSuchAuditedReport()
  const reports = await findingsOfRun(tx, page.runId)
  const report = reports.find((one) => one.id === id)
  if (!report) throw new NoSuchAuditedReport()
  return { page, reports, report }
}

export function auditRoutes(app: FastifyInstance, surroundings: Surroundings): void {
  const { clock, database, typesetter } = surroundings

  serve(app, surroundings, contract.listAuditRuns, async ({ tx, by, query }) => {
    mustBeAllowed(by, 'look at audit runs', mayDoToAudits.look)
    return { ...(await auditRuns(tx, query)), may: may(by) }
  })

  serve(app, surroundings, contract.openAuditRun, async ({ tx, by, body }) => {
    const outcome = await openRun(tx, body, by, clock)
    return 'refused' in outcome
      ? refuse(outcome.refused, {
          'no-name': '请给这次核对起一个名称',
          'no-address': `“${outcome.which}”不是网页地址。每行写一个以 http:// 或 https:// 开头的地址`,
          'too-many': tooMany,
        })
      : outcome
  })

  serve(app, surroundings, contract.startAuditRun, async ({ tx, bureau, by, params, http }) => {
    const outcome = await beginRun(tx, params.id, by, clock)
    if ('refused' in outcome) {
      return refuse(outcome.refused, { begun, 'nothing-given': '还没有文件和网址，请先选择文件或者填写网址' })
    }
    // Goes on after the answer. What is cut off here is taken up again by the timetable.
    tx.afterCommit.push(() => {
      workThroughRuns((part) => inBureau(database, bureau.bureauId, part), clock).catch((error: Error) =>
        http.log.error({ err: error }, 'audited reports not read'),
      )
    })
    return outcome
  })

  serve(app, surroundings, contract.readAuditRun, async ({ tx, by, params }) => {
    mustBeAllowed(by, 'look at audit runs', mayDoToAudits.look)
    const run = await auditRun(tx, params.id)
    if (!run) throw new NoSuchRun()
    const reports = await findingsOfRun(tx, params.id)
    return { run, numbers: inNumbers(reports), reports: reports.map(reportView), may: may(by) }
  })

  serve(app, surroundings, contract.readAuditedReport, async ({ tx, by, params }) => {
    mustBeAllowed(by, 'look at audit runs', mayDoToAudits.look)
    const { page, report } = await reportOf(tx, params.id)
    const { findings = [], passed = [], year = null } = report.result ?? {}
    return {
      report: reportView(report),
      textSha256: page.textSha256?.toString('hex') ?? null,
      findings: findings.map(({ key, quotes, ...finding }) => ({
        ...finding,
        key: key.toString('hex'),
        statement: statementOf(finding.rule).statement,
        article: citationText(statementOf(finding.rule).cite),
        question: questionOf(finding, year),
        quotes: quotes.map(({ text: _, ...quote }, place) => ({
          ...quote,
          ...passageOf(quotes[place] as (typeof quotes)[number], page.pageText),
        })),
      })),
      passed: [...new Set(passed.map(({ rule }) => rule))].map((rule) => ({
        rule,
        statement: statementOf(rule).statement,
      })),
      may: may(by),
    }
  })

  serve(app, surroundings, contract.decideFinding, async ({ tx, by, params, body }) => {
    const outcome = await decideFinding(tx, { reportId: params.id, ...body }, by, clock)
    return 'refused' in outcome
      ? refuse(outcome.refused, {
          'no-reason': '判为误报请写明理由',
          'no-such-finding': '这条结果已经变化，请刷新后再决定',
        })
      : done
  })

  serve(app, surroundings, contract.readRollUp, async ({ tx, by, params }) => {
    mustBeAllowed(by, 'look at audit runs', mayDoToAudits.look)
    if (!(await auditRun(tx, params.id))) throw new NoSuchRun()
    const reports = await findingsOfRun(tx, params.id)
    return {
      forms: rollUp(reports),
      reports: reports.map(({ id, fileName, result }) => ({ id, name: result?.bureau ?? fileName })),
    }
  })

  app.post('/audit-runs/:id/files', { schema: { hide: true, params: byId } }, async (http, answer) => {
    const { id: runId } = http.params as { id: number }
    const barred = await asStaff(surroundings, http, async (_, by) => {
      mustBeAllowed(by, 'start an audit run', mayDoToAudits.run)
      return null
    })
    if (barred) return sendProblem(answer, barred)
    if (!http.isMultipart()) return sendProblem(answer, new Refusal(415, '请以文件上传的方式提交'))
    const given = await http.file({ limits: { fileSize: largestReport } })
    if (!given) return sendProblem(answer, new Refusal(400, '请选择要上传的文件'))
    const content = await given.toBuffer()
    const outcome = await asStaff(surroundings, http, async (tx, by) => {
      const added = await addFile(tx, { runId, name: given.filename, content }, by)
      return 'refused' in added
        ? refuse(added.refused, { begun, 'too-many': tooMany, empty: `“${given.filename}”是空文件，没有加入` })
        : added
    })
    return outcome instanceof Refusal ? sendProblem(answer, outcome) : answer.send(outcome)
  })

  /** Set after the transaction: it takes its time. */
  async function sendFile(answer: FastifyReply, made: Refusal | { document: OfficialDocument; name: string }) {
    if (made instanceof Refusal) return sendProblem(answer, made)
    const file = await typesetter.typeset('docx', made.document, new Map())
    return answer
      .type(typesetMediaTypes.docx)
      .header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(made.name)}.docx`)
      .send(Buffer.from(file))
  }

  app.get('/audit-runs/:id/summary.docx', { schema: { hide: true, params: byId } }, async (http, answer) => {
    const { id } = http.params as { id: number }
    const made = await asStaff(surroundings, http, async (tx, by) => {
      mustBeAllowed(by, 'look at audit runs', mayDoToAudits.look)
      const run = await auditRun(tx, id)
      if (!run) return notFound('次核对')
      const document = summaryOfRun(await findingsOfRun(tx, id), (await thisBureau(tx)).name, clock.today())
      return { document, name: `${run.name} 核对情况通报（稿）` }
    })
    return sendFile(answer, made)
  })

  app.get('/audited-reports/:id/letter.docx', { schema: { hide: true, params: byId } }, async (http, answer) => {
    const { id } = http.params as { id: number }
    const made = await asStaff(surroundings, http, async (tx, by) => {
      mustBeAllowed(by, 'look at audit runs', mayDoToAudits.look)
      const { reports } = await reportOf(tx, id)
      const document = letterToBureau(reports, id, (await thisBureau(tx)).name, clock.today())
      return document
        ? { document, name: `致${document.addressees}的函（稿）` }
        : new Refusal(409, '没有需要这个单位核实的内容，不用发函')
    })
    return sendFile(answer, made)
  })
}
