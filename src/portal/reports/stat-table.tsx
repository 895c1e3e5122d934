import type { DisclosureColumn, Headed } from '../../law/reports/formats.ts'
import { type Heading, mergedHeadings, unitBeside } from '../../law/reports/headings.ts'
import { countText } from '../numbers.ts'
import { Scroller } from '../parts/scroller.tsx'

export interface CellValue {
  /** null: the report does not give it. Never shown as zero. */
  value: number | null
  /** the records behind the number, where they are public */
  href: string | null
}

export interface StatTableProps {
  /** starts the ids of all headings of this table */
  id: string
  caption: string
  /** over the row labels */
  corner: string
  /** null: one line of figures without a label */
  rows: readonly Headed[] | null
  columns: readonly DisclosureColumn[]
  /** what a figure is called beside itself on a phone, where the column's heading is out of sight */
  shortLabel: (column: Headed) => string
  cell: (row: string | null, column: string) => CellValue
}

const isTotal = (id: string) => id === 'total' || id.endsWith('.total')

/**
 * A statistical table with headings of several levels. Every cell names all headings it stands under (`headers`); on a
 * narrow screen each row becomes a card with its figures labelled.
 */
export function StatTable({ id, caption, corner, rows, columns, shortLabel, cell }: StatTableProps) {
  const over = mergedHeadings(columns)
  const beside = rows ? mergedHeadings(rows) : []
  const columnLevels = depth(over)
  const rowLevels = depth(beside)
  const idOf = (axis: 'c' | 'r', { level, from }: Heading) => `${id}-${axis}${level}-${from}`
  const covering = (axis: 'c' | 'r', headings: readonly Heading[], at: number) =>
    headings.filter(({ from, reach }) => from <= at && at < from + reach).map((heading) => idOf(axis, heading))
  const above = (axis: 'c' | 'r', headings: readonly Heading[], heading: Heading) =>
    covering(
      axis,
      headings.filter(({ level }) => level < heading.level),
      heading.from,
    ).join(' ') || undefined
  return (
    <Scroller labelledBy={`${id}-caption`}>
      <table className={`stat ${columns.length > 10 ? 'wide' : columns.length > 4 ? '' : 'narrow'}`.trim()}>
        <caption id={`${id}-caption`}>{caption}</caption>
        <thead>
          {Array.from({ length: columnLevels }, (_, level) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: lines of headings have no other name
            <tr key={level}>
              {level === 0 && rowLevels > 0 && (
                <td className="corner" rowSpan={columnLevels} colSpan={rowLevels}>
                  {corner}
                </td>
              )}
              {over
                .filter((heading) => heading.level === level)
                .map((heading) => (
                  <th
                    key={heading.from}
                    id={idOf('c', heading)}
                    scope={heading.id === null ? 'colgroup' : 'col'}
                    colSpan={heading.reach}
                    rowSpan={heading.levels}
                    headers={above('c', over, heading)}
                  >
                    {heading.text}
                  </th>
                ))}
            </tr>
          ))}
        </thead>
        <tbody>
          {(rows ?? [null]).map((row, line) => (
            <tr key={row?.id ?? ''} className={row && isTotal(row.id) ? 'total' : undefined}>
              {beside
                .filter(({ from }) => from === line)
                .map((heading) => (
                  <th
                    key={heading.level}
                    id={idOf('r', heading)}
                    scope={heading.id === null ? 'rowgroup' : 'row'}
                    rowSpan={heading.reach}
                    colSpan={heading.levels}
                    headers={above('r', beside, heading)}
                    className={`level-${heading.level}`}
                  >
                    {heading.text}
                  </th>
                ))}
              {columns.map((column, place) => (
                <td
                  key={column.id}
                  headers={[...covering('r', beside, line), ...covering('c', over, place)].join(' ')}
                  data-label={shortLabel(column)}
                  className={isTotal(column.id) ? 'total' : undefined}
                >
                  <Figure of={cell(row?.id ?? null, column.id)} />
                  {unitBeside(column)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </Scroller>
  )
}

function depth(headings: readonly Heading[]): number {
  return Math.max(0, ...headings.map(({ level, levels }) => level + levels))
}

/** A number of a report, leading to the records behind it. */
export function Figure({ of: { value, href } }: { of: CellValue }) {
  if (value === null) return <span className="nil">未填报</span>
  if (href === null) return countText(value)
  return (
    // The page's text stays the report's text: programs read it too.
    <a href={href} aria-label={`${countText(value)}，查看所依据的记录`}>
      {countText(value)}
    </a>
  )
}
