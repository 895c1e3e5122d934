import { DayOf } from '../days.tsx'
import { StatusTag } from './status-tag.tsx'

export interface ListRow {
  title: string
  href: string
  publishedAt: Date
  documentNumber?: string | null
}

const newFor = 3 * 24 * 3600_000

const isNew = ({ publishedAt }: ListRow, now: Date) => now.getTime() - publishedAt.getTime() < newFor

/** When the next of the rows ceases to be new; null: none is. */
export function newUntil(rows: readonly ListRow[], now: Date): Date | null {
  const ends = rows.filter((row) => isNew(row, now)).map(({ publishedAt }) => publishedAt.getTime() + newFor)
  return ends.length > 0 ? new Date(Math.min(...ends)) : null
}

export function ListRows({ rows, now }: { rows: readonly ListRow[]; now: Date }) {
  return (
    <ul className="rows">
      {rows.map((row) => (
        <li key={row.href}>
          <div>
            <a href={row.href}>{row.title}</a>
            {isNew(row, now) && <StatusTag colour="blue">新</StatusTag>}
            {row.documentNumber && <span className="number">{row.documentNumber}</span>}
          </div>
          <DayOf at={row.publishedAt} />
        </li>
      ))}
    </ul>
  )
}
