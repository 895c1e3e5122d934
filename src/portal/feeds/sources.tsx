import { renderToStaticMarkup } from 'react-dom/server'
import type { Tx } from '../../platform/database/bureau.ts'
import { publicAnswers } from '../../records/answers/for-public.ts'
import type { Bureau } from '../../records/bureaus/bureau.ts'
import type { Column } from '../../records/columns/column.ts'
import { withBelow } from '../../records/columns/column.ts'
import { firstFilesOf, type ListFilter, publishedTexts } from '../../records/documents/for-public.ts'
import { type PublicRegister, publicEntryRows, publicRegister } from '../../records/registers/for-public.ts'
import { type PublishedReport, publishedReport, publishedReports } from '../../records/reports/for-public.ts'
import { hrefOf } from '../lists.ts'
import { countText } from '../numbers.ts'
import { Prose } from '../parts/prose.tsx'
import { paths } from '../paths.ts'
import { figureNamed } from '../reports/report.page.tsx'
import { reportTitle } from '../reports/trail.ts'
import { type FeedItem, type FeedOf, longestFeed } from './feed.tsx'

interface Source {
  tx: Tx
  bureau: Bureau
  columns: readonly Column[]
}

/** The documents of some columns, or of all; what was corrected last comes first. */
async function documentItems(tx: Tx, among: { columnIds?: readonly number[]; filter?: Filter }): Promise<FeedItem[]> {
  const { documents } = await publishedTexts(tx, {
    ...among,
    order: 'newest-change',
    page: 1,
    size: longestFeed,
  })
  const files = await firstFilesOf(
    tx,
    documents.map(({ id }) => id),
  )
  return documents.map((document) => {
    const file = files.get(document.id)
    return {
      key: `document:${document.id}`,
      title: document.title,
      href: document.address,
      publishedAt: document.publishedAt,
      changedAt: document.versionAt,
      source: document.source,
      summary: document.summary,
      content: document.body,
      file: file ? { ...file, href: paths.file(file.id, file.name) } : null,
    }
  })
}

type Filter = Omit<ListFilter, 'sort'>

/** What a filtered list is told apart by in a reader: 标题含“考试”，2026年. */
function filterText({ text, year, numberWord, numberYear, numberSerial }: Filter): string {
  const number = [numberWord, numberYear && `〔${numberYear}〕`, numberSerial && `${numberSerial}号`]
    .filter(Boolean)
    .join('')
  return [text && `标题含“${text}”`, year && `${year}年`, number && `文号${number}`].filter(Boolean).join('，')
}

/** The documents of a column and all below it; of those, what a filter of its list lets through. */
export async function columnFeed({ tx, columns }: Source, column: Column, filter: Filter = {}): Promise<FeedOf> {
  const columnIds = withBelow(columns, column).map(({ id }) => id)
  const only = filterText(filter)
  return {
    name: column.slug,
    title: only ? `${column.name}（${only}）` : column.name,
    description: column.description,
    href: hrefOf(column),
    items: await documentItems(tx, { columnIds, filter }),
  }
}

async function allFeed(source: Source): Promise<FeedOf> {
  return {
    name: 'all',
    title: '全部信息',
    description: `${source.bureau.name}公开的全部信息`,
    href: paths.home,
    items: await documentItems(source.tx, {}),
  }
}

export async function registerFeed(
  { tx, bureau }: Pick<Source, 'tx' | 'bureau'>,
  register: PublicRegister,
  year: number | null = null,
): Promise<FeedOf> {
  const { kind, title, columns } = register
  const { entries } = await publicEntryRows(tx, kind, {
    page: 1,
    size: longestFeed,
    since: null,
    year,
    newestChange: true,
  })
  return {
    name: `taizhang-${kind}`,
    title: year === null ? title : `${title}（${year}年）`,
    description: `${bureau.name}的${title}信息`,
    href: year === null ? paths.register(kind) : `${paths.register(kind)}?year=${year}`,
    items: entries.map(({ id, cells, publishedAt, changedAt }) => ({
      key: `register-entry:${id}`,
      title: [cells['title'], cells['number']].filter(Boolean).join('　'),
      href: paths.registerEntry(kind, id),
      publishedAt,
      changedAt,
      source: bureau.name,
      summary: null,
      content: renderToStaticMarkup(
        <table>
          <tbody>
            {columns.map(({ name, label }) => (
              <tr key={name}>
                <th scope="row">{label}</th>
                <td>{cells[name] ?? '—'}</td>
              </tr>
            ))}
          </tbody>
        </table>,
      ),
    })),
  }
}

async function reportsFeed({ tx, bureau }: Source): Promise<FeedOf> {
  const reports: PublishedReport[] = []
  for (const { year } of await publishedReports(tx)) {
    const report = await publishedReport(tx, year)
    if (report) reports.push(report)
  }
  return {
    name: 'nianbao',
    title: '政府信息公开年报',
    description: `${bureau.name}政府信息公开工作年度报告`,
    href: paths.reports,
    items: reports.map((report) => ({
      key: `annual-report:${report.year}`,
      title: reportTitle(bureau, report.year),
      href: paths.report(report.year),
      publishedAt: report.publishedAt,
      changedAt: report.publishedAt,
      source: bureau.name,
      summary: null,
      content: renderToStaticMarkup(<ReportInWords report={report} />),
    })),
  }
}

async function answersFeed({ tx, bureau }: Source): Promise<FeedOf> {
  const all = { outcomes: null, year: null, text: '', page: 1, size: longestFeed }
  const { answers } = await publicAnswers(tx, all)
  return {
    name: 'xuandeng',
    title: '依申请公开答复选登',
    description: `${bureau.name}依申请公开答复摘要`,
    href: paths.answers,
    items: answers.map(({ id, title, summary, publishedAt }) => ({
      key: `published-answer:${id}`,
      ...{ title, publishedAt, changedAt: publishedAt },
      href: paths.answer(id),
      source: bureau.name,
      summary: null,
      content: renderToStaticMarkup(<Prose text={summary} under={2} />),
    })),
  }
}

/** The words of a report with its figures in them; the tables stay on the page, where each number opens. */
function ReportInWords({ report: { year, cells, narrative } }: { report: PublishedReport }) {
  const words = (text: string) =>
    text.replace(/\{\{\s*([^{}]+?)\s*\}\}/g, (written, name: string) => {
      const value = figureNamed(cells, name)
      return value === null || value === undefined ? written : countText(value)
    })
  return (
    <>
      <h2>一、总体情况</h2>
      <Prose text={words(narrative.overall)} under={2} />
      <p>
        第二至第四部分的统计表见<a href={paths.report(year)}>网页</a>，数字见
        <a href={paths.reportData(year)}>JSON 文件</a>。
      </p>
      <h2>五、存在的主要问题及改进情况</h2>
      <Prose text={words(narrative.problems)} under={2} />
      <h2>六、其他需要报告的事项</h2>
      <Prose text={words(narrative.other)} under={2} />
    </>
  )
}

/** The feed of this name: of everything, the annual reports, a register, or a column. Null: there is none. */
export async function feedNamed(source: Source, name: string): Promise<FeedOf | null> {
  if (name === 'all') return allFeed(source)
  if (name === 'xuandeng') return answersFeed(source)
  if (name === 'nianbao') return reportsFeed(source)
  const kind = /^taizhang-(.+)$/.exec(name)?.[1]
  const register = kind === undefined ? null : publicRegister(kind)
  if (register) return registerFeed(source, register)
  const column = source.columns.find(({ slug }) => slug === name)
  return column ? columnFeed(source, column) : null
}
