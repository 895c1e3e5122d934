import { addDays, addMonths, type CalendarDate } from '../../law/calendar-date.ts'
import type { Span } from '../../law/publicity/freshness.ts'
import type { Column } from '../../records/columns/column.ts'
import type { ContentState, Coverage } from '../../records/columns/state.ts'
import { dayText } from '../days.tsx'
import type { GlyphName } from '../parts/glyph.tsx'

const durationText: Record<Column['duration'], string> = {
  'long-term': '长期公开',
  periodic: '定期公开',
  'any-time': '随时公开',
}

/** 每季度更新, 每14天更新 … */
export function promiseText(promise: Span): string {
  if ('days' in promise) return promise.days === 7 ? '每周' : `每${promise.days}天`
  const named: Record<number, string> = { 1: '每月', 3: '每季度', 6: '每半年', 12: '每年' }
  return named[promise.months] ?? `每${promise.months}个月`
}

/** 定期公开，每季度更新 */
export function timeLimitText({ duration, promise }: Pick<Column, 'duration' | 'promise'>): string {
  return promise ? `${durationText[duration]}，${promiseText(promise)}更新` : durationText[duration]
}

/**
 * What stands where a list is empty: when the column was last updated, what rhythm it keeps and when it should be updated
 * next. Never a blank page.
 */
export function emptyText(
  { basis, promise, createdOn }: Pick<Column, 'basis' | 'promise' | 'createdOn'>,
  lastOn: CalendarDate | null,
): string {
  const first = lastOn
    ? `本栏目最近一次更新为${dayText(lastOn)}，现在没有有效的内容`
    : `本栏目自${dayText(createdOn)}设立以来还没有发布内容`
  if (!promise) return first
  const from = lastOn ?? createdOn
  const next = 'days' in promise ? addDays(from, promise.days) : addMonths(from, promise.months)
  return `${first}；${basis ? `依据${basis}，` : ''}此栏目按${promiseText(promise).slice(1)}更新，下次应在${dayText(next)}前`
}

export const stateText: Record<ContentState | Coverage['state'], string> = {
  fresh: '按期更新',
  due: '临近更新期',
  late: '超过更新期',
  nil: '声明无此类信息',
  'nil-due': '声明待重新确认',
  empty: '尚无内容',
  made: '由系统生成',
  missing: '未设栏目',
}

export const stateGlyph: Record<ContentState | Coverage['state'], GlyphName> = {
  fresh: 'done',
  due: 'soon',
  late: 'overdue',
  nil: 'nil',
  'nil-due': 'waiting',
  empty: 'todo',
  made: 'done',
  missing: 'missing',
}
