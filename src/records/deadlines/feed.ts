import { randomBytes } from 'node:crypto'
import { replyClock } from '../../law/requests/clock.ts'
import { internalDueOn } from '../../law/requests/simulate.ts'
import { type AllDay, calendarFile } from '../../platform/calendar-file.ts'
import type { Clock } from '../../platform/clock.ts'
import type { Tx } from '../../platform/database/bureau.ts'
import { thisBureau } from '../bureaus/for-public.ts'
import { workingCalendar } from '../calendars/working-calendar.ts'
import { sha256 } from '../journal/entry.ts'
import { recordAct } from '../journal/record.ts'
import { openRequestStories } from '../requests/open-stories.ts'
import { type Actor, mustBeAllowed, type Role, roles, type StaffActor } from '../staff/actor.ts'
import { internalDaysBefore } from './for-staff.ts'
import { isOwn } from './own.ts'
import { deleteFeed, ownerOfFeed, saveFeed } from './store.ts'

/** Opens one's calendar address; an earlier one ends. The token is told once, the database keeps its hash. */
export async function openFeed(tx: Tx, by: Actor, clock: Clock): Promise<{ token: string }> {
  mustBeAllowed(by, 'open a calendar address', roles)
  const token = randomBytes(24).toString('base64url')
  await saveFeed(tx, by.id, sha256(token), clock.now())
  await recordAct(tx, { kind: 'calendar address opened', subject: `staff ${by.id}`, by, at: clock.now() })
  return { token }
}

export async function closeFeed(tx: Tx, by: Actor, clock: Clock): Promise<{ closed: true } | { refused: 'not-open' }> {
  mustBeAllowed(by, 'close a calendar address', roles)
  if (!(await deleteFeed(tx, by.id))) return { refused: 'not-open' }
  await recordAct(tx, { kind: 'calendar address closed', subject: `staff ${by.id}`, by, at: clock.now() })
  return { closed: true }
}

/**
 * The due days of the requests that are this person's, as a calendar file; null: no such address. It leaves the house, so
 * it names numbers and days, never what is asked or by whom.
 */
export async function feedOf(tx: Tx, token: string, clock: Clock): Promise<string | null> {
  const owner = await ownerOfFeed(tx, sha256(token))
  if (!owner) return null
  const by: StaffActor = { kind: 'staff', ...owner, roles: owner.roles as Role[] }
  const [{ shortName, host, profile }, calendar] = [await thisBureau(tx), await workingCalendar(tx)]
  const before = (await internalDaysBefore(tx)).workingDays
  const domain = host ?? profile.domain
  const entries: AllDay[] = []
  for (const request of await openRequestStories(tx)) {
    if (!isOwn(by, request)) continue
    const { dueOn, provisional, limits } = replyClock(request.events, calendar, clock.today())
    const entry = (what: string, on: AllDay['on'], name: string, description: string): AllDay => ({
      uid: `request-${request.id}-${what}@${domain}`,
      on,
      summary: `${request.number} ${name}`,
      description,
      remindDaysBefore: 1,
    })
    if (dueOn !== null) {
      entries.push(
        entry('legal', dueOn, '最晚答复日', provisional ? '预估：放假安排尚未全部公布' : '法定期限'),
        entry(
          'internal',
          internalDueOn(dueOn, before, calendar),
          '内部目标日',
          `内部规定：法定期限前 ${before} 个工作日`,
        ),
      )
    }
    for (const limit of limits) {
      if (limit.dueOn >= clock.today())
        entries.push(entry(limit.what, limit.dueOn, limitNames[limit.what], limit.whenSilent))
    }
  }
  return calendarFile(`${shortName}依申请公开期限`, entries, clock.now())
}

const limitNames = {
  'correction-notice': '告知补正最后一日',
  'correction-answer': '申请人补正最后一日',
  'third-party': '第三方答复最后一日',
  'co-maker': '共同制作机关答复最后一日',
  'fee-payment': '缴费最后一日',
} as const
