import type { CalendarDate } from '../law/calendar-date.ts'
import { Day } from './days.tsx'
import type { Frame } from './frame.ts'
import { Layout } from './layout.tsx'
import type { ColumnOfPage } from './meta.tsx'
import { countText } from './numbers.ts'
import { type ListRow, ListRows } from './parts/list-rows.tsx'
import { paths } from './paths.ts'

export interface ListOfColumn {
  name: string
  href: string
  rows: readonly ListRow[]
}

export interface LinkedNumber {
  label: string
  /** null: nothing to count yet */
  value: number | null
  unit: string
  href: string
}

export interface HomeProps {
  frame: Frame
  /** what the bureau says about its home page; null: the usual */
  column: ColumnOfPage | null
  topics: readonly { name: string; href: string; words: string }[]
  guideHref: string | null
  hasReports: boolean
  news: ListOfColumn | null
  notices: ListOfColumn | null
  /** the newest of some columns of statutory disclosure */
  latest: readonly ListOfColumn[]
  numbers: { asOf: CalendarDate; each: readonly LinkedNumber[] }
}

const homeColumn = (name: string): ColumnOfPage => ({
  name: '首页',
  description: `${name}政府信息公开：要闻、通知公告、政府信息公开年报和依申请公开`,
  keywords: `${name},应急管理,政府信息公开,政务公开`,
  type: '首页',
})

export function HomePage(props: HomeProps) {
  const { frame, column, topics, guideHref, hasReports, news, notices, latest, numbers } = props
  const { name } = frame.site.bureau
  const others = [
    { name: '申请公开信息', href: paths.requests, words: '需要的信息没有公开，可以在线申请' },
    { name: '查办理进度', href: paths.status, words: '凭受理编号和查询码，看办到哪一步' },
    { name: '找已公开的信息', href: paths.disclosure, words: '机构职能、规范性文件、许可与处罚' },
    ...(guideHref ? [{ name: '看公开指南', href: guideHref, words: '公开范围、申请办法、期限与救济' }] : []),
    ...(hasReports ? [{ name: '看年度报告', href: paths.reports, words: '历年数字，每个数字都能打开' }] : []),
    { name: '下载数据', href: paths.data, words: '和网页相同的记录，表格、接口和订阅' },
  ]
  const tasks = [
    ...others.slice(0, 5),
    { name: '举报事故隐患', href: 'tel:12350', words: '拨打 12350，安全生产举报电话' },
  ]
  const now = frame.visit.generatedAt
  return (
    <Layout frame={frame} title={name} column={column ?? homeColumn(name)} trail={[]}>
      <section className="tasks" aria-labelledby="tasks-heading">
        <h2 id="tasks-heading">我要…</h2>
        <ul>
          {tasks.map(({ name, href, words }) => (
            <li key={name}>
              <a href={href}>
                <strong>{name}</strong>
                <span>{words}</span>
              </a>
            </li>
          ))}
        </ul>
      </section>
      {(news || notices) && (
        <div className="side-by-side">
          {news && <ColumnList list={news} now={now} />}
          {notices && <ColumnList list={notices} now={now} />}
        </div>
      )}
      {numbers.each.length > 0 && (
        <section className="numbers" aria-labelledby="numbers-heading">
          <h2 id="numbers-heading">数据一览</h2>
          <dl>
            {numbers.each.map(({ label, value, unit, href }) => (
              <div key={label}>
                <dt>{label}</dt>
                <dd>
                  <a href={href}>
                    {value === null ? (
                      <span className="none">尚无</span>
                    ) : (
                      <>
                        <strong>{countText(value)}</strong>
                        {unit}
                      </>
                    )}
                    <span className="sr">，查看明细</span>
                  </a>
                </dd>
              </div>
            ))}
          </dl>
          <p className="as-of">
            数据截至 <Day on={numbers.asOf} />
          </p>
        </section>
      )}
      <Latest lists={latest} now={now} />
      {topics.length > 0 && (
        <section className="home-topics" aria-labelledby="topics-heading">
          <h2 id="topics-heading">专题</h2>
          <ul>
            {topics.map(({ name, href, words }) => (
              <li key={href}>
                <a href={href}>
                  <strong>{name}</strong>
                  <span>{words}</span>
                </a>
              </li>
            ))}
          </ul>
        </section>
      )}
    </Layout>
  )
}

function ColumnList({ list, now }: { list: ListOfColumn; now: Date }) {
  return (
    <section className="column-list">
      <header>
        <h2>{list.name}</h2>
        <a href={list.href}>
          更多<span className="sr">{list.name}</span>
        </a>
      </header>
      {list.rows.length === 0 ? <p className="nil">暂时没有内容</p> : <ListRows rows={list.rows} now={now} />}
    </section>
  )
}

/** The newest of each column behind a tab that is a link to its place: shown one at a time, all of them on paper. */
function Latest({ lists, now }: { lists: readonly ListOfColumn[]; now: Date }) {
  if (lists.length === 0) {
    return (
      <section className="column-list" aria-labelledby="latest-heading">
        <header>
          <h2 id="latest-heading">最新公开</h2>
        </header>
        <p className="nil">
          政策文件、解读和事故通报还没有发布。需要的信息可以<a href={paths.requests}>申请公开</a>。
        </p>
      </section>
    )
  }
  return (
    <section className="latest" aria-labelledby="latest-heading">
      <header>
        <h2 id="latest-heading">最新公开</h2>
        <nav aria-label="最新公开的栏目">
          <ul>
            {lists.map(({ name, href }, place) => (
              <li key={href}>
                <a href={`#latest-${place + 1}`}>{name}</a>
              </li>
            ))}
          </ul>
        </nav>
      </header>
      {lists.map((list, place) => (
        <section key={list.href} id={`latest-${place + 1}`} aria-labelledby={`latest-${place + 1}-heading`}>
          <h3 id={`latest-${place + 1}-heading`}>{list.name}</h3>
          <ListRows rows={list.rows} now={now} />
          <p className="all">
            <a href={list.href}>
              更多<span className="sr">{list.name}</span>
            </a>
          </p>
        </section>
      ))}
    </section>
  )
}
