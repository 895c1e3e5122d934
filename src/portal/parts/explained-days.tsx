import { type CalendarDate, dayName, monthOf } from '../../law/calendar-date.ts'
import { citationText } from '../../law/citation.ts'
import type { ExplainedDay } from '../../law/working-days/calendar.ts'
import { monthGrids } from '../../law/working-days/month-grids.ts'
import { dayText, shortDayText } from '../days.tsx'
import { fullKind, shortKind } from './day-words.ts'

const weekdays = ['一', '二', '三', '四', '五', '六', '日']

const monthText = (month: string) => `${Number(month.slice(0, 4))}年${Number(month.slice(5))}月`

interface Marked {
  days: readonly ExplainedDay[]
  dueOn: CalendarDate | null
  today: CalendarDate
}

/** Months as a wall calendar. Every day carries a word: kind, or which working day it is. */
export function DayCalendar({ days, dueOn, today }: Marked) {
  const explained = new Map(days.map((day) => [day.on, day]))
  return (
    <div className="months">
      {monthGrids(days.map(({ on }) => on)).map(({ month, weeks }) => (
        <table className="month" key={month}>
          <caption>{monthText(month)}</caption>
          <thead>
            <tr>
              {weekdays.map((weekday) => (
                <th key={weekday} scope="col">
                  <span className="sr">星期</span>
                  {weekday}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {weeks.map((week) => (
              <tr key={week.find((day) => day !== null)}>
                {week.map((on, weekday) =>
                  on === null ? (
                    // biome-ignore lint/suspicious/noArrayIndexKey: an empty cell has no other name
                    <td key={weekday} className="outside" />
                  ) : (
                    <DayCell key={on} on={on} day={explained.get(on)} due={on === dueOn} today={on === today} />
                  ),
                )}
              </tr>
            ))}
          </tbody>
        </table>
      ))}
    </div>
  )
}

function DayCell({
  on,
  day,
  due,
  today,
}: {
  on: CalendarDate
  day: ExplainedDay | undefined
  due: boolean
  today: boolean
}) {
  const date = Number(on.slice(8))
  if (!day) {
    return (
      <td className={today ? 'beyond today' : 'beyond'}>
        <span className="date">{date}</span>
        {today && <span className="word">今天</span>}
      </td>
    )
  }
  const kind = day.kind === 'swapped-working' ? 'working swapped' : day.kind
  return (
    <td className={[kind, due && 'due', today && 'today'].filter(Boolean).join(' ')}>
      <span className="date">{date}</span>
      {day.count !== null && day.count > 0 && (
        <span className="nth">
          <span className="sr">第</span>
          {day.count}
          <span className="sr">个工作日</span>
        </span>
      )}
      {due ? (
        <span className="word">到期</span>
      ) : (
        shortKind[day.kind] && <span className="word">{shortKind[day.kind]}</span>
      )}
      {today && <span className="word">今天</span>}
    </td>
  )
}

/** The same days as a table, one line a day, with the reason and the article. */
export function DayTable({ days, dueOn, today }: Marked) {
  const months = [...new Set(days.map(({ on }) => monthOf(on)))]
  const newCites = daysWithNewCite(days)
  return (
    <table className="days">
      <caption className="sr">逐日说明</caption>
      <thead>
        <tr>
          <th scope="col">日期</th>
          <th scope="col">性质</th>
          <th scope="col" className="number">
            第几个工作日
          </th>
          <th scope="col">说明</th>
        </tr>
      </thead>
      {months.map((month) => (
        <tbody key={month}>
          <tr className="month-row">
            <th colSpan={4} scope="rowgroup">
              {monthText(month)}
            </th>
          </tr>
          {days
            .filter(({ on }) => monthOf(on) === month)
            .map((day) => (
              <tr key={day.on} className={[day.kind, day.on === dueOn && 'due'].filter(Boolean).join(' ')}>
                <th scope="row">
                  <time dateTime={day.on} title={dayText(day.on)}>
                    {shortDayText(day.on)}
                  </time>{' '}
                  <span className="weekday">{dayName(day.on)}</span>
                  {day.on === today && <span className="mark">今天</span>}
                </th>
                <td data-label="性质">{fullKind[day.kind]}</td>
                <td data-label="第几个工作日" className="number">
                  {day.count ? `第${day.count}个` : <span className="nil">不计</span>}
                </td>
                <td data-label="说明">
                  {day.why !== `第${day.count}个工作日` && day.why}
                  {day.on === dueOn && <strong className="mark">最晚答复日</strong>}
                  {day.provisional && <span className="more">放假安排尚未公布，暂定</span>}
                  {newCites.has(day.on) && day.cite && <span className="more">{citationText(day.cite)}</span>}
                </td>
              </tr>
            ))}
        </tbody>
      ))}
    </table>
  )
}

/** The days whose article is printed: where the kind of day appears for the first time, or under another article. */
function daysWithNewCite(days: readonly ExplainedDay[]): Set<CalendarDate> {
  const last = new Map<ExplainedDay['kind'], string>()
  const found = new Set<CalendarDate>()
  for (const { on, kind, cite } of days) {
    if (!cite || last.get(kind) === citationText(cite)) continue
    last.set(kind, citationText(cite))
    found.add(on)
  }
  return found
}
