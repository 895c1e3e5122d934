import { Button } from 'antd'
import { Link, useSearchParams } from 'react-router'
import { listRequests } from '../../api/contract/requests.ts'
import { useAsk } from '../ask.ts'
import { useSession } from '../frame/session.tsx'
import { channelText, kindText } from './words.ts'

/** A cover for each selected case, one a sheet of paper. */
export function Covers() {
  const { session } = useSession()
  const [params] = useSearchParams()
  const ids = params.get('ids') ?? ''
  const { data, error } = useAsk(
    listRequests,
    { query: { view: 'all', ids, page: 1, size: 100 } },
    { when: ids !== '' },
  )
  if (error) return <p role="alert">{error.message}</p>
  return (
    <>
      <p className="nil no-print">
        <Link to="/requests">依申请公开</Link> › 打印封皮
      </p>
      <h1 className="no-print">打印封皮</h1>
      <p className="no-print">
        <Button type="primary" onClick={() => window.print()}>
          打印 {data?.requests.length ?? 0} 张
        </Button>
      </p>
      {(data?.requests ?? []).map((one) => (
        <article key={one.id} className="panel cover">
          <p>{session.bureau.name}</p>
          <h2>政府信息公开申请案卷</h2>
          <dl className="facts">
            <dt>编号</dt>
            <dd className="code">{one.number}</dd>
            <dt>事项</dt>
            <dd>{one.title}</dd>
            <dt>申请人</dt>
            <dd>
              {one.applicant}（{kindText[one.applicantKind]}）
            </dd>
            <dt>渠道</dt>
            <dd>{channelText[one.channel]}</dd>
            <dt>收到日</dt>
            <dd>{one.receivedOn ?? '待确认'}</dd>
            <dt>最晚答复日</dt>
            <dd>{one.dueOn ?? '—'}</dd>
            <dt>承办</dt>
            <dd>{[one.section, one.handler].filter(Boolean).join(' · ') || '—'}</dd>
            <dt>保管期限</dt>
            <dd>＿＿＿＿＿＿</dd>
          </dl>
        </article>
      ))}
    </>
  )
}
