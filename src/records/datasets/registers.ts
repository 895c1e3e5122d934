import { calendarDate } from '../../law/calendar-date.ts'
import { citationText } from '../../law/citation.ts'
import {
  type PublicRegister,
  publicEntryRows,
  publicEntryState,
  publicRegisters,
  withdrawnEntriesSince,
} from '../registers/for-public.ts'
import { registerKind } from '../registers/kinds/all.ts'
import type { Field } from '../registers/register.ts'
import { changedField, type Dataset, type DatasetField, idField } from './dataset.ts'

const typeOf: Record<Field['type'], DatasetField['type']> = {
  text: 'text',
  day: 'day',
  'whole-number': 'whole-number',
  yuan: 'number',
  'credit-code': 'text',
  choice: 'text',
}

function meaningOf(field: Field): string {
  const empty = field.required ? '' : '；没有的为空'
  if (field.help) return `${field.help}${empty}`
  switch (field.type) {
    case 'text':
      return `${field.label}${empty}`
    case 'day':
      return `日期，写成 2026-01-31${empty}`
    case 'whole-number':
      return `0 或者正整数${empty}`
    case 'yuan':
      return `金额，单位为元，精确到分${empty}`
    case 'credit-code':
      return `18 位统一社会信用代码（GB 32100）${empty}`
    case 'choice':
      return `取值：${Object.values(field.choices).join('、')}${empty}`
  }
}

/** A public register is a dataset as it stands: its public columns are the dictionary. */
function datasetOf({ kind: name, title, unit, cite }: PublicRegister): Dataset {
  const kind = registerKind(name)
  if (!kind) throw new Error(`no register ${name}`)
  return {
    name,
    title,
    summary: `本机关的${title}信息，依据${citationText(cite)}公开。`,
    area: '应急管理',
    frequency: kind.publishWithin
      ? `随时更新：作出决定之日起 ${kind.publishWithin.workingDays} 个工作日内`
      : '随时更新：登记、更正或者撤销时',
    unit,
    page: `/zwgk/taizhang/${name}`,
    fields: [
      idField('记录的编号，不会改变'),
      ...kind.publicColumns.flatMap((column): DatasetField[] => {
        const field = kind.fields[column]
        return field ? [{ name: column, label: field.label, type: typeOf[field.type], meaning: meaningOf(field) }] : []
      }),
      changedField,
    ],
    versions: [{ version: '1', on: calendarDate('2026-11-25'), words: '首次开放' }],
    async rows(tx, asked) {
      const { entries, total } = await publicEntryRows(tx, name, asked)
      return {
        total,
        rows: entries.map(({ id, values, changedAt }) => ({ id, ...values, changedAt: changedAt.toISOString() })),
      }
    },
    stand: (tx) => publicEntryState(tx, name),
    removedSince: (tx, since) => withdrawnEntriesSince(tx, name, since),
  }
}

export const registerDatasets: readonly Dataset[] = publicRegisters().map(datasetOf)
