import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import { calendarDate } from '../../law/calendar-date.ts'
import { replyClock } from '../../law/requests/clock.ts'
import { calendarOf } from '../../law/working-days/calendar.ts'
import { stateCouncilNotices } from '../../law/working-days/notices.ts'
import { DayCalendar, DayTable } from './explained-days.tsx'

const day = calendarDate
const calendar = calendarOf(stateCouncilNotices)
const clock = replyClock(
  [
    { kind: 'received', on: day('2026-09-15') },
    { kind: 'third-party-asked', on: day('2026-09-22'), enquiry: 'a', deliveredOn: day('2026-09-23') },
    { kind: 'third-party-answered', on: day('2026-09-28'), enquiry: 'a', answer: 'agrees' },
  ],
  calendar,
  day('2026-10-08'),
)
const of = { days: clock.days, dueOn: clock.dueOn, today: day('2026-10-08') }
const table = renderToStaticMarkup(<DayTable {...of} />)
const months = renderToStaticMarkup(<DayCalendar {...of} />)

test('the table has one line for every day, with its kind as a word', () => {
  expect(table.match(/<time /g)).toHaveLength(clock.days.length)
  for (const word of ['收到之日', '工作日', '周末', '法定节假日', '调休上班', '依法暂停计时', '最晚答复日']) {
    expect(table).toContain(word)
  }
})

test('the calendar marks pauses, holidays, swapped days, today and the last day in words, not by colour alone', () => {
  for (const word of ['收到', '周末', '放假', '调休', '暂停', '今天', '到期']) expect(months).toContain(word)
})

test('the twentieth working day is the day of the deadline in both', () => {
  expect(clock.days.at(-1)).toMatchObject({ on: clock.dueOn, count: 20 })
  expect(table).toContain('第20个')
  expect(months).toMatch(
    /class="[^"]*due[^"]*"><span class="date">\d+<\/span><span class="nth"><span class="sr">第<\/span>20/,
  )
})
