import { expect, test } from 'vitest'
import { calendarDate } from '../../law/calendar-date.ts'
import { lightOf } from './deadline-card.tsx'

const clock = {
  state: 'running' as const,
  dueOn: calendarDate('2026-12-18'),
  provisional: false,
  leftWorkingDays: 12,
  overdue: false,
}

test.each([
  [{}, 'running', '还剩 12 个工作日'],
  [{ leftWorkingDays: 5 }, 'soon', '还剩 5 个工作日'],
  [{ leftWorkingDays: 0 }, 'soon', '今天是最后一天'],
  [{ leftWorkingDays: -3, overdue: true }, 'overdue', '已超过 3 个工作日'],
  // The Saturday after a Friday: late, but not yet by a working day.
  [{ leftWorkingDays: 0, overdue: true }, 'overdue', '已过最晚答复日'],
  [{ state: 'paused' as const }, 'paused', '依法暂停计时'],
  [{ state: 'awaiting-fee' as const, dueOn: null, leftWorkingDays: null }, 'paused', '等待您缴费，暂停计时'],
  [{ state: 'not-started' as const, dueOn: null, leftWorkingDays: null }, 'waiting', '确认收到之日起计算'],
  [{ state: 'stopped' as const, leftWorkingDays: null }, 'done', '已停止计时'],
])('%o', (change, glyph, words) => {
  expect(lightOf({ ...clock, ...change })).toEqual({ glyph, words })
})
