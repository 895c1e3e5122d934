import type { Frame } from '../frame.ts'
import { Layout } from '../layout.tsx'
import type { ColumnOfPage } from '../meta.tsx'
import { countText } from '../numbers.ts'
import { type ListRow, ListRows } from '../parts/list-rows.tsx'
import { paths } from '../paths.ts'

export interface DisclosureNode {
  name: string
  href: string
  description: string
  basis: string | null
  below: readonly { name: string; href: string }[]
}

export interface DisclosureProps {
  frame: Frame
  column: ColumnOfPage
  guideHref: string | null
  rulesHref: string | null
  /** 法定主动公开内容 */
  nodes: readonly DisclosureNode[]
  /** public registers: licences, penalties … */
  registers: readonly { name: string; href: string; count: number; unit: string }[]
  hasReports: boolean
  latest: readonly ListRow[]
}

/** The front page of 政府信息公开: four statutory parts, and requests as the fifth. */
export function DisclosurePage({
  frame,
  column,
  guideHref,
  rulesHref,
  nodes,
  registers,
  hasReports,
  latest,
}: DisclosureProps) {
  const parts = [
    { name: '政府信息公开指南', href: guideHref, words: '公开什么、怎么申请、多久答复' },
    { name: '政府信息公开制度', href: rulesHref, words: '法律法规和本机关的公开制度' },
    { name: '法定主动公开内容', href: '#content', words: '依照《政府信息公开条例》第二十条主动公开' },
    { name: '政府信息公开年报', href: hasReports ? paths.reports : null, words: '历年工作年度报告' },
    { name: '依申请公开', href: paths.requests, words: '申请公开、查询进度' },
  ]
  return (
    <Layout
      frame={frame}
      title="政府信息公开"
      column={column}
      trail={[{ name: '政府信息公开', href: null }]}
      section={paths.disclosure}
    >
      <h1>政府信息公开</h1>
      <p className="lead reading">{column.description}</p>
      <nav className="parts" aria-label="政府信息公开专栏">
        <ul>
          {parts.map(({ name, href, words }) => (
            <li key={name}>
              {href === null ? (
                <p className="absent">
                  <strong>{name}</strong>
                  <span>尚未发布</span>
                </p>
              ) : (
                <a href={href}>
                  <strong>{name}</strong>
                  <span>{words}</span>
                </a>
              )}
            </li>
          ))}
        </ul>
      </nav>
      <section id="content" className="nodes" aria-labelledby="content-heading">
        <h2 id="content-heading">法定主动公开内容</h2>
        <p>
          规范性文件哪些有效、哪些已经废止或者失效，见<a href={paths.policies}>规范性文件的效力</a>。
        </p>
        {nodes.length === 0 && registers.length === 0 ? (
          <p className="nil">还没有发布内容。</p>
        ) : (
          <ul>
            {nodes.map(({ name, href, description, basis, below }) => (
              <li key={href}>
                <h3>
                  <a href={href}>{name}</a>
                </h3>
                <p>{description}</p>
                {basis && <p className="basis">{basis}</p>}
                {below.length > 0 && (
                  <ul className="inline">
                    {below.map(({ name, href }) => (
                      <li key={href}>
                        <a href={href}>{name}</a>
                      </li>
                    ))}
                  </ul>
                )}
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
    </Layout>
  )
}
