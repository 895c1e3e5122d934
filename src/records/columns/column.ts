/** ColumnType of the government-website meta tags (国办发〔2017〕47号); the list there is open-ended. */
export const columnTypes = [
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
  '政策解读',
  '回应关切',
  '办事服务',
  '咨询投诉',
  '征集调查',
] as const
export type ColumnType = (typeof columnTypes)[number]

/** 长期公开, 定期公开, 随时公开 */
export type Duration = 'long-term' | 'periodic' | 'any-time'

export interface Column {
  id: number
  parentId: number | null
  slug: string
  name: string
  type: ColumnType
  description: string
  keywords: string
  /** e.g. 《政府信息公开条例》第二十条第（五）项 */
  basis: string | null
  duration: Duration
}
