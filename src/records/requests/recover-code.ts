import { randomBytes } from 'node:crypto'
import { type Clock, minuteInChina } from '../../platform/clock.ts'
import type { Tx } from '../../platform/database/bureau.ts'
import { sendLater } from '../../platform/mail/outbox.ts'
import { thisBureau } from '../bureaus/for-public.ts'
import { workingCalendar } from '../calendars/working-calendar.ts'
import { sha256 } from '../journal/entry.ts'
import { recordAct } from '../journal/record.ts'
import { advance } from './advance.ts'
import { queryCodeHash, queryCodeOfRecovery } from './query-code.ts'
import {
  applicantOf,
  deleteRecoveriesBefore,
  eventsOf,
  insertCode,
  insertRecovery,
  lockRecovery,
  lockRequest,
  lockRequestNumbered,
  recoveriesOf,
  saveRecoveryUsed,
} from './store.ts'

const by = { kind: 'applicant' } as const

const day = 24 * 3600_000
const mostADay = 3
const openFor = 3600_000
/** A second press of the button, or the answer lost on the way, gives the same code again. */
const againFor = 60_000

/** How a link stands: the button gives a code, gave one within this minute, or gives none any more. */
type Standing = 'open' | 'just-used' | 'over'

export function standingOf(recovery: { askedAt: Date; usedAt: Date | null } | null, now: Date): Standing {
  if (!recovery) return 'over'
  const { askedAt, usedAt } = recovery
  if (usedAt) return now.getTime() - usedAt.getTime() < againFor ? 'just-used' : 'over'
  return now.getTime() - askedAt.getTime() < openFor ? 'open' : 'over'
}

/**
 * Writes to the applicant's e-mail a link that gives a further query code, if number and address belong together and not
 * three were sent within a day. It tells nobody which: who asks must not learn whose request a number is.
 */
export async function askForCode(
  tx: Tx,
  { number, email, linkTo }: { number: string; email: string; linkTo: (token: string) => string },
  clock: Clock,
): Promise<void> {
  const now = clock.now()
  const request = await lockRequestNumbered(tx, number)
  const to = request && (await applicantOf(tx, request.id))?.email
  if (!request || !to || to.toLowerCase() !== email.toLowerCase()) return
  await deleteRecoveriesBefore(tx, new Date(now.getTime() - day))
  if ((await recoveriesOf(tx, request.id)) >= mostADay) return
  const token = randomBytes(24).toString('base64url')
  await insertRecovery(tx, { tokenHash: sha256(token), requestId: request.id, askedAt: now })
  await recordAct(tx, { kind: 'query code asked for', subject: `request ${request.id}`, by, at: now })
  const { name } = await thisBureau(tx)
  const until = minuteInChina(new Date(now.getTime() + openFor))
  await sendLater(tx, {
    channel: 'email',
    to,
    subject: `政府信息公开申请 ${number}：补发查询码`,
    text:
      `有人为政府信息公开申请 ${number} 申请补发查询码。如果是您本人，请在 ${until}（北京时间）以前打开下面的网址，按页面上的按钮取得新的查询码：\n\n` +
      `${linkTo(token)}\n\n网址只能使用一次，请不要转发给别人。不是您本人申请的，不必理会，原来的查询码仍然有效。\n\n${name}\n`,
    about: `request ${request.id}`,
  })
}

/** The applicant, known by the link in the mail, is given a further code; nobody keeps it. */
export async function takeRecoveredCode(
  tx: Tx,
  token: string,
  clock: Clock,
): Promise<{ number: string; code: string } | { refused: 'over' }> {
  const [tokenHash, now] = [sha256(token), clock.now()]
  const recovery = await lockRecovery(tx, tokenHash)
  const standing = standingOf(recovery, now)
  const request = recovery && standing !== 'over' ? await lockRequest(tx, recovery.requestId) : null
  if (!request) return { refused: 'over' }
  const { id, number } = request
  const code = queryCodeOfRecovery(token)
  if (standing === 'just-used') return { number, code }
  await saveRecoveryUsed(tx, tokenHash, now)
  await insertCode(tx, { requestId: id, codeHash: queryCodeHash(number, code), issuedBy: null, issuedAt: now })
  const opened = { request, events: await eventsOf(tx, id), calendar: await workingCalendar(tx) }
  await advance(tx, opened, { kind: 'query code issued', told: { way: 'email' } }, by, clock)
  return { number, code }
}
