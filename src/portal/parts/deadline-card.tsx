import type { CalendarDate } from '../../law/calendar-date.ts'
import type { ReplyClock } from '../../law/requests/clock.ts'
import { Day } from '../days.tsx'
import { Glyph, type GlyphName } from './glyph.tsx'

type ClockOfCard = Pick<ReplyClock, 'state' | 'dueOn' | 'provisional' | 'leftWorkingDays' | 'overdue'>

const soonDays = 5

/** Shape and words of the deadline's light. The text stays black: the shape alone is coloured. */
export function lightOf({ state, leftWorkingDays, overdue }: ClockOfCard): { glyph: GlyphName; words: string } {
  if (state === 'not-started') return { glyph: 'waiting', words: '确认收到之日起计算' }
  if (state === 'stopped') return { glyph: 'done', words: '已停止计时' }
  if (overdue)
    return { glyph: 'overdue', words: leftWorkingDays ? `已超过 ${-leftWorkingDays} 个工作日` : '已过最晚答复日' }
  if (state === 'paused') return { glyph: 'paused', words: '依法暂停计时' }
  if (state === 'awaiting-correction') return { glyph: 'paused', words: '等待您补正，收到补正后重新计算' }
  if (state === 'awaiting-fee') return { glyph: 'paused', words: '等待您缴费，暂停计时' }
  if (leftWorkingDays === 0) return { glyph: 'soon', words: '今天是最后一天' }
  const words = `还剩 ${leftWorkingDays} 个工作日`
  return { glyph: leftWorkingDays !== null && leftWorkingDays <= soonDays ? 'soon' : 'running', words }
}

export function DeadlineCard({
  clock,
  repliedOn,
  howHref,
}: {
  clock: ClockOfCard
  repliedOn: CalendarDate | null
  /** the page that explains the date day by day; null while there is nothing to explain */
  howHref: string | null
}) {
  const { glyph, words } = lightOf(clock)
  return (
    <section className={`deadline-card ${glyph}`} aria-label="答复期限">
      <p className="label">{repliedOn ? '答复日期' : '最晚答复日'}</p>
      <p className="day">
        {repliedOn ? (
          <Day on={repliedOn} weekday />
        ) : clock.dueOn ? (
          <Day on={clock.dueOn} weekday />
        ) : (
          <span>暂不能确定</span>
        )}
      </p>
      <p className="light">
        <Glyph name={glyph} />
        {words}
        {repliedOn && clock.dueOn && `，法定最晚日 `}
        {repliedOn && clock.dueOn && <Day on={clock.dueOn} />}
      </p>
      {clock.provisional && clock.dueOn && (
        <p className="note">这一日期跨入放假安排尚未公布的年份，暂按周末推算；放假安排公布后会重新计算。</p>
      )}
      {howHref && (
        <p className="how">
          <a href={howHref}>怎么算的？</a>
        </p>
      )}
    </section>
  )
}
