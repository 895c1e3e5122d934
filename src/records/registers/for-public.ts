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

/** One public entry as words, for those who look for it without knowing the register. */
export interface PublicEntryWords {
  id: number
  kind: string
  register: string
  number: string | null
  title: string
  decidedOn: CalendarDate | null
  publishedAt: Date
  /** of a document that ended: how; null: it holds, or the register does not say */
  ended: 'repealed' | 'lapsed' | null
  /** by label, in the order of the register */
  words: { label: string; text: string; name: string }[]
}

/** Public entries with these ids, or the next ones after an id. */
export async function publicEntryWords(
  tx: Tx,
  which: { ids: readonly number[] } | { after: number; limit: number },
): Promise<PublicEntryWords[]> {
  let query = tx
    .selectFrom('publicRegisterEntry')
    .select(['id', 'kind', 'number', 'title', 'decidedOn', 'endedOn', 'fields', 'publishedAt'])
    .orderBy('id')
  if ('ids' in which) query = query.where(sql<boolean>`id = any(${[...which.ids]})`)
  else query = query.where('id', '>', which.after).limit(which.limit)
  return (await query.execute()).flatMap((row) => {
    const kind = registerKind(row.kind ?? '')
    if (!kind) return []
    const fields = row.fields as EntryFields
    return {
      id: row.id as number,
      kind: kind.kind,
      register: kind.title,
      number: row.number,
      title: row.title as string,
      decidedOn: row.decidedOn,
      publishedAt: row.publishedAt as Date,
      ended: row.endedOn === null ? null : fields['ending'] === 'repealed' ? 'repealed' : 'lapsed',
      words: kind.publicColumns.flatMap((name) => {
        const [field, value] = [kind.fields[name], fields[name]]
        return field && value !== null && value !== undefined
          ? [{ name, label: field.label, text: shown(field, value) }]
          : []
      }),
    }
  })
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
