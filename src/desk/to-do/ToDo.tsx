import { Link } from 'react-router'
import { readToDo } from '../../api/contract/session.ts'
import { Unread } from '../applicants/Unread.tsx'
import { useAsk } from '../ask.ts'
import { useSession } from '../frame/session.tsx'
import { dayText } from '../parts/day.ts'
import { Light } from '../parts/Light.tsx'
import { stateText } from '../requests/words.ts'
import { Reminders } from './Reminders.tsx'

const documentTiles = {
  draft: { view: 'drafts', name: '草稿' },
  'section-check': { view: 'on-its-way', name: '待科室初审' },
  'secrecy-review': { view: 'on-its-way', name: '待保密审查' },
  'office-check': { view: 'on-its-way', name: '待公开办复审' },
  'sign-off': { view: 'on-its-way', name: '待签发' },
  scheduled: { view: 'on-its-way', name: '定时公开' },
} as const

const normativeTiles = [
  { of: 'interpretationsOverdue', to: '/normative/interpretations', name: '解读超期' },
  { of: 'interpretationsWaiting', to: '/normative/interpretations', name: '文件待解读' },
  { of: 'expiring', to: '/normative', name: '文件到期评估' },
  { of: 'cleanUpsOpen', to: '/normative', name: '清理未完成' },
] as const

/** What to do today, first what is due first. Every number opens its list. */
export function ToDo() {
  const { session } = useSession()
  const { data, error } = useAsk(readToDo, {})
  if (error) return <p role="alert">{error.message}</p>
  if (!data) return <p className="nil">正在读取…</p>
  const { report } = data
  return (
    <>
      <h1>{session.staff.name}，今天要办</h1>
      {report && report.state !== 'published' && (
        <p className="panel">
          <Link to={`/reports/${report.year}`}>{report.year}年度报告</Link>应于 {dayText(report.dueOn)} 前公布，
          {report.leftDays >= 0 ? `还有 ${report.leftDays} 天` : `已过 ${-report.leftDays} 天`}。
        </p>
      )}
      <ul className="tiles" aria-label="依申请公开">
        {Object.entries(data.requestsByState).map(([state, count]) => (
          <li key={state}>
            <Link to={`/requests?state=${state}`}>
              <strong>{count}</strong>
              {stateText[state as keyof typeof stateText]}
            </Link>
          </li>
        ))}
        {Object.entries(documentTiles).map(([state, { view, name }]) =>
          data.documentsByStage[state] ? (
            <li key={state}>
              <Link to={`/documents?view=${view}`}>
                <strong>{data.documentsByStage[state]}</strong>
                信息{name}
              </Link>
            </li>
          ) : null,
        )}
        {data.normative &&
          normativeTiles.map(({ of, to, name }) =>
            data.normative?.[of] ? (
              <li key={of}>
                <Link to={to}>
                  <strong>{data.normative[of]}</strong>
                  {name}
                </Link>
              </li>
            ) : null,
          )}
      </ul>
      <Reminders />
      <Unread />
      <section className="panel">
        <h2>先到期的在前</h2>
        {data.due.length === 0 ? (
          <p className="nil">现在没有要办的申请。</p>
        ) : (
          <div className="scroller">
            <table className="days">
              <thead>
                <tr>
                  <th scope="col">期限</th>
                  <th scope="col">最晚答复日</th>
                  <th scope="col">编号</th>
                  <th scope="col">事项</th>
                  <th scope="col">环节</th>
                </tr>
              </thead>
              <tbody>
                {data.due.map((one) => (
                  <tr key={one.id}>
                    <td>
                      <Light {...one} />
                    </td>
                    <td>{one.dueOn ?? '—'}</td>
                    <td>{one.number}</td>
                    <td>
                      <Link to={`/requests/${one.id}`}>{one.title}</Link>
                    </td>
                    <td>{stateText[one.state as keyof typeof stateText]}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        )}
      </section>
    </>
  )
}
