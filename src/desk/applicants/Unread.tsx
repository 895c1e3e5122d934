import { Link } from 'react-router'
import { listUnread } from '../../api/contract/applicants.ts'
import { useAsk } from '../ask.ts'
import { minuteText } from '../parts/day.ts'
import { messageKindText } from './words.ts'

/** What applicants sent and nobody has read, who waits longest first. */
export function Unread() {
  const { data } = useAsk(listUnread, {})
  if (!data || data.messages.length === 0) return null
  return (
    <section className="panel">
      <h2>申请人新提交</h2>
      <ul className="events">
        {data.messages.map(({ requestId, number, title, kind, sentAt }) => (
          <li key={`${requestId} ${kind} ${sentAt}`}>
            <strong>{messageKindText[kind]}</strong> <Link to={`/requests/${requestId}`}>{number}</Link> {title}
            <div className="who">{minuteText(sentAt)}</div>
          </li>
        ))}
      </ul>
    </section>
  )
}
