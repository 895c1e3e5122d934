import { Link } from 'react-router'
import { listReminders } from '../../api/contract/deadlines.ts'
import { useAsk } from '../ask.ts'
import { dayText, leftText } from '../parts/day.ts'
import { reminderText } from '../requests/words.ts'

/** What the last round of reminders found, as it stands now. */
export function Reminders() {
  const { data, error } = useAsk(listReminders, {})
  if (error) return <p role="alert">{error.message}</p>
  const [first] = data?.reminders ?? []
  if (!data || !first) return null
  return (
    <section className="panel" aria-labelledby="reminders-heading">
      <h2 id="reminders-heading">
        期限提醒（{dayText(first.remindedOn)}，{data.reminders.length} 项）
      </h2>
      <ul className="checks">
        {data.reminders.map(({ requestId, number, title, what, dueOn, leftWorkingDays }) => (
          <li key={`${requestId} ${what}`}>
            <Link to={`/requests/${requestId}`}>
              {number} {title}
            </Link>
            ：{reminderText[what]} {dayText(dueOn, true)}，<strong>{leftText(leftWorkingDays)}</strong>
          </li>
        ))}
      </ul>
      <p className="nil">
        <Link to="/reminding">提醒邮箱和日历订阅</Link>
      </p>
    </section>
  )
}
