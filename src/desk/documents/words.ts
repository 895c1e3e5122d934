import type { DocumentView } from '../../api/contract/documents.ts'

export const stageText: Record<DocumentView['stage'], string> = {
  draft: '草稿',
  'section-check': '待科室初审',
  'secrecy-review': '待保密审查',
  'office-check': '待公开办复审',
  'sign-off': '待签发',
  scheduled: '定时公开',
  done: '办结',
}
export const checkText: Record<DocumentView['route'][number]['check'], string> = {
  'section-check': '科室初审',
  'secrecy-review': '保密审查',
  'office-check': '公开办复审',
  'sign-off': '签发',
}
export const standingText: Record<DocumentView['standing'], string> = {
  unpublished: '未公开',
  public: '已公开',
  kept: '不主动公开',
  withdrawn: '已撤下',
  archived: '已归档',
}
export const kindText: Record<DocumentView['kind'], string> = {
  news: '工作动态',
  notice: '通知公告',
  policy: '政策文件',
  normative: '行政规范性文件',
  interpretation: '政策解读',
  plan: '规划、预案',
  finance: '预决算',
  warning: '预警提示',
  'accident-report': '事故调查报告',
  leadership: '领导信息',
  topic: '专题',
  media: '图片视频',
  rule: '公开制度',
  meeting: '局务会议',
}
export const viewText = {
  all: '全部',
  drafts: '草稿',
  'mine-to-check': '待我审核',
  'on-its-way': '审核中',
  public: '已公开',
  kept: '不主动公开',
  gone: '已撤下',
  'to-review': '到期复核',
} as const

/** Where a document stands, in one phrase: what is public may at the same time be under correction. */
export function stateText({ stage, standing }: Pick<DocumentView, 'stage' | 'standing'>): string {
  if (stage === 'done') return standingText[standing]
  return standing === 'public' ? `已公开，更正${stageText[stage]}` : stageText[stage]
}

export const attributeText = { proactive: '主动公开', 'on-request': '依申请公开', none: '不予公开' } as const
export const groundText = {
  'state-secret': '国家秘密（条例第十四条）',
  'law-prohibited': '法律、行政法规禁止公开（条例第十四条）',
  'security-stability': '可能危及国家安全、公共安全、经济安全、社会稳定（条例第十四条）',
  'third-party': '商业秘密、个人隐私等第三方合法权益（条例第十五条）',
  'internal-affairs': '内部事务信息（条例第十六条第一款）',
  'process-info': '过程性信息（条例第十六条第二款）',
  'enforcement-file': '行政执法案卷信息（条例第十六条第二款）',
} as const

export const fieldText: Record<string, string> = {
  columnId: '栏目',
  alsoIn: '同时放在',
  kind: '类型',
  title: '标题',
  subtitle: '副标题',
  body: '正文',
  source: '来源',
  author: '作者',
  editor: '责任编辑',
  summary: '内容概述',
  keywords: '关键词',
  theme: '主题分类',
  genre: '体裁',
  jointIssuers: '联合发文机关',
  documentNumber: '文号',
  formedOn: '形成日期',
  effectiveOn: '施行日期',
  validUntil: '有效期至',
  takeDownOn: '公示期满撤下',
  attribute: '公开属性',
  ground: '法定理由',
  groundReason: '具体理由',
}

/** 1.2 MB, 85 KB */
export function sizeText(bytes: number): string {
  return bytes >= 1024 * 1024 ? `${(bytes / 1024 / 1024).toFixed(1)} MB` : `${Math.max(1, Math.round(bytes / 1024))} KB`
}
