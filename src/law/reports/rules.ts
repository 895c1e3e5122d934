import type { Citation } from '../citation.ts'

// The rules an annual report is checked by. The numbers are ours; C-01 to C-09 block a publication, the rest ask.

export interface ReportRule {
  /** what must hold, in Chinese, as it is shown beside a result */
  statement: string
  severity: 'error' | 'warning'
  cite: Citation
}

const format = { law: '政府信息公开工作年度报告格式（国办公开办函〔2021〕30号）' } as const
const format2019 = { law: '关于政府信息公开工作年度报告有关事项的通知（国办公开办函〔2019〕60号）' } as const
const regulation = { law: '政府信息公开条例', year: 2019 } as const
const tableOne = { ...format, article: '附件第三部分表注' }
const content = { ...regulation, article: '第五十条' }
const overall = { ...format, article: '一（一）' }
const disclosure = { ...format, article: '一（二）' }
const requests = { ...format, article: '一（三）' }
const remedies = { ...format, article: '一（四）' }
const problems = { ...format, article: '一（五）' }
const other = { ...format, article: '一（六）' }

export const reportRules = {
  'C-01': rule('各列：本年新收加上年结转，等于总计加结转下年度', 'error', tableOne),
  'C-02': rule('各列：总计等于本年度办理结果各行之和', 'error', requests),
  'C-03': rule('各行：总计等于自然人与五类法人或其他组织之和', 'error', requests),
  'C-04': rule('行政复议、未经复议直接起诉、复议后起诉三组：总计等于维持、纠正、其他、尚未审结之和', 'error', remedies),
  'C-05': rule('每格都有数字，计数为不小于零的整数，没有的填 0', 'error', { ...format, article: '附件' }),
  'C-06': rule('三张表齐全，行、列、格数与统一格式一致，行名没有遗失或错位', 'error', { ...format, article: '附件' }),
  'C-07': rule('六个部分齐全，标题和次序与统一格式一致', 'error', content),
  'C-08': rule('数据统计期限是报告年度的 1 月 1 日至 12 月 31 日', 'error', disclosure),
  'C-09': rule('在法定期限内公布', 'error', { ...regulation, article: '第四十九条' }),
  'C-20': rule('各列：上年结转等于上一年度报告的结转下年度', 'warning', requests),
  'C-21': rule('现行有效件数等于上一年度现行有效件数加本年制发、减本年废止', 'warning', disclosure),
  'C-22': rule('上一年度尚未审结的案件，本年度有结果或者仍未审结', 'warning', remedies),
  'C-23': rule('许可、处罚数量与上一年度相比没有超过三倍的增减', 'warning', disclosure),
  'C-24': rule('累计数等于上一年度累计数加本年数，不会减少', 'warning', content),
  'C-30': rule('正文所说收到（受理）的申请数与表格一致', 'error', requests),
  'C-31': rule('正文所说行政许可、行政处罚、行政强制数量与表格一致', 'error', disclosure),
  'C-32': rule('正文所说规范性文件制发、废止、有效件数与表格一致', 'error', disclosure),
  'C-33': rule('正文所说行政复议、行政诉讼件数与表格一致', 'error', remedies),
  'C-34': rule('正文里的分项之和等于总数', 'warning', overall),
  'C-35': rule('正文里的比率、差额可由所列数字算出', 'warning', overall),
  'C-36': rule('正文里的每个数都有计量单位，项目不缺数', 'warning', overall),
  'C-37': rule('一个数只用于一个口径，同一口径只有一个数', 'warning', overall),
  'C-38': rule('第六部分报告收取信息处理费的情况', 'warning', other),
  'C-39': rule('存在的问题不照抄上一年度', 'warning', problems),
  'C-40': rule('存在的问题都有改进措施', 'warning', problems),
  'C-41': rule('报告里没有公民个人信息', 'warning', { ...regulation, article: '第十五条' }),
  'C-42': rule('报告只写政府信息公开工作，内容不泛化', 'warning', content),
  'C-43': rule('总体情况原则上不超过一千字', 'warning', overall),
  'C-44': rule('序号连续，样式一致', 'warning', content),
  'C-45': rule('文中机关名称是编制机关自己的名称', 'warning', content),
  'C-46': rule('正文所说行政事业性收费金额与表格一致', 'error', disclosure),
  'C-47': rule('正文所说的年份是报告年度', 'warning', content),
  'C-50': rule('2019年表格：上一年项目数量、本年增减是项目（事项）数，不是处理决定数', 'warning', {
    ...format2019,
    article: '附件',
  }),
  'C-51': rule('2019年表格：本年新公开数量不大于对外公开总数量', 'warning', { ...format2019, article: '附件' }),
  'C-52': rule('2019年表格：采购总金额写明单位', 'warning', { ...format2019, article: '附件' }),
  'F-01': rule('文件能够读取', 'error', content),
  'F-02': rule('文件是政府信息公开工作年度报告', 'warning', content),
} as const satisfies Record<string, ReportRule>

export type ReportRuleId = keyof typeof reportRules

/** The rules as they stand beside each other where many reports are compared. */
export const ruleGroups = [
  { id: 'file', name: '文件', rules: ['F-01', 'F-02'] },
  { id: 'tables', name: '表格', rules: ['C-01', 'C-02', 'C-03', 'C-04', 'C-05', 'C-06', 'C-50', 'C-51', 'C-52'] },
  { id: 'text-and-tables', name: '文字与表格', rules: ['C-30', 'C-31', 'C-32', 'C-33', 'C-46'] },
  { id: 'years', name: '与上一年度', rules: ['C-20', 'C-21', 'C-22', 'C-23', 'C-24', 'C-39'] },
  {
    id: 'text',
    name: '文字',
    rules: ['C-34', 'C-35', 'C-36', 'C-37', 'C-38', 'C-40', 'C-41', 'C-42', 'C-43', 'C-44', 'C-45', 'C-47'],
  },
  { id: 'form', name: '体例和期限', rules: ['C-07', 'C-08', 'C-09'] },
] as const satisfies readonly { id: string; name: string; rules: readonly ReportRuleId[] }[]

function rule(statement: string, severity: ReportRule['severity'], cite: Citation): ReportRule {
  return { statement, severity, cite }
}
