import {
  applicantColumns,
  otherLabel,
  remedyColumns,
  requestsCorner,
  rowsAfterOther,
  rowsBeforeOther,
  sections,
} from './common-parts.ts'
import type { ReportFormat } from './format.ts'

const decisions = [{ id: 'decisions', path: ['本年处理决定数量'] }] as const

/** For the reports on 2021 and later years. */
export const format2021: ReportFormat = {
  vintage: '2021',
  cite: { law: '政府信息公开工作年度报告格式（国办公开办函〔2021〕30号）', article: '附件' },
  sections,
  disclosure: [
    {
      heading: '第二十条第（一）项',
      columns: [
        { id: 'issued', path: ['本年制发件数'] },
        { id: 'repealed', path: ['本年废止件数'] },
        { id: 'inForce', path: ['现行有效件数'] },
      ],
      rows: [
        { id: 'rules', path: ['规章'] },
        { id: 'normative', path: ['行政规范性文件'] },
      ],
    },
    { heading: '第二十条第（五）项', columns: decisions, rows: [{ id: 'licences', path: ['行政许可'] }] },
    {
      heading: '第二十条第（六）项',
      columns: decisions,
      rows: [
        { id: 'penalties', path: ['行政处罚'] },
        { id: 'compulsion', path: ['行政强制'] },
      ],
    },
    {
      heading: '第二十条第（八）项',
      columns: [{ id: 'amount', path: ['本年收费金额（单位：万元）'], unit: '万元' }],
      rows: [{ id: 'fees', path: ['行政事业性收费'] }],
    },
  ],
  requests: {
    corner: requestsCorner,
    columns: applicantColumns,
    rows: [
      ...rowsBeforeOther,
      {
        id: 'other1',
        path: [...otherLabel, '1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请'],
      },
      {
        id: 'other2',
        path: [...otherLabel, '2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请'],
      },
      { id: 'other3', path: [...otherLabel, '3.其他'] },
      ...rowsAfterOther,
    ],
  },
  remedies: remedyColumns,
}
