import type { CalendarDate } from '../../law/calendar-date.ts'
import { Day } from '../days.tsx'
import type { Frame } from '../frame.ts'
import type { ColumnOfPage } from '../meta.tsx'
import { countText } from '../numbers.ts'
import { type ListRow, ListRows } from '../parts/list-rows.tsx'
import { paths } from '../paths.ts'
import { Platform, type TreeEntry } from './platform.tsx'

export interface DisclosureProps {
  frame: Frame
  tree: readonly TreeEntry[]
  column: ColumnOfPage
  hasGuide: boolean
  hasReports: boolean
  hasCatalogue: boolean
  /** items of article 20 that something is disclosed or stated for, of how many */
  covered: { items: number; of: number }
  nodes: readonly {
    name: string
    href: string
    documents: number
    entries: number
    lastOn: CalendarDate | null
    /** that there is no such information, in the words of who stated it */
    nil: string | null
  }[]
  /** public registers: licences, penalties … */
  registers: readonly { name: string; href: string; count: number; unit: string }[]
  latest: readonly ListRow[]
}

/** The front page of 政府信息公开: four statutory parts, and requests as the fifth. */
export function DisclosurePage(props: DisclosureProps) {
  const { frame, tree, column, hasGuide, hasReports, hasCatalogue, covered, nodes, registers, latest } = props
  const [guide, rules, content, reports, requests] = tree
  const parts = [
    { of: guide, there: hasGuide, words: '公开什么、怎么申请、多久答复' },
    { of: rules, there: true, words: '法律法规和本机关的公开制度' },
    { of: content, there: true, words: '依照《政府信息公开条例》第二十条主动公开' },
    { of: reports, there: hasReports, words: '历年工作年度报告' },
    { of: requests, there: true, words: '申请公开、查询进度' },
  ]
  return (
    <Platform frame={frame} tree={tree} title="政府信息公开" column={column} trail={[]} here={paths.disclosure}>
      <h1>政府信息公开</h1>
      <p className="lead reading">{column.description}</p>
      <nav className="parts" aria-label="专栏各部分">
        <ul>
          {parts.map(({ of, there, words }) => (
            <li key={of?.name}>
              {there ? (
                <a href={of?.href}>
                  <strong>{of?.name}</strong>
                  <span>{words}</span>
                </a>
              ) : (
                <p className="absent">
                  <strong>{of?.name}</strong>
                  <span>尚未发布</span>
                </p>
              )}
            </li>
          ))}
        </ul>
      </nav>
      <p className="platform-links">
        <a href={paths.coverage}>
          目录覆盖图：第二十条 {covered.of} 项中 {covered.items} 项已公开或已声明
        </a>
        {hasCatalogue && <a href={paths.catalogue}>政府信息公开目录</a>}
        <a href={paths.organisation}>机构职能</a>
      </p>
      <section id="content" aria-labelledby="content-heading">
        <h2 id="content-heading">法定主动公开内容</h2>
        <p>
          规范性文件哪些有效、哪些已经废止或者失效，见<a href={paths.policies}>规范性文件的效力</a>。
        </p>
        {nodes.length === 0 ? (
          <p className="nil">还没有发布内容。</p>
        ) : (
          <ul className="node-list">
            {nodes.map(({ name, href, documents, entries, lastOn, nil }) => (
              <li key={href}>
                <a href={href}>{name}</a>
                <span>
                  {documents + entries > 0 ? `${countText(documents + entries)} 条` : (nil ?? '尚未发布')}
                  {lastOn && (
                    <>
                      ，更新于 <Day on={lastOn} />
                    </>
                  )}
                </span>
              </li>
            ))}
          </ul>
        )}
      </section>
      {registers.length > 0 && (
        <section className="registers" aria-labelledby="registers-heading">
          <h2 id="registers-heading">许可、处罚等台账</h2>
          <ul>
            {registers.map(({ name, href, count, unit }) => (
              <li key={href}>
                <a href={href}>{name}</a>
                <span>
                  {countText(count)} {unit}
                </span>
              </li>
            ))}
          </ul>
        </section>
      )}
      {latest.length > 0 && (
        <section aria-labelledby="latest-heading">
          <h2 id="latest-heading">最新公开</h2>
          <ListRows rows={latest} now={frame.visit.generatedAt} />
        </section>
      )}
    </Platform>
  )
}
