import type { CalendarDate } from '../../law/calendar-date.ts'
import { type WorkingCalendar, workingDaysAfter } from '../../law/working-days/calendar.ts'
import type { Clock } from '../../platform/clock.ts'
import type { Tx } from '../../platform/database/bureau.ts'
import { sealed, sha256 } from '../journal/entry.ts'
import { advance, type OpenedRequest } from '../requests/advance.ts'
import { takeCorrection } from '../requests/ask-for-correction.ts'
import { takeBack } from '../requests/close.ts'
import { type Contacts, changeContacts } from '../requests/contacts.ts'
import type { RequestOfApplicant } from '../requests/for-public.ts'
import { type Access, openOwnRequest } from '../requests/own.ts'
import { type FileRefusal, type GivenFile, mostFiles, readGivenFile } from './file.ts'
import { insertFile, insertMessage, type Message, type MessageKind, messagesIn, saveRating } from './store.ts'

const by = { kind: 'applicant' } as const

export type FilesRefusal = FileRefusal | 'too-many'
type NotOwn = 'no-such-request'

const longestSaid = 5000

/** Writes down what the applicant sent, with its files; the hash of each stands in the journal. */
async function writeMessage(
  tx: Tx,
  { request }: OpenedRequest,
  { kind, said, files }: { kind: MessageKind; said: string; files: readonly GivenFile[] },
  clock: Clock,
): Promise<string[]> {
  const messageId = await insertMessage(tx, request.id, { kind, said, sentOn: clock.today(), sentAt: clock.now() })
  const hashes: string[] = []
  for (const { name, content } of files) {
    const read = readGivenFile({ name, content })
    if (typeof read === 'string') throw new Error(read)
    const hash = sha256(content)
    hashes.push(hash.toString('hex'))
    await insertFile(
      tx,
      { requestId: request.id, messageId },
      { role: 'attachment', ...read, sha256: hash, content, addedAt: clock.now() },
    )
  }
  return hashes
}

function whyNotTaken(said: string, files: readonly GivenFile[]): 'nothing-said' | 'too-long' | FilesRefusal | null {
  if (said === '' && files.length === 0) return 'nothing-said'
  if ([...said].length > longestSaid) return 'too-long'
  if (files.length > mostFiles) return 'too-many'
  for (const file of files) {
    const read = readGivenFile(file)
    if (typeof read === 'string') return read
  }
  return null
}

export interface Sent {
  said: string
  files: readonly GivenFile[]
}
export type SentRefusal = 'nothing-said' | 'too-long' | FilesRefusal

/** The applicant corrects the request as the notice says: the reply period starts from zero (art. 30). */
export async function correctOwn(
  tx: Tx,
  access: Access,
  sent: Sent,
  clock: Clock,
): Promise<{ corrected: true } | { refused: SentRefusal | NotOwn | 'not-asked-for' }> {
  const opened = await openOwnRequest(tx, access)
  if (!opened) return { refused: 'no-such-request' }
  const said = sent.said.trim()
  const why = whyNotTaken(said, sent.files)
  if (why) return { refused: why }
  if (opened.request.state !== 'awaiting-correction') return { refused: 'not-asked-for' }
  const note = said || '补正材料见附件'
  const files = await writeMessage(tx, opened, { kind: 'correction', said: note, files: sent.files }, clock)
  const taken = await takeCorrection(tx, opened, { receivedOn: clock.today(), note, files }, by, clock)
  if ('refused' in taken) throw new Error(`a correction that was asked for is taken: ${taken.refused}`)
  return { corrected: true }
}

/** More about a request that is under way. It moves no clock. */
export async function supplementOwn(
  tx: Tx,
  access: Access,
  sent: Sent,
  clock: Clock,
): Promise<{ supplemented: true } | { refused: SentRefusal | NotOwn | 'already-closed' }> {
  const opened = await openOwnRequest(tx, access)
  if (!opened) return { refused: 'no-such-request' }
  if (opened.request.state === 'closed') return { refused: 'already-closed' }
  const said = sent.said.trim()
  const why = whyNotTaken(said, sent.files)
  if (why) return { refused: why }
  const files = await writeMessage(tx, opened, { kind: 'supplement', said, files: sent.files }, clock)
  const told = { said: sealed(opened.request.salt, said), files }
  await advance(tx, opened, { kind: 'request supplemented', told }, by, clock)
  return { supplemented: true }
}

