import type { Clock } from '../platform/clock.ts'
import type { Config } from '../platform/config.ts'
import type { Tx } from '../platform/database/bureau.ts'
import { carriersOf } from '../platform/mail/carriers.ts'
import { sendDueMessages } from '../platform/mail/outbox.ts'
import { watchConversions } from '../records/answers/watch.ts'
import { remindOfDeadlines } from '../records/deadlines/remind.ts'
import { publishScheduled, takeDownExpired } from '../records/documents/publish.ts'
import { makeCheckpoint } from '../records/journal/checkpoint.ts'
import { alignRegister } from '../records/normative/facts.ts'
import { makeOutputs } from '../records/redaction/make.ts'
import { forgetIdentities } from '../records/requests/disposal.ts'
import { forgetOldDrafts } from '../records/requests/drafts.ts'
import { countHotWords, forgetOldSearches } from '../records/search/log.ts'
import { type InParts, reindexIfWanted } from '../records/search/reindex.ts'
import { forgetIdleSessions } from '../records/staff/sign-in.ts'
import { workThroughRuns } from '../reporting/audit-runs/work-through.ts'

export interface Job {
  name: string
  /** cron, China time */
  at: string
  /** run once for every bureau: in one transaction, or in as many as it takes */
  work: Work | { inParts: (inParts: InParts, clock: Clock, config: Config) => Promise<unknown> }
}

type Work = (tx: Tx, clock: Clock, config: Config) => Promise<unknown>

const sendMessages = (inParts: InParts, _clock: Clock, config: Config) => sendDueMessages(inParts, carriersOf(config))

/** Everything that happens by itself, and when. */
export const timetable: readonly Job[] = [
  { name: 'publish-scheduled', at: '* * * * *', work: (tx, clock) => publishScheduled(tx, clock) },
  { name: 'take-down-expired', at: '2 0 * * *', work: (tx, clock) => takeDownExpired(tx, clock) },
  { name: 'align-normative-register', at: '5 0 * * *', work: (tx, clock) => alignRegister(tx, clock) },
  { name: 'rebuild-search-index', at: '* * * * *', work: { inParts: reindexIfWanted } },
  { name: 'send-messages', at: '* * * * *', work: { inParts: sendMessages } },
  { name: 'remind-of-deadlines', at: '0 8 * * *', work: remindOfDeadlines },
  // Those whose maker was cut off; the others are made when they are asked for.
  { name: 'make-redacted-files', at: '* * * * *', work: { inParts: makeOutputs } },
  // Those whose reader was cut off; the others are read when they are given.
  { name: 'read-audited-reports', at: '* * * * *', work: { inParts: workThroughRuns } },
  { name: 'count-hot-words', at: '25 * * * *', work: countHotWords },
  { name: 'forget-old-searches', at: '20 3 * * *', work: forgetOldSearches },
  { name: 'publish-checkpoint', at: '15 0 * * *', work: (tx, clock) => makeCheckpoint(tx, clock) },
  { name: 'watch-conversions', at: '35 * * * *', work: watchConversions },
  { name: 'forget-old-drafts', at: '10 3 * * *', work: (tx, clock) => forgetOldDrafts(tx, clock) },
  { name: 'forget-identities', at: '15 3 * * *', work: (tx, clock) => forgetIdentities(tx, clock) },
  {
    name: 'forget-idle-sessions',
    at: '*/30 * * * *',
    work: (tx, clock, config) => forgetIdleSessions(tx, config.ZHAOMING_IDLE_MINUTES, clock),
  },
]
