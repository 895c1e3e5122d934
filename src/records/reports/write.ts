import { yearOf } from '../../law/calendar-date.ts'
import { vintageOf } from '../../law/reports/formats.ts'
import type { Clock } from '../../platform/clock.ts'
import type { Tx } from '../../platform/database/bureau.ts'
import { ChangedMeanwhile } from '../changed-meanwhile.ts'
import { sha256 } from '../journal/entry.ts'
import { recordAct } from '../journal/record.ts'
import { type Actor, mustBeAllowed } from '../staff/actor.ts'
import { mayDoToReports } from './permissions.ts'
import type { Narrative, Report } from './report.ts'
import { insertReport, lockReport, saveReport } from './store.ts'

export class NoSuchReport extends Error {}

const empty: Narrative = { overall: '', problems: '', other: '' }

/** Takes up the report of a year. The year decides the format; a year before the 2019 format cannot be compiled here. */
export async function openReport(
  tx: Tx,
  year: number,
  by: Actor,
  clock: Clock,
): Promise<{ opened: true } | { refused: 'before-the-formats' | 'year-not-begun' }> {
  mustBeAllowed(by, 'write the annual report', mayDoToReports.write)
  const vintage = vintageOf(year)
  if (vintage === 'pre-2019') return { refused: 'before-the-formats' }
  if (year > yearOf(clock.today())) return { refused: 'year-not-begun' }
  if (await lockReport(tx, year)) return { opened: true }
  await insertReport(tx, { year, vintage, narrative: empty, writtenBy: by.id, changedAt: clock.now() })
  await recordAct(tx, {
    kind: 'annual report opened',
    subject: `annual report ${year}`,
    by,
    at: clock.now(),
    change: { vintage },
  })
  return { opened: true }
}

export async function takeUpReport(tx: Tx, year: number, version: number): Promise<Report> {
  const report = await lockReport(tx, year)
  if (!report) throw new NoSuchReport()
  if (report.version !== version) throw new ChangedMeanwhile()
  return report
}

export async function writeNarrative(
  tx: Tx,
  { year, version, narrative }: { year: number; version: number; narrative: Narrative },
  by: Actor,
  clock: Clock,
): Promise<{ version: number } | { refused: 'not-a-draft' }> {
  mustBeAllowed(by, 'write the annual report', mayDoToReports.write)
  const report = await takeUpReport(tx, year, version)
  if (report.state !== 'draft') return { refused: 'not-a-draft' }
  const saved = await saveReport(tx, report.id, { narrative, writtenBy: by.id, changedAt: clock.now() })
  await recordAct(tx, {
    kind: 'annual report written',
    subject: `annual report ${year}`,
    by,
    at: clock.now(),
    change: { words: sha256(JSON.stringify(narrative)).toString('hex') },
  })
  return { version: saved }
}

export async function sendReportForApproval(
  tx: Tx,
  { year, version }: { year: number; version: number },
  by: Actor,
  clock: Clock,
): Promise<{ sent: true } | { refused: 'not-a-draft' | 'year-not-over' }> {
  mustBeAllowed(by, 'write the annual report', mayDoToReports.write)
  const report = await takeUpReport(tx, year, version)
  if (report.state !== 'draft') return { refused: 'not-a-draft' }
  if (year >= yearOf(clock.today())) return { refused: 'year-not-over' }
  await saveReport(tx, report.id, { state: 'in-approval', sentBy: by.id, changedAt: clock.now() })
  await recordAct(tx, {
    kind: 'annual report sent for approval',
    subject: `annual report ${year}`,
    by,
    at: clock.now(),
  })
  return { sent: true }
}

export async function decideReport(
  tx: Tx,
  {
    year,
    version,
    decision,
    note,
  }: { year: number; version: number; decision: 'approved' | 'returned'; note: string | null },
  by: Actor,
  clock: Clock,
): Promise<{ decided: true } | { refused: 'nothing-to-decide' | 'own-report' | 'no-reason' }> {
  mustBeAllowed(by, 'approve the annual report', mayDoToReports.approve)
  const report = await takeUpReport(tx, year, version)
  if (report.state !== 'in-approval') return { refused: 'nothing-to-decide' }
  if (report.sentBy === by.id) return { refused: 'own-report' }
  if (decision === 'returned' && !note?.trim()) return { refused: 'no-reason' }
  const now = clock.now()
  await saveReport(tx, report.id, {
    ...(decision === 'approved'
      ? { state: 'approved' as const, approvedBy: by.id, approvedAt: now }
      : { state: 'draft' as const }),
    changedAt: now,
  })
  await recordAct(tx, {
    kind: decision === 'approved' ? 'annual report approved' : 'annual report returned',
    subject: `annual report ${year}`,
    by,
    at: now,
    change: { note },
  })
  return { decided: true }
}
