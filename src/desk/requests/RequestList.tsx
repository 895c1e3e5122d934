import { Input, Segmented, Table } from 'antd'
import { Link, useNavigate, useSearchParams } from 'react-router'
import { listRequests, type RequestRow } from '../../api/contract/requests.ts'
import { useAsk } from '../ask.ts'
import { Light } from '../parts/Light.tsx'
import { HandOver } from './HandOver.tsx'
import { channelText, stateText } from './words.ts'

type State = keyof typeof stateText

/** The queue. Filter and page stand in the address, so that a list can be sent to a colleague. */
export function RequestList() {
  const [params, setParams] = useSearchParams()
  const go = useNavigate()
  const state = params.get('state') as State | null
  const view = (params.get('view') ?? 'open') as 'open' | 'closed' | 'all'
  const page = Number(params.get('page') ?? 1)
  const text = params.get('text') ?? ''
  const { data, error, isFetching } = useAsk(
    listRequests,
    { query: { view, page, size: 20, ...(state ? { state } : {}), ...(text ? { text } : {}) } },
    { keep: true },
  )
  const change = (entries: Record<string, string | null>) => {
    const next = new URLSearchParams(params)
    for (const [name, value] of Object.entries(entries)) {
      if (value) next.set(name, value)
      else next.delete(name)
    }
    if (!('page' in entries)) next.delete('page')
    setParams(next)
  }
  return (
    <>
      <h1>依申请公开</h1>
      <div className="bar">
        <Segmented
          aria-label="范围"
          value={view}
          onChange={(value) => change({ view: String(value), state: null })}
          options={[
            { value: 'open', label: '在办' },
            { value: 'closed', label: '已办结' },
            { value: 'all', label: '全部' },
          ]}
        />
        <label>
          <span className="sr">环节</span>
          <select
            value={state ?? ''}
            onChange={(event) => change({ state: event.target.value || null })}
            style={{ minHeight: 32, padding: '0 8px' }}
          >
            <option value="">所有环节</option>
            {Object.entries(stateText).map(([value, name]) => (
              <option key={value} value={value}>
                {name}
              </option>
            ))}
          </select>
        </label>
        <Input.Search
          aria-label="按编号或事项查找"
          placeholder="编号或事项"
          defaultValue={text}
          allowClear
          onSearch={(value) => change({ text: value.trim() || null })}
          style={{ width: 240 }}
        />
        <span className="push actions">
          <HandOver />
          <Link to="/requests/disposals">到期处置</Link>
          <Link to="/requests/new">登记来件</Link>
        </span>
      </div>
      {error && <p role="alert">{error.message}</p>}
      <Table<RequestRow>
        rowKey="id"
        size="middle"
        loading={isFetching && !data}
        scroll={{ x: 960 }}
        dataSource={data?.requests ?? []}
        onRow={(row) => ({ onDoubleClick: () => void go(`/requests/${row.id}`) })}
        locale={{ emptyText: '没有符合条件的申请' }}
        pagination={{
          current: page,
          pageSize: 20,
          total: data?.total ?? 0,
          showSizeChanger: false,
          showTotal: (total) => `共 ${total} 件`,
          onChange: (next) => change({ page: String(next) }),
        }}
        columns={[
          { title: '法定期限', width: 190, render: (_, row) => <Light {...row} closed={row.state === 'closed'} /> },
          {
            title: '最晚答复日',
            width: 150,
            render: (_, row) => (
              <>
                {row.dueOn ? `${row.dueOn}${row.dueProvisional ? '（预估）' : ''}` : '—'}
                {row.internalDueOn && <div className="nil">内部 {row.internalDueOn}</div>}
              </>
            ),
          },
          { title: '编号', dataIndex: 'number', width: 150 },
          { title: '事项', render: (_, row) => <Link to={`/requests/${row.id}`}>{row.title}</Link> },
          { title: '申请人', dataIndex: 'applicant', width: 130 },
          { title: '渠道', width: 110, render: (_, row) => channelText[row.channel] },
          { title: '环节', width: 110, render: (_, row) => stateText[row.state] },
          { title: '科室', width: 120, render: (_, row) => row.section ?? '—' },
        ]}
      />
    </>
  )
}
