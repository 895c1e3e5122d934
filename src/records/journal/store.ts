import type { Tx } from '../../platform/database/bureau.ts'

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
