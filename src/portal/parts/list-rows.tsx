import { DayOf } from '../days.tsx'
import { StatusTag } from './status-tag.tsx'

export interface ListRow {
  title: string
  href: string
  publishedAt: Date
  documentNumber?: string | null
}

const newFor = 3 * 24 * 3600_000

export function ListRows({ rows, now }: { rows: readonly ListRow[]; now: Date }) {
  return (
    <ul className="rows">
      {rows.map(({ title, href, publishedAt, documentNumber }) => (
        <li key={href}>
          <div>
            <a href={href}>{title}</a>
            {now.getTime() - publishedAt.getTime() < newFor && <StatusTag colour="blue">新</StatusTag>}
            {documentNumber && <span className="number">{documentNumber}</span>}
          </div>
          <DayOf at={publishedAt} />
        </li>
      ))}
    </ul>
  )
}
