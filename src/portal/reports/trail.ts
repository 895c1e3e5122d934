import type { ColumnOfPage } from '../meta.tsx'
import type { Crumb } from '../parts/breadcrumb.tsx'
import { paths } from '../paths.ts'

export const reportsColumn: ColumnOfPage = {
  name: '政府信息公开年报',
  description: '本机关历年政府信息公开工作年度报告',
  keywords: '政府信息公开年报,政府信息公开工作年度报告',
  type: '信息公开年报',
}

export function reportsTrail(...crumbs: Crumb[]): Crumb[] {
  return [
    { name: '政府信息公开', href: paths.disclosure },
    { name: reportsColumn.name, href: crumbs.length === 0 ? null : paths.reports },
    ...crumbs,
  ]
}

export function reportTitle(bureau: { name: string }, year: number): string {
  return `${bureau.name}${year}年政府信息公开工作年度报告`
}
