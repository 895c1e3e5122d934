import type { CalendarDate } from '../../law/calendar-date.ts'
import { type ClockEvent, isAsked } from '../../law/requests/events.ts'
import { readStory } from '../../law/requests/story.ts'
import type { Clock } from '../../platform/clock.ts'
import type { Tx } from '../../platform/database/bureau.ts'
import { workingCalendar } from '../calendars/working-calendar.ts'
import { sha256 } from '../journal/entry.ts'
import type { Actor } from '../staff/actor.ts'
import { advance, type OpenedRequest, openRequest } from './advance.ts'
import { enquiryCode } from './query-code.ts'
import { eventsOf, insertEnquiry, lockEnquiryByCode, lockRequest, saveEnquiryAnswer } from './store.ts'

export type Consulted = 'third-party' | 'co-maker' | 'organ'

/**
 * Asks a third party (art. 32), a co-maker (art. 34) or another organ in writing. The reply period stands still.
 * Silence means opposite things: a silent third party leaves the decision to the office, a silent co-maker agrees.
 */
export async function consult(
  tx: Tx,
  {
    id,
    version,
    whom,
    name,
    contact = null,
    question = '',
    deliveredOn,
  }: {
    id: number
    version: number
    whom: Consulted
    name: string
    contact?: string | null
    /** what is asked, as the letter says it; nothing of the applicant */
    question?: string
    deliveredOn: CalendarDate | null
  },
  by: Actor,
  clock: Clock,
): Promise<{ enquiry: string; code: string } | { refused: 'not-in-handling' | 'nobody-named' }> {
  const opened = await openRequest(tx, { id, version, act: 'consult' }, by)
  if (!['in-handling', 'consulting'].includes(opened.request.state)) return { refused: 'not-in-handling' }
  if (name.trim() === '') return { refused: 'nobody-named' }
  const enquiry = `enquiry ${opened.events.filter((event) => event.kind.endsWith('-asked')).length + 1}`
  await advance(
    tx,
    opened,
    {
      kind: `${whom} consulted`,
      state: 'consulting',
      event: { kind: `${whom}-asked`, on: clock.today(), enquiry, ...(deliveredOn ? { deliveredOn } : {}) },
      note: name.trim(),
    },
    by,
    clock,
  )
  const code = enquiryCode(opened.request.salt, `${id} ${enquiry}`)
  await insertEnquiry(tx, id, {
    ...{ enquiry, whom, name: name.trim(), contact: contact?.trim() || null },
    ...{ question: question.trim() || opened.request.title, codeHash: sha256(code) },
  })
  return { enquiry, code }
}

/** An opinion arrived. When no enquiry is open any more, the period goes on. */
export async function receiveOpinion(
  tx: Tx,
  {
    id,
    version,
    enquiry,
    receivedOn,
    answer,
    note,
  }: {
    id: number
    version: number
    enquiry: string
    receivedOn: CalendarDate
    answer: 'agrees' | 'objects' | 'answered'
    note: string
  },
  by: Actor,
  clock: Clock,
): Promise<{ dueOn: CalendarDate | null } | { refused: 'no-such-enquiry' | 'in-the-future' | 'before-it-was-asked' }> {
  const opened = await openRequest(tx, { id, version, act: 'receive-opinion' }, by)
  const asked = opened.events.find((event) => 'enquiry' in event && event.enquiry === enquiry)
  const answered = opened.events.some(
    (event) => 'enquiry' in event && event.enquiry === enquiry && event.kind.endsWith('-answered'),
  )
  if (!asked || answered) return { refused: 'no-such-enquiry' }
  if (receivedOn > clock.today()) return { refused: 'in-the-future' }
  if (receivedOn < asked.on) return { refused: 'before-it-was-asked' }
  const whom = asked.kind.replace(/-asked$/, '') as Consulted
  return { dueOn: await writeOpinion(tx, opened, { enquiry, whom, on: receivedOn, answer, note }, by, clock) }
}

/** Notes an answer, or that there was none; when no enquiry is open any more, the handling goes on. */
async function writeOpinion(
  tx: Tx,
  opened: OpenedRequest,
  {
    enquiry,
    whom,
    on,
    answer,
    note,
  }: {
    enquiry: string
    whom: Consulted
    on: CalendarDate
    answer: 'agrees' | 'objects' | 'answered' | 'silent'
    note: string
  },
  by: Actor,
  clock: Clock,
): Promise<CalendarDate | null> {
  const answered = { answer, opinion: note, answeredAt: clock.now() }
  await saveEnquiryAnswer(tx, { requestId: opened.request.id, enquiry }, answered)
  const more = openEnquiries(opened.events).some((asked) => asked.enquiry !== enquiry)
  const { state } = opened.request
  const { dueOn } = await advance(
    tx,
    opened,
    {
      kind: answer === 'silent' ? `${whom} stayed silent` : `${whom} answered`,
      ...(state === 'consulting' && !more ? { state: 'in-handling' } : {}),
      event: { kind: `${whom}-answered`, on, enquiry, answer },
      note,
    },
    by,
    clock,
  )
  return dueOn
}

function openEnquiries(events: readonly ClockEvent[]) {
  const answered = new Set(events.flatMap((event) => ('enquiry' in event && !isAsked(event) ? [event.enquiry] : [])))
  return events.filter(isAsked).filter(({ enquiry }) => !answered.has(enquiry))
}

/** The limit passed without a word: a third party leaves the decision to the office (art. 32), a co-maker agrees (art. 34). */
export async function noteSilence(
  tx: Tx,
  { id, version, enquiry }: { id: number; version: number; enquiry: string },
  by: Actor,
  clock: Clock,
): Promise<{ dueOn: CalendarDate | null } | { refused: 'no-such-enquiry' | 'not-lapsed-yet' }> {
  const opened = await openRequest(tx, { id, version, act: 'note-silence' }, by)
  const story = readStory(opened.events, opened.calendar)
  const open = story?.enquiries.find(({ asked, answeredOn }) => asked.enquiry === enquiry && answeredOn === null)
  if (!open?.limit) return { refused: 'no-such-enquiry' }
  if (clock.today() <= open.limit) return { refused: 'not-lapsed-yet' }
  const whom = open.asked.kind.replace(/-asked$/, '') as Consulted
  const note = open.whenSilent
  return { dueOn: await writeOpinion(tx, opened, { enquiry, whom, on: open.limit, answer: 'silent', note }, by, clock) }
}

/** The one asked answers on the page the code of the letter opens. An answer after the limit is kept, and moves nothing. */
export async function answerEnquiry(
  tx: Tx,
  { code, answer, opinion }: { code: string; answer: 'agrees' | 'objects' | 'answered'; opinion: string },
  clock: Clock,
): Promise<{ answered: true } | { refused: 'no-such-enquiry' | 'no-reason' }> {
  const found = await lockEnquiryByCode(tx, sha256(code))
  const request = found && (await lockRequest(tx, found.requestId))
  if (!found || !request || request.state === 'closed') return { refused: 'no-such-enquiry' }
  // Who refuses says why: without reasonable grounds the office decides (art. 32).
  if (answer !== 'agrees' && opinion.trim() === '') return { refused: 'no-reason' }
  const opened = { request, events: await eventsOf(tx, request.id), calendar: await workingCalendar(tx) }
  const { enquiry, whom, name } = found
  const by = { kind: 'enquired', name } as const
  await writeOpinion(tx, opened, { enquiry, whom, on: clock.today(), answer, note: opinion.trim() }, by, clock)
  return { answered: true }
}
