import { type CalendarDate, calendarDate } from '../calendar-date.ts'
import type { Citation } from '../citation.ts'
import { type Dated, inForce } from '../dated.ts'
import { type WorkingCalendar, workingDaysAfter } from '../working-days/calendar.ts'

// When something must be public, or gone again: working days from the day that triggers it, the day itself not counted.
// The yearly report has calendar dates of its own (law/reports/deadline.ts).

export type PublicityDuty =
  /** information formed or changed */
  | 'information'
  | 'licence'
  | 'penalty'
  /** enforcement decisions other than licences and penalties */
  | 'enforcement'
  /** a penalty that was changed, revoked, or found unlawful or void: to be taken down, with the reason */
  | 'withdrawal'
  /** random inspections, from the end of the task; some provinces set less */
  | 'inspection-result'

const regulation = (article: string, year: number): Citation => ({ law: '政府信息公开条例', article, year })
const threeSystems: Citation = { law: '关于全面推行行政执法公示制度等的指导意见（国办发〔2018〕118号）', article: '' }
const doublePublicity: Citation = {
  law: '关于建立完善守信联合激励和失信联合惩戒制度的指导意见（国发〔2016〕33号）',
  article: '',
}

/** Where several limits apply the shortest is taken: a penalty has seven working days, not the twenty of other decisions. */
export const publicityLimits: Record<PublicityDuty, Dated<{ workingDays: number }>> = {
  information: [
    { from: calendarDate('2019-05-15'), workingDays: 20, cite: regulation('第二十六条', 2019) },
    { from: calendarDate('2008-05-01'), workingDays: 20, cite: regulation('第十八条', 2007) },
  ],
  licence: [{ from: calendarDate('2016-05-30'), workingDays: 7, cite: doublePublicity }],
  penalty: [
    {
      from: calendarDate('2021-09-01'),
      workingDays: 7,
      cite: { law: '安全生产法', article: '第七十八条', year: 2021 },
    },
    { from: calendarDate('2016-05-30'), workingDays: 7, cite: doublePublicity },
  ],
  enforcement: [{ from: calendarDate('2018-12-05'), workingDays: 20, cite: threeSystems }],
  withdrawal: [
    {
      from: calendarDate('2021-07-15'),
      workingDays: 3,
      cite: { law: '行政处罚法', article: '第四十八条第二款', year: 2021 },
    },
  ],
  'inspection-result': [
    {
      from: calendarDate('2019-01-27'),
      workingDays: 20,
      cite: {
        law: '关于在市场监管领域全面推行部门联合“双随机、一公开”监管的意见（国发〔2019〕5号）',
        article: '',
      },
    },
  ],
}

export interface PublicityLimit {
  on: CalendarDate
  provisional: boolean
  cite: Citation
}

/** The last day of a duty triggered on a day; null when no such duty was in force then. */
export function publicityLimit(
  duty: PublicityDuty,
  triggeredOn: CalendarDate,
  calendar: WorkingCalendar,
): PublicityLimit | null {
  const table = publicityLimits[duty]
  if (triggeredOn < (table.at(-1)?.from ?? triggeredOn)) return null
  const { workingDays, cite } = inForce(table, triggeredOn)
  const { on, provisional } = workingDaysAfter(triggeredOn, workingDays, calendar)
  return { on, provisional, cite }
}

/**
 * The day by which information formed or changed on a day must be public. Throws a RangeError before 1 May 2008, when
 * there was no such duty.
 */
export function publicationLimit(formedOn: CalendarDate, calendar: WorkingCalendar): PublicityLimit {
  const { workingDays, cite } = inForce(publicityLimits.information, formedOn)
  const { on, provisional } = workingDaysAfter(formedOn, workingDays, calendar)
  return { on, provisional, cite }
}
