import { Scroller } from './scroller.tsx'

export interface PublicColumn {
  name: string
  label: string
  number: boolean
}

export interface PublicRow {
  id: number
  /** by column name, as text; null: not filled in */
  cells: Record<string, string | null>
}

/** Entries of a register: a table on a wide screen, cards on a narrow one. The first column names the entry. */
export function RecordTable({
  label,
  columns,
  rows,
  href,
}: {
  label: string
  columns: readonly PublicColumn[]
  rows: readonly PublicRow[]
  /** the page of an entry, where it has one */
  href?: (id: number) => string
}) {
  const [first, ...others] = columns
  if (!first) return null
  return (
    <Scroller label={`${label}的记录`}>
      <table className="plain stack">
        <caption className="sr">{label}的记录</caption>
        <thead>
          <tr>
            {columns.map(({ name, label, number }) => (
              <th key={name} scope="col" className={number ? 'number' : undefined}>
                {label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ id, cells }) => (
            <tr key={id}>
              <th scope="row">
                {href ? <a href={href(id)}>{cells[first.name] ?? '未编号'}</a> : (cells[first.name] ?? '未编号')}
              </th>
              {others.map(({ name, label, number }) => (
                <td key={name} data-label={label} className={number ? 'number' : undefined}>
                  {cells[name] ?? <span className="nil">—</span>}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </Scroller>
  )
}
