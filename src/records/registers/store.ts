import { sql } from 'kysely'
import type { Tx } from '../../platform/database/bureau.ts'
import type { Entry, EntryFields } from './entry.ts'

const rowsAtOnce = 1000

export async function insertEntries(
  tx: Tx,
  kind: string,
  entries: readonly Entry[],
  entered: { by: number; at: Date; publishedAt: Date | null; batchId: number | null },
): Promise<number[]> {
  const ids: number[] = []
  for (let from = 0; from < entries.length; from += rowsAtOnce) {
    const rows = await tx
      .insertInto('registerEntry')
      .values(
        entries.slice(from, from + rowsAtOnce).map(({ fields, ...columns }) => ({
          kind,
          ...columns,
          fields: JSON.stringify(fields),
          publishedAt: entered.publishedAt,
          batchId: entered.batchId,
          enteredBy: entered.by,
          enteredAt: entered.at,
          changedAt: entered.at,
        })),
      )
      .returning('id')
      .execute()
    ids.push(...rows.map((row) => row.id))
  }
  return ids
}

export async function insertBatch(
  tx: Tx,
  batch: { kind: string; fileName: string; rows: number; enteredBy: number; enteredAt: Date },
): Promise<number> {
  const { id } = await tx.insertInto('registerBatch').values(batch).returning('id').executeTakeFirstOrThrow()
  return id
}

/** Which of these numbers are taken by a current entry of the kind. */
export async function takenNumbers(tx: Tx, kind: string, numbers: readonly string[]): Promise<Set<string>> {
  if (numbers.length === 0) return new Set()
  const rows = await tx
    .selectFrom('registerEntry')
    .select('number')
    .where('kind', '=', kind)
    .where('state', '=', 'current')
    .where(sql<boolean>`number = any(${[...numbers]})`)
    .execute()
  return new Set(rows.map((row) => row.number ?? ''))
}

/** The current entry of a number; null when there is none. */
export async function entryNumbered(
  tx: Tx,
  kind: string,
  number: string,
): Promise<{ id: number; fields: EntryFields } | null> {
  const row = await tx
    .selectFrom('registerEntry')
    .select(['id', 'fields'])
    .where('kind', '=', kind)
    .where('state', '=', 'current')
    .where('number', '=', number)
    .executeTakeFirst()
  return row ? { id: row.id, fields: row.fields as EntryFields } : null
}

export async function lockEntry(tx: Tx, id: number) {
  const row = await tx
    .selectFrom('registerEntry')
    .select(['id', 'kind', 'number', 'fields', 'state', 'publishedAt', 'version'])
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  return row ? { ...row, fields: row.fields as EntryFields } : null
}

export async function saveEntry(tx: Tx, id: number, entry: Entry, changedAt: Date): Promise<void> {
  await tx
    .updateTable('registerEntry')
    .set({ ...entry, fields: JSON.stringify(entry.fields), changedAt, version: sql`version + 1` })
    .where('id', '=', id)
    .execute()
}

export async function saveWithdrawal(tx: Tx, id: number, reason: string, changedAt: Date): Promise<void> {
  await tx
    .updateTable('registerEntry')
    .set({ state: 'withdrawn', withdrawReason: reason, publishedAt: null, changedAt, version: sql`version + 1` })
    .where('id', '=', id)
    .execute()
}
