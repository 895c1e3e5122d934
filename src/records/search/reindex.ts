import { calendarDate } from '../../law/calendar-date.ts'
import type { Clock } from '../../platform/clock.ts'
import type { Tx } from '../../platform/database/bureau.ts'
import { publishedSince } from '../documents/for-public.ts'
import { publicEntryCounts } from '../registers/for-public.ts'
import { publishedReports } from '../reports/for-public.ts'
import { indexDocumentsAfter } from './documents.ts'
import { indexRegisterEntriesAfter } from './registers.ts'
import { indexAllReports } from './reports.ts'
import {
  deleteOlderGenerations,
  indexState,
  lockIndexForAll,
  ownWordList,
  recountVocabulary,
  saveIndexState,
  takeWordsIntoUse,
} from './store.ts'
import { segmenterVersion } from './version.ts'

/** Runs a piece of work in a transaction of its own. */
export type InParts = <T>(work: (tx: Tx) => Promise<T>) => Promise<T>

const atOnce = 100
/** A rebuilding that has given no sign of life for so long was cut off. */
const silentFor = 5 * 60_000

/** How many records a rebuilding has before it. */
export async function recordsToIndex(tx: Tx): Promise<number> {
  const entries = Object.values(await publicEntryCounts(tx)).reduce((sum, count) => sum + count, 0)
  const reports = await publishedReports(tx)
  return (await publishedSince(tx, calendarDate('1900-01-01'))) + entries + reports.length
}

/**
 * Builds the whole index anew, in many transactions: publications go on meanwhile, each waits for one batch at most. The
 * old entries serve until their new ones are written; what is no longer public goes at the end.
 */
export async function reindexAll(
  inParts: InParts,
  clock: Clock,
  onProgress: (records: number) => void = () => {},
): Promise<{ records: number } | { refused: 'under-way' }> {
  const began = clock.now()
  const begun = await inParts(async (tx) => {
    await lockIndexForAll(tx)
    const { generation, buildingAt } = await indexState(tx)
    if (buildingAt && began.getTime() - buildingAt.getTime() < silentFor) return null
    await saveIndexState(tx, { generation: generation + 1, buildingAt: began })
    return { generation: generation + 1, words: await ownWordList(tx) }
  })
  if (!begun) return { refused: 'under-way' }

  let records = 0
  const walk = async (next: (tx: Tx, id: number) => Promise<{ last: number; count: number } | null>) => {
    for (let id = 0; ; ) {
      const done = await inParts(async (tx) => {
        await lockIndexForAll(tx)
        await saveIndexState(tx, { buildingAt: clock.now() })
        return next(tx, id)
      })
      if (!done) return
      id = done.last
      records += done.count
      onProgress(done.count)
    }
  }
  await walk((tx, id) => indexDocumentsAfter(tx, id, { limit: atOnce, today: clock.today() }))
  await walk((tx, id) => indexRegisterEntriesAfter(tx, id, atOnce * 5))

  await inParts(async (tx) => {
    await lockIndexForAll(tx)
    const reports = await indexAllReports(tx)
    records += reports
    onProgress(reports)
    await deleteOlderGenerations(tx, begun.generation)
    await takeWordsIntoUse(tx, begun.words)
    const { wantedAt } = await indexState(tx)
    await saveIndexState(tx, {
      segmenter: segmenterVersion,
      rebuiltAt: clock.now(),
      buildingAt: null,
      ...(wantedAt && wantedAt <= began ? { wantedAt: null } : {}),
    })
  })
  await inParts((tx) => recountVocabulary(tx))
  return { records }
}

/** The job that looks whether the dictionary changed, by an officer or with a new version of the program. */
export async function reindexIfWanted(inParts: InParts, clock: Clock): Promise<boolean> {
  const wanted = await inParts(async (tx) => {
    const { wantedAt, segmenter } = await indexState(tx)
    return wantedAt !== null || segmenter !== segmenterVersion
  })
  if (!wanted) return false
  return 'records' in (await reindexAll(inParts, clock))
}
