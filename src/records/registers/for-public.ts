import { sql } from 'kysely'
import type { CalendarDate } from '../../law/calendar-date.ts'
import type { Tx } from '../../platform/database/bureau.ts'
import { type EntryFields, shown } from './entry.ts'
import { registerKind, registerKinds } from './kinds/all.ts'

export interface PublicRegister {
  kind: string
  title: string
  unit: string
  columns: { field: string; label: string }[]
}

/** The registers that have public columns. */
export function publicRegisters(): PublicRegister[] {
  return registerKinds
    .filter((kind) => kind.publicColumns.length > 0)
    .flatMap((kind) => publicRegister(kind.kind) ?? [])
}

export function publicRegister(name: string): PublicRegister | null {
  const kind = registerKind(name)
  if (!kind || kind.publicColumns.length === 0) return null
  return {
    kind: kind.kind,
    title: kind.title,
    unit: kind.unit,
    columns: kind.publicColumns.map((field) => ({ field, label: kind.fields[field]?.label ?? field })),
  }
}

export interface PublicEntry {
  id: number
  /** one text a public column, in the order of the columns */
  cells: string[]
}

/** Published entries, newest decision first; with `ids`, only those (the records behind a published figure). */
export async function publicEntries(
  tx: Tx,
  name: string,
  filter: { year?: number; ids?: readonly number[]; page: number; size: number },
): Promise<{ entries: PublicEntry[]; total: number }> {
  const kind = registerKind(name)
  if (!kind) return { entries: [], total: 0 }
  let query = tx.selectFrom('publicRegisterEntry').where('kind', '=', name)
  if (filter.ids) query = query.where(sql<boolean>`id = any(${[...filter.ids]})`)
  if (filter.year) {
    query = query
      .where('decidedOn', '>=', `${filter.year}-01-01` as CalendarDate)
      .where('decidedOn', '<=', `${filter.year}-12-31` as CalendarDate)
  }
  const { total } = await query.select(sql<number>`count(*)::int`.as('total')).executeTakeFirstOrThrow()
  const rows = await query
    .select(['id', 'fields'])
    .orderBy('decidedOn', 'desc')
    .orderBy('id', 'desc')
    .limit(filter.size)
    .offset((filter.page - 1) * filter.size)
    .execute()
  return {
    total,
    entries: rows.map((row) => {
      const fields = row.fields as EntryFields
      return {
        id: row.id as number,
        cells: kind.publicColumns.map((name) => {
          const field = kind.fields[name]
          return field ? shown(field, fields[name]) : '—'
        }),
      }
    }),
  }
}
