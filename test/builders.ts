import { type CalendarDate, calendarDate } from '../src/law/calendar-date.ts'
import { blanks, isReplyKind } from '../src/law/requests/letters.ts'
import type { OutcomeCode } from '../src/law/requests/outcome.ts'
import { type Clock, clockAt } from '../src/platform/clock.ts'
import { inBureau, type Tx } from '../src/platform/database/bureau.ts'
import type { Database } from '../src/platform/database/open.ts'
import { decideCheck, sendForChecks } from '../src/records/documents/check.ts'
import { aText } from '../src/records/documents/document.ts'
import { documentForStaff } from '../src/records/documents/for-staff.ts'
import { draftDocument } from '../src/records/documents/write.ts'
import { caseOf, startOf } from '../src/records/letters/check.ts'
import { acceptRequest } from '../src/records/requests/accept.ts'
import { confirmReceipt } from '../src/records/requests/confirm.ts'
import { freshDraftToken, keepDraft } from '../src/records/requests/drafts.ts'
import { requestCase } from '../src/records/requests/for-staff.ts'
import type { Applicant, Wanted } from '../src/records/requests/request.ts'
import { submitRequest } from '../src/records/requests/submit.ts'
import type { Role, StaffActor } from '../src/records/staff/actor.ts'
import { appointStaff, setUpSection } from '../src/records/staff/appoint.ts'
import { aBureau } from './database.ts'

/** A person as an applicant of tests: nothing here can belong to anybody. */
export const anApplicant = (change: Partial<Applicant> = {}): Applicant => ({
  kind: 'natural',
  name: '演示申请人',
  idType: 'other',
  idNumber: '演示证件-0001',
  representative: null,
  contact: null,
  phone: '000-00000001',
  email: 'someone@applicant.example',
  address: null,
  postcode: null,
  ...change,
})

export const something = (change: Partial<Wanted> = {}): Wanted => ({
  title: '2025年执法检查统计',
  description: '申请公开2025年全市执法检查的次数和发现的隐患数。',
  documentNumber: null,
  carrier: 'electronic',
  delivery: 'email',
  acceptsOtherForm: true,
  ...change,
})

export const password = 'a password of tests'

export interface Office {
  bureau: number
  section: number
  /** disclosure office */
  officer: StaffActor
  /** head of the disclosure office */
  head: StaffActor
  drafter: StaffActor
  leader: StaffActor
  /** reviews secrecy and nothing else */
  reviewer: StaffActor
  administrator: StaffActor
  supervisor: StaffActor
  in<T>(work: (tx: Tx) => Promise<T>): Promise<T>
}

let offices = 0

/** A bureau with one person for each part, in a database of the test. */
export async function anOffice(database: Database, host?: string): Promise<Office> {
  offices += 1
  const bureau = await aBureau(database, `演练市应急管理局${offices}`, host ?? `office${offices}.example`)
  const clock = at('2026-01-05')
  return inBureau(database, bureau, async (tx) => {
    const appoint = async (account: string, roles: Role[], by: StaffActor | null, sectionId: number | null) => {
      const id = await appointStaff(
        tx,
        { account, name: account, roles, sectionId, password, mustChangePassword: false },
        by ?? { kind: 'system', name: 'test' },
        clock,
      )
      return { kind: 'staff' as const, id, name: account, roles, sectionId }
    }
    const administrator = await appoint('administrator', ['administrator'], null, null)
    const section = await setUpSection(tx, { name: '危化监管科', phone: '0000-1', position: 0 }, administrator, clock)
    return {
      bureau,
      section,
      administrator,
      officer: await appoint('officer', ['disclosure-office'], administrator, section),
      head: await appoint('head', ['disclosure-office', 'section-head', 'secrecy-reviewer'], administrator, section),
      drafter: await appoint('drafter', ['drafter'], administrator, section),
      reviewer: await appoint('reviewer', ['secrecy-reviewer'], administrator, section),
      leader: await appoint('leader', ['approving-leader'], administrator, null),
      supervisor: await appoint('supervisor', ['supervisor'], administrator, null),
      in: (work) => inBureau(database, bureau, work),
    }
  })
}

export const on = (day: string): CalendarDate => calendarDate(day)
export const at = (day: string): Clock => clockAt(calendarDate(day))

/** A request as far as its receipt was confirmed and it was given to a section. */
export async function aRequestInHandling(
  office: Office,
  { receivedOn, applicant = {} }: { receivedOn: string; applicant?: Partial<Applicant> },
): Promise<number> {
  return office.in(async (tx) => {
    const clock = at(receivedOn)
    const draftToken = freshDraftToken()
    await keepDraft(tx, draftToken, {}, clock)
    const submitted = await submitRequest(
      tx,
      { draftToken, applicant: anApplicant(applicant), wanted: something() },
      clock,
    )
    if ('refused' in submitted) throw new Error(submitted.refused)
    const { id } = submitted
    await confirmReceipt(tx, { id, version: 1, confirmedOn: on(receivedOn), note: null }, office.officer, clock)
    await acceptRequest(tx, { id, version: 2, sectionId: office.section }, office.officer, clock)
    return id
  })
}

/** The request as it is now, and the handle for the next act on it. */
export async function lookAt(office: Office, id: number) {
  const found = await office.in((tx) => requestCase(tx, id))
  if (!found) throw new Error(`no request ${id}`)
  return { ...found, handle: { id, version: found.version } }
}

/** A letter of reply without fault: the template of the outcome with `filling` where the officer writes. */
export async function aReplyLetter(
  office: Office,
  id: number,
  outcome: OutcomeCode,
  day: string,
  filling = '详见随附的材料。',
): Promise<string> {
  if (!isReplyKind(outcome)) throw new Error(`${outcome} has no letter`)
  return office.in(async (tx) => {
    const found = await caseOf(tx, id)
    const { text } = await startOf(tx, { kind: outcome, found, eventSeq: null }, on(day))
    return text.replace(blanks, filling)
  })
}

/** A document drafted and taken through its checks by those whose they are. */
export async function aDocument(office: Office, text: Parameters<typeof aText>[0], clock: Clock): Promise<number> {
  return office.in(async (tx) => {
    const drafted = await draftDocument(tx, aText(text), office.drafter, clock)
    if ('problems' in drafted) throw new Error(drafted.problems.join())
    await takenThrough(office, tx, drafted.id, clock)
    return drafted.id
  })
}

/** Sends a draft and has every check of it approved. */
export async function takenThrough(
  office: Pick<Office, 'drafter' | 'head' | 'reviewer' | 'officer' | 'leader'>,
  tx: Tx,
  id: number,
  clock: Clock,
): Promise<void> {
  const by = {
    'section-check': office.head,
    'secrecy-review': office.reviewer,
    'office-check': office.officer,
    'sign-off': office.leader,
  }
  const versionNow = async () => (await documentForStaff(tx, id))?.version ?? 0
  const sent = await sendForChecks(tx, { id, version: await versionNow() }, office.drafter, clock)
  if (!('stage' in sent)) throw new Error(JSON.stringify(sent))
  let stage: string = sent.stage
  while (stage in by) {
    const decided = await decideCheck(
      tx,
      { id, version: await versionNow(), decision: 'approved', note: null, secrecyConfirmed: true },
      by[stage as keyof typeof by],
      clock,
    )
    if (!('stage' in decided)) throw new Error(JSON.stringify(decided))
    stage = decided.stage
  }
}
