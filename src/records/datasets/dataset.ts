import type { CalendarDate } from '../../law/calendar-date.ts'
import type { Tx } from '../../platform/database/bureau.ts'

export type DatasetValue = string | number | null

/** `id` never changes; days are 2026-01-31, moments ISO 8601 with their zone, choices in words. */
export type DatasetRow = { id: string | number } & Record<string, DatasetValue>

export interface DatasetField {
  /** English, as in the files and the API */
  name: string
  label: string
  type: 'text' | 'day' | 'moment' | 'whole-number' | 'number'
  meaning: string
}

export interface RowsAsked {
  page: number
  size: number
  /** only what changed at or after this moment */
  since: Date | null
}

/** A set of public records other people may take and use: its dictionary is at the same time what is read and sent. */
export interface Dataset {
  name: string
  title: string
  summary: string
  /** 领域 */
  area: string
  frequency: string
  /** what one row is called */
  unit: string
  fields: readonly DatasetField[]
  /** newest first */
  versions: readonly { version: string; on: CalendarDate; words: string }[]
  /** the page of the portal on which the same records stand, as a path */
  page: string
  rows(tx: Tx, asked: RowsAsked): Promise<{ rows: DatasetRow[]; total: number }>
  /** how many rows there are, and when one of them last changed */
  stand(tx: Tx): Promise<{ count: number; changedAt: Date | null }>
  /** ids of what was public and is not any more */
  removedSince(tx: Tx, since: Date): Promise<(string | number)[]>
}

export const idField = (meaning: string): DatasetField => ({ name: 'id', label: '标识', type: 'text', meaning })
export const changedField: DatasetField = {
  name: 'changedAt',
  label: '更新时间',
  type: 'moment',
  meaning: '这条记录最近一次公布或者更正的时间',
}

/** The page asked for, of rows that are all at hand. */
export function pageOfRows(
  rows: readonly DatasetRow[],
  { page, size, since }: RowsAsked,
): { rows: DatasetRow[]; total: number } {
  const from = since?.toISOString() ?? ''
  const changed = since === null ? rows : rows.filter((row) => String(row['changedAt']) >= from)
  return { rows: changed.slice((page - 1) * size, page * size), total: changed.length }
}

export function standOf(rows: readonly DatasetRow[]): { count: number; changedAt: Date | null } {
  const newest = rows
    .map((row) => String(row['changedAt']))
    .toSorted()
    .at(-1)
  return { count: rows.length, changedAt: newest ? new Date(newest) : null }
}
