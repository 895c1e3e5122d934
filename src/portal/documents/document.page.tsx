import type { CalendarDate } from '../../law/calendar-date.ts'
import { dayInChina } from '../../platform/clock.ts'
import { anchoredMarkup } from '../../platform/markup/outline.ts'
import type { Column } from '../../records/columns/column.ts'
import type { PublicFile, PublishedDocument } from '../../records/documents/for-public.ts'
import { isTypeset } from '../../records/documents/typeset.ts'
import type { PublicFact, PublicRelation, PublicStanding } from '../../records/normative/for-public.ts'
import { Day, dayText, Minute } from '../days.tsx'
import type { Frame, NavEntry } from '../frame.ts'
import { Layout } from '../layout.tsx'
import { ForceBanner, Related } from '../normative/force.tsx'
import { isOver, statusText } from '../normative/words.ts'
import { roundedViews } from '../numbers.ts'
import { ArticleTools } from '../parts/article-tools.tsx'
import { FileList } from '../parts/file-list.tsx'
import { IndexTable } from '../parts/index-table.tsx'
import { paths } from '../paths.ts'

export interface DocumentProps {
  frame: Frame
  document: PublishedDocument
  files: readonly PublicFile[]
  /** where it stands, and what became of it; null for what has no force to lose */
  force: { standing: PublicStanding; story: PublicFact[] } | null
  relations: { from: PublicRelation[]; to: PublicRelation[] }
  today: CalendarDate
  column: Column
  above: readonly NavEntry[]
  /** what was published in the same column just after and before it, newest first */
  more: readonly { title: string; href: string }[]
}

/** Fewer headings than this are seen at a glance. */
const shortestOutline = 4

export function DocumentPage(props: DocumentProps) {
  const { frame, document, files, force, relations, today, column, above, more } = props
  const { bureau } = frame.site
  const { title, subtitle, body, source, author, editor, summary, publishedAt, versionAt, versionNo } = document
  const columnEntry = { name: column.name, href: paths.column(column.slug) }
  const address = `https://${bureau.profile.domain}${document.address}`
  const corrected = versionNo > 1
  const anchored = anchoredMarkup(body)
  const effective = document.effectiveOn ?? begunOn(force?.story ?? [])
  const outline = anchored.outline.length >= shortestOutline ? anchored.outline : []
  return (
    <Layout
      frame={frame}
      title={title}
      column={column}
      article={{
        title,
        publishedAt,
        source,
        description: summary,
        author: author ?? editor,
        keywords: document.keywords ?? column.keywords,
        kind: document.kind,
        documentNumber: document.documentNumber,
        formedOn: document.formedOn,
        changedAt: versionAt,
      }}
      trail={[...above, columnEntry, { name: '正文', href: null }]}
      section={above[0]?.href ?? columnEntry.href}
      updatedAt={corrected ? versionAt : null}
    >
      <div className="with-aside">
        <article
          className="article"
          data-over={force && isOver(force.standing.status) ? statusText[force.standing.status] : undefined}
        >
          <IndexTable
            hasForce={force !== null}
            of={{
              indexNumber: document.indexNumber,
              theme: document.theme,
              genre: document.genre,
              publisher: source,
              jointPublishers: document.jointIssuers,
              documentNumber: document.documentNumber,
              formedOn: <Day on={document.formedOn} />,
              publishedOn: <Day on={dayInChina(publishedAt)} />,
              effectiveOn: effective && <Day on={effective} />,
              validity: force && statusText[force.standing.status],
              ended: endOf(force?.standing ?? null) ?? (document.validUntil && <Day on={document.validUntil} />),
              disclosure: '主动公开',
            }}
          />
          {force && <ForceBanner standing={force.standing} />}
          <h1>{title}</h1>
          {subtitle && <p className="subtitle">{subtitle}</p>}
          <p className="meta">
            <span>
              发布时间：
              <Minute at={publishedAt} />
            </span>
            <span>来源：{source}</span>
            {author && <span>作者：{author}</span>}
            {editor && <span>责任编辑：{editor}</span>}
            {typeof frame.visit.views === 'number' && <span>浏览：{roundedViews(frame.visit.views)}</span>}
          </p>
          {document.archived && <p className="notice">本页已归档，内容保留供查阅，不再更新。</p>}
          {document.validUntil && document.validUntil < today && !force && (
            <p className="notice">本公告有效期已过（至{dayText(document.validUntil)}）。</p>
          )}
          {corrected && (
            <p className="notice">
              本页于
              <Minute at={versionAt} />
              更正：{document.versionNote}。<a href={paths.history(document.id)}>查看更正前后的内容</a>
            </p>
          )}
          {summary && <p className="summary">{summary}</p>}
          {outline.length > 0 && (
            <nav className="outline" aria-label="本页目录">
              <details>
                <summary>本页目录</summary>
                <ul>
                  {outline.map(({ id, label }) => (
                    <li key={id}>
                      <a href={`#${id}`}>{label}</a>
                    </li>
                  ))}
                </ul>
              </details>
            </nav>
          )}
          {/* biome-ignore lint/security/noDangerouslySetInnerHtml: every version is clean markup of our own subset */}
          <div className="prose" dangerouslySetInnerHTML={{ __html: anchored.html }} />
          {files.length > 0 && <FileList files={files} />}
          {isTypeset(document.kind) && (
            <p className="typeset">
              下载正式版式：
              <a href={paths.typeset(document.id, 'pdf')} aria-label="下载正式版式 PDF">
                PDF
              </a>
              <a href={paths.typeset(document.id, 'docx')} aria-label="下载正式版式 Word">
                Word
              </a>
            </p>
          )}
          <Related id={document.id} relations={relations} story={force?.story ?? []} />
          <footer className="proof">
            <p>
              第 {versionNo} 版 · 校验码 <code title={document.contentHash}>{document.contentHash.slice(0, 16)}</code> ·{' '}
              <a href={`${paths.officialCheck}?id=${document.id}`}>核对手中的版本</a>
              {corrected && (
                <>
                  {' '}
                  · <a href={paths.history(document.id)}>历次版本</a>
                </>
              )}
            </p>
          </footer>
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

/** The day from which the document has held, where only the story of its force tells. */
function begunOn(story: readonly PublicFact[]): CalendarDate | null {
  return story.find(({ kind }) => kind === 'made')?.effectiveOn ?? null
}

function endOf(standing: PublicStanding | null) {
  const on = standing && (isOver(standing.status) ? standing.since : standing.validUntil)
  return on && <Day on={on} />
}
