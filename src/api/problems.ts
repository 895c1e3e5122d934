import type { FastifyError, FastifyInstance } from 'fastify'
import { hasZodFastifySchemaValidationErrors } from 'fastify-type-provider-zod'
import { cannotBeKept } from '../platform/http/cannot-be-kept.ts'
import { isDatabaseAway } from '../platform/http/database-away.ts'
import { TooMuchToPaint } from '../platform/redact/thread.ts'
import { TooMuchToTypeset } from '../platform/typeset/typesetter.ts'
import { NoSuchAuditedReport, NoSuchRun } from '../records/audits/audit.ts'
import { ChangedMeanwhile } from '../records/changed-meanwhile.ts'
import { NoSuchSet } from '../records/columns/apply-set.ts'
import { NoSuchColumn } from '../records/columns/set-up.ts'
import { NoSuchContact } from '../records/contacts/change.ts'
import { NoSuchDocument } from '../records/documents/write.ts'
import { NoSuchFeedback } from '../records/feedback/close.ts'
import { NoSuchWord } from '../records/leaks/lexicon.ts'
import { NoSuchLeak } from '../records/leaks/waive.ts'
import { NoSuchLetter } from '../records/letters/write.ts'
import { NoSuchCleanUp } from '../records/normative/clean-up.ts'
import { NoDocumentWithForce, NoSuchFact, NoSuchRelation } from '../records/normative/facts.ts'
import { NoSuchLeader } from '../records/organisation/leaders.ts'
import { NoSuchUnit } from '../records/organisation/units.ts'
import { NoSuchMaterial } from '../records/redaction/redaction.ts'
import { NoSuchEntry, NoSuchRegister } from '../records/registers/enter.ts'
import { NoSuchReport } from '../records/reports/write.ts'
import { NoSuchRequest } from '../records/requests/advance.ts'
import { NoSuchSearchItem } from '../records/search/dictionary.ts'
import { NoSuchPeriod } from '../records/site-periods/arrange.ts'
import { NotAllowed } from '../records/staff/actor.ts'
import { NoSuchTopic } from '../records/topics/change.ts'
import { notFound, Refusal, sendProblem } from './serve.ts'

const missing: [new (...args: never[]) => Error, string][] = [
  [NoSuchRequest, '件申请'],
  [NoSuchLetter, '份文书'],
  [NoSuchMaterial, '份材料'],
  [NoSuchDocument, '条信息'],
  [NoSuchRegister, '类台账'],
  [NoSuchEntry, '条记录'],
  [NoDocumentWithForce, '份文件'],
  [NoSuchRelation, '项关联'],
  [NoSuchFact, '条效力记录'],
  [NoSuchCleanUp, '次清理'],
  [NoSuchReport, '份年度报告'],
  [NoSuchFeedback, '条反馈'],
  [NoSuchPeriod, '项安排'],
  [NoSuchLeak, '处内容'],
  [NoSuchWord, '个词'],
  [NoSuchColumn, '个栏目'],
  [NoSuchSet, '套栏目'],
  [NoSuchContact, '条联系方式'],
  [NoSuchLeader, '位领导'],
  [NoSuchUnit, '个机构'],
  [NoSuchTopic, '个专题'],
  [NoSuchSearchItem, '项'],
  [NoSuchRun, '次核对'],
  [NoSuchAuditedReport, '份报告'],
]

function refusalOf(error: FastifyError): Refusal | null {
  if (hasZodFastifySchemaValidationErrors(error)) {
    return new Refusal(422, '有内容需要修改', {
      problems: error.validation.map(({ instancePath, message }) => ({
        field: instancePath.replace(/^\//, '').replaceAll('/', '.'),
        message: message ?? '填写有误',
      })),
    })
  }
  if (error instanceof NotAllowed)
    return new Refusal(403, '您的角色不能做这一步，请联系有权限的同事', { refused: 'not-allowed' })
  if (error instanceof ChangedMeanwhile) {
    return new Refusal(409, '其他人刚刚修改了这条记录。您填写的内容没有丢失，请查看最新情况后再提交', {
      refused: 'changed-meanwhile',
    })
  }
  for (const [kind, what] of missing) if (error instanceof kind) return notFound(what)
  if (isDatabaseAway(error)) return new Refusal(503, '数据库正在重新启动，请稍候片刻再试；尚未提交的内容没有丢失')
  if (cannotBeKept(error)) return new Refusal(422, '内容里有无法保存的字符，或者数字太大，请修改后再试')
  switch (error.code) {
    case 'FST_ERR_CTP_BODY_TOO_LARGE':
      return new Refusal(413, '提交的内容太大，请精简后再试（每次不超过 1 MB）')
    case 'FST_REQ_FILE_TOO_LARGE':
      return new Refusal(413, '文件太大：台账每次不超过 10 MB，附件每个不超过 50 MB；请拆分后再试')
    case 'FST_ERR_CTP_INVALID_MEDIA_TYPE':
    case 'FST_INVALID_MULTIPART_CONTENT_TYPE':
      return new Refusal(415, '不支持这种提交格式')
    case 'FST_ERR_CTP_INVALID_JSON_BODY':
    case 'FST_ERR_CTP_EMPTY_JSON_BODY':
      return new Refusal(400, '提交的内容不完整，请重试')
  }
  // Somebody named a section, a person or a record that is not there (any more); the database keeps it out.
  if (error.code === foreignKeyViolation)
    return new Refusal(409, '所选的科室、人员或记录不存在，可能刚被删除。请刷新后重新选择')
  if (error.statusCode === 429) return new Refusal(429, '操作太频繁，请一分钟后再试')
  if (error instanceof TooMuchToPaint) return new Refusal(503, '现在要显示的页面太多，请稍候再试')
  if (error instanceof TooMuchToTypeset) return new Refusal(503, '现在要排版的文件太多，请一分钟后再试')
  if (error.statusCode && error.statusCode >= 400 && error.statusCode < 500)
    return new Refusal(error.statusCode, '请求有误，请检查后重试')
  return null
}

const foreignKeyViolation = '23503'

/** Every error becomes a problem document with words that say what to do. What nobody foresaw is logged and told as such. */
export function answerProblems(app: FastifyInstance): void {
  app.setErrorHandler((error: FastifyError, http, answer) => {
    const refusal = refusalOf(error)
    if (refusal) return sendProblem(answer, refusal)
    http.log.error({ err: error, path: http.routeOptions.url }, 'unforeseen error')
    return sendProblem(answer, new Refusal(500, '系统出现意外错误，已经记录。请稍后重试，或联系系统管理员'))
  })
  app.setNotFoundHandler((_, answer) => sendProblem(answer, new Refusal(404, '没有这个接口')))
}
