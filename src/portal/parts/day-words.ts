import type { ExplainedDay } from '../../law/working-days/calendar.ts'

/** In a cell of the calendar: at most three characters, so that it fits a phone. */
export const shortKind: Record<ExplainedDay['kind'], string> = {
  'day-zero': '收到',
  working: '',
  'swapped-working': '调休',
  weekend: '周末',
  holiday: '放假',
  paused: '暂停',
  waiting: '等待',
  restart: '重算',
}

/** In the table and the legend. */
export const fullKind: Record<ExplainedDay['kind'], string> = {
  'day-zero': '收到之日（第0日）',
  working: '工作日',
  'swapped-working': '调休上班',
  weekend: '周末',
  holiday: '法定节假日',
  paused: '依法暂停计时',
  waiting: '等待您',
  restart: '重新起算（第0日）',
}
