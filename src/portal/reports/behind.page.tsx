import { cellLabel } from '../../law/reports/tables.ts'
import type { Frame } from '../frame.ts'
import { Layout } from '../layout.tsx'
import { countText } from '../numbers.ts'
import { EmptyState } from '../parts/empty-state.tsx'
import { type PagePlace, Pager } from '../parts/pager.tsx'
import { type PublicColumn, type PublicRow, RecordTable } from '../parts/record-table.tsx'
import { paths } from '../paths.ts'
import { reportsColumn, reportsTrail } from './trail.ts'

export interface BehindProps extends PagePlace {
  frame: Frame
  year: number
  vintage: '2019' | '2021'
  /** name of the figure: licences.decisions */
  figure: string
  value: number
  /** how the number was made, in one sentence */
  howCounted: string
  columns: readonly PublicColumn[]
  rows: readonly PublicRow[]
  total: number
}

/** The records a figure of a published report was counted from. */
export function BehindPage({
  frame,
  year,
  vintage,
  figure,
  value,
  howCounted,
  columns,
  rows,
  total,
  page,
  pages,
}: BehindProps) {
  const label = cellLabel(vintage, figure)
  return (
    <Layout
      frame={frame}
      title={`${label}：${year}年年报的记录${page > 1 ? `（第${page}页）` : ''}`}
      column={reportsColumn}
      trail={reportsTrail({ name: `${year}年`, href: paths.report(year) }, { name: '数字的依据', href: null })}
      section={paths.disclosure}
    >
      <div className="reading">
        <h1>{label}</h1>
        <p className="figure">
          <strong>{countText(value)}</strong>
          <span>{year}年度报告中的数字</span>
        </p>
        <p>{howCounted}</p>
      </div>
      {rows.length === 0 ? (
        <EmptyState title="没有可以公开的记录">
          <p>这个数字为零，或者所依据的记录依法不公开。</p>
        </EmptyState>
      ) : (
        <>
          <p className="count">共 {countText(total)} 条记录</p>
          <RecordTable label={label} columns={columns} rows={rows} />
          <Pager url={frame.visit.url} page={page} pages={pages} />
        </>
      )}
      <p>
        <a href={paths.report(year)}>返回{year}年度报告</a>
      </p>
    </Layout>
  )
}
