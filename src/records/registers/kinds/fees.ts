import { defineRegister } from '../register.ts'

export const fees = defineRegister({
  kind: 'fees',
  title: '行政事业性收费',
  unit: '笔',
  cite: { law: '政府信息公开条例', article: '第二十条第（八）项', year: 2019 },
  publishWithin: null,
  fields: {
    title: { type: 'text', label: '收费项目', required: true, longest: 100 },
    payer: { type: 'text', label: '缴费人', required: false, longest: 100 },
    amount: { type: 'yuan', label: '金额（元）', required: true },
    decidedOn: { type: 'day', label: '收费日期', required: true },
  },
  number: null,
  name: 'title',
  decidedOn: 'decidedOn',
  endedOn: null,
  amount: 'amount',
  form: ['title', 'payer', 'amount', 'decidedOn'],
  publicColumns: ['title', 'amount', 'decidedOn'],
  figures: [
    { vintage: '2021', table: 'disclosure', cell: 'fees.amount', measure: 'decided-in-year', of: 'ten-thousand-yuan' },
  ],
})
