import { defineRegister } from '../register.ts'

// The 2019 format asks how many kinds of licence, penalty … the bureau has, not how many decisions it made (law.md 4.4).
const rows = {
  licences: 'licence',
  services: 'service',
  penalties: 'penalty',
  compulsion: 'compulsion',
  fees: 'fee',
} as const

export const matters = defineRegister({
  kind: 'matters',
  title: '事项目录',
  unit: '项',
  cite: { law: '政府信息公开条例', article: '第二十条第（五）（六）（八）项', year: 2019 },
  publishWithin: null,
  fields: {
    number: { type: 'text', label: '事项编码', required: true, longest: 60 },
    title: { type: 'text', label: '事项名称', required: true, longest: 150 },
    category: {
      type: 'choice',
      label: '事项类别',
      required: true,
      choices: {
        licence: '行政许可',
        service: '其他对外管理服务事项',
        penalty: '行政处罚',
        compulsion: '行政强制',
        fee: '行政事业性收费',
      },
    },
    addedOn: { type: 'day', label: '列入日期', required: true },
    removedOn: { type: 'day', label: '取消日期', required: false },
  },
  number: 'number',
  name: 'title',
  decidedOn: 'addedOn',
  endedOn: 'removedOn',
  amount: null,
  form: ['number', 'title', 'category', 'addedOn', 'removedOn'],
  publicColumns: ['number', 'title', 'category', 'addedOn', 'removedOn'],
  figures: Object.entries(rows).flatMap(([row, category]) => [
    {
      vintage: '2019' as const,
      table: 'disclosure' as const,
      cell: `${row}.itemsLastYear`,
      measure: 'in-force-at-last-year-end' as const,
      of: 'count' as const,
      where: { category },
    },
    {
      vintage: '2019' as const,
      table: 'disclosure' as const,
      cell: `${row}.change`,
      measure: 'net-change' as const,
      of: 'count' as const,
      where: { category },
    },
  ]),
})
