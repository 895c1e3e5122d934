import { calendarDate, yearOf } from '../src/law/calendar-date.ts'
import { type Clock, clockAt, systemClock } from '../src/platform/clock.ts'
import type { Database } from '../src/platform/database/open.ts'
import { foundQinghe } from './bureau.ts'
import { gatherWhatIsPublished, setUpOffice } from './disclosure.ts'
import { publishDocuments } from './documents.ts'
import { publishNormative } from './normative.ts'
import { enterRegisters } from './registers.ts'
import { beginReportOf, publishReportOf } from './reports.ts'
import { answerRequestsOf2019, runRequests } from './requests.ts'

export { demoAccounts } from './bureau.ts'

/**
 * Loads the invented bureau through the product's own verbs, year after year: 2019 and 2021 with the figures of two real
 * published reports, and the running year with work in every state. `tick` counts to 100.
 */
export async function loadDemo(
  database: Database,
  tick: (done: number) => void = () => {},
  clock: Clock = systemClock,
): Promise<number> {
  const today = clock.today()
  const running = yearOf(today)
  const demo = await foundQinghe(database, clockAt(calendarDate('2018-05-02')))
  tick(2)
  let entered = 0
  const onProgress = (rows: number) => {
    const before = Math.floor(entered / 400)
    entered += rows
    tick(Math.floor(entered / 400) - before)
  }
  const registersOf = (year: number) => enterRegisters(database, demo, today, { year, onProgress })
  await answerRequestsOf2019(database, demo)
  await registersOf(2019)
  await publishReportOf(database, demo, 2019)
  tick(5)
  await registersOf(2020)
  await registersOf(2021)
  await publishReportOf(database, demo, 2021)
  tick(3)
  await registersOf(running)
  await runRequests(database, demo, today)
  await setUpOffice(database, demo, today)
  await publishNormative(database, demo, await publishDocuments(database, demo, today), today)
  await gatherWhatIsPublished(database, demo, today)
  await beginReportOf(database, demo, running, today)
  tick(9)
  return demo.bureauId
}
