import type { CalendarDate } from '../../law/calendar-date.ts'
import { citationText } from '../../law/citation.ts'
import { type OutcomeCode, outcomes, remedies } from '../../law/requests/outcome.ts'
import type { Bureau } from '../bureaus/bureau.ts'
import type { RequestCase } from './for-staff.ts'

const inChinese = (day: CalendarDate): string => {
  const [year, month, date] = day.split('-').map(Number)
  return `${year}年${month}月${date}日`
}

/** What the applicant is told under each outcome; the officer fills in what only the officer knows, marked with 〔 〕. */
const findings: Record<OutcomeCode, string> = {
  granted: '经审查，您申请公开的信息属于可以公开的政府信息，现予公开：\n\n〔写明信息内容，或者列出随附的文件〕',
  'granted-public': '经审查，您申请公开的信息已经主动公开。获取方式和途径：\n\n〔写明网址、公报期号或者查阅地点〕',
  partial:
    '经审查，您申请公开的信息中含有不予公开的内容，能够区分处理。现将可以公开的部分提供如下：\n\n〔写明提供的内容〕\n\n不予公开的部分及理由：\n\n〔写明遮盖了哪些内容、依据哪一条〕',
  'deny-1': '经审查，您申请公开的信息依法确定为国家秘密，本机关不予公开。理由：\n\n〔写明理由〕',
  'deny-2':
    '经审查，您申请公开的信息属于法律、行政法规禁止公开的信息，本机关不予公开。理由：\n\n〔写明哪部法律或者行政法规的哪一条〕',
  'deny-3':
    '经审查，公开您申请的信息可能危及国家安全、公共安全、经济安全、社会稳定，本机关不予公开。理由：\n\n〔写明理由〕',
  'deny-4': '经审查，公开您申请的信息会对第三方合法权益造成损害，本机关不予公开。理由：\n\n〔写明第三方意见和理由〕',
  'deny-5':
    '经审查，您申请公开的信息属于本机关内部事务信息，本机关不予公开。理由：\n\n〔写明属于人事管理、后勤管理还是内部工作流程〕',
  'deny-6':
    '经审查，您申请公开的信息属于履行行政管理职能过程中形成的过程性信息，本机关不予公开。理由：\n\n〔写明属于哪一类过程性信息〕',
  'deny-7': '经审查，您申请公开的信息属于行政执法案卷信息，本机关不予公开。理由：\n\n〔写明所属案卷〕',
  'deny-8':
    '经审查，您申请公开的信息属于有专门查询办法的信息，请依照有关规定办理查询：\n\n〔写明依据的法律、行政法规和查询地点〕',
  'unable-1': '经检索，本机关没有您申请公开的信息。检索情况：\n\n〔写明检索的范围、方法和结果〕',
  'unable-1-other-organ':
    '经审查，您申请公开的信息不属于本机关负责公开。理由：\n\n〔写明理由〕\n\n建议您向以下机关申请：\n\n〔写明机关名称和联系方式〕',
  'unable-2':
    '经审查，您申请的内容需要本机关对现有政府信息进行加工、分析，本机关不予提供。说明：\n\n〔写明现有信息的情况〕',
  'unable-3': '您的申请经补正后内容仍不明确，本机关无法提供。说明：\n\n〔写明哪些内容仍不明确〕',
  'noproc-1':
    '经审查，您提交的内容属于信访、投诉、举报等事项，不作为政府信息公开申请处理。您可以通过以下渠道反映：\n\n〔写明渠道〕',
  'noproc-2': '经审查，本机关已就您申请公开的信息作出过答复，不再重复处理。此前的答复：\n\n〔写明文号和日期〕',
  'noproc-3': '经审查，您要求提供的是公开出版物，不作为政府信息公开申请处理。获取途径：\n\n〔写明途径〕',
  'noproc-4':
    '经审查，您申请公开政府信息的数量、频次明显超过合理范围，所说明的理由不合理，本机关不予处理。说明：\n\n〔写明理由〕',
  'noproc-5':
    '经审查，您要求本机关对已获取的信息进行确认或者重新出具，本机关不予处理。说明：\n\n〔写明此前获取的情况〕',
  'other-1': '',
  'other-2': '',
  'other-3': '',
}

/** A reply letter to start from: number and date are filled in when it goes out. */
export function letterToStartFrom(
  found: Pick<RequestCase, 'receivedOn' | 'number' | 'title'> & { addressee: string },
  code: OutcomeCode,
  bureau: Bureau,
  today: CalendarDate,
): string {
  const { reconsiderationOrgan: reconsideration, court } = bureau.profile
  const { clause } = remedies(code, today, { reconsideration, court })
  const received = found.receivedOn ? `本机关于${inChinese(found.receivedOn)}收到您（单位）提出的政府信息公开申请` : ''
  return [
    `${found.addressee}：`,
    `${received}（编号 ${found.number}），申请公开“${found.title}”。`,
    findings[code],
    `以上答复依据${citationText(outcomes[code].cite)}作出。`,
    clause,
    `联系人：${bureau.profile.disclosureOffice}    电话：${bureau.profile.phone}`,
    bureau.name,
  ].join('\n\n')
}
