import { sql } from 'kysely'
import type { CalendarDate } from '../../law/calendar-date.ts'
import type { Citation } from '../../law/citation.ts'
import type { Tx } from '../../platform/database/bureau.ts'
import { type EntryFields, type FieldValue, shown } from './entry.ts'
import { registerKind, registerKinds } from './kinds/all.ts'
import type { RegisterKind } from './register.ts'

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
    entries: rows.map((row) => ({ id: row.id as number, cells: cellsOf(kind, row.fields as EntryFields) })),
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

function cellsOf(kind: RegisterKind, fields: EntryFields): PublicEntry['cells'] {
  return Object.fromEntries(
    kind.publicColumns.map((name) => {
      const [field, value] = [kind.fields[name], fields[name]]
      return [name, field && value !== null && value !== undefined ? shown(field, value) : null]
    }),
  )
}

/** Every public entry. */
export async function publicEntryIds(tx: Tx): Promise<{ kind: string; id: number }[]> {
  const rows = await tx.selectFrom('publicRegisterEntry').select(['kind', 'id']).orderBy('id').execute()
  return rows as { kind: string; id: number }[]
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

export interface PublicEntryRow extends PublicEntry {
  /** as data: choices in words, amounts as numbers */
  values: Record<string, FieldValue>
  publishedAt: Date
  changedAt: Date
}

/** Entries as data, ordered by id; with `since`, by when they changed; `newestChange` for feeds. */
export async function publicEntryRows(
  tx: Tx,
  name: string,
  {
    page,
    size,
    since,
    year = null,
    newestChange = false,
  }: { page: number; size: number; since: Date | null; year?: number | null; newestChange?: boolean },
): Promise<{ entries: PublicEntryRow[]; total: number }> {
  const kind = registerKind(name)
  if (!kind) return { entries: [], total: 0 }
  let query = tx
    .selectFrom('publicRegisterEntry as entry')
    .innerJoin('publicRegisterChange as change', (join) =>
      join.onRef('change.id', '=', 'entry.id').onRef('change.bureauId', '=', 'entry.bureauId'),
    )
    .where('entry.kind', '=', name)
  if (since) query = query.where('change.changedAt', '>=', since)
  if (year !== null) {
    query = query
      .where('entry.decidedOn', '>=', `${year}-01-01` as CalendarDate)
      .where('entry.decidedOn', '<=', `${year}-12-31` as CalendarDate)
  }
  const { total } = await query.select(sql<number>`count(*)::int`.as('total')).executeTakeFirstOrThrow()
  if (newestChange) query = query.orderBy('change.changedAt', 'desc')
  else if (since) query = query.orderBy('change.changedAt')
  const rows = await query
    .select(['entry.id', 'entry.fields', 'entry.publishedAt', 'change.changedAt'])
    .orderBy('entry.id', newestChange ? 'desc' : 'asc')
    .limit(size)
    .offset((page - 1) * size)
    .execute()
  return {
    total,
    entries: rows.map((row) => {
      const fields = row.fields as EntryFields
      return {
        id: row.id as number,
        publishedAt: row.publishedAt as Date,
        changedAt: row.changedAt as Date,
        cells: cellsOf(kind, fields),
        values: Object.fromEntries(
          kind.publicColumns.map((name) => {
            const [field, value] = [kind.fields[name], fields[name] ?? null]
            return [name, field?.type === 'choice' && value !== null ? shown(field, value) : value]
          }),
        ),
      }
    }),
  }
}

/** One public entry, in words. */
export async function publicEntry(tx: Tx, name: string, id: number): Promise<PublicEntry | null> {
  const { entries } = await publicEntries(tx, name, { ids: [id], page: 1, size: 1 })
  return entries[0] ?? null
}

/** How many entries of a register are public, and when one of them, or one withdrawn since, last changed. */
export async function publicEntryState(tx: Tx, name: string): Promise<{ count: number; changedAt: Date | null }> {
  return tx
    .selectFrom('publicRegisterChange')
    .select([
      sql<number>`(count(*) filter (where not withdrawn))::int`.as('count'),
      sql<Date | null>`max(changed_at)`.as('changedAt'),
    ])
    .where('kind', '=', name)
    .executeTakeFirstOrThrow()
}

/** Entries that were public and were withdrawn since: only their ids are told. */
export async function withdrawnEntriesSince(tx: Tx, name: string, since: Date): Promise<number[]> {
  const rows = await tx
    .selectFrom('publicRegisterChange')
    .select('id')
    .where('kind', '=', name)
    .where('withdrawn', '=', true)
    .where('changedAt', '>=', since)
    .orderBy('id')
    .execute()
  return rows.map(({ id }) => id as number)
}

/** How many public entries were decided in each year, and what their amounts come to, in yuan. */
export async function publicEntriesByYear(
  tx: Tx,
  name: string,
): Promise<{ year: number; count: number; amount: number }[]> {
  return tx
    .selectFrom('publicRegisterEntry')
    .select([
      sql<number>`extract(year from decided_on)::int`.as('year'),
      sql<number>`count(*)::int`.as('count'),
      sql<number>`coalesce(sum(amount), 0)`.as('amount'),
    ])
    .where('kind', '=', name)
    .where('decidedOn', 'is not', null)
    .groupBy('year')
    .orderBy('year')
    .execute()
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
