import { sql } from 'kysely'
import type { Tx } from '../../platform/database/bureau.ts'
import type { Decision, RunState } from './audit.ts'

export async function insertRun(tx: Tx, run: { name: string; startedBy: number; startedAt: Date }): Promise<number> {
  const { id } = await tx
    .insertInto('auditRun')
    .values({ ...run, state: 'gathering' })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

export async function lockRun(tx: Tx, id: number): Promise<{ state: RunState; reports: number; last: number } | null> {
  const run = await tx.selectFrom('auditRun').select('state').where('id', '=', id).forUpdate().executeTakeFirst()
  if (!run) return null
  const counted = await tx
    .selectFrom('auditReport')
    .select([sql<number>`count(*)::int`.as('reports'), sql<number>`coalesce(max(position), 0)`.as('last')])
    .where('runId', '=', id)
    .executeTakeFirstOrThrow()
  return { state: run.state as RunState, ...counted }
}

export async function saveRun(
  tx: Tx,
  id: number,
  change: { state: 'working' } | { state: 'finished'; finishedAt: Date },
): Promise<void> {
  await tx.updateTable('auditRun').set(change).where('id', '=', id).execute()
}

export interface NewReport {
  position: number
  fileName: string
  address: string | null
  content: Buffer | null
}

export async function insertReports(tx: Tx, runId: number, reports: readonly NewReport[]): Promise<void> {
  if (reports.length === 0) return
  await tx
    .insertInto('auditReport')
    .values(reports.map((report) => ({ runId, state: 'waiting', ...report })))
    .execute()
}

export interface TakenUp {
  id: number
  runId: number
  attempt: number
  fileName: string
  address: string | null
  content: Buffer | null
}

/** The next report to read: one nobody took up, or whoever did was cut off before `deadSince`. */
export async function takeUp(tx: Tx, { now, deadSince }: { now: Date; deadSince: Date }): Promise<TakenUp | null> {
  const found = await tx
    .selectFrom('auditReport as report')
    .innerJoin('auditRun as run', (join) =>
      join.onRef('run.id', '=', 'report.runId').onRef('run.bureauId', '=', 'report.bureauId'),
    )
    .select('report.id')
    .where('report.state', '=', 'waiting')
    .where('run.state', '=', 'working')
    .where((or) => or.or([or('report.takenAt', 'is', null), or('report.takenAt', '<', deadSince)]))
    .orderBy('report.runId')
    .orderBy('report.id')
    .limit(1)
    .forUpdate('report')
    .skipLocked()
    .executeTakeFirst()
  if (!found) return null
  return tx
    .updateTable('auditReport')
    .set({ takenAt: now, attempts: sql`attempts + 1` })
    .where('id', '=', found.id)
    .returning(['id', 'runId', 'attempts as attempt', 'fileName', 'address', 'content'])
    .executeTakeFirstOrThrow()
}

export interface ReadReport {
  bureauName: string | null
  year: number | null
  vintage: string | null
  result: unknown
  pageText: string | null
  textSha256: Buffer | null
  readAt: Date
}

/** `attempt`: who was taken for dead and comes back writes nothing. */
export async function saveRead(
  tx: Tx,
  { id, attempt }: { id: number; attempt: number },
  { result, ...read }: ReadReport,
): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('auditReport')
    .set({ ...read, result: JSON.stringify(result), state: 'read', content: null })
    .where('id', '=', id)
    .where('attempts', '=', attempt)
    .where('state', '=', 'waiting')
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

export async function anyWaiting(tx: Tx, runId: number): Promise<boolean> {
  const row = await tx
    .selectFrom('auditReport')
    .select('id')
    .where('runId', '=', runId)
    .where('state', '=', 'waiting')
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}

export async function insertDecision(
  tx: Tx,
  decision: {
    reportId: number
    finding: Buffer
    rule: string
    decision: Decision
    reason: string | null
    byId: number
    byName: string
    at: Date
  },
): Promise<void> {
  await tx.insertInto('auditDecision').values(decision).execute()
}
