import { defineRegister } from '../register.ts'

const figures = (row: 'normative' | 'rules', type: 'normative' | 'rule') =>
  [
    { vintage: '2021', table: 'disclosure', cell: `${row}.issued`, measure: 'decided-in-year', of: 'count', where: { type } },
    { vintage: '2021', table: 'disclosure', cell: `${row}.repealed`, measure: 'ended-in-year', of: 'count', where: { type } },
    { vintage: '2021', table: 'disclosure', cell: `${row}.inForce`, measure: 'in-force-at-year-end', of: 'count', where: { type } },
    { vintage: '2019', table: 'disclosure', cell: `${row}.made`, measure: 'decided-in-year', of: 'count', where: { type } },
    { vintage: '2019', table: 'disclosure', cell: `${row}.published`, measure: 'decided-in-year', of: 'count', where: { type }, by: 'publishedOn' },
    { vintage: '2019', table: 'disclosure', cell: `${row}.total`, measure: 'in-force-at-year-end', of: 'count', where: { type }, by: 'publishedOn' },
  ] as const

export const normativeDocuments = defineRegister({
  kind: 'normative-documents',
  title: '规章和行政规范性文件',
  unit: '件',
  cite: { law: '政府信息公开条例', article: '第二十条第（一）项', year: 2019 },
  publishWithin: { workingDays: 20, cite: { law: '政府信息公开条例', article: '第二十六条', year: 2019 } },
  fields: {
    number: { type: 'text', label: '发文字号', required: true, longest: 60 },
    title: { type: 'text', label: '文件名称', required: true, longest: 200 },
    type: { type: 'choice', label: '文件种类', required: true, choices: { normative: '行政规范性文件', rule: '规章' } },
    issuedOn: { type: 'day', label: '成文日期', required: true },
    publishedOn: { type: 'day', label: '公开日期', required: false },
    endedOn: { type: 'day', label: '废止或失效日期', required: false },
    ending: {
      type: 'choice',
      label: '终止方式',
      required: false,
      choices: { repealed: '废止', lapsed: '失效' },
      help: '填写了废止或失效日期时选择',
    },
  },
  number: 'number',
  name: 'title',
  decidedOn: 'issuedOn',
  endedOn: 'endedOn',
  amount: null,
  form: ['number', 'title', 'type', 'issuedOn', 'publishedOn', 'endedOn', 'ending'],
  publicColumns: ['number', 'title', 'type', 'issuedOn', 'publishedOn', 'endedOn', 'ending'],
  figures: [...figures('normative', 'normative'), ...figures('rules', 'rule')],
})
