import type { LetterView } from '../../api/contract/letters.ts'

export const letterStateText: Record<LetterView['state'], string> = {
  drafting: '起草中',
  section: '待科室负责人签署',
  legal: '待法制审核',
  office: '待公开办签署',
  signed: '已签署',
  issued: '已发出',
}
export const stepText: Record<LetterView['signatures'][number]['step'], string> = {
  section: '科室负责人',
  legal: '法制审核',
  office: '公开办',
  leader: '分管领导',
}

/** What letters are sent back for, most often first. */
export const returnReasons = [
  '答复内容与申请事项不符',
  '答复结论不当',
  '依据不准确',
  '理由说明不充分',
  '检索不充分',
  '附件或者区分处理有误',
  '救济途径有误',
  '涉密或者个人信息待核',
  '文字和格式',
] as const

/** A reason from the list and free words as one opinion; null when there is neither. */
export const opinionOf = (reason: string | undefined, words: string): string | null =>
  [reason, words.trim()].filter(Boolean).join('：') || null
