import { expect, test } from 'vitest'
import { calendarDate } from '../../law/calendar-date.ts'
import { type ClockEvent, replyClock } from '../../law/requests/clock.ts'
import { calendarOf } from '../../law/working-days/calendar.ts'
import { stateCouncilNotices } from '../../law/working-days/notices.ts'
import type { RequestState } from '../../records/requests/request.ts'
import { statusOf, trackOf } from './words.ts'

const day = calendarDate
const calendar = calendarOf(stateCouncilNotices)
const received: ClockEvent = { kind: 'received', on: day('2026-11-04') }
const extended: ClockEvent = { kind: 'extended', on: day('2026-11-20'), workingDays: 20 }
const asked: ClockEvent = {
  kind: 'third-party-asked',
  on: day('2026-11-23'),
  enquiry: 'a',
  deliveredOn: day('2026-11-23'),
}

const story = (state: RequestState, events: ClockEvent[], note: string | null = null) => ({
  state,
  events: events.map((event) => ({ event, note, at: new Date() })),
  outcome: null,
  section: { name: '法规处', phone: '0000-0000003' },
})
const track = (state: RequestState, events: ClockEvent[]) =>
  trackOf(story(state, events))
    .map(({ name, state }) => ({ done: '✔', current: '●', todo: '○' })[state] + name)
    .join(' ')
const status = (state: RequestState, events: ClockEvent[], today: string, note?: string) =>
  statusOf(story(state, events, note), replyClock(events, calendar, day(today)))

test.each<[RequestState, ClockEvent[], string]>([
  ['awaiting-confirmation', [], '✔提交 ●确认收到 ○办理 ○答复 ○送达'],
  ['in-handling', [received], '✔提交 ✔确认收到 ●办理 ○答复 ○送达'],
  [
    'awaiting-correction',
    [received, { kind: 'correction-asked', on: day('2026-11-10'), answerBy: day('2026-12-01') }],
    '✔提交 ✔确认收到 ●补正 ○办理 ○答复 ○送达',
  ],
  ['consulting', [received, extended, asked], '✔提交 ✔确认收到 ✔办理 ✔延期 ●征求意见 ○答复 ○送达'],
  ['consulting', [received, asked, extended], '✔提交 ✔确认收到 ✔办理 ●征求意见 ✔延期 ○答复 ○送达'],
  ['reply-approved', [received], '✔提交 ✔确认收到 ✔办理 ✔答复 ●送达'],
  ['closed', [received, { kind: 'replied', on: day('2026-11-20') }], '✔提交 ✔确认收到 ✔办理 ✔答复 ✔送达'],
  ['closed', [received, { kind: 'withdrawn', on: day('2026-11-20') }], '✔提交 ✔确认收到 ✔办理 ✔已撤回'],
])('the stages while %s', (state, events, shown) => {
  expect(track(state, events)).toBe(shown)
})

test('a paused request is called paused, with the day it began', () => {
  const { tag, sentence } = status('consulting', [received, asked], '2026-11-24')
  expect(tag.words).toBe('依法暂停计时')
  expect(sentence).toBe('您的申请正在征求第三方意见，2026年11月23日起依法暂停计时，暂停期间不计入答复期限。')
})

test('a late request says so, says sorry and names who is responsible', () => {
  const { tag, sentence } = status('in-handling', [received], '2026-12-04')
  expect(tag.words).toBe('已超期')
  expect(sentence).toContain('没有在2026年12月2日前答复您，抱歉，已超过答复期限 2 个工作日')
  expect(sentence).toContain('责任科室：法规处，电话 0000-0000003')
})

test('a correction is a task with its last day and what silence means', () => {
  const asking: ClockEvent = { kind: 'correction-asked', on: day('2026-11-10'), answerBy: day('2026-12-01') }
  const { task } = status('awaiting-correction', [received, asking], '2026-11-24', '请说明是哪一年的报告。')
  expect(task?.title).toBe('需要您补充说明（最晚2026年12月1日）')
  expect(task?.words).toBe('请说明是哪一年的报告。')
  expect(task?.by?.whenSilent).toBeTruthy()
})
