import type { FastifyInstance } from 'fastify'
import { replyClock } from '../../law/requests/clock.ts'
import { internalDueOn } from '../../law/requests/simulate.ts'
import { inBureau } from '../../platform/database/bureau.ts'
import { carriersOf } from '../../platform/mail/carriers.ts'
import { outboxStanding } from '../../platform/mail/for-staff.ts'
import { workingCalendar } from '../../records/calendars/working-calendar.ts'
import {
  maySendAgain,
  maySetInternalTarget,
  sendMessagesAgain,
  setEmail,
  setInternalTarget,
} from '../../records/deadlines/arrange.ts'
import { closeFeed, feedOf, openFeed } from '../../records/deadlines/feed.ts'
import {
  emailOf,
  emailsOfStaff,
  feedSince,
  internalDaysBefore,
  newestReminders,
} from '../../records/deadlines/for-staff.ts'
import { movedByNotices, requestCase } from '../../records/requests/for-staff.ts'
import { mayOnRequest, mustBeAllowedOnRequest } from '../../records/requests/permissions.ts'
import * as contract from '../contract/deadlines.ts'
import { leftBetween } from '../requests/lights.ts'
import { done, notFound, refuse, type Surroundings, serve } from '../serve.ts'

export function deadlineRoutes(app: FastifyInstance, surroundings: Surroundings): void {
  const { clock, config, database } = surroundings

  serve(app, surroundings, contract.readDeadline, async ({ tx, by, params }) => {
    mustBeAllowedOnRequest(by, 'look')
    const found = await requestCase(tx, params.id)
    if (!found) return notFound('件申请')
    const calendar = await workingCalendar(tx)
    const events = found.events.map(({ event }) => event)
    const { dueOn, state } = replyClock(events, calendar, clock.today())
    const { workingDays, setHere } = await internalDaysBefore(tx)
    const on = dueOn === null || state === 'stopped' ? null : internalDueOn(dueOn, workingDays, calendar)
    return {
      internal: on && {
        dueOn: on,
        leftWorkingDays: leftBetween(clock.today(), on, calendar),
        workingDaysBefore: workingDays,
        setHere,
      },
      moved: await movedByNotices(tx, params.id),
    }
  })

  serve(app, surroundings, contract.listReminders, async ({ tx, by }) => {
    if (!mayOnRequest(by, 'look')) return { reminders: [] }
    const calendar = await workingCalendar(tx)
    const reminders = await newestReminders(tx, by)
    return {
      reminders: reminders.map((one) => ({
        ...one,
        leftWorkingDays: leftBetween(clock.today(), one.dueOn, calendar),
      })),
    }
  })

  serve(app, surroundings, contract.readReminding, async ({ tx, by }) => {
    const carriers = carriersOf(config)
    const standing = maySendAgain(by) ? await outboxStanding(tx) : null
    const nothing = { waiting: 0, failing: 0, givenUp: 0, lastError: null, lastSentAt: null }
    return {
      email: await emailOf(tx, by.id),
      feedSince: await feedSince(tx, by.id),
      internal: await internalDaysBefore(tx),
      maySetInternal: maySetInternalTarget(by),
      people: by.roles.includes('administrator') ? await emailsOfStaff(tx) : [],
      outbox:
        standing &&
        (['email', 'sms'] as const).map((channel) => ({
          ...(standing.find((one) => one.channel === channel) ?? nothing),
          channel,
          configured: carriers[channel] !== null,
        })),
    }
  })

  serve(app, surroundings, contract.setEmail, async ({ tx, by, params, body }) => {
    const outcome = await setEmail(tx, { staffId: params.id, email: body.email }, by, clock)
    return 'refused' in outcome
      ? refuse(outcome.refused, {
          'not-an-address': '邮箱地址应像 name@example.gov.cn 这样，请核对',
          'no-such-person': '没有这位同事，请刷新后重试',
        })
      : done
  })

  serve(app, surroundings, contract.openFeed, async ({ tx, by }) => {
    const { token } = await openFeed(tx, by, clock)
    return { path: `/api/calendar-feed/${token}.ics` }
  })

  serve(app, surroundings, contract.closeFeed, async ({ tx, by }) => {
    const outcome = await closeFeed(tx, by, clock)
    return 'refused' in outcome ? refuse(outcome.refused, { 'not-open': '没有开通日历订阅，或者已经停用' }) : done
  })

  serve(app, surroundings, contract.setInternalTarget, async ({ tx, by, body }) => {
    const outcome = await setInternalTarget(tx, body.workingDays, by, clock)
    return 'refused' in outcome ? refuse(outcome.refused, { 'out-of-range': '请填写 0—15 个工作日' }) : done
  })

  serve(app, surroundings, contract.sendAgain, ({ tx, by }) => sendMessagesAgain(tx, by, clock))

  // A calendar program signs in to nothing: whoever has the address reads it, until it is closed.
  app.get<{ Params: { file: string } }>(
    '/calendar-feed/:file',
    { schema: { hide: true }, config: { rateLimit: { max: 60, timeWindow: '1 minute' } } },
    async (http, answer) => {
      const token = /^([\w-]{32})\.ics$/.exec(http.params.file)?.[1]
      const { bureauId } = await surroundings.bureauOf(http)
      const file = token && (await inBureau(database, bureauId, (tx) => feedOf(tx, token, clock)))
      answer.header('cache-control', 'no-store').header('x-robots-tag', 'noindex')
      if (!file) return answer.code(404).type('text/plain; charset=utf-8').send('没有这个日历地址，可能已停用')
      return answer.type('text/calendar; charset=utf-8').send(file)
    },
  )
}
