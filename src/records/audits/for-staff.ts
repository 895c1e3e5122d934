import { sql } from 'kysely'
import type { Tx } from '../../platform/database/bureau.ts'
import type { Decision, RunState } from './audit.ts'

export interface RunInList {
  id: number
  name: string
  state: RunState
  startedBy: string
  startedAt: Date
  finishedAt: Date | null
  total: number
  done: number
}

const runs = (tx: Tx) =>
  tx
    .selectFrom('auditRun as run')
    .innerJoin('staff', (join) =>
      join.onRef('staff.id', '=', 'run.startedBy').onRef('staff.bureauId', '=', 'run.bureauId'),
    )
    .leftJoin('auditReport as report', (join) =>
      join.onRef('report.runId', '=', 'run.id').onRef('report.bureauId', '=', 'run.bureauId'),
    )
    .select([
      'run.id',
      'run.name',
      'run.state',
      'run.startedAt',
      'run.finishedAt',
      'staff.name as startedBy',
      sql<number>`count(report.id)::int`.as('total'),
      sql<number>`(count(*) filter (where report.state = 'read'))::int`.as('done'),
    ])
    .groupBy(['run.bureauId', 'run.id', 'staff.name'])

/** Newest first. */
export async function auditRuns(
  tx: Tx,
  { page, size }: { page: number; size: number },
): Promise<{ runs: RunInList[]; total: number }> {
  const { total } = await tx
    .selectFrom('auditRun')
    .select(sql<number>`count(*)::int`.as('total'))
    .executeTakeFirstOrThrow()
  const rows = await runs(tx)
    .orderBy('run.id', 'desc')
    .limit(size)
    .offset((page - 1) * size)
    .execute()
  return { runs: rows as RunInList[], total }
}

export async function auditRun(tx: Tx, id: number): Promise<RunInList | null> {
  const row = await runs(tx).where('run.id', '=', id).executeTakeFirst()
  return (row as RunInList | undefined) ?? null
}

export interface KeptReport {
  id: number
  position: number
  fileName: string
  address: string | null
  state: 'waiting' | 'read'
  result: unknown
}

/** The reports of a run in the order in which they were given, without the text of their pages. */
export async function reportsOfRun(tx: Tx, runId: number): Promise<KeptReport[]> {
  const rows = await tx
    .selectFrom('auditReport')
    .select(['id', 'position', 'fileName', 'address', 'state', 'result'])
    .where('runId', '=', runId)
    .orderBy('position')
    .execute()
  return rows as KeptReport[]
}

export async function reportPage(
  tx: Tx,
  id: number,
): Promise<{ runId: number; pageText: string | null; textSha256: Buffer | null } | null> {
  const row = await tx
    .selectFrom('auditReport')
    .select(['runId', 'pageText', 'textSha256'])
    .where('id', '=', id)
    .executeTakeFirst()
  return row ?? null
}

export interface Decided {
  decision: Decision
  reason: string | null
  byName: string
  at: Date
}

/** The decisions that hold now on some findings, by the hash of the finding in hex. */
export async function decisionsOn(tx: Tx, findings: readonly Buffer[]): Promise<Map<string, Decided>> {
  if (findings.length === 0) return new Map()
  const rows = await tx
    .selectFrom('auditDecision')
    .distinctOn('finding')
    .select(['finding', 'decision', 'reason', 'byName', 'at'])
    .where('finding', '=', sql<Buffer>`any(${[...findings]}::bytea[])`)
    .orderBy('finding')
    .orderBy('id', 'desc')
    .execute()
  return new Map(rows.map(({ finding, ...decided }) => [finding.toString('hex'), decided as Decided]))
}
