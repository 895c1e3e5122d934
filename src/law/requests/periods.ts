import { calendarDate } from '../calendar-date.ts'
import type { Citation } from '../citation.ts'
import type { Dated } from '../dated.ts'
import type { Asked } from './events.ts'

// The periods of a request, in working days. Which row holds is decided by the day that triggers the period: receipt,
// correction or payment for the reply, the receipt for the correction notice, the sending of an enquiry for its answer.

const revised = (article: string): Citation => ({ law: '政府信息公开条例', article, year: 2019 })
const original = (article: string): Citation => ({ law: '政府信息公开条例', article, year: 2007 })
const from2019 = calendarDate('2019-05-15')
const from2008 = calendarDate('2008-05-01')

export const replyPeriod: Dated<{ workingDays: number; longestExtension: number }> = [
  { from: from2019, workingDays: 20, longestExtension: 20, cite: revised('第三十三条第二款') },
  { from: from2008, workingDays: 15, longestExtension: 15, cite: original('第二十四条第二款') },
]

/** Working days to tell the applicant what to correct, once; the correction starts the reply anew. No limit before 2019. */
export const correctionNotice: Dated<{ workingDays: number | null }> = [
  { from: from2019, workingDays: 7, cite: revised('第三十条') },
  { from: from2008, workingDays: null, cite: original('第二十一条第（四）项') },
]

/** What one kind of enquiry does: whether the reply waits for it, and how long the one asked has. */
type Enquiry = { pauses: boolean; workingDays: number | null; whenSilent: string; answerCite: Citation }

const pause = revised('第三十三条第三款')
const originalPause = original('第二十四条第三款')

/**
 * A silent third party neither agrees nor objects: the office decides (art. 32). A silent co-maker agrees (art. 34). The
 * law sets other organs no limit. Under the original text only a third party stopped the period, and none had a limit.
 */
export const enquiries: Dated<Record<Asked['kind'], Enquiry>> = [
  {
    from: from2019,
    'third-party-asked': {
      pauses: true,
      workingDays: 15,
      whenSilent: '第三方逾期未提出意见的，由本机关依法决定是否公开',
      answerCite: revised('第三十二条'),
    },
    'co-maker-asked': {
      pauses: true,
      workingDays: 15,
      whenSilent: '共同制作机关逾期未提出意见的，视为同意公开',
      answerCite: revised('第三十四条'),
    },
    'organ-asked': { pauses: true, workingDays: null, whenSilent: '', answerCite: pause },
    cite: pause,
  },
  {
    from: from2008,
    'third-party-asked': { pauses: true, workingDays: null, whenSilent: '', answerCite: originalPause },
    'co-maker-asked': { pauses: false, workingDays: null, whenSilent: '', answerCite: originalPause },
    'organ-asked': { pauses: false, workingDays: null, whenSilent: '', answerCite: originalPause },
    cite: originalPause,
  },
]

const feeMeasures = '政府信息公开信息处理费管理办法（国办函〔2020〕109号）'

/** Working days to pay the processing fee, counted from the day after the notice arrived. */
export const feePayment: Dated<{ workingDays: number }> = [
  { from: calendarDate('2021-01-01'), workingDays: 20, cite: { law: feeMeasures, article: '第六条' } },
]

export const unreasonableNumberCite = revised('第三十五条')
export const receiptCite = revised('第三十一条')
