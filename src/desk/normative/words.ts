import type { CleanUpView, ForceView, PolicyView, RelationView } from '../../api/contract/normative.ts'

export const statusText: Record<NonNullable<ForceView['standing']>['status'], string> = {
  'not-yet': '尚未施行',
  'in-force': '现行有效',
  amended: '已修改',
  repealed: '已废止',
  lapsed: '已失效',
}
export const factText: Record<ForceView['facts'][number]['kind'], string> = {
  made: '施行',
  amended: '修改',
  extended: '延长有效期',
  repealed: '废止',
  lapsed: '失效',
  'declared-lapsed': '宣布失效',
}
export const relationText: Record<RelationView['kind'], { from: string; to: string }> = {
  interprets: { from: '解读', to: '被解读' },
  amends: { from: '修改', to: '被修改' },
  repeals: { from: '废止', to: '被废止' },
  replaces: { from: '替代', to: '被替代' },
  implements: { from: '制定依据', to: '配套文件' },
  reposts: { from: '转载自', to: '被转载' },
}
export const formText: Record<NonNullable<RelationView['form']>, string> = {
  text: '文字',
  qa: '问答',
  picture: '图解',
  video: '视频',
  press: '新闻发布会',
  interview: '访谈',
  live: '直播',
  media: '媒体',
}
export const exemptText: Record<NonNullable<PolicyView['exempt']>['reason'], string> = {
  repost: '转载上级文件，由制发机关解读',
  internal: '只涉及内部管理',
  'repeal-only': '只废止或者宣布失效',
  'wording-only': '只作文字修改',
  other: '其他（写明理由）',
}
export const decisionText: Record<NonNullable<CleanUpView['items'][number]['decision']>, string> = {
  keep: '继续有效',
  amend: '拟修改',
  repeal: '废止',
  lapse: '宣布失效',
}
export const unitText = { working: '个工作日', calendar: '天' } as const

export const choicesOf = <Value extends string>(words: Record<Value, string>) =>
  Object.entries(words).map(([value, label]) => ({ value: value as Value, label: label as string }))
