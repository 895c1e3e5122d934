import type { CalendarDate } from '../../law/calendar-date.ts'
import type { ItemNumber } from '../../law/publicity/catalogue.ts'
import type { UpdateClass } from '../../law/publicity/freshness.ts'
import type { Tx } from '../../platform/database/bureau.ts'
import {
  type Column,
  type ColumnType,
  type Duration,
  type PlatformPart,
  platformSlug,
  type Standing,
} from './column.ts'

/** The whole tree in the order of the navigation, hidden and closed columns included: their documents stay reachable. */
export async function columns(tx: Tx): Promise<Column[]> {
  const rows = await tx
    .selectFrom('publicColumn')
    .selectAll()
    .orderBy('parentId', (order) => order.asc().nullsFirst())
    .orderBy('position')
    .orderBy('id')
    .execute()
  const own = rows.map(({ bureauId: _, position: __, cadenceDays: days, cadenceMonths: months, ...row }) => ({
    ...(row as Omit<Column, 'promise' | 'isPart'>),
    isPart: row.part !== null,
    type: row.type as ColumnType,
    duration: row.duration as Duration,
    part: row.part as PlatformPart | null,
    statutoryItem: row.statutoryItem as ItemNumber | null,
    updateClass: row.updateClass as UpdateClass,
    standing: row.standing as Standing,
    promise: days !== null ? { days } : months !== null ? { months } : null,
  }))
  const byId = new Map(own.map((column) => [column.id, column]))
  const partOf = ({ part, parentId }: Column): PlatformPart | null => {
    const parent = parentId === null ? undefined : byId.get(parentId)
    if (part !== null || !parent) return part
    // What an older tree has directly below the platform is statutory content.
    return parent.slug === platformSlug ? 'content' : partOf(parent)
  }
  return own.map((column) => ({ ...column, part: partOf(column) }))
}

export interface NilStatement {
  columnId: number
  /** 本机关无行政强制事项 */
  statement: string
  confirmedOn: CalendarDate
  validUntil: CalendarDate
  section: string
}

export async function nilStatements(tx: Tx): Promise<NilStatement[]> {
  const rows = await tx
    .selectFrom('publicNilStatement')
    .select(['columnId', 'statement', 'confirmedOn', 'validUntil', 'section'])
    .execute()
  return rows as NilStatement[]
}
