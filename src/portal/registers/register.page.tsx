import { citationText } from '../../law/citation.ts'
import type { RegisterKind } from '../../records/registers/register.ts'
import type { Frame } from '../frame.ts'
import { Layout } from '../layout.tsx'
import { countText } from '../numbers.ts'
import { EmptyState } from '../parts/empty-state.tsx'
import { type PagePlace, Pager } from '../parts/pager.tsx'
import { type PublicColumn, type PublicRow, RecordTable } from '../parts/record-table.tsx'
import { paths } from '../paths.ts'

export interface RegisterProps extends PagePlace {
  frame: Frame
  kind: Pick<RegisterKind, 'kind' | 'title' | 'unit' | 'cite'>
  columns: readonly PublicColumn[]
  rows: readonly PublicRow[]
  total: number
  /** only what was decided in this year; null: all */
  year: number | null
  /** the years there is something of, newest first */
  years: readonly number[]
}

/** All public entries of one register, newest first. */
export function RegisterPage({ frame, kind, columns, rows, total, page, pages, year, years }: RegisterProps) {
  const { title, unit, cite } = kind
  const place = [year === null ? [] : [`${year}年`], page > 1 ? [`第${page}页`] : []].flat().join('，')
  return (
    <Layout
      frame={frame}
      title={place ? `${title}（${place}）` : title}
      column={{
        name: title,
        description: `本机关的${title}信息`,
        keywords: `${title},台账,信息公开`,
        type: '信息公开目录',
      }}
      trail={[
        { name: '政府信息公开', href: paths.disclosure },
        { name: title, href: null },
      ]}
      section={paths.disclosure}
      feed={{ name: `taizhang-${kind.kind}`, title }}
    >
      <h1>{title}</h1>
      <p className="basis">
        <span>公开依据：{citationText(cite)}</span>
      </p>
      {years.length > 1 && (
        <nav className="below" aria-label="按年份查看">
          <ul>
            {[null, ...years].map((one) => (
              <li key={one}>
                <a
                  href={one === null ? paths.register(kind.kind) : `${paths.register(kind.kind)}?year=${one}`}
                  aria-current={one === year ? 'page' : undefined}
                >
                  {one === null ? '全部年份' : `${one}年`}
                </a>
              </li>
            ))}
          </ul>
        </nav>
      )}
      {rows.length === 0 ? (
        <EmptyState title={`还没有公布${title}信息`}>
          <p>
            如果您需要这方面的信息，可以<a href={paths.requests}>申请公开</a>。
          </p>
        </EmptyState>
      ) : (
        <>
          <p className="count">
            共 {countText(total)} {unit}
          </p>
          <RecordTable label={title} columns={columns} rows={rows} href={(id) => paths.registerEntry(kind.kind, id)} />
          <Pager url={frame.visit.url} page={page} pages={pages} />
          <p className="aside">
            全部记录可以下载：<a href={paths.dataset(kind.kind)}>CSV、Excel、JSON 和接口</a>；更新可以
            <a href={paths.feed(`taizhang-${kind.kind}`, 'xml')}>用 RSS 订阅</a>。
          </p>
        </>
      )}
    </Layout>
  )
}
