import type { FastifyInstance } from 'fastify'
import type { z } from 'zod'
import type { CalendarDate } from '../../law/calendar-date.ts'
import type { HolidayNotice } from '../../law/working-days/calendar.ts'
import { stateCouncilNotices } from '../../law/working-days/notices.ts'
import { loadNotice, previewNotice } from '../../records/calendars/load-notice.ts'
import { noticesOf, workingCalendar } from '../../records/calendars/working-calendar.ts'
import * as contract from '../contract/calendars.ts'
import { Refusal, type Surroundings, serve } from '../serve.ts'

export function calendarRoutes(app: FastifyInstance, surroundings: Surroundings): void {
  const { clock } = surroundings

  serve(app, surroundings, contract.readCalendar, async ({ tx }) => {
    const calendar = await workingCalendar(tx)
    return {
      notices: (await noticesOf(tx)).map(({ number, year, knownOn, off, work }) => ({
        number,
        year,
        knownOn,
        off: off.map((days) => days),
        work: [...work],
        shipped: stateCouncilNotices.some((shipped) => shipped.number === number),
      })),
      publishedYears: [...calendar.publishedYears].sort(),
    }
  })

  serve(app, surroundings, contract.previewNotice, async ({ tx, by, body }) => {
    const outcome = await previewNotice(tx, noticeIn(body), by, clock)
    if (!('moved' in outcome)) return no(outcome)
    return { open: outcome.open, total: outcome.moved.length, moved: outcome.moved.slice(0, shown) }
  })

  serve(app, surroundings, contract.loadNotice, async ({ tx, by, body }) => {
    const outcome = await loadNotice(tx, noticeIn(body), by, clock)
    if (!('changed' in outcome)) return no(outcome)
    return { total: outcome.changed.length, changed: outcome.changed.slice(0, shown) }
  })
}

const shown = 200

function noticeIn(body: z.output<typeof contract.notice>): HolidayNotice {
  return {
    number: body.number,
    year: body.year,
    knownOn: body.knownOn as CalendarDate,
    off: body.off.map(({ from, to, name }) => ({ from: from as CalendarDate, to: to as CalendarDate, name })),
    work: body.work as CalendarDate[],
  }
}

function no(why: { problems: string[] } | { refused: 'already-loaded' }): Refusal {
  if ('refused' in why) return new Refusal(409, '这个文号的通知已经录入过', { refused: why.refused })
  const problems = why.problems.map((message) => ({ field: 'off', message }))
  return new Refusal(422, '放假通知有误，没有录入', { problems })
}
