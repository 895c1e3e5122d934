import type { FastifyInstance } from 'fastify'
import { type CalendarDate, daysBetween, yearOf } from '../../law/calendar-date.ts'
import { reportDueOn } from '../../law/reports/deadline.ts'
import type { Tx } from '../../platform/database/bureau.ts'
import type { Bureau } from '../../records/bureaus/bureau.ts'
import { workingCalendar } from '../../records/calendars/working-calendar.ts'
import { documentsByStage } from '../../records/documents/for-staff.ts'
import { mayDoToDocuments } from '../../records/documents/permissions.ts'
import { normativeToDo } from '../../records/normative/for-staff.ts'
import { mayDoToNormative } from '../../records/normative/permissions.ts'
import { reportOfYear } from '../../records/reports/for-staff.ts'
import { mayDoToReports } from '../../records/reports/permissions.ts'
import { requestQueue, requestsByState } from '../../records/requests/for-staff.ts'
import { mayOnRequest } from '../../records/requests/permissions.ts'
import { mayAct, roles } from '../../records/staff/actor.ts'
import { type DelegationRefusal, delegate, takeDelegationBack } from '../../records/staff/delegate.ts'
import { delegations, sections, staffWith } from '../../records/staff/for-staff.ts'
import {
  changePassword,
  type PasswordRefusal,
  type SessionOf,
  sessionOf,
  signIn,
  signOut,
} from '../../records/staff/sign-in.ts'
import * as contract from '../contract/session.ts'
import { withLights } from '../requests/lights.ts'
import { done, Refusal, refuse, type Surroundings, serve, sessionCookie } from '../serve.ts'

const passwordWords: Record<PasswordRefusal, string> = {
  wrong: '当前密码不正确，请重新输入',
  'too-short': '新密码至少 10 个字符',
  same: '新密码不能与当前密码相同',
}

const delegationWords: Record<DelegationRefusal, string> = {
  'to-oneself': '不能委托给自己',
  'no-such-person': '没有这位同事，或者账号已停用',
  'ends-before-it-begins': '结束日期不能早于开始日期，也不能早于今天',
  'too-long': '一次最多委托 90 天',
  'no-reason': '请写明原因，例如“出差”',
}

export function staffRoutes(app: FastifyInstance, surroundings: Surroundings): void {
  const { config, clock } = surroundings
  const cookie = {
    path: '/',
    httpOnly: true,
    sameSite: 'strict',
    secure: config.ZHAOMING_SECURE_COOKIES,
  } as const

  const view = (by: SessionOf, bureau: Bureau): contract.Session => ({
    staff: {
      id: by.id,
      account: by.account,
      name: by.name,
      section: by.sectionName,
      roles: [...by.roles],
      mustChangePassword: by.mustChangePassword,
    },
    bureau: { name: bureau.name, shortName: bureau.shortName },
    today: clock.today(),
    idleMinutes: config.ZHAOMING_IDLE_MINUTES,
  })

  serve(app, surroundings, contract.signIn, async ({ tx, bureau, body, answer }) => {
    const outcome = await signIn(tx, body, clock)
    if ('refused' in outcome) {
      if (outcome.refused === 'locked') {
        return new Refusal(429, '连续输错密码，账号已锁定 15 分钟。请稍后再试，或请系统管理员帮助', {
          refused: 'locked',
        })
      }
      return new Refusal(401, '账号或密码不正确，请检查后重试', { refused: 'wrong' })
    }
    const by = await sessionOf(tx, outcome.token, { idleMinutes: config.ZHAOMING_IDLE_MINUTES }, clock)
    if (!by) throw new Error('a new session is open')
    answer.setCookie(sessionCookie, outcome.token, cookie)
    return view(by, bureau)
  })

  serve(app, surroundings, contract.readSession, async ({ by, bureau }) => view(by, bureau))

  serve(app, surroundings, contract.signOut, async ({ tx, by, token, answer }) => {
    await signOut(tx, token, by, clock)
    answer.clearCookie(sessionCookie, cookie)
    return done
  })

  serve(app, surroundings, contract.changePassword, async ({ tx, by, token, body }) => {
    const outcome = await changePassword(tx, { token, ...body }, by, clock)
    return 'refused' in outcome ? refuse(outcome.refused, passwordWords) : done
  })

  serve(app, surroundings, contract.readSections, async ({ tx }) => ({ sections: await sections(tx) }))

  serve(app, surroundings, contract.listDelegations, async ({ tx, by }) => ({
    delegations: (await delegations(tx)).map(({ fromId, toId: _, ...one }) => ({
      ...one,
      mayEnd: one.endedAt === null && (fromId === by.id || by.roles.includes('administrator')),
    })),
    colleagues: await staffWith(tx, roles),
    forOthers: by.roles.includes('administrator'),
  }))

  serve(app, surroundings, contract.delegate, async ({ tx, by, body }) => {
    const [fromOn, untilOn] = [body.fromOn as CalendarDate, body.untilOn as CalendarDate]
    const outcome = await delegate(tx, { ...body, fromOn, untilOn }, by, clock)
    return 'refused' in outcome ? refuse(outcome.refused, delegationWords) : outcome
  })

  serve(app, surroundings, contract.endDelegation, async ({ tx, by, params }) => {
    const outcome = await takeDelegationBack(tx, params.id, by, clock)
    return 'refused' in outcome ? refuse(outcome.refused, { 'no-such-delegation': '没有这项授权，或者已经结束' }) : done
  })

  serve(app, surroundings, contract.readToDo, async ({ tx, by }) => {
    const seesRequests = mayOnRequest(by, 'look')
    const { requests } = seesRequests ? await requestQueue(tx, { view: 'open', page: 1, size: 10 }) : { requests: [] }
    const calendar = await workingCalendar(tx)
    return {
      requestsByState: seesRequests ? await requestsByState(tx) : {},
      documentsByStage: mayAct(by, mayDoToDocuments.look) ? await documentsByStage(tx) : {},
      due: requests.map((request) => withLights(request, calendar, clock.today())),
      normative: mayAct(by, mayDoToNormative.record) ? await normativeToDo(tx, clock.today()) : null,
      report: mayAct(by, mayDoToReports.look) ? await reportToWrite(tx, clock.today()) : null,
    }
  })
}

const remindedDays = { before: 120, after: 90 }

/** The report that is next to be published: last year's until it is out or long past, then this year's as January nears. */
async function reportToWrite(tx: Tx, today: CalendarDate) {
  for (const year of [yearOf(today) - 1, yearOf(today)]) {
    const dueOn = reportDueOn(year, 'department')?.on
    const state = (await reportOfYear(tx, year))?.state ?? null
    const leftDays = dueOn ? daysBetween(today, dueOn) : Number.NaN
    const near = leftDays <= remindedDays.before && (leftDays >= -remindedDays.after || state !== null)
    if (dueOn && near && state !== 'published') return { year, state, dueOn, leftDays }
  }
  return null
}
