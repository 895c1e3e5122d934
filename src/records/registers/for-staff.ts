import { sql } from 'kysely'
import type { CalendarDate } from '../../law/calendar-date.ts'
import type { Tx } from '../../platform/database/bureau.ts'
import type { EntryFields } from './entry.ts'

export interface EntryInList {
  id: number
  kind: string
  fields: EntryFields
  state: 'current' | 'withdrawn'
  withdrawReason: string | null
  publishedAt: Date | null
  version: number
  changedAt: Date
}

export async function entryList(
  tx: Tx,
  filter: {
    kind?: string
    text?: string
    year?: number
    ids?: readonly number[]
    page: number
    size: number
  },
): Promise<{ entries: EntryInList[]; total: number }> {
  let query = tx.selectFrom('registerEntry')
  if (filter.kind) query = query.where('kind', '=', filter.kind)
  if (filter.ids) query = query.where(sql<boolean>`id = any(${[...filter.ids]})`)
  if (filter.year) {
    query = query
      .where('decidedOn', '>=', `${filter.year}-01-01` as CalendarDate)
      .where('decidedOn', '<=', `${filter.year}-12-31` as CalendarDate)
  }
  if (filter.text) {
    const like = `%${filter.text.replace(/[\\%_]/g, '\\$&')}%`
    query = query.where((or) => or.or([or('title', 'like', like), or('number', 'like', like)]))
  }
  const { total } = await query.select(sql<number>`count(*)::int`.as('total')).executeTakeFirstOrThrow()
  const rows = await query
    .select(['id', 'kind', 'fields', 'state', 'withdrawReason', 'publishedAt', 'version', 'changedAt'])
    .orderBy('decidedOn', 'desc')
    .orderBy('id', 'desc')
    .limit(filter.size)
    .offset((filter.page - 1) * filter.size)
    .execute()
  return {
    total,
    entries: rows.map((row) => ({
      ...row,
      fields: row.fields as EntryFields,
      state: row.state as EntryInList['state'],
    })),
  }
}

/** How many current entries each register holds. */
export async function entryCounts(tx: Tx): Promise<Record<string, number>> {
  const rows = await tx
    .selectFrom('registerEntry')
    .select(['kind', sql<number>`count(*)::int`.as('count')])
    .where('state', '=', 'current')
    .groupBy('kind')
    .execute()
  return Object.fromEntries(rows.map((row) => [row.kind, row.count]))
}
