import { describe, expect, it } from 'vitest'
import { calendarDate } from '../calendar-date.ts'
import { type Channel, type ReceiptFacts, receiptDay } from './receipt.ts'

const facts = (days: Record<string, string>): ReceiptFacts =>
  Object.fromEntries(Object.entries(days).map(([what, day]) => [what, calendarDate(day)]))

describe('the receipt day (art. 31)', () => {
  it.each<[Channel, Record<string, string>, string, string, string]>([
    ['counter', { submittedOn: '2026-03-02' }, '2026-03-02', '第三十一条第（一）项', 'the day it is handed in'],
    ['counter', { arrivedOn: '2026-03-02' }, '2026-03-02', '第三十一条第（一）项', 'as the office wrote it down'],
    [
      'registered-mail',
      { arrivedOn: '2026-03-02', signedOn: '2026-03-03' },
      '2026-03-03',
      '第三十一条第（二）项',
      'the day it is signed for',
    ],
    [
      'ordinary-mail',
      { arrivedOn: '2026-03-02', confirmedOn: '2026-03-04' },
      '2026-03-04',
      '第三十一条第（二）项',
      'the day of the confirmation',
    ],
    [
      'online',
      { submittedOn: '2026-03-01', confirmedOn: '2026-03-02' },
      '2026-03-02',
      '第三十一条第（三）项',
      'the day both sides confirmed',
    ],
    ['email', { arrivedOn: '2026-03-01', confirmedOn: '2026-03-03' }, '2026-03-03', '第三十一条第（三）项', 'likewise'],
    ['fax', { arrivedOn: '2026-03-01', confirmedOn: '2026-03-03' }, '2026-03-03', '第三十一条第（三）项', 'likewise'],
    ['email', { arrivedOn: '2018-03-01', confirmedOn: '2018-03-05' }, '2018-03-01', '', 'before 2019: as it arrived'],
    ['ordinary-mail', { arrivedOn: '2018-03-01', confirmedOn: '2018-03-05' }, '2018-03-05', '', 'before 2019, by mail'],
  ])('%s %o: %s (%s, %s)', (channel, days, on, article, _because) => {
    expect(receiptDay(channel, facts(days))).toMatchObject({ on, cite: { article } })
  })

  it.each<[Channel, Record<string, string>, string]>([
    ['registered-mail', { arrivedOn: '2026-03-02' }, 'signature'],
    ['ordinary-mail', { arrivedOn: '2026-03-02' }, 'confirmation'],
    ['online', { submittedOn: '2026-03-02' }, 'confirmation'],
    ['email', { arrivedOn: '2026-03-02' }, 'confirmation'],
    ['fax', { arrivedOn: '2026-03-02' }, 'confirmation'],
  ])('%s %o still waits for a %s', (channel, days, waitingFor) => {
    expect(receiptDay(channel, facts(days))).toMatchObject({ waitingFor })
  })
})
