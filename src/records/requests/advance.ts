import { type ClockEvent, type ReplyClock, replyClock } from '../../law/requests/clock.ts'
import type { WorkingCalendar } from '../../law/working-days/calendar.ts'
import type { Clock } from '../../platform/clock.ts'
import type { Tx } from '../../platform/database/bureau.ts'
import { workingCalendar } from '../calendars/working-calendar.ts'
import { ChangedMeanwhile } from '../changed-meanwhile.ts'
import { sealed } from '../journal/entry.ts'
import { recordAct } from '../journal/record.ts'
import { type Actor, NotAllowed } from '../staff/actor.ts'
import { notifyApplicant } from './notify.ts'
import { type ActOnRequest, mustBeAllowedOnRequest } from './permissions.ts'
import type { Request, RequestState } from './request.ts'
import { eventsOf, insertEvent, type LockedRequest, lockRequest, saveRequest } from './store.ts'

export class NoSuchRequest extends Error {}

/** A request taken up for an act: locked, permission asked, its story and the calendar at hand. */
export interface OpenedRequest {
  request: LockedRequest
  events: ClockEvent[]
  calendar: WorkingCalendar
}

/** The first three beats of every verb on a request: lock it, ask who, check that nobody changed it since it was read. */
export async function openRequest(
  tx: Tx,
  { id, version, act }: { id: number; version: number; act: ActOnRequest },
  by: Actor,
): Promise<OpenedRequest> {
  mustBeAllowedOnRequest(by, act)
  const request = await lockRequest(tx, id)
  if (!request) throw new NoSuchRequest()
  if (request.version !== version) throw new ChangedMeanwhile()
  // Its salt went with the applicant's data: nothing more can be noted of it.
  if (request.salt.length === 0) throw new NotAllowed('act on a request that was disposed of')
  return { request, events: await eventsOf(tx, id), calendar: await workingCalendar(tx) }
}

export interface Step {
  /** what happened, for the journal: past tense */
  kind: string
  event?: ClockEvent
  note?: string | null
  state?: RequestState
  /** more for the journal; personal data and letters only sealed. The note of a step is always sealed */
  told?: Record<string, unknown>
  also?: Partial<
    Pick<Request, 'receivedOn' | 'sectionId' | 'handlerId' | 'outcome' | 'concludedOn' | 'deliveredHow' | 'mergedInto'>
  >
}

/** The last two beats: writes the step, works the due date out anew from all events, notes it in the journal. */
export async function advance(
  tx: Tx,
  { request, events, calendar }: OpenedRequest,
  step: Step,
  by: Actor,
  clock: Clock,
): Promise<ReplyClock> {
  const story = step.event ? [...events, step.event] : events
  if (step.event) {
    await insertEvent(tx, request.id, {
      seq: story.length,
      event: step.event,
      note: step.note ?? null,
      byId: by.kind === 'staff' ? by.id : null,
      byName: by.kind === 'applicant' ? '申请人' : by.name,
      at: clock.now(),
    })
  }
  const reply = replyClock(story, calendar, clock.today())
  const change = {
    ...(step.state ? { state: step.state } : {}),
    ...step.also,
    dueOn: reply.dueOn ?? (request.receivedOn || step.also?.receivedOn ? request.dueOn : null),
    dueProvisional: reply.provisional,
  }
  await saveRequest(tx, request.id, change)
  if (step.event) await notifyApplicant(tx, request.id, step.event.kind)
  await recordAct(tx, {
    kind: step.kind,
    subject: `request ${request.id}`,
    by,
    at: clock.now(),
    change: {
      ...(step.state && step.state !== request.state ? { state: { from: request.state, to: step.state } } : {}),
      ...(change.dueOn !== request.dueOn ? { dueOn: { from: request.dueOn, to: change.dueOn } } : {}),
      ...step.also,
      ...step.told,
      ...(step.event ? { event: step.event } : {}),
      ...(step.note ? { note: sealed(request.salt, step.note) } : {}),
    },
  })
  return reply
}
