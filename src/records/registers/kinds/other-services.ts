import { defineRegister } from '../register.ts'

export const otherServices = defineRegister({
  kind: 'other-services',
  title: '其他对外管理服务事项',
  unit: '件',
  cite: { law: '政府信息公开条例', article: '第二十条第（五）项', year: 2019 },
  publishWithin: null,
  fields: {
    number: { type: 'text', label: '办件编号', required: true, longest: 60 },
    title: { type: 'text', label: '服务事项', required: true, longest: 100 },
    decidedOn: { type: 'day', label: '办结日期', required: true },
  },
  number: 'number',
  name: 'title',
  decidedOn: 'decidedOn',
  endedOn: null,
  amount: null,
  form: ['number', 'title', 'decidedOn'],
  publicColumns: ['number', 'title', 'decidedOn'],
  figures: [
    { vintage: '2019', table: 'disclosure', cell: 'services.decisions', measure: 'decided-in-year', of: 'count' },
  ],
})
