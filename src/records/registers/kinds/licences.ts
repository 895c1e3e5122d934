import { defineRegister } from '../register.ts'

export const licences = defineRegister({
  kind: 'licences',
  title: '行政许可',
  unit: '件',
  cite: { law: '政府信息公开条例', article: '第二十条第（五）项', year: 2019 },
  publishWithin: {
    workingDays: 7,
    cite: { law: '国务院关于建立完善守信联合激励和失信联合惩戒制度的指导意见', article: '国发〔2016〕33号' },
  },
  fields: {
    number: { type: 'text', label: '许可决定文书号', required: true, longest: 60 },
    title: { type: 'text', label: '许可事项', required: true, longest: 100 },
    holder: { type: 'text', label: '行政相对人名称', required: true, longest: 100 },
    creditCode: { type: 'credit-code', label: '统一社会信用代码', required: false },
    decidedOn: { type: 'day', label: '许可决定日期', required: true },
    validUntil: { type: 'day', label: '有效期至', required: false },
    decision: {
      type: 'choice',
      label: '许可结果',
      required: true,
      choices: { granted: '准予许可', refused: '不予许可' },
    },
  },
  number: 'number',
  name: 'title',
  decidedOn: 'decidedOn',
  endedOn: null,
  amount: null,
  form: ['number', 'title', 'holder', 'creditCode', 'decidedOn', 'validUntil', 'decision'],
  publicColumns: ['number', 'title', 'holder', 'creditCode', 'decidedOn', 'validUntil', 'decision'],
  figures: [
    { vintage: '2021', table: 'disclosure', cell: 'licences.decisions', measure: 'decided-in-year', of: 'count' },
    { vintage: '2019', table: 'disclosure', cell: 'licences.decisions', measure: 'decided-in-year', of: 'count' },
  ],
})
