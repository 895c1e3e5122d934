import type { CleanUpDecision } from '../../law/publicity/clean-up.ts'
import type { InterpretationForm } from '../../law/publicity/interpretation.ts'
import type { NormativeStatus, RelationKind } from '../../law/publicity/normative.ts'
import type { Validity } from '../parts/index-table.tsx'
import type { TagColour } from '../parts/status-tag.tsx'

export const statusText = {
  'not-yet': '尚未施行',
  'in-force': '现行有效',
  amended: '已修改',
  repealed: '已废止',
  lapsed: '已失效',
} as const satisfies Record<NormativeStatus, Validity>

export const statusColour: Record<NormativeStatus, TagColour> = {
  'not-yet': 'blue',
  'in-force': 'green',
  amended: 'amber',
  repealed: 'grey',
  lapsed: 'grey',
}

export const isOver = (status: NormativeStatus) => status === 'repealed' || status === 'lapsed'

export const formText: Record<InterpretationForm, string> = {
  text: '文字解读',
  qa: '问答解读',
  picture: '图解',
  video: '视频解读',
  press: '新闻发布会',
  interview: '访谈',
  live: '直播解读',
  media: '媒体解读',
}

/** What the documents on the other side are to this one: it says so of them, or they of it. */
export const relationText: Record<RelationKind, { from: string; to: string }> = {
  interprets: { from: '解读的文件', to: '政策解读' },
  amends: { from: '本文件修改', to: '修改本文件的文件' },
  repeals: { from: '本文件废止', to: '废止本文件的文件' },
  replaces: { from: '本文件替代', to: '替代本文件的文件' },
  implements: { from: '制定依据', to: '配套文件' },
  reposts: { from: '转载来源', to: '转载本文件的信息' },
}

export const decisionText: Record<CleanUpDecision, string> = {
  keep: '继续有效',
  amend: '拟修改',
  repeal: '废止',
  lapse: '宣布失效',
}

const digits = '零一二三四五六七八九'

/** 第十二条之一 of the anchor t12-1 */
export function articleText(anchor: string): string {
  const [, number = '', branch] = /^t(\d+)(?:-(\d+))?$/.exec(anchor) ?? []
  return number === ''
    ? anchor
    : `第${chineseNumber(Number(number))}条${branch ? `之${chineseNumber(Number(branch))}` : ''}`
}

function chineseNumber(n: number): string {
  if (n < 10) return digits[n] ?? ''
  if (n < 20) return `十${n % 10 === 0 ? '' : digits[n % 10]}`
  if (n < 100) return `${digits[Math.floor(n / 10)]}十${n % 10 === 0 ? '' : digits[n % 10]}`
  const rest = n % 100
  return `${digits[Math.floor(n / 100)]}百${rest === 0 ? '' : rest < 10 ? `零${digits[rest]}` : `${digits[Math.floor(rest / 10)]}十${rest % 10 === 0 ? '' : digits[rest % 10]}`}`
}

/** A title in its brackets; those within it are the smaller ones. */
export function titled(title: string): string {
  return `《${title.replaceAll('《', '〈').replaceAll('》', '〉')}》`
}
