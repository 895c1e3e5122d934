import type { Clock } from '../../platform/clock.ts'
import type { Tx } from '../../platform/database/bureau.ts'
import { canonical, sha256 } from '../journal/entry.ts'
import { recordAct } from '../journal/record.ts'
import { changed } from '../pages/changed.ts'
import { subjects } from '../pages/subjects.ts'
import { type Actor, mustBeAllowed } from '../staff/actor.ts'
import { mayDoToReports } from './permissions.ts'
import type { FrozenFigures } from './report.ts'
import { type FrozenCell, insertCells, saveReport } from './store.ts'
import { takeUpReport } from './write.ts'

/** What the hash of a report is taken over: anybody can work it out again from the published JSON. */
export function reportHash(report: {
  year: number
  vintage: string
  narrative: unknown
  cells: FrozenFigures
}): Buffer {
  const { year, vintage, narrative, cells } = report
  return sha256(canonical({ year, vintage, narrative, cells }))
}

/** Fixes the figures with the records behind them. From here on a changed record changes nothing in the report. */
export async function freezeReport(
  tx: Tx,
  {
    year,
    version,
    cells,
    behind,
  }: { year: number; version: number; cells: FrozenFigures; behind: readonly FrozenCell[] },
  by: Actor,
  clock: Clock,
): Promise<{ hash: string } | { refused: 'not-approved' }> {
  mustBeAllowed(by, 'freeze the annual report', mayDoToReports.freeze)
  const report = await takeUpReport(tx, year, version)
  if (report.state !== 'approved') return { refused: 'not-approved' }
  const hash = reportHash({ ...report, cells })
  await insertCells(tx, report.id, behind)
  await saveReport(tx, report.id, { state: 'frozen', cells, hash, frozenAt: clock.now(), changedAt: clock.now() })
  await recordAct(tx, {
    kind: 'annual report frozen',
    subject: `annual report ${year}`,
    by,
    at: clock.now(),
    change: { hash: hash.toString('hex') },
  })
  return { hash: hash.toString('hex') }
}

export async function publishReport(
  tx: Tx,
  { year, version }: { year: number; version: number },
  by: Actor,
  clock: Clock,
): Promise<{ published: true } | { refused: 'not-frozen' }> {
  mustBeAllowed(by, 'publish the annual report', mayDoToReports.publish)
  const report = await takeUpReport(tx, year, version)
  if (report.state !== 'frozen') return { refused: 'not-frozen' }
  await saveReport(tx, report.id, { state: 'published', publishedAt: clock.now(), changedAt: clock.now() })
  await recordAct(tx, {
    kind: 'annual report published',
    subject: `annual report ${year}`,
    by,
    at: clock.now(),
  })
  await changed(tx, subjects.report(year), subjects.reports)
  return { published: true }
}
