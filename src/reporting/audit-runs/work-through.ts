import type { Clock } from '../../platform/clock.ts'
import type { Tx } from '../../platform/database/bureau.ts'
import { fetchPublicPage } from '../../platform/fetch-page.ts'
import { keepReading, type ReadReport, type TakenUp, takeUpReport } from '../../records/audits/work.ts'
import { sha256 } from '../../records/journal/entry.ts'
import { auditFileWithPage, couldNotRead } from '../audit.ts'
import { withPlaces } from './evidence.ts'

type InParts = <T>(work: (tx: Tx) => Promise<T>) => Promise<T>

const mostAttempts = 3

/**
 * Reads what is waiting in the runs that are begun, each report in transactions of its own: what is read stands at once, and
 * what was cut off is taken up again. Several may work at the same time. Gives how many were read.
 */
export async function workThroughRuns(inParts: InParts, clock: Clock): Promise<number> {
  for (let read = 0; ; read += 1) {
    const taken = await inParts((tx) => takeUpReport(tx, clock))
    if (!taken) return read
    const reading = await readingOf(taken)
    await inParts((tx) => keepReading(tx, taken, reading, clock))
  }
}

type Reading = Omit<ReadReport, 'readAt'>

async function readingOf(taken: TakenUp): Promise<Reading> {
  const { fileName, attempt } = taken
  const not = (reason: string, message: string) => keepable(couldNotRead(fileName, reason, message), null)
  if (attempt > mostAttempts) return not('cut-off', `读取中断了 ${mostAttempts} 次，没有再试；请换一种格式的文件`)
  let bytes: Uint8Array
  try {
    bytes = taken.content ?? (await fetchPublicPage(taken.address as string))
  } catch (error) {
    return not('away', (error as Error).message)
  }
  try {
    const { result, page } = await auditFileWithPage({ file: fileName, bytes })
    return keepable(withPlaces(result, page), page?.raw ?? null)
  } catch {
    return not('corrupt', '读取时出现意外错误，没有核对；请换一种格式的文件')
  }
}

function keepable(result: ReturnType<typeof couldNotRead>, text: string | null): Reading {
  return {
    bureauName: result.bureau === null ? null : plain(result.bureau),
    year: result.year,
    vintage: result.vintage,
    result: JSON.parse(JSON.stringify(result), (_, value) => (typeof value === 'string' ? plain(value) : value)),
    pageText: text === null ? null : plain(text),
    textSha256: text === null ? null : sha256(text),
  }
}

/** What PostgreSQL keeps as text, length by length: no NUL, no half of a pair. */
const plain = (text: string) => text.replaceAll('\0', '\ufffd').toWellFormed()
