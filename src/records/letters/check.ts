import type { CalendarDate } from '../../law/calendar-date.ts'
import { checkLetter, type LetterFinding } from '../../law/requests/letter-checks.ts'
import { isReplyKind, type LetterKind } from '../../law/requests/letters.ts'
import type { Tx } from '../../platform/database/bureau.ts'
import { thisBureau } from '../bureaus/for-public.ts'
import { workingCalendar } from '../calendars/working-calendar.ts'
import { addresseeOf, applicantsOwn, type RequestCase, requestCase } from '../requests/for-staff.ts'
import { otherReplies, templateNow } from './for-staff.ts'
import { letterToStartFrom, ownWordsOf } from './start.ts'

/** The case a letter belongs to. */
export async function caseOf(tx: Tx, requestId: number): Promise<RequestCase> {
  const found = await requestCase(tx, requestId)
  if (!found) throw new Error(`no request ${requestId}`)
  return found
}

/** The letter as the template gives it today, and which template that is. */
export async function startOf(
  tx: Tx,
  { kind, found, eventSeq }: { kind: LetterKind; found: RequestCase; eventSeq: number | null },
  today: CalendarDate,
): Promise<{ text: string; templateNo: number }> {
  const template = await templateNow(tx, kind)
  const [bureau, calendar] = [await thisBureau(tx), await workingCalendar(tx)]
  const facts = { found, addressee: await addresseeOf(tx, found.id), bureau, calendar, today, eventSeq }
  return { text: letterToStartFrom(kind, template.body, facts), templateNo: template.no }
}

/** What keeps a letter from being signed, and what should be looked at before. */
export async function findingsOf(
  tx: Tx,
  letter: {
    kind: LetterKind
    text: string
    found: RequestCase
    eventSeq: number | null
    likenessConfirmed: boolean
  },
  today: CalendarDate,
): Promise<LetterFinding[]> {
  const { kind, text, found, likenessConfirmed } = letter
  const { name, profile } = await thisBureau(tx)
  const start = await startOf(tx, letter, today)
  return checkLetter({
    kind,
    text,
    own: ownWordsOf(text, start.text),
    on: today,
    request: {
      number: found.number,
      title: found.title,
      applicant: await addresseeOf(tx, found.id),
      receivedOn: found.receivedOn,
      events: found.events.map(({ event }) => event),
      applicantsOwn: (await applicantsOwn(tx, found.id)).filter((value) => value !== null),
    },
    bureau: {
      name,
      reconsideration: profile.reconsiderationOrgan,
      court: profile.court,
      ownData: [profile.address, profile.phone, profile.dutyPhone, profile.fax, profile.email],
    },
    others: isReplyKind(kind) ? await otherReplies(tx, found.id) : [],
    likenessConfirmed,
  })
}
