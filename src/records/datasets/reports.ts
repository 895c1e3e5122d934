import { calendarDate } from '../../law/calendar-date.ts'
import { allCells, cellLabel } from '../../law/reports/tables.ts'
import type { Tx } from '../../platform/database/bureau.ts'
import { publishedReport, publishedReports } from '../reports/for-public.ts'
import { changedField, type Dataset, type DatasetRow, idField, pageOfRows, standOf } from './dataset.ts'

const tables = ['disclosure', 'requests', 'remedies'] as const

const tableTitles: Record<(typeof tables)[number], string> = {
  disclosure: '二、主动公开政府信息情况',
  requests: '三、收到和处理政府信息公开申请情况',
  remedies: '四、政府信息公开行政复议、行政诉讼情况',
}

async function allRows(tx: Tx): Promise<DatasetRow[]> {
  const rows: DatasetRow[] = []
  for (const { year, vintage } of (await publishedReports(tx)).toReversed()) {
    const report = await publishedReport(tx, year)
    if (!report) continue
    const ids = allCells(vintage)
    for (const table of tables) {
      for (const cell of ids[table]) {
        rows.push({
          id: `${year}:${table}:${cell}`,
          year,
          table: tableTitles[table],
          item: cellLabel(vintage, table === 'disclosure' ? cell : `${table}.${cell}`),
          value: report.cells[table]?.[cell] ?? null,
          form: `${vintage}年版`,
          changedAt: report.publishedAt.toISOString(),
        })
      }
    }
  }
  return rows
}

export const reportsDataset: Dataset = {
  name: 'annual-report-tables',
  title: '政府信息公开年度报告统计表',
  summary: '历年年度报告第二至第四部分三张统计表的全部数字，一格一行。数字在报告固定时由记录计算得出。',
  area: '政务公开',
  frequency: '每年一次：1月31日前发布上一年度报告',
  unit: '格',
  page: '/zwgk/nianbao/',
  fields: [
    idField('年份、表和格的名称，不会改变'),
    { name: 'year', label: '报告年度', type: 'whole-number', meaning: '报告所说的年份' },
    { name: 'table', label: '统计表', type: 'text', meaning: '年度报告的第二、三、四部分' },
    { name: 'item', label: '项目', type: 'text', meaning: '行和列的名称' },
    { name: 'value', label: '数值', type: 'number', meaning: '金额的单位为万元，其他为件、项；报告没有这一格的为空' },
    { name: 'form', label: '报告格式', type: 'text', meaning: '填报时适用的年度报告格式' },
    changedField,
  ],
  versions: [{ version: '1', on: calendarDate('2026-11-25'), words: '首次开放' }],
  rows: async (tx, asked) => pageOfRows(await allRows(tx), asked),
  stand: async (tx) => standOf(await allRows(tx)),
  removedSince: async () => [],
}
