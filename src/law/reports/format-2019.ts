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

const itemsAndDecisions = [
  { id: 'itemsLastYear', path: ['上一年项目数量'] },
  { id: 'change', path: ['本年增/减'], signed: true },
  { id: 'decisions', path: ['处理决定数量'] },
] as const

/** For the reports on 2019 and 2020. */
export const format2019: ReportFormat = {
  vintage: '2019',
  cite: { law: '关于政府信息公开工作年度报告有关事项的通知（国办公开办函〔2019〕60号）', article: '附件' },
  sections,
  disclosure: [
    {
      heading: '第二十条第（一）项',
      columns: [
        { id: 'made', path: ['本年新制作数量'] },
        { id: 'published', path: ['本年新公开数量'] },
        { id: 'total', path: ['对外公开总数量'] },
      ],
      rows: [
        { id: 'rules', path: ['规章'] },
        { id: 'normative', path: ['规范性文件'] },
      ],
    },
    {
      heading: '第二十条第（五）项',
      columns: itemsAndDecisions,
      rows: [
        { id: 'licences', path: ['行政许可'] },
        { id: 'services', path: ['其他对外管理服务事项'] },
      ],
    },
    {
      heading: '第二十条第（六）项',
      columns: itemsAndDecisions,
      rows: [
        { id: 'penalties', path: ['行政处罚'] },
        { id: 'compulsion', path: ['行政强制'] },
      ],
    },
    {
      heading: '第二十条第（八）项',
      columns: [
        { id: 'itemsLastYear', path: ['上一年项目数量'] },
        { id: 'change', path: ['本年增/减'], signed: true },
      ],
      rows: [{ id: 'fees', path: ['行政事业性收费'] }],
    },
    {
      heading: '第二十条第（九）项',
      columns: [
        { id: 'projects', path: ['采购项目数量'] },
        // The form does not say in what unit; the figure is kept in yuan (C-52 asks for the unit).
        { id: 'amount', path: ['采购总金额'], unit: '元' },
      ],
      rows: [{ id: 'procurement', path: ['政府集中采购'] }],
    },
  ],
  requests: {
    corner: requestsCorner,
    columns: applicantColumns,
    rows: [...rowsBeforeOther, { id: 'other', path: otherLabel }, ...rowsAfterOther],
  },
  remedies: remedyColumns,
}
