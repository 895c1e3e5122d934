import { Button, Input, Segmented, Table } from 'antd'
import { useEffect, useState } from 'react'
import { Link, useNavigate, useSearchParams } from 'react-router'
import { readQueueChoices } from '../../api/contract/caseload.ts'
import { listRequests, type RequestRow, readHandlers } from '../../api/contract/requests.ts'
import { useAsk } from '../ask.ts'
import { useSession } from '../frame/session.tsx'
import { Light } from '../parts/Light.tsx'
import { BulkBar } from './BulkBar.tsx'
import { HandOver } from './HandOver.tsx'
import { ImportEarlier } from './ImportEarlier.tsx'
import { SavedViews } from './SavedViews.tsx'
import { channelText, kindText, lightText, stateText } from './words.ts'

type View = 'open' | 'to-do' | 'waiting' | 'mine-done' | 'closed' | 'all'
const filters = ['state', 'sectionId', 'handlerId', 'channel', 'kind', 'light', 'tag', 'sort'] as const

function Choose({
  label,
  value,
  of,
  onChange,
}: {
  label: string
  value: string | null
  of: readonly (readonly [string, string])[]
  onChange(value: string | null): void
}) {
  return (
    <select aria-label={label} value={value ?? ''} onChange={(event) => onChange(event.target.value || null)}>
      <option value="">{label}</option>
      {of.map(([code, name]) => (
        <option key={code} value={code}>
          {name}
        </option>
      ))}
    </select>
  )
}

const days = (since: string, now: Date) => Math.floor((now.getTime() - Date.parse(since)) / 86_400_000)

