/** What art. 39 and 36(7) of the 条例 call 信访、投诉、举报 and 咨询, by the words people begin them with. */
const words = [
  /我要(投诉|举报|反映)|(投诉|举报)(某|该|这|一下|他|她|它)|要求(处理|查处|处罚|赔偿|解决|给个说法)|请(查处|严惩|严肃处理)/,
  /(怎么|如何|怎样)(办理?|申请|申领|报名|缴费)|是不是合法|是否合法|请问|求助|帮(我|忙)/,
]

/** Whether a text reads like a complaint or a question, which is no request for information. A hint, never a verdict. */
export function readsLikeComplaint({ title, description }: { title: string; description: string }): boolean {
  return words.some((pattern) => pattern.test(title) || pattern.test(description))
}
