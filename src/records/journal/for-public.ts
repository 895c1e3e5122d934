import type { Tx } from '../../platform/database/bureau.ts'
import type { Checkpoint } from './checkpoint.ts'

/** The roots told so far, newest first. They say nothing of what the events are. */
export async function checkpoints(tx: Tx, limit: number): Promise<Checkpoint[]> {
  const rows = await tx
    .selectFrom('journalCheckpoint')
    .select(['events', 'root', 'madeAt'])
    .orderBy('events', 'desc')
    .limit(limit)
    .execute()
  return rows.map(({ root, ...one }) => ({ ...one, root: root.toString('hex') }))
}

export async function checkpointAt(tx: Tx, events: number): Promise<Checkpoint | null> {
  const row = await tx
    .selectFrom('journalCheckpoint')
    .select(['events', 'root', 'madeAt'])
    .where('events', '=', events)
    .executeTakeFirst()
  return row ? { ...row, root: row.root.toString('hex') } : null
}
