import type { Column } from '../../records/columns/column.ts'
import type { SitePeriod } from '../../records/site-periods/site-period.ts'
import { DayOf, Minute } from '../days.tsx'
import type { Frame } from '../frame.ts'
import { Layout } from '../layout.tsx'
import { countText } from '../numbers.ts'
import { Glyph } from '../parts/glyph.tsx'
import { Scroller } from '../parts/scroller.tsx'

export interface ServiceStatusProps {
  frame: Frame
  startedAt: Date
  /** how long the database took to answer */
  databaseMilliseconds: number
  outages: readonly SitePeriod[]
  columns: readonly {
    name: string
    href: string
    duration: Column['duration']
    count: number
    lastAt: Date
  }[]
}

const durationText: Record<Column['duration'], string> = {
  'long-term': '长期公开',
  periodic: '定期公开',
  'any-time': '随时公开',
}

export function ServiceStatusPage({ frame, startedAt, databaseMilliseconds, outages, columns }: ServiceStatusProps) {
  const now = frame.visit.generatedAt
  return (
    <Layout frame={frame} title="服务状态" trail={[{ name: '服务状态', href: null }]}>
      <h1>服务状态</h1>
      <ul className="states">
        <li>
          <Glyph name="done" />
          <strong>网站正常</strong>
          <span>
            自 <Minute at={startedAt} /> 起不间断运行
          </span>
        </li>
        <li>
          <Glyph name="done" />
          <strong>数据库正常</strong>
          <span>答复用时 {countText(Math.max(1, Math.round(databaseMilliseconds)))} 毫秒</span>
        </li>
        <li>
          <Glyph name="done" />
          <strong>本页时间</strong>
          <span>
            <Minute at={now} />
          </span>
        </li>
      </ul>
      <section aria-labelledby="outages-heading">
        <h2 id="outages-heading">计划维护</h2>
        {outages.length === 0 ? (
          <p>目前没有计划维护。</p>
        ) : (
          <ul>
            {outages.map(({ id, beginsAt, endsAt, words }) => (
              <li key={id}>
                <Minute at={beginsAt} /> 至 <Minute at={endsAt} />：{words}
                {beginsAt <= now && '（正在进行）'}
              </li>
            ))}
          </ul>
        )}
      </section>
      <section aria-labelledby="columns-heading">
        <h2 id="columns-heading">栏目更新</h2>
        {columns.length === 0 ? (
          <p>各栏目还没有发布内容。</p>
        ) : (
          <Scroller label="栏目更新表">
            <table className="plain stack">
              <thead>
                <tr>
                  <th scope="col">栏目</th>
                  <th scope="col">公开时限</th>
                  <th scope="col">最近更新</th>
                  <th scope="col" className="number">
                    条数
                  </th>
                </tr>
              </thead>
              <tbody>
                {columns.map(({ name, href, duration, count, lastAt }) => (
                  <tr key={href}>
                    <th scope="row">
                      <a href={href}>{name}</a>
                    </th>
                    <td data-label="公开时限">{durationText[duration]}</td>
                    <td data-label="最近更新">
                      <DayOf at={lastAt} />
                    </td>
                    <td data-label="条数" className="number">
                      {countText(count)}
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </Scroller>
        )}
      </section>
    </Layout>
  )
}
