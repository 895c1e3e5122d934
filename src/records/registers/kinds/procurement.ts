import { defineRegister } from '../register.ts'

export const procurement = defineRegister({
  kind: 'procurement',
  title: '政府集中采购',
  unit: '项',
  cite: { law: '政府信息公开条例', article: '第二十条第（九）项', year: 2019 },
  publishWithin: null,
  fields: {
    number: { type: 'text', label: '项目编号', required: true, longest: 60 },
    title: { type: 'text', label: '采购项目', required: true, longest: 150 },
    supplier: { type: 'text', label: '成交供应商', required: false, longest: 100 },
    amount: { type: 'yuan', label: '成交金额（元）', required: true },
    decidedOn: { type: 'day', label: '成交日期', required: true },
  },
  number: 'number',
  name: 'title',
  decidedOn: 'decidedOn',
  endedOn: null,
  amount: 'amount',
  form: ['number', 'title', 'supplier', 'amount', 'decidedOn'],
  publicColumns: ['number', 'title', 'supplier', 'amount', 'decidedOn'],
  figures: [
    { vintage: '2019', table: 'disclosure', cell: 'procurement.projects', measure: 'decided-in-year', of: 'count' },
    { vintage: '2019', table: 'disclosure', cell: 'procurement.amount', measure: 'decided-in-year', of: 'yuan' },
  ],
})
