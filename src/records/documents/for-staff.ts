import { sql } from 'kysely'
import type { CalendarDate } from '../../law/calendar-date.ts'
import type { Tx } from '../../platform/database/bureau.ts'
import type { Attribute, DocumentState, DocumentText } from './document.ts'

export interface DocumentInList {
  id: number
  title: string
  column: string
  attribute: Attribute
  state: DocumentState
  formedOn: CalendarDate
  publishDueOn: CalendarDate
  publishedAt: Date | null
  draftedBy: string
  changedAt: Date
}

const joined = (tx: Tx) =>
  tx
    .selectFrom('document')
    .innerJoin('siteColumn', (join) =>
      join.onRef('siteColumn.id', '=', 'document.columnId').onRef('siteColumn.bureauId', '=', 'document.bureauId'),
    )
    .innerJoin('staff as drafter', (join) =>
      join.onRef('drafter.id', '=', 'document.draftedBy').onRef('drafter.bureauId', '=', 'document.bureauId'),
    )

export async function documentList(
  tx: Tx,
  filter: { state?: DocumentState; text?: string; ids?: readonly number[]; page: number; size: number },
): Promise<{ documents: DocumentInList[]; total: number }> {
  let query = joined(tx)
  if (filter.state) query = query.where('document.state', '=', filter.state)
  if (filter.ids) query = query.where(sql<boolean>`document.id = any(${[...filter.ids]})`)
  if (filter.text) query = query.where('document.title', 'like', `%${filter.text.replace(/[\\%_]/g, '\\$&')}%`)
  const { total } = await query.select(sql<number>`count(*)::int`.as('total')).executeTakeFirstOrThrow()
  const rows = await query
    .select([
      'document.id',
      'document.title',
      'siteColumn.name as column',
      'document.attribute',
      'document.state',
      'document.formedOn',
      'document.publishDueOn',
      'document.publishedAt',
      'drafter.name as draftedBy',
      'document.changedAt',
    ])
    .orderBy('document.changedAt', 'desc')
    .orderBy('document.id', 'desc')
    .limit(filter.size)
    .offset((filter.page - 1) * filter.size)
    .execute()
  return {
    total,
    documents: rows.map((row) => ({
      ...row,
      attribute: row.attribute as Attribute,
      state: row.state as DocumentState,
    })),
  }
}

export interface DocumentForStaff extends DocumentText {
  id: number
  column: string
  state: DocumentState
  publishDueOn: CalendarDate
  draftedById: number
  draftedBy: string
  reviewNote: string | null
  indexNumber: string | null
  publishedAt: Date | null
  withdrawReason: string | null
  version: number
  changedAt: Date
}

export async function documentForStaff(tx: Tx, id: number): Promise<DocumentForStaff | null> {
  const row = await joined(tx)
    .select([
      'document.id',
      'document.columnId',
      'siteColumn.name as column',
      'document.title',
      'document.body',
      'document.source',
      'document.summary',
      'document.documentNumber',
      'document.indexNumber',
      'document.formedOn',
      'document.attribute',
      'document.ground',
      'document.groundReason',
      'document.state',
      'document.publishDueOn',
      'document.draftedBy as draftedById',
      'drafter.name as draftedBy',
      'document.reviewNote',
      'document.publishedAt',
      'document.withdrawReason',
      'document.version',
      'document.changedAt',
    ])
    .where('document.id', '=', id)
    .executeTakeFirst()
  return row ? { ...row, attribute: row.attribute as Attribute, state: row.state as DocumentState } : null
}

export async function documentsByState(tx: Tx): Promise<Partial<Record<DocumentState, number>>> {
  const rows = await tx
    .selectFrom('document')
    .select(['state', sql<number>`count(*)::int`.as('count')])
    .groupBy('state')
    .execute()
  return Object.fromEntries(rows.map((row) => [row.state, row.count]))
}
