import { expect, it } from 'vitest'
import { tariffs } from './fees/processing-fee.ts'
import { interpretationPeriod } from './publicity/interpretation.ts'
import { publicityLimits } from './publicity/time-limit.ts'
import { litigationPeriod, reconsiderationPeriod, remedyOrder } from './requests/outcome.ts'
import { correctionNotice, enquiries, feePayment, replyPeriod } from './requests/periods.ts'
import { statutoryDays } from './working-days/statutory-holidays.ts'

const tables: Record<string, readonly { from: string }[]> = {
  tariffs,
  remedyOrder,
  reconsiderationPeriod,
  litigationPeriod,
  replyPeriod,
  correctionNotice,
  enquiries,
  feePayment,
  statutoryDays,
  interpretationPeriod,
  ...publicityLimits,
}

it.each(Object.keys(tables))('%s stands newest first, no two rows from one day', (name) => {
  const from = tables[name]!.map((row) => row.from)
  expect(from.length).toBeGreaterThan(0)
  expect(from).toEqual([...new Set(from)].sort().reverse())
})
