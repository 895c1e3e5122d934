import type { CalendarDate } from '../../law/calendar-date.ts'
import type { ItemNumber } from '../../law/publicity/catalogue.ts'
import type { Span, UpdateClass } from '../../law/publicity/freshness.ts'

/** ColumnType of the government-website meta tags (国办发〔2017〕47号); the list there is open-ended. */
export const columnTypes = [
  '首页',
  '概况信息',
  '机构职能',
  '负责人信息',
  '工作动态',
  '政策文件',
  '信息公开指南',
  '信息公开目录',
  '信息公开年报',
  '依申请公开',
  '数据发布',
  '数据开放',
  '政策解读',
  '回应关切',
  '办事服务',
  '咨询投诉',
  '征集调查',
  '在线访谈',
] as const
export type ColumnType = (typeof columnTypes)[number]

/** 长期公开, 定期公开, 随时公开 */
export const durations = ['long-term', 'periodic', 'any-time'] as const
export type Duration = (typeof durations)[number]

/** Parts of the disclosure platform: four are fixed, requests are the customary fifth (国办公开办函〔2019〕61号). */
export const platformParts = ['guide', 'rules', 'content', 'reports', 'requests'] as const
export type PlatformPart = (typeof platformParts)[number]

export type Standing = 'open' | 'hidden' | 'closed'

/** The column that is the disclosure platform; its address is fixed. */
export const platformSlug = 'zwgk'

/** The column of the organisation pages, which are made from the organisation's records. */
export const organisationSlug = 'jgzn'

/** First parts of addresses that belong to pages of the product: no column can live there. */
export const reservedSlugs: readonly string[] = [
  ...['api', 'assets', 'staff', 'rss', 'cap', 'lite', 'status', 'jiandu', 'shuju', 'sousuo', 'zhuanti'],
  ...['ysqgk', 'xinxiang', 'zhengji', 'diaocha', 'yujing', 'shijian', 'bixian', 'zhengce', 'wangzhanditu', 'wuzhangai'],
]

/** What an office says about a column. */
export interface ColumnPlan {
  parentId: number | null
  slug: string
  name: string
  type: ColumnType
  description: string
  keywords: string
  /** e.g. 《政府信息公开条例》第二十条第（五）项 */
  basis: string | null
  duration: Duration
  /** responsible section; without one nothing can be published in the column */
  sectionId: number | null
  ownerId: number | null
  /** own part of the platform; a column without one is what the column above it is */
  part: PlatformPart | null
  statutoryItem: ItemNumber | null
  /** registers whose entries stand in this column */
  registers: readonly string[]
  updateClass: UpdateClass
  /** the promised rhythm of a column disclosed periodically */
  promise: Span | null
  feed: boolean
  standing: 'open' | 'hidden'
}

/** A column as the public may see it. */
export interface Column {
  id: number
  parentId: number | null
  slug: string
  name: string
  type: ColumnType
  description: string
  keywords: string
  basis: string | null
  duration: Duration
  /** the part of the platform it belongs to, its own or inherited; null outside the platform */
  part: PlatformPart | null
  /** it is the part itself, not something below it */
  isPart: boolean
  statutoryItem: ItemNumber | null
  registers: readonly string[]
  updateClass: UpdateClass
  promise: Span | null
  feed: boolean
  standing: Standing
  closedOn: CalendarDate | null
  mergedIntoId: number | null
  createdOn: CalendarDate
  /** name of the responsible section */
  section: string | null
}

/** A column and all below it. */
export function withBelow<C extends { id: number; parentId: number | null }>(tree: readonly C[], column: C): C[] {
  return [column, ...tree.filter(({ parentId }) => parentId === column.id).flatMap((child) => withBelow(tree, child))]
}