/** The queue. Filter and page stand in the address, so that a list can be sent to a colleague. j and k go through it. */
export function RequestList() {
  const { session } = useSession()
  const [params, setParams] = useSearchParams()
  const go = useNavigate()
  const [selected, setSelected] = useState<number[]>([])
  const [at, setAt] = useState(-1)
  const view = (params.get('view') ?? 'open') as View
  const page = Number(params.get('page') ?? 1)
  const text = params.get('text') ?? ''
  const given = Object.fromEntries(
    [...filters, 'dueFrom', 'dueTo'].flatMap((name) => {
      const value = params.get(name)
      return value ? [[name, value]] : []
    }),
  )
  const { data: choices } = useAsk(readQueueChoices, {})
  const { data: people } = useAsk(readHandlers, {})
  const { data, error, isFetching } = useAsk(
    listRequests,
    { query: { view, page, size: 20, ...given, ...(text ? { text } : {}) } },
    { keep: true },
  )
  const change = (entries: Record<string, string | null>) => {
    const next = new URLSearchParams(params)
    for (const [name, value] of Object.entries(entries)) {
      if (value) next.set(name, value)
      else next.delete(name)
    }
    if (!('page' in entries)) next.delete('page')
    setSelected([])
    setAt(-1)
    setParams(next)
  }
  const rows = data?.requests ?? []
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      const target = event.target as HTMLElement
      if (event.ctrlKey || event.metaKey || event.altKey) return
      if (target.closest('input, textarea, select, button, a, [role="dialog"], [role="combobox"]')) return
      const row = rows[at]
      if (event.key === 'j') setAt(Math.min(rows.length - 1, at + 1))
      else if (event.key === 'k') setAt(Math.max(0, at - 1))
      else if (event.key === 'Enter' && row) void go(`/requests/${row.id}`)
      else if (event.key === 'x' && row) {
        setSelected(selected.includes(row.id) ? selected.filter((id) => id !== row.id) : [...selected, row.id])
      } else return
      event.preventDefault()
    }
    window.addEventListener('keydown', press)
    return () => window.removeEventListener('keydown', press)
  }, [rows, at, selected, go])
  const asked = new URLSearchParams(params)
  asked.delete('page')
  if (!asked.has('view')) asked.set('view', view)
  const narrowed = Object.keys(given).length > 0 || text !== ''
  // Days in a state are counted from the start of today, so that they do not change while one looks.
  const now = new Date(`${session.today}T23:59:59+08:00`)
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
            { value: 'to-do', label: '待我方办' },
            { value: 'waiting', label: '等他人' },
            { value: 'mine-done', label: '我办过的' },
            { value: 'closed', label: '已办结' },
            { value: 'all', label: '全部' },
          ]}
        />
        <span className="push actions">
          <HandOver />
          {choices?.may.includes('import') && <ImportEarlier />}
          <Link to="/requests/disposals">到期处置</Link>
          <Link to="/requests/topics">热点事项</Link>
          <Link to="/requests/new">登记来件</Link>
        </span>
      </div>
      <div className="bar filters">
        <Choose
          label="所有环节"
          value={params.get('state')}
          of={Object.entries(stateText)}
          onChange={(state) => change({ state })}
        />
        <Choose
          label="所有期限"
          value={params.get('light')}
          of={Object.entries(lightText)}
          onChange={(light) => change({ light })}
        />
        <Choose
          label="所有科室"
          value={params.get('sectionId')}
          of={(choices?.sections ?? []).map(({ id, name }) => [String(id), name])}
          onChange={(sectionId) => change({ sectionId })}
        />
        <Choose
          label="所有经办"
          value={params.get('handlerId')}
          of={(people?.handlers ?? []).map(({ id, name }) => [String(id), name])}
          onChange={(handlerId) => change({ handlerId })}
        />
        <Choose
          label="所有渠道"
          value={params.get('channel')}
          of={Object.entries(channelText)}
          onChange={(channel) => change({ channel })}
        />
        <Choose
          label="所有申请人"
          value={params.get('kind')}
          of={Object.entries(kindText)}
          onChange={(kind) => change({ kind })}
        />
        <Choose
          label="所有标签"
          value={params.get('tag')}
          of={(choices?.tags ?? []).map(({ tag, count }) => [tag, `${tag}（${count}）`])}
          onChange={(tag) => change({ tag })}
        />
        <Choose
          label="先到期的在前"
          value={params.get('sort')}
          of={[
            ['newest', '新来的在前'],
            ['oldest', '旧的在前'],
          ]}
          onChange={(sort) => change({ sort })}
        />
        <input
          type="date"
          aria-label="最晚答复日从"
          value={params.get('dueFrom') ?? ''}
          onChange={(event) => change({ dueFrom: event.target.value || null })}
        />
        <input
          type="date"
          aria-label="最晚答复日到"
          value={params.get('dueTo') ?? ''}
          onChange={(event) => change({ dueTo: event.target.value || null })}
        />
        <Input.Search
          key={text}
          aria-label="按编号或事项查找"
          placeholder="编号或事项"
          defaultValue={text}
          allowClear
          onSearch={(value) => change({ text: value.trim() || null })}
          style={{ width: 200 }}
        />
        {narrowed && (
          <Button onClick={() => setParams(new URLSearchParams({ view }))} type="link">
            清除筛选
          </Button>
        )}
      </div>
      <div className="bar">
        <SavedViews views={choices?.views ?? []} query={asked.toString()} />
        <span className="push actions">
          <Button
            size="small"
            onClick={() => setSelected(selected.length === rows.length ? [] : rows.map(({ id }) => id))}
          >
            {selected.length === rows.length && rows.length > 0 ? '取消选择' : '选择本页'}
          </Button>
          <a href={`/api/requests/export.xlsx?${asked}`}>导出 Excel</a>
          <a href={`/api/requests/export.csv?${asked}`}>导出 CSV</a>
        </span>
      </div>
      <BulkBar
        ids={selected}
        may={choices?.may ?? []}
        sections={choices?.sections ?? []}
        onDone={() => setSelected([])}
      />
      {error && <p role="alert">{error.message}</p>}
      <Table<RequestRow>
        rowKey="id"
        size="middle"
        loading={isFetching && !data}
        scroll={{ x: 1240 }}
        dataSource={rows}
        rowSelection={{
          selectedRowKeys: selected,
          // The table measures its columns with a second, hidden head: nothing in it may take the focus.
          columnTitle: <span className="sr">选择</span>,
          onChange: (keys) => setSelected(keys as number[]),
          getCheckboxProps: (row) => ({ 'aria-label': `选择 ${row.number}` }) as object,
        }}
        rowClassName={(_, index) => (index === at ? 'here' : '')}
        onRow={(row, index) => ({
          onDoubleClick: () => void go(`/requests/${row.id}`),
          ...(index === at ? { 'aria-current': true } : {}),
        })}
        locale={{ emptyText: '没有符合条件的申请' }}
        pagination={{
          current: page,
          pageSize: 20,
          total: data?.total ?? 0,
          showSizeChanger: false,
          showTotal: (total) =>
            data?.more ? `超过 ${total} 件，只列出前 ${total} 件，请加筛选条件` : `共 ${total} 件`,
          onChange: (next) => change({ page: String(next) }),
        }}
        columns={[
          { title: '法定期限', width: 180, render: (_, row) => <Light {...row} closed={row.state === 'closed'} /> },
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
          {
            title: '事项',
            render: (_, row) => (
              <>
                <Link to={`/requests/${row.id}`}>{row.title}</Link>
                {row.tags.map((tag) => (
                  <span key={tag} className="request-tag">
                    {tag}
                  </span>
                ))}
              </>
            ),
          },
          { title: '申请人', dataIndex: 'applicant', width: 110 },
          { title: '渠道', width: 100, render: (_, row) => channelText[row.channel] },
          { title: '环节', width: 100, render: (_, row) => stateText[row.state] },
          {
            title: '停留',
            width: 80,
            render: (_, row) => {
              if (row.state === 'closed') return '—'
              const long = days(row.stateSince, now)
              return long > 7 ? <strong>{long} 天</strong> : `${Math.max(0, long)} 天`
            },
          },
          {
            title: '科室和经办',
            width: 150,
            render: (_, row) => [row.section, row.handler].filter(Boolean).join(' · ') || '—',
          },
        ]}
      />
      <p className="nil">键盘：j、k 上下移动，Enter 打开，x 选择。</p>
    </>
  )
}
