import { sql } from 'kysely'
import type { Tx } from '../../platform/database/bureau.ts'

export interface JournalRow {
  index: number
  entry: string
  hash: Buffer
}

/** Events after `index`, oldest first. */
export async function eventsAfter(tx: Tx, index: number, limit: number): Promise<JournalRow[]> {
  return tx
    .selectFrom('journalEvent')
    .select(['index', 'entry', 'hash'])
    .where('index', '>', index)
    .orderBy('index')
    .limit(limit)
    .execute()
}

export async function journalHead(tx: Tx): Promise<{ lastIndex: number; lastHash: Buffer }> {
  return tx.selectFrom('journalHead').select(['lastIndex', 'lastHash']).executeTakeFirstOrThrow()
}

export interface ActOfSubject {
  index: number
  at: string
  by: { kind: string; name?: string }
  kind: string
  change: Record<string, unknown>
}

/** All acts on one record, newest first: the 操作记录 of a screen. */
export async function actsOn(tx: Tx, subject: string): Promise<ActOfSubject[]> {
  const rows = await tx
    .selectFrom('journalEvent')
    .select(['index', sql<Omit<ActOfSubject, 'index'>>`entry::jsonb`.as('act')])
    .where('subject', '=', subject)
    .orderBy('index', 'desc')
    .limit(200)
    .execute()
  return rows.map(({ index, act }) => ({ index, at: act.at, by: act.by, kind: act.kind, change: act.change }))
}
