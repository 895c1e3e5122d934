import type { CalendarDate } from '../../law/calendar-date.ts'
import { Day } from '../days.tsx'
import type { Frame } from '../frame.ts'
import { Layout } from '../layout.tsx'
import { countText } from '../numbers.ts'
import { EmptyState } from '../parts/empty-state.tsx'
import { Scroller } from '../parts/scroller.tsx'
import { paths } from '../paths.ts'
import { dataColumn } from './datasets.page.tsx'

export interface Indicator {
  id: string
  name: string
  unit: string
  /** what is counted, and what not */
  definition: string
  /** from which records */
  source: string
  /** oldest first; `href` opens the records counted */
  years: readonly { year: number; value: number; href: string | null }[]
}

export interface StatisticsProps {
  frame: Frame
  indicators: readonly Indicator[]
  asOf: CalendarDate
}

/** Figures counted from the records at the moment the page is made; each says what it is and opens what it counts. */
export function StatisticsPage({ frame, indicators, asOf }: StatisticsProps) {
  return (
    <Layout
      frame={frame}
      title="数据统计"
      column={{ ...dataColumn, name: '数据统计', description: '由公开记录计数得出的指标', type: '数据发布' }}
      trail={[
        { name: dataColumn.name, href: paths.data },
        { name: '数据统计', href: null },
      ]}
    >
      <h1>数据统计</h1>
      <p className="lead">每个数字都在打开本页时由记录计数得出，点开就是被计数的记录。</p>
      <p className="as-of">
        数据截至 <Day on={asOf} />
        。本年数字随记录增减；已经发布的年度报告以
        <a href={paths.reports}>报告</a>为准。
      </p>
      {indicators.length === 0 ? (
        <EmptyState title="还没有可以统计的记录" />
      ) : (
        <>
          <nav className="below" aria-label="本页指标">
            <ul>
              {indicators.map(({ id, name }) => (
                <li key={id}>
                  <a href={`#${id}`}>{name}</a>
                </li>
              ))}
            </ul>
          </nav>
          {indicators.map((indicator) => (
            <IndicatorSection key={indicator.id} indicator={indicator} thisYear={Number(asOf.slice(0, 4))} />
          ))}
        </>
      )}
    </Layout>
  )
}

function IndicatorSection({ indicator, thisYear }: { indicator: Indicator; thisYear: number }) {
  const { id, name, unit, definition, source, years } = indicator
  return (
    <section id={id} className="indicator" aria-labelledby={`${id}-heading`}>
      <h2 id={`${id}-heading`}>{name}</h2>
      <p>{definition}</p>
      <div>
        <Bars indicator={indicator} />
        <Scroller label={`${name}的数字`}>
          <table className="plain">
            <caption className="sr">{name}的数字</caption>
            <thead>
              <tr>
                <th scope="col">年份</th>
                <th scope="col" className="number">
                  {name}（{unit}）
                </th>
              </tr>
            </thead>
            <tbody>
              {years.toReversed().map(({ year, value, href }) => (
                <tr key={year}>
                  <th scope="row">
                    {year}年{year === thisYear && '（至今）'}
                  </th>
                  <td className="number">
                    {href === null ? (
                      countText(value)
                    ) : (
                      <a href={href}>
                        {countText(value)}
                        <span className="sr"> {unit}，查看记录</span>
                      </a>
                    )}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </Scroller>
      </div>
      <p className="aside">来源：{source}</p>
    </section>
  )
}

const [width, rowHeight, labelWidth, numberWidth] = [480, 32, 64, 96]
const shownYears = 8

/** Bars of the last years; the table beside it says the same in numbers. */
function Bars({ indicator: { id, name, unit, years } }: { indicator: Indicator }) {
  const last = years.slice(-shownYears)
  const most = Math.max(1, ...last.map(({ value }) => value))
  const room = width - labelWidth - numberWidth
  const height = last.length * rowHeight
  return (
    <svg className="bars" viewBox={`0 0 ${width} ${height}`} role="img" aria-labelledby={`${id}-chart`}>
      <title id={`${id}-chart`}>
        {`${name}（${unit}）：${last.map(({ year, value }) => `${year}年 ${countText(value)}`).join('，')}`}
      </title>
      {last.map(({ year, value }, place) => {
        const top = place * rowHeight
        const long = Math.round((value / most) * room)
        return (
          <g key={year}>
            <text x={0} y={top + 21}>
              {year}
            </text>
            <rect x={labelWidth} y={top + 6} width={Math.max(value > 0 ? 2 : 0, long)} height={rowHeight - 12} />
            <text x={labelWidth + long + 8} y={top + 21}>
              {countText(value)}
            </text>
          </g>
        )
      })}
    </svg>
  )
}
