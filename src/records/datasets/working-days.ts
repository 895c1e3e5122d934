import { addDays, type CalendarDate, calendarDate } from '../../law/calendar-date.ts'
import { calendarOf } from '../../law/working-days/calendar.ts'
import type { Tx } from '../../platform/database/bureau.ts'
import { noticesOf } from '../calendars/working-calendar.ts'
import { changedField, type Dataset, type DatasetRow, idField, pageOfRows, standOf } from './dataset.ts'

async function allRows(tx: Tx): Promise<DatasetRow[]> {
  const notices = await noticesOf(tx)
  const calendar = calendarOf(notices)
  const known = new Map(notices.map(({ number, knownOn }) => [number, knownOn]))
  const days = new Set<CalendarDate>(notices.flatMap(({ work }) => work))
  for (const { from, to } of notices.flatMap(({ off }) => off)) {
    for (let day = from; day <= to; day = addDays(day, 1)) days.add(day)
  }
  return [...days].sort().map((day) => {
    // Where one notice changes another, the later one holds.
    const { working, name, notice } = calendar.kindOf(day)
    return {
      id: day,
      day,
      kind: working ? '上班' : '放假',
      holiday: name,
      notice,
      changedAt: new Date(`${known.get(notice ?? '') ?? day}T00:00:00+08:00`).toISOString(),
    }
  })
}

export const workingDaysDataset: Dataset = {
  name: 'working-days',
  title: '放假和调休安排',
  summary: '国务院办公厅历年放假通知排定的放假日和调休上班日。本机关计算工作日和答复期限所用的就是这些。',
  area: '政务公开',
  frequency: '每年一次：国务院办公厅放假通知公布后',
  unit: '天',
  page: '/zwgk/ysqgk',
  fields: [
    idField('就是日期'),
    { name: 'day', label: '日期', type: 'day', meaning: '通知排定的一天；没有列出的日子，周一至周五上班' },
    { name: 'kind', label: '上班或者放假', type: 'text', meaning: '取值：放假、上班（调休）' },
    { name: 'holiday', label: '节日', type: 'text', meaning: '节日的名称；调休上班日为空' },
    { name: 'notice', label: '通知文号', type: 'text', meaning: '排定这一天的放假通知' },
    { ...changedField, meaning: '排定这一天的通知公布的日期' },
  ],
  versions: [{ version: '1', on: calendarDate('2026-11-25'), words: '首次开放' }],
  rows: async (tx, asked) => pageOfRows(await allRows(tx), asked),
  stand: async (tx) => standOf(await allRows(tx)),
  removedSince: async () => [],
}
