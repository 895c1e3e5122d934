import type { ApplicantColumn, Headed, RemedyBlock, RemedyColumn, RequestRow } from './format.ts'

// What the formats of 2019 and 2021 have in common.

export const sections = [
  { number: '一', title: '总体情况' },
  { number: '二', title: '主动公开政府信息情况' },
  { number: '三', title: '收到和处理政府信息公开申请情况' },
  { number: '四', title: '政府信息公开行政复议、行政诉讼情况' },
  { number: '五', title: '存在的主要问题及改进情况' },
  { number: '六', title: '其他需要报告的事项' },
] as const

export const requestsCorner = '（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）'

const who = '申请人情况'
const organisations = '法人或其他组织'

export const applicantColumns: readonly Headed<ApplicantColumn>[] = [
  { id: 'natural', path: [who, '自然人'] },
  { id: 'business', path: [who, organisations, '商业企业'] },
  { id: 'research', path: [who, organisations, '科研机构'] },
  { id: 'welfare', path: [who, organisations, '社会公益组织'] },
  { id: 'legal', path: [who, organisations, '法律服务机构'] },
  { id: 'other', path: [who, organisations, '其他'] },
  { id: 'total', path: [who, '总计'] },
]

const results = '三、本年度办理结果'
const denied = [results, '（三）不予公开'] as const
const unable = [results, '（四）无法提供'] as const
const notProcessed = [results, '（五）不予处理'] as const

export const rowsBeforeOther: readonly Headed<RequestRow>[] = [
  { id: 'new', path: ['一、本年新收政府信息公开申请数量'] },
  { id: 'carriedIn', path: ['二、上年结转政府信息公开申请数量'] },
  { id: 'granted', path: [results, '（一）予以公开'] },
  { id: 'partial', path: [results, '（二）部分公开（区分处理的，只计这一情形，不计其他情形）'] },
  { id: 'deny1', path: [...denied, '1.属于国家秘密'] },
  { id: 'deny2', path: [...denied, '2.其他法律行政法规禁止公开'] },
  { id: 'deny3', path: [...denied, '3.危及“三安全一稳定”'] },
  { id: 'deny4', path: [...denied, '4.保护第三方合法权益'] },
  { id: 'deny5', path: [...denied, '5.属于三类内部事务信息'] },
  { id: 'deny6', path: [...denied, '6.属于四类过程性信息'] },
  { id: 'deny7', path: [...denied, '7.属于行政执法案卷'] },
  { id: 'deny8', path: [...denied, '8.属于行政查询事项'] },
  { id: 'unable1', path: [...unable, '1.本机关不掌握相关政府信息'] },
  { id: 'unable2', path: [...unable, '2.没有现成信息需要另行制作'] },
  { id: 'unable3', path: [...unable, '3.补正后申请内容仍不明确'] },
  { id: 'noproc1', path: [...notProcessed, '1.信访举报投诉类申请'] },
  { id: 'noproc2', path: [...notProcessed, '2.重复申请'] },
  { id: 'noproc3', path: [...notProcessed, '3.要求提供公开出版物'] },
  { id: 'noproc4', path: [...notProcessed, '4.无正当理由大量反复申请'] },
  { id: 'noproc5', path: [...notProcessed, '5.要求行政机关确认或重新出具已获取信息'] },
]

export const otherLabel = [results, '（六）其他处理'] as const

export const rowsAfterOther: readonly Headed<RequestRow>[] = [
  { id: 'total', path: [results, '（七）总计'] },
  { id: 'carriedOut', path: ['四、结转下年度继续办理'] },
]

const remedyResults: readonly Headed<RemedyColumn>[] = [
  { id: 'upheld', path: ['结果维持'] },
  { id: 'corrected', path: ['结果纠正'] },
  { id: 'other', path: ['其他结果'] },
  { id: 'pending', path: ['尚未审结'] },
  { id: 'total', path: ['总计'] },
]

const remedyBlocks: readonly Headed<RemedyBlock>[] = [
  { id: 'reconsideration', path: ['行政复议'] },
  { id: 'direct', path: ['行政诉讼', '未经复议直接起诉'] },
  { id: 'after', path: ['行政诉讼', '复议后起诉'] },
]

export const remedyColumns: readonly Headed[] = remedyBlocks.flatMap((block) =>
  remedyResults.map((result) => ({ id: `${block.id}.${result.id}`, path: [...block.path, ...result.path] })),
)
