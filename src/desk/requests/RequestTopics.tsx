import { useState } from 'react'
import { Link } from 'react-router'
import { readTopics } from '../../api/contract/caseload.ts'
import { useAsk } from '../ask.ts'
import { useSession } from '../frame/session.tsx'

/** What the requests of a period ask about most: a bar and a row for each word, which opens its requests. */
export function RequestTopics() {
  const { session } = useSession()
  const [from, setFrom] = useState(`${session.today.slice(0, 4)}-01-01`)
  const [to, setTo] = useState(session.today)
  const { data, error } = useAsk(readTopics, { query: { from, to } }, { keep: true })
  const most = Math.max(1, ...(data?.topics ?? []).map(({ count }) => count))
  const months = [...new Set((data?.topics ?? []).flatMap(({ byMonth }) => Object.keys(byMonth)))].sort().slice(-12)
  const height = 26
  return (
    <>
      <p className="nil">
        <Link to="/requests">依申请公开</Link> › 热点事项
      </p>
      <h1>热点事项</h1>
      <div className="bar">
        <label>
          收到日从{' '}
          <input type="date" value={from} onChange={(event) => event.target.value && setFrom(event.target.value)} />
        </label>
        <label>
          到 <input type="date" value={to} onChange={(event) => event.target.value && setTo(event.target.value)} />
        </label>
      </div>
      {error && <p role="alert">{error.message}</p>}
      {data && data.topics.length === 0 && <p className="nil">这段时间没有收到申请，换一段时间再看。</p>}
      {data && data.topics.length > 0 && (
        <>
          <p>
            这段时间收到 {data.requests} 件，问得最多的是“{data.topics[0]?.word}”（{data.topics[0]?.count}{' '}
            件）。多人反复申请的事项，可以考虑会商后主动公开。
          </p>
          <section className="panel">
            <h2>各事项的件数</h2>
            <svg
              className="topics-chart"
              viewBox={`0 0 640 ${data.topics.length * height}`}
              role="img"
              aria-label="各事项的件数，见下表"
            >
              {data.topics.map(({ word, count }, place) => (
                <g key={word} transform={`translate(0 ${place * height})`}>
                  <text x="150" y="17" textAnchor="end" fontSize="14">
                    {word}
                  </text>
                  <rect x="158" y="4" width={Math.max(2, (count / most) * 420)} height="17" fill="#1f5a96" />
                  <text x={166 + Math.max(2, (count / most) * 420)} y="17" fontSize="14">
                    {count}
                  </text>
                </g>
              ))}
            </svg>
          </section>
          <section className="panel">
            <h2>按月</h2>
            <div className="scroller">
              <table className="days">
                <thead>
                  <tr>
                    <th scope="col">事项</th>
                    <th scope="col">件数</th>
                    {months.map((month) => (
                      <th key={month} scope="col">
                        {month}
                      </th>
                    ))}
                  </tr>
                </thead>
                <tbody>
                  {data.topics.map(({ word, count, byMonth }) => (
                    <tr key={word}>
                      <th scope="row">
                        <Link to={`/requests?view=all&text=${encodeURIComponent(word)}`}>{word}</Link>
                      </th>
                      <td>{count}</td>
                      {months.map((month) => (
                        <td key={month}>{byMonth[month] ?? ''}</td>
                      ))}
                    </tr>
                  ))}
                </tbody>
              </table>
            </div>
          </section>
        </>
      )}
    </>
  )
}
