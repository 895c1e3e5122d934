import { Link } from 'react-router'
import { type Alike, readApplicantFacts } from '../../api/contract/caseload.ts'
import { outcomes } from '../../law/requests/outcome.ts'
import { useAsk } from '../ask.ts'
import { stateText } from './words.ts'

export function AlikeList({ of }: { of: readonly (Alike & { likeness?: number })[] }) {
  return (
    <ul className="events">
      {of.map((one) => (
        <li key={one.id}>
          <Link to={`/requests/${one.id}`}>{one.number}</Link> {one.title}
          <div className="who">
            {one.receivedOn ?? '待确认'} ·{' '}
            {one.outcome ? `${outcomes[one.outcome].label}（${one.concludedOn}）` : stateText[one.state]}
            {one.likeness !== undefined && ` · 名称相同 ${Math.round(one.likeness * 100)}%`}
          </div>
        </li>
      ))}
    </ul>
  )
}

/** Facts about repeated and similar requests. What follows from them is for a person to say, with reasons. */
export function ApplicantFacts({ id }: { id: number }) {
  const { data } = useAsk(readApplicantFacts, { params: { id } })
  if (!data) return null
  const earlier = data.requests.filter((one) => one.id !== id)
  return (
    <section className="panel">
      <h2>同一申请人和相似申请</h2>
      {earlier.length === 0 ? (
        <p className="nil">没有同一申请人的其他申请。</p>
      ) : (
        <>
          <p>
            同一申请人共 {data.requests.length} 件，其中与本件名称相近的 {data.alike} 件；收费通知合计 {data.fees} 元。
          </p>
          <table className="days">
            <caption className="sr">各月收到的件数</caption>
            <thead>
              <tr>
                <th scope="col">月份</th>
                <th scope="col">件数</th>
              </tr>
            </thead>
            <tbody>
              {data.byMonth.map(({ month, count }) => (
                <tr key={month}>
                  <td>{month}</td>
                  <td>{count}</td>
                </tr>
              ))}
            </tbody>
          </table>
          <details>
            <summary>此前的申请和答复（{earlier.length} 件）</summary>
            <AlikeList of={earlier.slice(0, 50)} />
          </details>
        </>
      )}
      {data.others.length > 0 && (
        <details>
          <summary>其他人的相似申请（{data.others.length} 件）</summary>
          <AlikeList of={data.others} />
        </details>
      )}
      <p className="nil">
        条例第三十五条：申请公开政府信息的数量、频次明显超过合理范围，行政机关可以要求申请人说明理由。条例没有规定件数；是否超过合理范围，由办理人员结合具体情况判断并写明理由。
      </p>
    </section>
  )
}
