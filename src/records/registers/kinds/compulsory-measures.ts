import { defineRegister } from '../register.ts'

export const compulsoryMeasures = defineRegister({
  kind: 'compulsory-measures',
  title: '行政强制',
  unit: '件',
  cite: { law: '政府信息公开条例', article: '第二十条第（六）项', year: 2019 },
  publishWithin: {
    workingDays: 20,
    cite: { law: '国务院办公厅关于全面推行行政执法公示制度等三项制度的指导意见', article: '国办发〔2018〕118号' },
  },
  fields: {
    number: { type: 'text', label: '强制决定文书号', required: true, longest: 60 },
    title: { type: 'text', label: '强制措施', required: true, longest: 100 },
    subject: { type: 'text', label: '当事人', required: true, longest: 100 },
    decidedOn: { type: 'day', label: '决定日期', required: true },
  },
  number: 'number',
  name: 'title',
  decidedOn: 'decidedOn',
  endedOn: null,
  amount: null,
  form: ['number', 'title', 'subject', 'decidedOn'],
  publicColumns: ['number', 'title', 'decidedOn'],
  figures: [
    { vintage: '2021', table: 'disclosure', cell: 'compulsion.decisions', measure: 'decided-in-year', of: 'count' },
    { vintage: '2019', table: 'disclosure', cell: 'compulsion.decisions', measure: 'decided-in-year', of: 'count' },
  ],
})
