import type { ReactNode } from 'react'
import { formats, type Headed, type ReportCells } from '../../law/reports/formats.ts'
import { dayInChina } from '../../platform/clock.ts'
import type { PublishedReport } from '../../records/reports/for-public.ts'
import { dayText, Minute } from '../days.tsx'
import type { Frame } from '../frame.ts'
import { Layout } from '../layout.tsx'
import { ArticleTools } from '../parts/article-tools.tsx'
import { Prose } from '../parts/prose.tsx'
import { paths } from '../paths.ts'
import { type CheckLine, CrossChecks } from './checks.tsx'
import { type CellValue, Figure, StatTable } from './stat-table.tsx'
import { reportsColumn, reportsTrail, reportTitle } from './trail.ts'

export interface ReportProps {
  frame: Frame
  report: Pick<PublishedReport, 'year' | 'vintage' | 'cells' | 'narrative' | 'publishedAt' | 'hash'>
  /** figures whose records are public, by name: licences.decisions, remedies.direct.upheld */
  opens: ReadonlySet<string>
  checks: readonly CheckLine[]
  /** the years before and after, where they are published */
  neighbours: { before: number | null; after: number | null }
}

const downloads = [
  ['docx', 'Word'],
  ['pdf', 'PDF'],
  ['xlsx', 'Excel'],
] as const

const tables = ['disclosure', 'requests', 'remedies'] as const

/** The value of a figure by its name; cells of tables 3 and 4 bear their table in front. Undefined: no such figure. */
export function figureNamed(
  cells: ReportCells & { others?: Record<string, number> },
  name: string,
): number | null | undefined {
  if (cells.others && Object.hasOwn(cells.others, name)) return cells.others[name]
  const table = tables.find((table) => table !== 'disclosure' && name.startsWith(`${table}.`)) ?? 'disclosure'
  const cell = table === 'disclosure' ? name : name.slice(table.length + 1)
  return cells[table] === null ? undefined : cells[table][cell]
}

export function ReportPage({ frame, report, opens, checks, neighbours }: ReportProps) {
  const { year, vintage, cells, narrative, publishedAt, hash } = report
  const { bureau } = frame.site
  const format = formats[vintage]
  const title = reportTitle(bureau, year)
  const figureAt = (name: string): CellValue => ({
    value: figureNamed(cells, name) ?? null,
    href: opens.has(name) ? paths.behind(year, name) : null,
  })
  const words = (text: string): ReactNode =>
    text.split(/(\{\{[^{}]+\}\})/).map((part, place) => {
      const name = /^\{\{\s*([^{}]+?)\s*\}\}$/.exec(part)?.[1]
      if (name === undefined || figureNamed(cells, name) === undefined) return part
      // biome-ignore lint/suspicious/noArrayIndexKey: the text never changes once rendered
      return <Figure key={place} of={figureAt(name)} />
    })
  const sections: Record<string, ReactNode> = {
    一: <Prose text={narrative.overall} under={2} words={words} />,
    二: cells.disclosure ? (
      format.disclosure.map(({ heading, columns, rows }, place) => (
        <StatTable
          key={heading}
          id={`disclosure${place}`}
          caption={heading}
          corner="信息内容"
          rows={rows}
          columns={columns}
          shortLabel={leafOf}
          cell={(row, column) => figureAt(`${row}.${column}`)}
        />
      ))
    ) : (
      <MissingTable />
    ),
    三: cells.requests ? (
      <StatTable
        id="requests"
        caption="收到和处理政府信息公开申请情况"
        corner={format.requests.corner}
        rows={format.requests.rows}
        columns={format.requests.columns}
        shortLabel={leafOf}
        cell={(row, column) => figureAt(`requests.${row}.${column}`)}
      />
    ) : (
      <MissingTable />
    ),
    四: cells.remedies ? (
      <StatTable
        id="remedies"
        caption="政府信息公开行政复议、行政诉讼情况"
        corner=""
        rows={null}
        columns={format.remedies}
        shortLabel={({ path }) => path.join(' ')}
        cell={(_, column) => figureAt(`remedies.${column}`)}
      />
    ) : (
      <MissingTable />
    ),
    五: <Prose text={narrative.problems} under={2} words={words} />,
    六: <Prose text={narrative.other} under={2} words={words} />,
  }
  return (
    <Layout
      frame={frame}
      title={title}
      column={reportsColumn}
      article={{
        title,
        publishedAt,
        source: bureau.name,
        description: `${year}年度政府信息公开工作情况、统计表和改进措施`,
      }}
      trail={reportsTrail({ name: `${year}年`, href: null })}
      section={paths.disclosure}
    >
      <article>
        <header className="reading">
          <h1>{title}</h1>
          <p className="meta">
            <span>
              发布时间：
              <Minute at={publishedAt} />
            </span>
            <span>来源：{bureau.name}</span>
            <span>
              统计期限：{year}年1月1日至{year}年12月31日
            </span>
          </p>
          <CrossChecks checks={checks} />
          <p className="meta files">
            下载：
            {downloads.map(([format, label]) => (
              <a key={format} href={paths.reportFile(year, format)}>
                {label}
              </a>
            ))}
            <a href={paths.reportData(year)}>JSON</a>
            <a href={paths.reportSchema}>JSON 字段说明</a>
          </p>
          {neighbours.before !== null && (
            <p>
              <a href={paths.reportCompared(year)}>与{neighbours.before}年对比</a>
            </p>
          )}
          <nav className="contents" aria-label="本页目录">
            <ol>
              {format.sections.map(({ number, title }, place) => (
                <li key={number}>
                  <a href={`#part-${place + 1}`}>
                    {number}、{title}
                  </a>
                </li>
              ))}
            </ol>
          </nav>
        </header>
        {format.sections.map(({ number, title }, place) => (
          <section key={number} id={`part-${place + 1}`} className="part" aria-labelledby={`part-${place + 1}-heading`}>
            <h2 id={`part-${place + 1}-heading`}>
              {number}、{title}
            </h2>
            {sections[number]}
          </section>
        ))}
        <footer className="reading">
          <p className="signed">
            {bureau.name}
            <br />
            {dayText(dayInChina(publishedAt))}
          </p>
          <p className="aside">
            划线的数字可以打开，查看所依据的记录。本报告的数字和文字已固定，校验值（SHA-256）：<code>{hash}</code>。
          </p>
          <ArticleTools
            frame={frame}
            cite={`${title}. ${bureau.name}. ${dayInChina(publishedAt)}. https://${bureau.profile.domain}${paths.report(year)}`}
          />
          <nav className="neighbours" aria-label="其他年度">
            {neighbours.before !== null && <a href={paths.report(neighbours.before)}>上一年：{neighbours.before}年</a>}
            {neighbours.after !== null && <a href={paths.report(neighbours.after)}>下一年：{neighbours.after}年</a>}
          </nav>
        </footer>
      </article>
    </Layout>
  )
}

function leafOf({ path }: Headed): string {
  return path.at(-1) ?? ''
}

function MissingTable() {
  return <p className="notice">本报告没有这张表。缺少的数字不按零计算。</p>
}
