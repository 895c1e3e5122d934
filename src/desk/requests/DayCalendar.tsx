import type { ReplyClockView } from '../../api/contract/requests.ts'
import type { CalendarDate } from '../../law/calendar-date.ts'
import { monthGrids } from '../../law/working-days/month-grids.ts'
import { dayText } from '../parts/day.ts'

type Day = ReplyClockView['days'][number]

/** Never the colour alone: a number, a mark or a word says what the day is. */
const word: Record<Day['kind'], string> = {
  'day-zero': '收到',
  working: '',
  'swapped-working': '调休',
  weekend: '休',
  holiday: '假',
  paused: '‖停',
  waiting: '‖等',
  restart: '重算',
}
const legend: { kind: Day['kind'] | 'due' | 'internal'; mark: string; words: string }[] = [
  { kind: 'working', mark: '1', words: '工作日，数字是第几个' },
  { kind: 'weekend', mark: '休', words: '周末、放假，不计' },
  { kind: 'paused', mark: '‖停', words: '暂停、等待，不计' },
  { kind: 'internal', mark: '◆内', words: '内部目标日' },
  { kind: 'due', mark: '■到期', words: '最晚答复日' },
]
const weekdays = ['一', '二', '三', '四', '五', '六', '日']

/** The months of a reply period as a wall calendar; the same days as in the portal. */
export function DayCalendar({
  days,
  dueOn,
  internalOn = null,
  today,
}: {
  days: readonly Day[]
  dueOn: string | null
  internalOn?: string | null
  today: string
}) {
  const explained = new Map(days.map((day) => [day.on, day]))
  return (
    <>
      <ul className="day-legend" aria-label="图例">
        {legend.map(({ kind, mark, words }) => (
          <li key={kind}>
            <span className={`swatch ${kind}`}>{mark}</span>
            {words}
          </li>
        ))}
      </ul>
      <div className="day-months">
        {monthGrids(days.map(({ on }) => on as CalendarDate)).map(({ month, weeks }) => (
          <table className="day-month" key={month}>
            <caption>
              {Number(month.slice(0, 4))}年{Number(month.slice(5))}月
            </caption>
            <thead>
              <tr>
                {weekdays.map((name) => (
                  <th key={name} scope="col">
                    {name}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {weeks.map((week) => (
                <tr key={week.find((day) => day !== null)}>
                  {week.map((on, weekday) => {
                    // biome-ignore lint/suspicious/noArrayIndexKey: an empty cell has no other name
                    if (on === null) return <td key={weekday} />
                    return <Cell key={on} {...{ on, day: explained.get(on), dueOn, internalOn, today }} />
                  })}
                </tr>
              ))}
            </tbody>
          </table>
        ))}
      </div>
    </>
  )
}

function Cell({
  on,
  day,
  dueOn,
  internalOn,
  today,
}: {
  on: string
  day: Day | undefined
  dueOn: string | null
  internalOn: string | null
  today: string
}) {
  const looks = [day?.kind, on === internalOn && 'internal', on === dueOn && 'due', on === today && 'today']
  const mark = on === dueOn ? '■到期' : on === internalOn ? '◆内' : day ? word[day.kind] : ''
  return (
    <td
      className={looks.filter(Boolean).join(' ')}
      title={day ? `${dayText(on, true)}：${day.why}` : dayText(on, true)}
    >
      <span className="date">{Number(on.slice(8))}</span>
      {day?.count ? (
        <strong>
          <span className="sr">第</span>
          {day.count}
          <span className="sr">个工作日</span>
        </strong>
      ) : null}
      {mark && <span className="mark">{mark}</span>}
      {day?.provisional && <span className="mark">预估</span>}
      {on === today && <span className="mark">今天</span>}
    </td>
  )
}
