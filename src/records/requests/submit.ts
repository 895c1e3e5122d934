import { randomBytes } from 'node:crypto'
import { yearOf } from '../../law/calendar-date.ts'
import type { Channel } from '../../law/requests/receipt.ts'
import type { Clock } from '../../platform/clock.ts'
import type { Tx } from '../../platform/database/bureau.ts'
import { thisBureau } from '../bureaus/for-public.ts'
import { nextOf } from '../counters/next.ts'
import { sealed, sha256 } from '../journal/entry.ts'
import { recordAct } from '../journal/record.ts'
import type { Actor } from '../staff/actor.ts'
import { notifyApplicant } from './notify.ts'
import { queryCodeHash, queryCodeOfDraft, siblingCode } from './query-code.ts'
import type { Applicant, Wanted } from './request.ts'
import { insertRequest, lockDraft, numberOf, saveDraftSent } from './store.ts'

export interface Submitted {
  id: number
  number: string
  queryCode: string
}

/**
 * An applicant sends the form; each thing it asks for becomes a request of its own (按件). Sending it again (double click, reload, a lost answer) gives the same receipt.
 * Online the receipt day is the day both sides confirm (art. 31): the request waits for the office to do so.
 */
export async function submitRequest(
  tx: Tx,
  {
    draftToken,
    applicant,
    wanted,
    others = [],
  }: { draftToken: string; applicant: Applicant; wanted: Wanted; others?: readonly Wanted[] },
  clock: Clock,
): Promise<(Submitted & { siblings: number[] }) | { refused: 'no-such-draft' }> {
  const tokenHash = sha256(draftToken)
  const draft = await lockDraft(tx, tokenHash)
  if (!draft) return { refused: 'no-such-draft' }
  const queryCode = queryCodeOfDraft(draftToken)
  if (draft.requestId !== null) {
    return { id: draft.requestId, number: await numberOf(tx, draft.requestId), queryCode, siblings: [] }
  }
  const written = await writeRequest(
    tx,
    { channel: 'online', applicant, wanted, queryCode },
    { kind: 'applicant' },
    clock,
  )
  const siblings: number[] = []
  for (const other of others) {
    const code = siblingCode(queryCodeHash(written.number, queryCode), siblings.length)
    const sibling = { channel: 'online', applicant, wanted: other, queryCode: code, splitFrom: written.id } as const
    siblings.push((await writeRequest(tx, sibling, { kind: 'applicant' }, clock)).id)
  }
  await saveDraftSent(tx, tokenHash, written.id)
  for (const id of [written.id, ...siblings]) await notifyApplicant(tx, id, 'submitted')
  return { ...written, siblings }
}

/** Numbers, writes and journals a new request; what fixes its receipt day is the caller's. */
export async function writeRequest(
  tx: Tx,
  {
    channel,
    applicant,
    wanted,
    queryCode,
    splitFrom = null,
    misdirectedTo = null,
  }: {
    channel: Channel
    applicant: Applicant
    wanted: Wanted
    queryCode: string
    splitFrom?: number | null
    misdirectedTo?: string | null
  },
  by: Actor,
  clock: Clock,
): Promise<Submitted> {
  const year = yearOf(clock.today())
  const { requestPrefix } = await thisBureau(tx)
  const number = `${requestPrefix}-${year}-${String(await nextOf(tx, `request ${year}`)).padStart(6, '0')}`
  const salt = randomBytes(32)
  const id = await insertRequest(tx, {
    ...wanted,
    number,
    channel,
    applicant,
    state: 'awaiting-confirmation',
    queryCodeHash: queryCodeHash(number, queryCode),
    salt,
    submittedAt: clock.now(),
    registeredBy: by.kind === 'staff' ? by.id : null,
    splitFrom,
    misdirectedTo,
  })
  await recordAct(tx, {
    kind: by.kind === 'applicant' ? 'request submitted' : 'request registered',
    subject: `request ${id}`,
    by,
    at: clock.now(),
    change: {
      number,
      channel,
      title: sealed(salt, wanted.title),
      description: sealed(salt, wanted.description),
      applicantKind: applicant.kind,
      applicant: sealed(salt, JSON.stringify(applicant)),
      ...(splitFrom ? { splitFrom } : {}),
      ...(misdirectedTo ? { misdirectedTo } : {}),
    },
  })
  return { id, number, queryCode }
}
