import type { CalendarDate } from '../../law/calendar-date.ts'
import { Day, DayOf } from '../days.tsx'
import type { Frame } from '../frame.ts'
import { Layout } from '../layout.tsx'
import { EmptyState } from '../parts/empty-state.tsx'
import { StatusTag } from '../parts/status-tag.tsx'
import { paths } from '../paths.ts'
import { reportsColumn, reportsTrail, reportTitle } from './trail.ts'

export interface ReportsProps {
  frame: Frame
  reports: readonly { year: number; vintage: '2019' | '2021'; publishedAt: Date }[]
  /** the report that is due next, while it is not yet published */
  awaited: { year: number; by: CalendarDate; daysLeft: number } | null
}

const vintageText = { '2019': '2019年格式', '2021': '2021年格式' } as const

export function ReportsPage({ frame, reports, awaited }: ReportsProps) {
  return (
    <Layout
      frame={frame}
      title={reportsColumn.name}
      column={reportsColumn}
      trail={reportsTrail()}
      section={paths.disclosure}
    >
      <div className="reading">
        <h1>{reportsColumn.name}</h1>
        <p className="lead">{reportsColumn.description}。</p>
        {awaited && (
          <p className="notice">
            {awaited.year}年度报告按规定应于 <Day on={awaited.by} /> 前公布，
            {awaited.daysLeft >= 0 ? `还有 ${awaited.daysLeft} 天` : `已晚 ${-awaited.daysLeft} 天，尚未公布`}。
          </p>
        )}
        {reports.length === 0 ? (
          <EmptyState title="还没有公布年度报告">
            <p>
              年度报告每年1月31日前公布。需要以前年度的报告，可以<a href={paths.requests}>申请公开</a>。
            </p>
          </EmptyState>
        ) : (
          <ul className="years">
            {reports.map(({ year, vintage, publishedAt }) => (
              <li key={year}>
                <a href={paths.report(year)}>
                  <strong>{year}</strong>
                  <span>{reportTitle(frame.site.bureau, year)}</span>
                </a>
                <p>
                  <StatusTag colour="grey">{vintageText[vintage]}</StatusTag> 公布于 <DayOf at={publishedAt} />
                </p>
              </li>
            ))}
          </ul>
        )}
      </div>
    </Layout>
  )
}
