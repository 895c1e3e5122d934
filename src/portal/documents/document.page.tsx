import { dayInChina } from '../../platform/clock.ts'
import type { Column } from '../../records/columns/column.ts'
import type { PublishedDocument } from '../../records/documents/for-public.ts'
import { Day, Minute } from '../days.tsx'
import type { Frame, NavEntry } from '../frame.ts'
import { Layout } from '../layout.tsx'
import { ArticleTools } from '../parts/article-tools.tsx'
import { IndexTable } from '../parts/index-table.tsx'
import { Prose } from '../parts/prose.tsx'
import { paths } from '../paths.ts'

export interface DocumentProps {
  frame: Frame
  document: PublishedDocument
  column: Column
  above: readonly NavEntry[]
  /** what was published in the same column just after and before it, newest first */
  more: readonly { title: string; href: string }[]
}

export function DocumentPage({ frame, document, column, above, more }: DocumentProps) {
  const { bureau } = frame.site
  const { title, body, source, summary, documentNumber, indexNumber, formedOn, publishedAt, changedAt } = document
  const columnEntry = { name: column.name, href: paths.column(column.slug) }
  const address = `https://${bureau.profile.domain}${paths.document(column.slug, document)}`
  const corrected = changedAt.getTime() - publishedAt.getTime() > 60_000
  return (
    <Layout
      frame={frame}
      title={title}
      column={column}
      article={{ title, publishedAt, source, description: summary, author: null, keywords: column.keywords }}
      trail={[...above, columnEntry, { name: '正文', href: null }]}
      section={above[0]?.href ?? columnEntry.href}
      updatedAt={corrected ? changedAt : null}
    >
      <div className="with-aside">
        <article className="article">
          <IndexTable
            of={{
              indexNumber,
              theme: null,
              genre: null,
              publisher: source,
              jointPublishers: null,
              documentNumber,
              formedOn: <Day on={formedOn} />,
              publishedOn: <Day on={dayInChina(publishedAt)} />,
              effectiveOn: null,
              validity: null,
              ended: null,
              disclosure: '主动公开',
            }}
          />
          <h1>{title}</h1>
          <p className="meta">
            <span>
              发布时间：
              <Minute at={publishedAt} />
            </span>
            <span>来源：{source}</span>
          </p>
          {summary && <p className="summary">{summary}</p>}
          <Prose text={body} />
        </article>
        <aside className="article-aside" aria-label="本页工具和同栏目信息">
          <ArticleTools frame={frame} cite={`${title}. ${source}. ${dayInChina(publishedAt)}. ${address}`} />
          {more.length > 0 && (
            <section>
              <h2>同栏目信息</h2>
              <ul>
                {more.map(({ title, href }) => (
                  <li key={href}>
                    <a href={href}>{title}</a>
                  </li>
                ))}
              </ul>
            </section>
          )}
        </aside>
      </div>
    </Layout>
  )
}
