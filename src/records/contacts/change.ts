import { addMonths, type CalendarDate } from '../../law/calendar-date.ts'
import { isPlaceholder, publishedPhoneProblem } from '../../law/publicity/placeholders.ts'
import type { Clock } from '../../platform/clock.ts'
import type { Tx } from '../../platform/database/bureau.ts'
import { saveContactsInProfile } from '../bureaus/profile.ts'
import { ChangedMeanwhile } from '../changed-meanwhile.ts'
import { mayKeepColumns } from '../columns/permissions.ts'
import { guideAfterContacts } from '../guide/publish.ts'
import { recordAct } from '../journal/record.ts'
import { type Actor, mustBeAllowed, type StaffActor } from '../staff/actor.ts'
import { sections } from '../staff/for-staff.ts'
import { type Contact, type ContactDetails, singleKinds } from './contact.ts'
import { contacts } from './for-public.ts'
import { insertContact, type KeptContact, lockContact, nextPosition, saveContact } from './store.ts'

export class NoSuchContact extends Error {}

export type ContactProblem =
  | { field: 'name'; is: 'missing' | 'placeholder' }
  | { field: 'phones'; is: 'missing' }
  /** in the words of the law's check */
  | { field: 'phones' | 'fax'; is: 'wrong'; words: string }
  | { field: 'email'; is: 'wrong' }
  | { field: 'postcode'; is: 'wrong' }
  | { field: 'sectionId'; is: 'unknown' }
  /** the published guide must tell this of the disclosure office (art. 12) */
  | { field: 'address' | 'hours' | 'fax' | 'email'; is: 'needed-by-the-guide' }

function contactProblems(details: ContactDetails): ContactProblem[] {
  const problems: ContactProblem[] = []
  if (details.name.trim() === '') problems.push({ field: 'name', is: 'missing' })
  else if (isPlaceholder(details.name)) problems.push({ field: 'name', is: 'placeholder' })
  if (details.phones.length === 0 && details.kind !== 'reading-place') problems.push({ field: 'phones', is: 'missing' })
  for (const phone of details.phones) {
    const words = publishedPhoneProblem(phone)
    if (words) problems.push({ field: 'phones', is: 'wrong', words })
  }
  const fax = details.fax ? publishedPhoneProblem(details.fax) : null
  if (fax) problems.push({ field: 'fax', is: 'wrong', words: fax })
  if (details.email && !/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(details.email)) problems.push({ field: 'email', is: 'wrong' })
  if (details.postcode && !/^\d{6}$/.test(details.postcode)) problems.push({ field: 'postcode', is: 'wrong' })
  if (details.kind === 'disclosure-office') {
    for (const field of ['address', 'hours', 'fax', 'email'] as const) {
      if (!details[field]?.trim()) problems.push({ field, is: 'needed-by-the-guide' })
    }
  }
  return problems
}

async function problemsOf(tx: Tx, details: ContactDetails): Promise<ContactProblem[]> {
  const known = details.sectionId === null || (await sections(tx)).some(({ id }) => id === details.sectionId)
  return [...contactProblems(details), ...(known ? [] : [{ field: 'sectionId', is: 'unknown' } as const])]
}

/** Months after which somebody should make sure again that a contact is right. */
const verifiedForMonths = 12

export function verificationDueOn({ verifiedOn }: Pick<Contact, 'verifiedOn'>): CalendarDate {
  return addMonths(verifiedOn, verifiedForMonths)
}

export async function addContact(
  tx: Tx,
  details: ContactDetails,
  by: Actor,
  clock: Clock,
): Promise<{ id: number } | { problems: ContactProblem[] } | { refused: 'one-of-a-kind' }> {
  mustBeAllowed(by, 'add a contact', mayKeepColumns)
  if (singleKinds.includes(details.kind)) return { refused: 'one-of-a-kind' }
  const problems = await problemsOf(tx, details)
  if (problems.length > 0) return { problems }
  const id = await insertContact(tx, details, { position: await nextPosition(tx), verifiedOn: clock.today() })
  await recordAct(tx, { kind: 'contact added', subject: `contact ${id}`, by, at: clock.now(), change: { ...details } })
  await follow(tx, by, clock)
  return { id }
}

/** Changes a contact; the footer and the published guide say the new one from the same moment. */
export async function changeContact(
  tx: Tx,
  { id, version, details }: { id: number; version: number; details: Omit<ContactDetails, 'kind'> },
  by: Actor,
  clock: Clock,
): Promise<{ changed: true } | { problems: ContactProblem[] }> {
  mustBeAllowed(by, 'change a contact', mayKeepColumns)
  const before = await openContact(tx, id, version)
  const whole = { ...details, kind: before.kind }
  const problems = await problemsOf(tx, whole)
  if (problems.length > 0) return { problems }
  await saveContact(tx, id, { ...details, verifiedOn: clock.today() })
  const change = Object.fromEntries(
    (Object.keys(details) as (keyof typeof details)[])
      .filter((field) => JSON.stringify(before[field]) !== JSON.stringify(details[field]))
      .map((field) => [field, { from: before[field], to: details[field] }]),
  )
  await recordAct(tx, { kind: 'contact changed', subject: `contact ${id}`, by, at: clock.now(), change })
  await follow(tx, by, clock)
  return { changed: true }
}

/** Somebody rang or went there: it is still right. */
export async function verifyContact(
  tx: Tx,
  { id, version }: { id: number; version: number },
  by: Actor,
  clock: Clock,
): Promise<void> {
  mustBeAllowed(by, 'verify a contact', mayKeepColumns)
  await openContact(tx, id, version)
  await saveContact(tx, id, { verifiedOn: clock.today() })
  await recordAct(tx, { kind: 'contact verified', subject: `contact ${id}`, by, at: clock.now() })
}

export async function retireContact(
  tx: Tx,
  { id, version }: { id: number; version: number },
  by: Actor,
  clock: Clock,
): Promise<{ retired: true } | { refused: 'one-of-a-kind' }> {
  mustBeAllowed(by, 'retire a contact', mayKeepColumns)
  const contact = await openContact(tx, id, version)
  if (singleKinds.includes(contact.kind)) return { refused: 'one-of-a-kind' }
  await saveContact(tx, id, { retiredOn: clock.today() })
  await recordAct(tx, { kind: 'contact retired', subject: `contact ${id}`, by, at: clock.now() })
  await follow(tx, by, clock)
  return { retired: true }
}

async function openContact(tx: Tx, id: number, version: number): Promise<KeptContact> {
  const contact = await lockContact(tx, id)
  if (!contact || contact.retiredOn !== null) throw new NoSuchContact()
  if (contact.version !== version) throw new ChangedMeanwhile()
  return contact
}

/** What repeats contacts says the new ones: the profile behind footer and letters, and the published guide. */
async function follow(tx: Tx, by: StaffActor, clock: Clock): Promise<void> {
  const all = await contacts(tx)
  const of = (kind: Contact['kind']) => all.find((contact) => contact.kind === kind)
  const [switchboard, duty, office] = [of('switchboard'), of('duty'), of('disclosure-office')]
  await saveContactsInProfile(tx, {
    ...(switchboard
      ? {
          address: switchboard.address ?? '',
          postcode: switchboard.postcode ?? '',
          phone: switchboard.phones[0] ?? '',
          officeHours: switchboard.hours ?? '',
        }
      : {}),
    ...(duty ? { dutyPhone: duty.phones[0] ?? '' } : {}),
    ...(office ? { disclosureOffice: office.name, fax: office.fax ?? '', email: office.email ?? '' } : {}),
  })
  await guideAfterContacts(tx, by, clock)
}
