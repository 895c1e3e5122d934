import type { FastifyInstance } from 'fastify'
import type { CalendarDate } from '../../law/calendar-date.ts'
import { workingDaysBetween } from '../../law/working-days/calendar.ts'
import { workingCalendar } from '../../records/calendars/working-calendar.ts'
import { organisationForStaff } from '../../records/organisation/for-staff.ts'
import {
  changeLeader,
  dutiesOf,
  endLeader,
  type LeaderProblem,
  publishOrganisation,
  recordLeader,
} from '../../records/organisation/leaders.ts'
import {
  addMember,
  changeUnit,
  endUnit,
  removeMember,
  setUpUnit,
  stateFunctions,
  type UnitProblem,
} from '../../records/organisation/units.ts'
import { mayKeep } from '../columns/may-keep.ts'
import * as contract from '../contract/organisation.ts'
import { done, Refusal, refuse, type Surroundings, serve } from '../serve.ts'

const leaderWords: Record<LeaderProblem, { field: string; message: string }> = {
  'no-name': { field: 'name', message: '请填写姓名；职位空缺请选择“空缺”' },
  'placeholder-name': { field: 'name', message: '姓名像是没有替换的占位文字，请填写真实姓名' },
  'no-post': { field: 'post', message: '请填写职务' },
  'placeholder-post': { field: 'post', message: '职务像是没有替换的占位文字，请填写真实职务' },
  'no-division': { field: 'division', message: '请填写分管工作' },
  'no-resume': { field: 'resume', message: '请填写简历' },
}
const unitWords: Record<UnitProblem, { field: string; message: string }> = {
  'no-name': { field: 'name', message: '请填写名称或姓名' },
  'placeholder-name': { field: 'name', message: '名称像是没有替换的占位文字，请填写真实名称' },
  'no-duties': { field: 'duties', message: '请填写职责' },
  'no-basis': { field: 'basis', message: '请填写依据的文件' },
  'no-post': { field: 'post', message: '请填写职务' },
  'no-such-section': { field: 'sectionId', message: '没有这个科室' },
  'no-such-contact': { field: 'contactId', message: '没有这条联系方式' },
  'no-section': { field: 'sectionId', message: '联络员请选择所在科室' },
}
const timeWords = {
  ended: '已经结束，不能再改动；需要时请新登记一条',
  'before-it-began': '日期不能早于原来的起始日期',
} as const

const withProblems = <Problem extends string>(
  problems: Problem[],
  words: Record<Problem, { field: string; message: string }>,
) => new Refusal(422, '有内容需要修改', { problems: problems.map((problem) => words[problem]) })

const dated = <T extends { fromOn: string }>(body: T) => ({ ...body, fromOn: body.fromOn as CalendarDate })
const ended = <T extends { untilOn: string }>(body: T) => ({ ...body, untilOn: body.untilOn as CalendarDate })

export function organisationRoutes(app: FastifyInstance, surroundings: Surroundings): void {
  const { clock } = surroundings

  serve(app, surroundings, contract.readOrganisation, async ({ tx, by }) => {
    const all = await organisationForStaff(tx)
    const [calendar, today] = [await workingCalendar(tx), clock.today()]
    return {
      ...all,
      duties: dutiesOf(all.leaders, calendar).map(({ cite: _, ...duty }) => ({
        ...duty,
        leftWorkingDays:
          duty.on >= today
            ? workingDaysBetween(today, duty.on, calendar)
            : -workingDaysBetween(duty.on, today, calendar),
      })),
      may: mayKeep(by),
    }
  })

  serve(app, surroundings, contract.stateFunctions, async ({ tx, by, body }) => {
    const outcome = await stateFunctions(tx, dated(body), by, clock)
    return 'problems' in outcome ? withProblems(outcome.problems, unitWords) : done
  })

  serve(app, surroundings, contract.recordLeader, async ({ tx, by, body }) => {
    const outcome = await recordLeader(tx, dated(body), by, clock)
    return 'problems' in outcome ? withProblems(outcome.problems, leaderWords) : outcome
  })

  serve(app, surroundings, contract.changeLeader, async ({ tx, by, params, body }) => {
    const { version, ...details } = body
    const outcome = await changeLeader(tx, { ...params, version, details: dated(details) }, by, clock)
    if ('problems' in outcome) return withProblems(outcome.problems, leaderWords)
    if (!('refused' in outcome)) return outcome
    return refuse(outcome.refused, { ...timeWords, 'before-it-began': '变更日期应晚于原来的任职日期' })
  })

  serve(app, surroundings, contract.endLeader, async ({ tx, by, params, body }) => {
    const outcome = await endLeader(tx, { ...params, ...ended(body) }, by, clock)
    return 'refused' in outcome ? refuse(outcome.refused, timeWords) : done
  })

  serve(app, surroundings, contract.publishOrganisation, async ({ tx, by }) => {
    const outcome = await publishOrganisation(tx, by, clock)
    return 'refused' in outcome ? refuse(outcome.refused, { 'nothing-to-publish': '没有待公开的变更' }) : outcome
  })

  serve(app, surroundings, contract.setUpUnit, async ({ tx, by, body }) => {
    const outcome = await setUpUnit(tx, dated(body), by, clock)
    return 'problems' in outcome ? withProblems(outcome.problems, unitWords) : outcome
  })

  serve(app, surroundings, contract.changeUnit, async ({ tx, by, params, body }) => {
    const { version, ...details } = body
    const outcome = await changeUnit(tx, { ...params, version, details: dated(details) }, by, clock)
    if ('problems' in outcome) return withProblems(outcome.problems, unitWords)
    return 'refused' in outcome ? refuse(outcome.refused, timeWords) : outcome
  })

  serve(app, surroundings, contract.endUnit, async ({ tx, by, params, body }) => {
    const outcome = await endUnit(tx, { ...params, ...ended(body) }, by, clock)
    return 'refused' in outcome ? refuse(outcome.refused, timeWords) : done
  })

  serve(app, surroundings, contract.addMember, async ({ tx, by, params, body }) => {
    const outcome = await addMember(tx, { ...dated(body), unitId: params.id }, by, clock)
    if ('problems' in outcome) return withProblems(outcome.problems, unitWords)
    if (!('refused' in outcome)) return outcome
    return refuse(outcome.refused, { 'not-a-group': '只有在册的议事协调机构才有组成人员' })
  })

  serve(app, surroundings, contract.removeMember, async ({ tx, by, params, body }) => {
    const outcome = await removeMember(tx, { ...params, ...ended(body) }, by, clock)
    return 'refused' in outcome ? refuse(outcome.refused, timeWords) : done
  })
}
