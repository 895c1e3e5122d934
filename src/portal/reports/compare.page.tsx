import { formats } from '../../law/reports/formats.ts'
import { cellLabel } from '../../law/reports/tables.ts'
import { type Compared, type Comparison, type YearOfChain, yearOnYear } from '../../law/reports/year-on-year.ts'
import type { PublishedReport } from '../../records/reports/for-public.ts'
import type { Frame } from '../frame.ts'
import { Layout } from '../layout.tsx'
import { countText } from '../numbers.ts'
import { Scroller } from '../parts/scroller.tsx'
import { paths } from '../paths.ts'
import { CarryOver } from './carry-over.tsx'
import { reportsColumn, reportsTrail } from './trail.ts'

type Report = Pick<PublishedReport, 'year' | 'vintage' | 'cells'>

export interface ComparePageProps {
  frame: Frame
  before: Report
  now: Report
  /** from the first year published to this one */
  chain: readonly YearOfChain[]
}

const tables = [
  ['disclosure', '主动公开政府信息情况'],
  ['requests', '收到和处理政府信息公开申请情况（总计）'],
  ['remedies', '政府信息公开行政复议、行政诉讼情况'],
] as const

/** A report beside the one published before it. It stands apart from the report, whose page holds nothing but its text. */
export function ComparePage({ frame, before, now, chain }: ComparePageProps) {
  const comparison = yearOnYear(before, now)
  // Of table 3 only the totals stand here, as the heading says.
  const label = (name: string) => {
    const words = cellLabel(now.vintage, name)
    return name.startsWith('requests.') ? words.replace(/ 总计$/, '') : words
  }
  const title = `${now.year}年年报与${before.year}年对比`
  return (
    <Layout
      frame={frame}
      title={title}
      column={reportsColumn}
      trail={reportsTrail(
        { name: `${now.year}年`, href: paths.report(now.year) },
        { name: `与${before.year}年对比`, href: null },
      )}
      section={paths.disclosure}
    >
      <h1>{title}</h1>
      <p className="lead">
        数字取自已经公布的<a href={paths.report(before.year)}>{before.year}年</a>和
        <a href={paths.report(now.year)}>{now.year}年</a>报告。
      </p>
      {now.year - before.year > 1 && (
        <p className="notice">
          {now.year - before.year === 2 ? `${before.year + 1}年` : `${before.year + 1}年至${now.year - 1}年`}
          的报告本站没有公布，因此与{before.year}年对比。
        </p>
      )}
      {before.vintage !== now.vintage && <FormsDiffer before={before} now={now} comparison={comparison} />}
      {chain.length > 1 && <CarryOver chain={chain} />}
      {tables.map(([table, heading]) => (
        <section key={table}>
          <h2>{heading}</h2>
          <ComparedTable
            heading={heading}
            years={[before.year, now.year]}
            rows={comparison.compared[table]}
            label={label}
          />
        </section>
      ))}
    </Layout>
  )
}

function FormsDiffer({ before, now, comparison }: { before: Report; now: Report; comparison: Comparison }) {
  const form = ({ vintage }: Report) => formats[vintage].cite.law
  const lists = [
    [before, comparison.onlyBefore],
    [now, comparison.onlyNow],
  ] as const
  return (
    <section aria-labelledby="forms-heading">
      <h2 id="forms-heading">两年的报告格式不同</h2>
      <p>
        {before.year}年按《{form(before)}》编制，{now.year}年按《{form(now)}》编制。只有一种格式中有的数字不作比较。
      </p>
      {lists.map(([report, names]) => (
        <details key={report.year}>
          <summary>
            只在{report.year}年格式中的{names.length}个数字
          </summary>
          <ul>
            {names.map((name) => (
              <li key={name}>{cellLabel(report.vintage, name)}</li>
            ))}
          </ul>
        </details>
      ))}
    </section>
  )
}

const figure = (value: number | null) => (value === null ? '未填报' : countText(value))

function differenceText(difference: number | null): string {
  if (difference === null) return '无法比较'
  if (difference === 0) return '持平'
  return difference > 0 ? `增加 ${countText(difference)}` : `减少 ${countText(-difference)}`
}

function ComparedTable({
  heading,
  years: [then, now],
  rows,
  label,
}: {
  heading: string
  years: readonly [number, number]
  rows: readonly Compared[]
  label: (name: string) => string
}) {
  return (
    <Scroller label={heading}>
      <table className="plain compared">
        <caption className="sr">
          {heading}，{then}年与{now}年
        </caption>
        <thead>
          <tr>
            <th scope="col">项目</th>
            <th scope="col" className="number">
              {then}年
            </th>
            <th scope="col" className="number">
              {now}年
            </th>
            <th scope="col" className="number">
              增减
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ name, before, now, difference }) => (
            <tr key={name} className={difference === 0 ? undefined : 'changed'}>
              <th scope="row">{label(name)}</th>
              <td className="number">{figure(before)}</td>
              <td className="number">{figure(now)}</td>
              <td className="number">{differenceText(difference)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Scroller>
  )
}
