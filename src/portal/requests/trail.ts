import type { ColumnOfPage } from '../meta.tsx'
import type { Crumb } from '../parts/breadcrumb.tsx'
import { paths } from '../paths.ts'

/** The column every page about requests belongs to. */
export const requestsColumn: ColumnOfPage = {
  name: '依申请公开',
  description: '提交政府信息公开申请，查询办理进度，查看答复',
  keywords: '依申请公开,政府信息公开申请,办理进度,答复',
  type: '依申请公开',
}

export function requestsTrail(...crumbs: Crumb[]): Crumb[] {
  return [
    { name: '政府信息公开', href: paths.disclosure },
    { name: requestsColumn.name, href: crumbs.length === 0 ? null : paths.requests },
    ...crumbs,
  ]
}
