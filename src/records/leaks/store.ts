import { sql } from 'kysely'
import type { WordKind } from '../../law/wording/lexicon.ts'
import type { Tx } from '../../platform/database/bureau.ts'

const rowsAtOnce = 1000

export async function activeWords(tx: Tx) {
  const rows = await tx
    .selectFrom('lexiconWord')
    .select(['kind', 'word', 'suggestion'])
    .where('active', '=', true)
    .execute()
  return rows.map((row) => ({ ...row, kind: row.kind as WordKind }))
}

export async function lockWord(tx: Tx, id: number) {
  return tx
    .selectFrom('lexiconWord')
    .select(['id', 'kind', 'word', 'active'])
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
}

/** A word that was retired comes back; one that is active stays as it is and gives null. */
export async function saveWord(
  tx: Tx,
  word: { kind: WordKind; word: string; suggestion: string | null; addedBy: number; addedAt: Date },
): Promise<number | null> {
  const row = await tx
    .insertInto('lexiconWord')
    .values(word)
    .onConflict((conflict) =>
      conflict
        .columns(['bureauId', 'kind', 'word'])
        .doUpdateSet({
          suggestion: word.suggestion,
          active: true,
          retiredAt: null,
          addedBy: word.addedBy,
          addedAt: word.addedAt,
        })
        .where('lexiconWord.active', '=', false),
    )
    .returning('id')
    .executeTakeFirst()
  return row?.id ?? null
}

export async function saveRetirement(tx: Tx, id: number, retiredAt: Date): Promise<void> {
  await tx.updateTable('lexiconWord').set({ active: false, retiredAt }).where('id', '=', id).execute()
}

export async function settings(tx: Tx): Promise<{ key: Buffer; leastGroup: number } | null> {
  return (await tx.selectFrom('leakSetting').select(['key', 'leastGroup']).executeTakeFirst()) ?? null
}

/** The bureau's key, made the first time: of two at once the first one's stays. */
export async function insertSettings(tx: Tx, key: Buffer): Promise<void> {
  await tx
    .insertInto('leakSetting')
    .values({ key })
    .onConflict((conflict) => conflict.column('bureauId').doNothing())
    .execute()
}

export async function saveLeastGroup(tx: Tx, leastGroup: number): Promise<void> {
  await tx.updateTable('leakSetting').set({ leastGroup }).execute()
}

export async function waiversOf(tx: Tx, subject: string): Promise<{ class: string; valueHash: Buffer }[]> {
  return tx.selectFrom('leakWaiver').select(['class', 'valueHash']).where('subject', '=', subject).execute()
}

export async function insertWaiver(
  tx: Tx,
  waiver: { subject: string; class: string; valueHash: Buffer; reason: string; waivedBy: number; waivedAt: Date },
): Promise<void> {
  await tx.insertInto('leakWaiver').values(waiver).execute()
}

export interface HeldRow {
  subject: string
  title: string
  class: string
  severity: 'BLOCK' | 'REVIEW'
  place: string
  excerpt: string
  valueHash: Buffer
  waivable: boolean
  draftedBy: number
  heldAt: Date
}

export async function saveHeld(tx: Tx, rows: readonly HeldRow[]): Promise<void> {
  for (let from = 0; from < rows.length; from += rowsAtOnce) {
    await tx
      .insertInto('leakHeld')
      .values(rows.slice(from, from + rowsAtOnce))
      .onConflict((conflict) =>
        conflict.columns(['bureauId', 'subject', 'class', 'valueHash']).doUpdateSet({
          title: sql`excluded.title`,
          place: sql`excluded.place`,
          excerpt: sql`excluded.excerpt`,
          draftedBy: sql`excluded.drafted_by`,
          heldAt: sql`excluded.held_at`,
        }),
      )
      .execute()
  }
}

/** What was held of these subjects and let through by nobody: it is not there any more, or held anew. */
export async function forgetHeld(tx: Tx, subjects: readonly string[]): Promise<void> {
  if (subjects.length === 0) return
  await tx
    .deleteFrom('leakHeld')
    .where(sql<boolean>`subject = any(${[...subjects]})`)
    .where(
      sql<boolean>`not exists (
        select from leak_waiver w
        where w.bureau_id = leak_held.bureau_id and w.subject = leak_held.subject
          and w.class = leak_held.class and w.value_hash = leak_held.value_hash
      )`,
    )
    .execute()
}

export async function lockHeld(tx: Tx, id: number) {
  return tx
    .selectFrom('leakHeld')
    .select(['id', 'subject', 'class', 'valueHash', 'waivable', 'draftedBy', 'place'])
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
}
