import { addYears, type CalendarDate } from '../../law/calendar-date.ts'

export const retentions = ['permanent', '30-years', '10-years'] as const
/** 保管期限: 永久, 定期30年, 定期10年 (机关文件材料归档范围和文书档案保管期限规定, 国家档案局令第8号, 第七条). */
export type Retention = (typeof retentions)[number]

/** The last day a volume is kept; it counts from the year after the case was concluded. */
export function keepUntil(retention: Retention, concludedOn: CalendarDate): CalendarDate | null {
  if (retention === 'permanent') return null
  const endOfYear = `${concludedOn.slice(0, 4)}-12-31` as CalendarDate
  return addYears(endOfYear, retention === '30-years' ? 30 : 10)
}
