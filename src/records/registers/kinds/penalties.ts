import { defineRegister } from '../register.ts'

export const penalties = defineRegister({
  kind: 'penalties',
  title: '行政处罚',
  unit: '件',
  cite: { law: '政府信息公开条例', article: '第二十条第（六）项', year: 2019 },
  publishWithin: { workingDays: 7, cite: { law: '安全生产法', article: '第七十八条', year: 2021 } },
  fields: {
    number: { type: 'text', label: '处罚决定文书号', required: true, longest: 60 },
    title: { type: 'text', label: '违法行为类型', required: true, longest: 200 },
    punished: { type: 'text', label: '被处罚人', required: true, longest: 100 },
    creditCode: { type: 'credit-code', label: '统一社会信用代码', required: false },
    category: {
      type: 'choice',
      label: '处罚类别',
      required: true,
      choices: {
        warning: '警告',
        fine: '罚款',
        confiscation: '没收违法所得、没收非法财物',
        suspension: '责令停产停业',
        licence: '暂扣或吊销许可证件',
        other: '其他',
      },
    },
    amount: { type: 'yuan', label: '罚没金额（元）', required: false },
    decidedOn: { type: 'day', label: '处罚决定日期', required: true },
  },
  number: 'number',
  name: 'title',
  decidedOn: 'decidedOn',
  endedOn: null,
  amount: 'amount',
  form: ['number', 'title', 'punished', 'creditCode', 'category', 'amount', 'decidedOn'],
  publicColumns: ['number', 'title', 'punished', 'creditCode', 'category', 'amount', 'decidedOn'],
  figures: [
    { vintage: '2021', table: 'disclosure', cell: 'penalties.decisions', measure: 'decided-in-year', of: 'count' },
    { vintage: '2019', table: 'disclosure', cell: 'penalties.decisions', measure: 'decided-in-year', of: 'count' },
  ],
})