export async function withdrawOwn(
  tx: Tx,
  access: Access,
  reason: string,
  clock: Clock,
): Promise<{ withdrawn: true } | { refused: NotOwn | 'already-closed' | 'not-received' }> {
  const opened = await openOwnRequest(tx, access)
  if (!opened) return { refused: 'no-such-request' }
  return takeBack(tx, opened, reason.trim() || '申请人在网上撤回', by, clock)
}

export async function changeOwnContacts(
  tx: Tx,
  access: Access,
  contacts: Partial<Contacts>,
  clock: Clock,
): Promise<{ changed: true } | { refused: NotOwn | 'already-closed' }> {
  const opened = await openOwnRequest(tx, access)
  if (!opened) return { refused: 'no-such-request' }
  if (opened.request.state === 'closed') return { refused: 'already-closed' }
  await writeMessage(tx, opened, { kind: 'contacts', said: '联系方式已修改', files: [] }, clock)
  await changeContacts(tx, opened, contacts, clock)
  return { changed: true }
}

/** working days between two reminders of one applicant */
const reminderPause = 5

const remindAgainOn = ({ sentOn }: Pick<Message, 'sentOn'>, calendar: WorkingCalendar): CalendarDate =>
  workingDaysAfter(sentOn, reminderPause, calendar).on

export interface OwnActs {
  correct: boolean
  supplement: boolean
  withdraw: boolean
  contacts: boolean
  remind: boolean
  /** the day from which the applicant may remind again; null where a reminder waits for no day */
  remindFrom: CalendarDate | null
  rate: boolean
}

/** What the applicant may do on a request now. */
export function ownActs(
  { state, receivedOn, reply }: Pick<RequestOfApplicant, 'state' | 'receivedOn' | 'reply'>,
  messages: readonly Message[],
  calendar: WorkingCalendar,
  today: CalendarDate,
): OwnActs {
  const open = state !== 'closed'
  const last = messages.findLast(({ kind }) => kind === 'reminder')
  const from = open && last ? remindAgainOn(last, calendar) : null
  const remindFrom = from !== null && from > today ? from : null
  return {
    correct: state === 'awaiting-correction',
    supplement: open,
    withdraw: open && receivedOn !== null,
    contacts: open,
    remind: open && remindFrom === null,
    remindFrom,
    rate: !open && reply !== null,
  }
}

/** The applicant asks where the reply stays. */
export async function remindOwn(
  tx: Tx,
  access: Access,
  said: string,
  clock: Clock,
): Promise<{ reminded: true } | { refused: NotOwn | 'already-closed' | 'too-soon' | 'too-long' }> {
  const opened = await openOwnRequest(tx, access)
  if (!opened) return { refused: 'no-such-request' }
  if (opened.request.state === 'closed') return { refused: 'already-closed' }
  if ([...said].length > longestSaid) return { refused: 'too-long' }
  const last = (await messagesIn(tx, opened.request.id)).findLast(({ kind }) => kind === 'reminder')
  if (last && remindAgainOn(last, opened.calendar) > clock.today()) return { refused: 'too-soon' }
  const words = said.trim() || '请尽快办理'
  await writeMessage(tx, opened, { kind: 'reminder', said: words, files: [] }, clock)
  await advance(
    tx,
    opened,
    { kind: 'applicant reminded', told: { said: sealed(opened.request.salt, words) } },
    by,
    clock,
  )
  return { reminded: true }
}

/** How the applicant finds the reply. It changes nothing in the request, and may be said anew. */
export async function rateOwn(
  tx: Tx,
  access: Access,
  { score, said }: { score: number; said: string },
  clock: Clock,
): Promise<{ rated: true } | { refused: NotOwn | 'not-replied' | 'too-long' }> {
  const opened = await openOwnRequest(tx, access)
  if (!opened) return { refused: 'no-such-request' }
  const { state, id, salt } = opened.request
  if (state !== 'closed' || !opened.events.some(({ kind }) => kind === 'replied')) return { refused: 'not-replied' }
  if ([...said].length > longestSaid) return { refused: 'too-long' }
  const words = said.trim() || null
  await saveRating(tx, id, { score, said: words, ratedAt: clock.now() })
  await advance(tx, opened, { kind: 'reply rated', told: { score, said: sealed(salt, words) } }, by, clock)
  return { rated: true }
}
