import { dayInChina } from '../../platform/clock.ts'
import type { Column } from '../../records/columns/column.ts'
import { dayText } from '../days.tsx'
import type { Frame, NavEntry } from '../frame.ts'
import { Layout } from '../layout.tsx'
import { countText } from '../numbers.ts'
import type { Crumb } from '../parts/breadcrumb.tsx'
import { EmptyState } from '../parts/empty-state.tsx'
import { type ListRow, ListRows } from '../parts/list-rows.tsx'
import { type PagePlace, Pager } from '../parts/pager.tsx'
import { paths } from '../paths.ts'

export interface ColumnProps extends PagePlace {
  frame: Frame
  column: Column
  /** the columns above this one, from the first level down */
  above: readonly NavEntry[]
  below: readonly NavEntry[]
  rows: readonly ListRow[]
  total: number
  /** when something was last published here; null: never */
  lastPublishedAt: Date | null
}

const durationText: Record<Column['duration'], string> = {
  'long-term': '长期公开',
  periodic: '定期公开',
  'any-time': '随时公开',
}

export function ColumnPage({ frame, column, above, below, rows, total, lastPublishedAt, page, pages }: ColumnProps) {
  const trail: Crumb[] = [...above, { name: column.name, href: null }]
  const section = above[0]?.href ?? paths.column(column.slug)
  return (
    <Layout
      frame={frame}
      title={page > 1 ? `${column.name}（第${page}页）` : column.name}
      column={column}
      trail={trail}
      section={section}
      updatedAt={lastPublishedAt}
    >
      <div>
        <h1>{column.name}</h1>
        <p className="lead">{column.description}</p>
        {column.basis && (
          <p className="basis">
            <span>公开依据：{column.basis}</span>
            <span>公开时限：{durationText[column.duration]}</span>
          </p>
        )}
        {below.length > 0 && (
          <nav className="below" aria-label={`${column.name}的下级栏目`}>
            <ul>
              {below.map(({ name, href }) => (
                <li key={href}>
                  <a href={href}>{name}</a>
                </li>
              ))}
            </ul>
          </nav>
        )}
        {rows.length > 0 ? (
          <>
            <p className="count">共 {countText(total)} 条</p>
            <ListRows rows={rows} now={frame.visit.generatedAt} />
            <Pager url={frame.visit.url} page={page} pages={pages} />
          </>
        ) : below.length === 0 ? (
          <EmptyState
            title={
              lastPublishedAt
                ? `本栏目最近一次更新为${dayText(dayInChina(lastPublishedAt))}，现在没有有效的内容`
                : '本栏目还没有发布内容'
            }
          >
            <p>
              需要的信息不在这里，可以查看<a href={paths.disclosure}>政府信息公开专栏</a>，或者
              <a href={paths.requests}>申请公开</a>。
            </p>
          </EmptyState>
        ) : null}
      </div>
    </Layout>
  )
}
