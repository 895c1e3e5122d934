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
  /** one entry of all is shown */
  only: boolean
}

/** All public entries of one register, newest first. */
export function RegisterPage({ frame, kind, columns, rows, total, page, pages, only }: RegisterProps) {
  const { title, unit, cite } = kind
  return (
    <Layout
      frame={frame}
      title={page > 1 ? `${title}（第${page}页）` : title}
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
    >
      <h1>{title}</h1>
      <p className="basis">
        <span>公开依据：{citationText(cite)}</span>
      </p>
      {rows.length === 0 ? (
        <EmptyState title={`还没有公布${title}信息`}>
          <p>
            如果您需要这方面的信息，可以<a href={paths.requests}>申请公开</a>。
          </p>
        </EmptyState>
      ) : (
        <>
          {only ? (
            <p className="count">
              只显示了其中一{unit}。<a href={paths.register(kind.kind)}>查看全部{title}</a>
            </p>
          ) : (
            <p className="count">
              共 {countText(total)} {unit}
            </p>
          )}
          <RecordTable label={title} columns={columns} rows={rows} />
          <Pager url={frame.visit.url} page={page} pages={pages} />
        </>
      )}
    </Layout>
  )
}
