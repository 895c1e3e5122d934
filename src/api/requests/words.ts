import type { WhyNot } from '../../law/requests/next-step.ts'

export const notInHandling = '申请不在办理环节，请刷新后查看当前状态'
export const inTheFuture = '日期不能晚于今天，请核对'
export const lawWords: Record<WhyNot, string> = {
  'not-received': '请先确认收到申请',
  ended: '这件申请已经办结',
  'awaiting-correction': '正在等待申请人补正，期间停止计时',
  'awaiting-fee': '正在等待申请人缴费，期间停止计时',
  'too-late': '法定的办理时间已过',
  'period-over': '答复期限已过，请尽快答复',
  'already-asked': '这件申请已经通知过，不能重复通知',
  'already-extended': '答复期限只能延长一次（条例第三十三条）',
  'no-reasons-asked': '请先要求申请人说明理由（条例第三十五条）',
  'nothing-awaited': '这件申请没有在等待补正或缴费',
  'not-lapsed-yet': '补正或缴费的期限还没有过',
  'not-replied': '只有已经答复的申请才能重新办理',
  'no-such-rule-then': '信息处理费自 2021 年 1 月 1 日起施行，在此之前不能收取',
}
