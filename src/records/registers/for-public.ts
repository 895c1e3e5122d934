import { sql } from 'kysely'
import type { CalendarDate } from '../../law/calendar-date.ts'
import type { Citation } from '../../law/citation.ts'
import type { Tx } from '../../platform/database/bureau.ts'
import { type EntryFields, shown } from './entry.ts'
import { registerKind, registerKinds } from './kinds/all.ts'

export interface PublicRegister {
  kind: string
  title: string
  unit: string
  cite: Citation
  columns: { name: string; label: string; number: boolean }[]
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
    cite: kind.cite,
    columns: kind.publicColumns.map((name) => ({
      name,
      label: kind.fields[name]?.label ?? name,
      number: kind.fields[name]?.type === 'yuan' || kind.fields[name]?.type === 'whole-number',
    })),
  }
}

export interface PublicEntry {
  id: number
  /** by public column, in words; null: not filled in */
  cells: Record<string, string | null>
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
        cells: Object.fromEntries(
          kind.publicColumns.map((name) => {
            const [field, value] = [kind.fields[name], fields[name]]
            return [name, field && value !== null && value !== undefined ? shown(field, value) : null]
          }),
        ),
      }
    }),
  }
}

/** How many public entries each register has. */
export async function publicEntryCounts(tx: Tx): Promise<Record<string, number>> {
  const rows = await tx
    .selectFrom('publicRegisterEntry')
    .select(['kind', sql<number>`count(*)::int`.as('count')])
    .groupBy('kind')
    .execute()
  return Object.fromEntries(rows.map((row) => [row.kind, row.count]))
}

/** When the newest public entry of each register became public. */
export async function publicEntriesLastAt(tx: Tx): Promise<Record<string, Date>> {
  const rows = await tx
    .selectFrom('publicRegisterEntry')
    .select(['kind', sql<Date>`max(published_at)`.as('lastAt')])
    .groupBy('kind')
    .execute()
  return Object.fromEntries(rows.map((row) => [row.kind, row.lastAt]))
}
