import type { PublicTopic } from '../../records/topics/for-public.ts'
import { Day } from '../days.tsx'
import type { Frame } from '../frame.ts'
import { Layout } from '../layout.tsx'
import type { ColumnOfPage } from '../meta.tsx'
import { EmptyState } from '../parts/empty-state.tsx'
import { type ListRow, ListRows } from '../parts/list-rows.tsx'
import { StatusTag } from '../parts/status-tag.tsx'
import { paths } from '../paths.ts'

const topicsColumn: ColumnOfPage = {
  name: '专题',
  description: '围绕一件事汇集的信息',
  keywords: '专题,应急管理',
  type: '工作动态',
}

export function TopicsPage({ frame, topics }: { frame: Frame; topics: readonly PublicTopic[] }) {
  return (
    <Layout frame={frame} title="专题" column={topicsColumn} trail={[{ name: '专题', href: null }]}>
      <h1>专题</h1>
      {topics.length === 0 ? (
        <EmptyState title="现在没有专题">
          <p>
            可以查看<a href={paths.disclosure}>政府信息公开专栏</a>。
          </p>
        </EmptyState>
      ) : (
        <ul className="topic-list">
          {topics.map(({ id, slug, title, intro, standing, openedOn, closedOn }) => (
            <li key={id}>
              <h2>
                <a href={paths.topic(slug)}>{title}</a>
                {standing === 'closed' && <StatusTag colour="grey">已结束</StatusTag>}
              </h2>
              <p>{intro}</p>
              <p className="as-of">
                <Day on={openedOn} /> 开设
                {closedOn && (
                  <>
                    ，<Day on={closedOn} /> 结束
                  </>
                )}
              </p>
            </li>
          ))}
        </ul>
      )}
    </Layout>
  )
}

export interface TopicProps {
  frame: Frame
  topic: PublicTopic
  /** single documents the office chose, in its order */
  chosen: readonly ListRow[]
  columns: readonly { name: string; href: string; rows: readonly ListRow[] }[]
}

export function TopicPage({ frame, topic, chosen, columns }: TopicProps) {
  const now = frame.visit.generatedAt
  return (
    <Layout
      frame={frame}
      title={topic.title}
      column={{ ...topicsColumn, name: topic.title, description: topic.intro, keywords: `${topic.title},专题` }}
      trail={[
        { name: '专题', href: paths.topics },
        { name: topic.title, href: null },
      ]}
    >
      <h1>{topic.title}</h1>
      <p className="lead">{topic.intro}</p>
      {topic.closedOn && (
        <p className="notice">
          本专题已于 <Day on={topic.closedOn} /> 结束，内容保留备查。
        </p>
      )}
      {chosen.length + columns.length === 0 && <EmptyState title="本专题还没有内容" />}
      {chosen.length > 0 && (
        <section aria-labelledby="chosen-heading">
          <h2 id="chosen-heading">专题内容</h2>
          <ListRows rows={chosen} now={now} />
        </section>
      )}
      {columns.map(({ name, href, rows }) => (
        <section key={href} className="column-list">
          <header>
            <h2>{name}</h2>
            <a href={href}>
              更多<span className="sr">{name}</span>
            </a>
          </header>
          {rows.length === 0 ? <p className="nil">暂时没有内容</p> : <ListRows rows={rows} now={now} />}
        </section>
      ))}
    </Layout>
  )
}
