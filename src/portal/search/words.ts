import type { EntryType, Validity } from '../../records/search/entry.ts'
import type { TagColour } from '../parts/status-tag.tsx'

/** Signs alone cannot be looked for. */
export const sayable = (query: string): boolean => /[\p{L}\p{N}]/u.test(query)

const mostRepeated = 24

/** A query as it is said again to whoever typed it. */
export function repeated(query: string): string {
  const characters = [...query]
  return characters.length > mostRepeated ? `${characters.slice(0, mostRepeated).join('')}…` : query
}

export const typeText: Record<EntryType, string> = {
  policy: '政策文件',
  interpretation: '政策解读',
  notice: '通知公告',
  news: '新闻动态',
  accident: '事故通报',
  warning: '预警提示',
  plan: '应急预案',
  finance: '财政信息',
  report: '年度报告',
  register: '许可处罚台账',
  answer: '问答',
  page: '其他信息',
}

export const validityText: Record<Validity, string> = {
  'in-force': '现行有效',
  amended: '已修改',
  'not-yet': '尚未施行',
  expired: '已失效',
  repealed: '已废止',
}

export const validityColour: Record<Validity, TagColour> = {
  'in-force': 'green',
  amended: 'amber',
  'not-yet': 'blue',
  expired: 'grey',
  repealed: 'grey',
}
