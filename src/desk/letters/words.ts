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
