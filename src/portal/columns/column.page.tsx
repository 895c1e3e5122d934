import { monthOf } from '../../law/calendar-date.ts'
import { dayInChina } from '../../platform/clock.ts'
import type { Column } from '../../records/columns/column.ts'
import type { NilStatement } from '../../records/columns/for-public.ts'
import { Day } from '../days.tsx'
import type { Frame, NavEntry } from '../frame.ts'
import { Layout } from '../layout.tsx'
import { hrefOf, pageSizes } from '../lists.ts'
import { countText } from '../numbers.ts'
import type { Crumb } from '../parts/breadcrumb.tsx'
import { EmptyState } from '../parts/empty-state.tsx'
import { PageTools, YearArchive } from '../parts/list-controls.tsx'
import { type ListRow, ListRows } from '../parts/list-rows.tsx'
import { type PagePlace, Pager } from '../parts/pager.tsx'
import { Subscribe } from '../parts/subscribe.tsx'
import { paths } from '../paths.ts'
import { emptyText, timeLimitText } from './words.ts'

export interface ColumnProps extends PagePlace {
  frame: Frame
  column: Column
  /** the columns above this one, from the first level down */
  above: readonly NavEntry[]
  below: readonly NavEntry[]
  rows: readonly ListRow[]
  total: number
  per: number
  years: readonly { year: number; count: number }[]
  asked: { text: string; year: number | undefined }
  nil: NilStatement | null
  /** when something was last published here; null: never */
  lastPublishedAt: Date | null
}

export function ColumnPage(props: ColumnProps) {
  const { frame, column, above, below, rows, total, years, asked, lastPublishedAt, page } = props
  const trail: Crumb[] = [...above, { name: column.name, href: null }]
  const section = above[0]?.href ?? hrefOf(column)
  const filtered = asked.text !== '' || asked.year !== undefined
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
        {column.closedOn && (
          <p className="notice">
            本栏目自
            <Day on={column.closedOn} />
            起停止更新，以前发布的内容仍可查看。
          </p>
        )}
        {column.basis && (
          <p className="basis">
            <span>公开依据：{column.basis}</span>
            <span>公开时限：{timeLimitText(column)}</span>
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
        {(total > 20 || years.length > 1 || filtered) && (
          <form className="list-filter" method="get" action={paths.column(column.slug)}>
            {asked.year !== undefined && <input type="hidden" name="year" value={asked.year} />}
            <label htmlFor="q">在本栏目中查找标题</label>
            <input id="q" name="q" type="search" defaultValue={asked.text} />
            <button type="submit" className="button quiet">
              查找
            </button>
          </form>
        )}
        <YearArchive url={frame.visit.url} years={years} year={asked.year} />
        {rows.length > 0 ? (
          <ListByMonth {...props} />
        ) : filtered ? (
          <EmptyState title="没有符合条件的内容">
            <p>
              可以<a href={paths.column(column.slug)}>查看本栏目全部内容</a>，或者换一个词。
            </p>
          </EmptyState>
        ) : below.length === 0 ? (
          <Nothing {...props} />
        ) : null}
        {!column.closedOn && (
          <Subscribe name={column.slug} title={column.name} url={frame.visit.url} filtered={filtered} />
        )}
      </div>
    </Layout>
  )
}

function ListByMonth({ frame, rows, total, per, page, pages }: ColumnProps) {
  const { url, generatedAt } = frame.visit
  const months = Map.groupBy(rows, ({ publishedAt }) => monthOf(dayInChina(publishedAt)))
  return (
    <>
      <p className="count">共 {countText(total)} 条</p>
      {[...months].map(([month, rows]) => (
        <section key={month} className="month-group" aria-labelledby={`month-${month}`}>
          <h2 id={`month-${month}`}>
            {Number(month.slice(0, 4))}年{Number(month.slice(5))}月
          </h2>
          <ListRows rows={rows} now={generatedAt} />
        </section>
      ))}
      <Pager url={url} page={page} pages={pages} />
      <PageTools url={url} per={per} sizes={pageSizes} page={page} pages={pages} total={total} />
    </>
  )
}

function Nothing({ column, nil, lastPublishedAt }: ColumnProps) {
  if (nil) return <NilLine nil={nil} />
  return (
    <EmptyState title={emptyText(column, lastPublishedAt && dayInChina(lastPublishedAt))}>
      <p>
        需要的信息不在这里，可以查看<a href={paths.disclosure}>政府信息公开专栏</a>，或者
        <a href={paths.requests}>申请公开</a>。
      </p>
    </EmptyState>
  )
}

/** 本机关无此类信息（确认日期…，确认科室…） */
export function NilLine({ nil }: { nil: NilStatement }) {
  return (
    <p className="nil-statement">
      <strong>{nil.statement}</strong>
      <span>
        {nil.section}于
        <Day on={nil.confirmedOn} />
        确认，
        <Day on={nil.validUntil} />
        前再次确认
      </span>
    </p>
  )
}
