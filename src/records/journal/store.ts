import type { Tx } from '../../platform/database/bureau.ts'
import { firstLink } from './entry.ts'

export async function lockHead(tx: Tx): Promise<{ lastIndex: number; lastHash: Buffer }> {
  return tx.selectFrom('journalHead').select(['lastIndex', 'lastHash']).forUpdate().executeTakeFirstOrThrow()
}

export async function insertHead(tx: Tx, lastHash: Buffer): Promise<void> {
  await tx.insertInto('journalHead').values({ lastIndex: 0, lastHash }).execute()
}

const rowsAtOnce = 2000

export async function appendEvents(tx: Tx, events: { index: number; entry: string; hash: Buffer }[]): Promise<void> {
  for (let from = 0; from < events.length; from += rowsAtOnce) {
    await tx
      .insertInto('journalEvent')
      .values(events.slice(from, from + rowsAtOnce))
      .execute()
  }
  const last = events.at(-1)
  if (last) await tx.updateTable('journalHead').set({ lastIndex: last.index, lastHash: last.hash }).execute()
}

export async function blocksOf(tx: Tx): Promise<Buffer[]> {
  const rows = await tx.selectFrom('journalBlock').select('hash').orderBy('no').execute()
  return rows.map(({ hash }) => hash)
}

/** Two may complete a block at once: they make it of the same links. */
export async function insertBlocks(tx: Tx, blocks: { no: number; hash: Buffer }[]): Promise<void> {
  await tx
    .insertInto('journalBlock')
    .values(blocks)
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

/** The links of events `first` to `last`. */
export async function linksBetween(tx: Tx, first: number, last: number): Promise<{ index: number; hash: Buffer }[]> {
  return tx
    .selectFrom('journalEvent')
    .select(['index', 'hash'])
    .where('index', '>=', first)
    .where('index', '<=', last)
    .orderBy('index')
    .execute()
}

export async function insertCheckpoint(
  tx: Tx,
  checkpoint: { events: number; root: Buffer; madeAt: Date },
): Promise<void> {
  await tx
    .insertInto('journalCheckpoint')
    .values(checkpoint)
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

export async function checkpointCovering(
  tx: Tx,
  index: number,
): Promise<{ events: number; root: string; madeAt: Date } | null> {
  const row = await tx
    .selectFrom('journalCheckpoint')
    .select(['events', 'root', 'madeAt'])
    .where('events', '>=', index)
    .orderBy('events')
    .limit(1)
    .executeTakeFirst()
  return row ? { ...row, root: row.root.toString('hex') } : null
}

/** The first event of these kinds on a record, with the link before it. */
export async function entryWith(
  tx: Tx,
  subject: string,
  kinds: readonly string[],
): Promise<{ index: number; entry: string; previous: Buffer } | null> {
  const row = await tx
    .selectFrom('journalEvent')
    .select(['index', 'entry'])
    .where('subject', '=', subject)
    .where('kind', 'in', [...kinds])
    .orderBy('index')
    .limit(1)
    .executeTakeFirst()
  if (!row) return null
  const before = await tx
    .selectFrom('journalEvent')
    .select('hash')
    .where('index', '=', row.index - 1)
    .executeTakeFirst()
  return { ...row, previous: before?.hash ?? firstLink }
}
