import { defineRegister } from '../register.ts'

const routes = ['reconsideration', 'direct', 'after'] as const
const results = ['upheld', 'corrected', 'other'] as const
const vintages = ['2019', '2021'] as const

/** Reconsideration and litigation about information requests: the case ledger table 4 is counted from. */
export const remedies = defineRegister({
  kind: 'remedies',
  title: '行政复议、行政诉讼台账',
  unit: '件',
  cite: { law: '政府信息公开条例', article: '第五十条第（三）项', year: 2019 },
  publishWithin: null,
  fields: {
    number: { type: 'text', label: '案号', required: true, longest: 60 },
    title: { type: 'text', label: '案由', required: true, longest: 200 },
    route: {
      type: 'choice',
      label: '救济途径',
      required: true,
      choices: { reconsideration: '行政复议', direct: '未经复议直接起诉', after: '复议后起诉' },
    },
    filedOn: { type: 'day', label: '受理日期', required: true },
    concludedOn: { type: 'day', label: '审结日期', required: false },
    result: {
      type: 'choice',
      label: '结果',
      required: false,
      choices: { upheld: '结果维持', corrected: '结果纠正', other: '其他结果' },
      help: '审结后选择；未审结留空',
    },
  },
  number: 'number',
  name: 'title',
  decidedOn: 'filedOn',
  endedOn: 'concludedOn',
  amount: null,
  form: ['number', 'title', 'route', 'filedOn', 'concludedOn', 'result'],
  publicColumns: [],
  figures: vintages.flatMap((vintage) =>
    routes.flatMap((route) => [
      ...results.map((result) => ({
        vintage,
        table: 'remedies' as const,
        cell: `${route}.${result}`,
        measure: 'ended-in-year' as const,
        of: 'count' as const,
        where: { route, result },
      })),
      {
        vintage,
        table: 'remedies' as const,
        cell: `${route}.pending`,
        measure: 'in-force-at-year-end' as const,
        of: 'count' as const,
        where: { route },
      },
    ]),
  ),
})
