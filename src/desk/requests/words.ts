import type { z } from 'zod'
import type { reminderWhat } from '../../api/contract/deadlines.ts'
import type { applicantKind, channel, requestState } from '../../api/contract/requests.ts'
import type { Act, WhyNot } from '../../law/requests/next-step.ts'

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
export const actText: Record<Act, string> = {
  'ask-for-correction': '告知补正',
  'receive-correction': '收到补正',
  'ask-third-party': '征求第三方意见',
  'ask-co-maker': '征求共同制作机关意见',
  'ask-organ': '征求其他机关意见',
  extend: '延长答复期限',
  'charge-fee': '通知收费',
  'receive-payment': '收到缴费',
  'ask-for-reasons': '要求说明理由',
  delay: '告知延迟答复',
  reply: '答复',
  withdraw: '撤回',
  'close-lapsed': '逾期办结',
  'note-silence': '登记期满未答复',
  'receive-reasons': '收到理由说明',
  merge: '并案',
  reopen: '重新办理',
}
export const whyNotText: Record<WhyNot | 'before-receipt', string> = {
  'before-receipt': '早于收到申请之日',
  'not-received': '申请还没有收到',
  ended: '申请已经办结',
  'awaiting-correction': '正在等待补正，停止计时',
  'awaiting-fee': '正在等待缴费，停止计时',
  'too-late': '已超过告知补正的 7 个工作日',
  'period-over': '答复期限已过',
  'already-asked': '已经告知过，不能重复',
  'already-extended': '只能延长一次',
  'no-reasons-asked': '要先要求申请人说明理由',
  'nothing-awaited': '没有在等待补正或缴费',
  'not-lapsed-yet': '期限还没有过',
  'not-replied': '还没有答复',
  'no-such-rule-then': '当时还没有这项规定',
}
export const reminderText: Record<z.infer<typeof reminderWhat>, string> = {
  legal: '法定最晚答复日',
  internal: '内部目标日',
  ...limitText,
}
export const lightText = { overdue: '超期', soon: '5 个工作日内到期', plenty: '充裕', paused: '暂停计时' } as const
export const retentionText = { '10-years': '定期10年', '30-years': '定期30年', permanent: '永久' } as const
