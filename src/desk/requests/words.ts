import type { z } from 'zod'
import type { applicantKind, channel, requestState } from '../../api/contract/requests.ts'

export const stateText: Record<z.infer<typeof requestState>, string> = {
  'awaiting-confirmation': '待确认收到',
  received: '待受理',
  'in-handling': '办理中',
  'awaiting-correction': '补正中',
  consulting: '征求意见',
  'awaiting-fee': '待缴费',
  'reply-in-review': '答复待审批',
  'reply-approved': '待送达',
  closed: '已办结',
}
export const channelText: Record<z.infer<typeof channel>, string> = {
  online: '网上提交',
  email: '电子邮件',
  fax: '传真',
  counter: '当面提交',
  'registered-mail': '挂号信或快递',
  'ordinary-mail': '平信',
}
export const kindText: Record<z.infer<typeof applicantKind>, string> = {
  natural: '自然人',
  business: '商业企业',
  research: '科研机构',
  welfare: '社会公益组织',
  legal: '法律服务机构',
  other: '其他组织',
}
export const carrierText = { electronic: '电子文本', paper: '纸质', disc: '光盘', other: '其他' } as const
export const deliveryText = {
  download: '网上下载',
  email: '电子邮件',
  post: '邮寄',
  'pick-up': '当面领取',
  'on-site': '现场查阅',
} as const
export const idTypeText = {
  'resident-id': '居民身份证',
  passport: '护照',
  'hk-macao-permit': '港澳台居民通行证',
  'officer-card': '军官证',
  'credit-code': '统一社会信用代码',
  other: '其他证件',
} as const
export const eventText: Record<string, string> = {
  received: '收到申请',
  'correction-asked': '告知补正',
  'correction-received': '收到补正',
  'third-party-asked': '征求第三方意见',
  'third-party-answered': '第三方答复',
  'co-maker-asked': '征求共同制作机关意见',
  'co-maker-answered': '共同制作机关答复',
  'organ-asked': '征求其他机关意见',
  'organ-answered': '其他机关答复',
  extended: '延长答复期限',
  'fee-noticed': '发出收费通知',
  'fee-paid': '收到缴费',
  'reasons-asked': '要求说明理由',
  'reasons-received': '收到说明的理由',
  delayed: '告知延迟答复',
  replied: '答复送达',
  withdrawn: '申请人撤回',
  merged: '并入另一件办理',
  reopened: '重新办理',
  lapsed: '逾期，不再处理',
}
export const limitText = {
  'correction-notice': '告知补正的最后一日',
  'correction-answer': '申请人补正的最后一日',
  'third-party': '第三方答复的最后一日',
  'co-maker': '共同制作机关答复的最后一日',
  'fee-payment': '缴费的最后一日',
} as const
export const noteKindText = {
  contact: '与申请人沟通',
  'joint-consultation': '会商',
  search: '检索情况',
  explanation: '情况说明',
} as const
export const deliveryWayText = {
  download: '网上下载',
  email: '电子邮件',
  'registered-mail': '挂号信或快递',
  'ordinary-mail': '平信',
  'pick-up': '当面领取',
  'on-site': '现场查阅',
  announcement: '公告送达',
} as const
export const remedyRouteText = {
  complaint: '投诉举报',
  reconsideration: '行政复议',
  direct: '直接起诉',
  after: '复议后起诉',
} as const
export const remedyResultText = { upheld: '结果维持', corrected: '结果纠正', other: '其他结果' } as const
export const answerText = {
  agrees: '同意公开',
  objects: '不同意公开',
  answered: '其他答复',
  silent: '期满未答复',
} as const
