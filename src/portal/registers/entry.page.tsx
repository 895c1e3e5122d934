import { citationText } from '../../law/citation.ts'
import type { PublicEntry, PublicRegister } from '../../records/registers/for-public.ts'
import type { Frame } from '../frame.ts'
import { Layout } from '../layout.tsx'
import type { PublicColumn } from '../parts/record-table.tsx'
import { paths } from '../paths.ts'

export interface EntryProps {
  frame: Frame
  kind: Pick<PublicRegister, 'kind' | 'title' | 'cite'>
  columns: readonly PublicColumn[]
  entry: PublicEntry
}

/** One public entry, under an address that stays. */
export function EntryPage({ frame, kind, columns, entry }: EntryProps) {
  const { cells } = entry
  const name = cells['title'] ?? kind.title
  return (
    <Layout
      frame={frame}
      title={[name, cells['number']].filter(Boolean).join('　')}
      address={paths.registerEntry(kind.kind, entry.id)}
      column={{
        name: kind.title,
        description: `本机关的${kind.title}信息`,
        keywords: `${kind.title},台账,信息公开`,
        type: '信息公开目录',
      }}
      trail={[
        { name: '政府信息公开', href: paths.disclosure },
        { name: kind.title, href: paths.register(kind.kind) },
        { name: '一条记录', href: null },
      ]}
      section={paths.disclosure}
      feed={{ name: `taizhang-${kind.kind}`, title: kind.title }}
    >
      <div className="reading">
        <h1>{name}</h1>
        <p className="basis">
          <span>公开依据：{citationText(kind.cite)}</span>
        </p>
        <dl className="facts">
          {columns.map(({ name, label }) => (
            <div key={name}>
              <dt>{label}</dt>
              <dd>{cells[name] ?? <span className="nil">—</span>}</dd>
            </div>
          ))}
        </dl>
      </div>
    </Layout>
  )
}
