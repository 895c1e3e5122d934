import { addDays, type CalendarDate, calendarDate, laterOf } from '../../law/calendar-date.ts'
import { isPlaceholder } from '../../law/publicity/placeholders.ts'
import { type PublicityLimit, publicationLimit } from '../../law/publicity/time-limit.ts'
import type { WorkingCalendar } from '../../law/working-days/calendar.ts'
import type { Clock } from '../../platform/clock.ts'
import type { Tx } from '../../platform/database/bureau.ts'
import { ChangedMeanwhile } from '../changed-meanwhile.ts'
import { mayKeepColumns } from '../columns/permissions.ts'
import { recordAct } from '../journal/record.ts'
import { type Actor, mustBeAllowed } from '../staff/actor.ts'
import type { LeaderForStaff } from './for-staff.ts'
import type { LeaderDetails } from './organisation.ts'
import {
  deleteLeader,
  insertLeader,
  type KeptLeader,
  lockLeader,
  publishLeaders,
  saveLastDay,
  saveLeader,
} from './store.ts'

export class NoSuchLeader extends Error {}

export type LeaderProblem =
  | 'no-name'
  | 'placeholder-name'
  | 'no-post'
  | 'placeholder-post'
  | 'no-division'
  | 'no-resume'

export function leaderProblems({ name, post, division, resume }: LeaderDetails): LeaderProblem[] {
  const problems: LeaderProblem[] = []
  if (name !== null && name.trim() === '') problems.push('no-name')
  if (name !== null && isPlaceholder(name)) problems.push('placeholder-name')
  if (post.trim() === '') problems.push('no-post')
  else if (isPlaceholder(post)) problems.push('placeholder-post')
  if (name !== null && division.trim() === '') problems.push('no-division')
  if (name !== null && resume.trim() === '') problems.push('no-resume')
  return problems
}

/** Notes that somebody takes a post. Public only when it is published; the limit of art. 26 runs from `fromOn`. */
export async function recordLeader(
  tx: Tx,
  details: LeaderDetails,
  by: Actor,
  clock: Clock,
): Promise<{ id: number } | { problems: LeaderProblem[] }> {
  mustBeAllowed(by, 'record a leader', mayKeepColumns)
  const problems = leaderProblems(details)
  if (problems.length > 0) return { problems }
  const id = await insertLeader(tx, details)
  await recordAct(tx, { kind: 'leader recorded', subject: `leader ${id}`, by, at: clock.now(), change: { ...details } })
  return { id }
}

/**
 * Changes what is said of a leader from a day on. What was public stays true of the days before: the old row ends, a new
 * one begins. What was not public yet is simply rewritten.
 */
export async function changeLeader(
  tx: Tx,
  { id, version, details }: { id: number; version: number; details: LeaderDetails },
  by: Actor,
  clock: Clock,
): Promise<{ id: number } | { problems: LeaderProblem[] } | { refused: 'ended' | 'before-it-began' }> {
  mustBeAllowed(by, 'change a leader', mayKeepColumns)
  const before = await openLeader(tx, id, version)
  const problems = leaderProblems(details)
  if (problems.length > 0) return { problems }
  if (before.untilOn !== null) return { refused: 'ended' }
  let changed = id
  if (before.publishedAt === null) await saveLeader(tx, id, details)
  else {
    if (details.fromOn <= before.fromOn) return { refused: 'before-it-began' }
    await saveLastDay(tx, id, addDays(details.fromOn, -1))
    changed = await insertLeader(tx, details)
  }
  await recordAct(tx, {
    kind: 'leader changed',
    subject: `leader ${changed}`,
    by,
    at: clock.now(),
    change: { before: id, ...details },
  })
  return { id: changed }
}

/** Notes the last day of a leader in the post. One who was never public is taken out. */
export async function endLeader(
  tx: Tx,
  { id, version, untilOn }: { id: number; version: number; untilOn: CalendarDate },
  by: Actor,
  clock: Clock,
): Promise<{ ended: true } | { refused: 'ended' | 'before-it-began' }> {
  mustBeAllowed(by, 'end a leader', mayKeepColumns)
  const before = await openLeader(tx, id, version)
  if (before.untilOn !== null) return { refused: 'ended' }
  if (before.publishedAt !== null && untilOn < before.fromOn) return { refused: 'before-it-began' }
  if (before.publishedAt === null) await deleteLeader(tx, id)
  else await saveLastDay(tx, id, untilOn)
  await recordAct(tx, { kind: 'leader ended', subject: `leader ${id}`, by, at: clock.now(), change: { untilOn } })
  return { ended: true }
}

/** Makes every change of leaders public. */
export async function publishOrganisation(
  tx: Tx,
  by: Actor,
  clock: Clock,
): Promise<{ published: number } | { refused: 'nothing-to-publish' }> {
  mustBeAllowed(by, 'publish the organisation', mayKeepColumns)
  const leaders = await publishLeaders(tx, clock.now())
  if (leaders.length === 0) return { refused: 'nothing-to-publish' }
  await recordAct(tx, {
    kind: 'organisation published',
    subject: 'organisation',
    by,
    at: clock.now(),
    change: { leaders },
  })
  return { published: leaders.length }
}

const firstRegulationOn = calendarDate('2008-05-01')

export interface PublicationDuty extends PublicityLimit {
  leaderId: number
  what: 'beginning' | 'ending'
  name: string | null
  post: string
  changedOn: CalendarDate
}

/** The changes of leaders that are not public yet, each with its last day (art. 26: information formed *or changed*). */
export function dutiesOf(leaders: readonly LeaderForStaff[], calendar: WorkingCalendar): PublicationDuty[] {
  return leaders
    .flatMap(({ id, name, post, fromOn, untilOn, publishedAt, endingPublishedAt }) => {
      const duty = (what: PublicationDuty['what'], changedOn: CalendarDate): PublicationDuty => ({
        leaderId: id,
        what,
        name,
        post,
        changedOn,
        // Before the Regulation there was no such duty; what is still not public became one with it.
        ...publicationLimit(laterOf(changedOn, firstRegulationOn), calendar),
      })
      return [
        ...(publishedAt === null ? [duty('beginning', fromOn)] : []),
        // The last day in the post is the day before the change.
        ...(publishedAt !== null && untilOn !== null && endingPublishedAt === null
          ? [duty('ending', addDays(untilOn, 1))]
          : []),
      ]
    })
    .sort((a, b) => `${a.on} ${a.what === 'beginning'}`.localeCompare(`${b.on} ${b.what === 'beginning'}`))
}

async function openLeader(tx: Tx, id: number, version: number): Promise<KeptLeader> {
  const leader = await lockLeader(tx, id)
  if (!leader) throw new NoSuchLeader()
  if (leader.version !== version) throw new ChangedMeanwhile()
  return leader
}
