import { calendarDate } from '../calendar-date.ts'
import type { Citation } from '../citation.ts'
import type { Dated } from '../dated.ts'

// The periods of a request, in working days. Which row holds is decided by the day the request was received.

const regulation = (article: string): Citation => ({ law: '政府信息公开条例', article, year: 2019 })
const before = (article: string): Citation => ({ law: '政府信息公开条例', article, year: 2007 })
const [from2019, from2008] = [calendarDate('2019-05-15'), calendarDate('2008-05-01')]

export const replyPeriod: Dated<{ workingDays: number }> = [
  { from: from2019, workingDays: 20, cite: regulation('第三十三条第二款') },
  { from: from2008, workingDays: 15, cite: before('第二十四条') },
]

/** The longest extension; it is given once. */
export const longestExtension: Dated<{ workingDays: number }> = [
  { from: from2019, workingDays: 20, cite: regulation('第三十三条第二款') },
  { from: from2008, workingDays: 15, cite: before('第二十四条') },
]

export const correctionNotice = { workingDays: 7, cite: regulation('第三十条') }
export const correctionAnswer = { cite: regulation('第三十条') }
export const thirdPartyAnswer = { workingDays: 15, cite: regulation('第三十二条') }
export const coMakerAnswer = { workingDays: 15, cite: regulation('第三十四条') }
export const pauseWhileAsking = { cite: regulation('第三十三条第三款') }
export const unreasonableNumber = { cite: regulation('第三十五条') }
export const feePayment = {
  workingDays: 20,
  cite: { law: '政府信息公开信息处理费管理办法（国办函〔2020〕109号）', article: '第六条' } as Citation,
}
